"""What came in from an archive: batches of files, what became of each, and changed texts that a person decides on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .reference import Language
from .summary import Summary


class ImportProposal(models.Model):
    """A changed text of a release that is here already: shown beside it, taken over or dismissed by a person.

    `document` is the whole text as it would stand, on top of revision `based_on`.
    """

    class Decision(models.TextChoices):
        TAKEN = "taken", _("taken over")
        DISMISSED = "dismissed", _("dismissed")

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="proposals", verbose_name=_("summary"))
    based_on = models.PositiveIntegerField(_("revision"))
    document = models.JSONField(_("document"))
    source_name = models.CharField(_("imported from"), max_length=255, blank=True)
    source_hash = models.CharField(max_length=64)
    warnings = models.JSONField(_("warnings"), default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("brought in by")
    )
    created_at = models.DateTimeField(_("brought in"), default=timezone.now)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("changed text")
        verbose_name_plural = _("changed texts")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "source_hash"], name="one_proposal_a_source"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="decided_by_someone",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("admin:meetings_importproposal_change", args=[self.pk])

    def __str__(self) -> str:
        return f"{self.summary} ← {self.source_name}"


class ImportBatch(models.Model):
    """Files of one archive, brought in under one name; a run that was broken off goes on under it."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    source = models.CharField(_("folder or archive"), max_length=255, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("brought in by")
    )
    created_at = models.DateTimeField(_("brought in"), default=timezone.now)

    class Meta:
        verbose_name = _("archive batch")
        verbose_name_plural = _("archive batches")
        ordering = ["-created_at"]

    def get_absolute_url(self) -> str:
        return reverse("admin:meetings_importbatch_change", args=[self.pk])

    def __str__(self) -> str:
        return self.name


class ImportItem(models.Model):
    """What became of one file of a batch. `language` is "" where it could not be told."""

    class Status(models.TextChoices):
        CREATED = "created", _("new")
        UNCHANGED = "unchanged", _("here already")
        PROPOSED = "proposed", _("changed text")
        REFUSED = "refused", _("not taken")

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="items", verbose_name=_("batch"))
    name = models.CharField(_("file"), max_length=500)
    hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, blank=True)
    status = models.CharField(_("outcome"), max_length=10, choices=Status.choices)
    symbol = models.CharField(_("press symbol"), max_length=30, blank=True)
    headline = models.TextField(_("headline"), blank=True)
    error = models.TextField(_("why it was not taken"), blank=True)
    error_fr = models.TextField(_("why it was not taken, in French"), blank=True)
    warnings = models.JSONField(_("warnings"), default=list)
    summary = models.ForeignKey(
        Summary, models.PROTECT, null=True, related_name="import_items", verbose_name=_("summary")
    )
    proposal = models.ForeignKey(
        ImportProposal, models.PROTECT, null=True, related_name="import_items", verbose_name=_("changed text")
    )
    at = models.DateTimeField(_("brought in"), default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("doubts settled by")
    )
    checked_at = models.DateTimeField(_("doubts settled"), null=True)

    class Meta:
        verbose_name = _("file of an archive")
        verbose_name_plural = _("files of an archive")
        ordering = ["name"]
        indexes = [models.Index(fields=["batch", "status"], name="import_item_status")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "name"], name="one_item_a_file"),
            models.CheckConstraint(
                condition=Q(status="refused", summary__isnull=True) & ~Q(error="")
                | ~Q(status="refused") & Q(summary__isnull=False),
                name="taken_or_told_why_not",
            ),
        ]

    def why(self) -> str:
        """Why it was not taken, in the language of whoever reads it."""
        return (self.error_fr if get_language() == "fr" else "") or self.error

    def __str__(self) -> str:
        return self.name
