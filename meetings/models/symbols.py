"""The register of press symbols, and the counters that they are allotted from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .reference import Body, Language
from .summary import Summary


class SymbolCounter(models.Model):
    """The last number allotted to a body, year and language; locked while the next is taken."""

    body = models.ForeignKey(Body, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    last = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year", "language"], name="one_counter_a_series")]

    def __str__(self) -> str:
        return f"{self.body.code} {self.year} {self.language}: {self.last}"


class PressSymbol(models.Model):
    """The register of press symbols: each number once, and for each that no text bears, why."""

    class Origin(models.TextChoices):
        ALLOTTED = "allotted", _("allotted")
        TYPED = "typed", _("typed")
        IMPORTED = "imported", _("imported")

    key = models.CharField(_("canonical form"), max_length=30, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("body"))
    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    number = models.PositiveSmallIntegerField(_("number"))
    printed = models.CharField(_("as printed"), max_length=30)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    summary = models.OneToOneField(
        Summary, models.PROTECT, null=True, blank=True, verbose_name=_("summary"), related_name="press_symbol"
    )
    void_reason = models.TextField(_("why no text bears it"), blank=True)

    class Meta:
        verbose_name = _("press symbol")
        verbose_name_plural = _("press symbols")
        ordering = ["body", "-year", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "language", "number"], name="one_symbol_a_number"),
            models.CheckConstraint(
                condition=Q(summary__isnull=False) | ~Q(void_reason=""),
                name="unused_symbol_has_a_reason",
                violation_error_message=_("Say why no text bears this symbol."),
            ),
        ]

    def __str__(self) -> str:
        return self.key
