"""What one person of the desk says to another about a paragraph. It is no part of the text and never public."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .summary import Summary


class Remark(models.Model):
    """A remark on a paragraph or a segment of a working copy, or on the whole text (`block` is "" then), until it is
    settled.

    `block` is the id of the paragraph or segment in the Document, `quote` the words of the paragraph, or the title of
    the segment, as whoever wrote the remark read them. `blocks`: while it is open, the text is not published. An
    answer stands under the remark that it answers, and is settled with it.
    """

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="remarks")
    block = models.CharField(_("paragraph"), max_length=20, blank=True)
    quote = models.TextField(_("words of the paragraph"), blank=True)
    text = models.TextField(_("remark"))
    answer_to = models.ForeignKey("self", models.PROTECT, related_name="answers", null=True)
    blocks = models.BooleanField(_("blocks publication"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["summary"], condition=Q(settled_at=None, answer_to=None), name="remark_open")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_has_a_text"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="remark_settled_by_someone",
            ),
            models.CheckConstraint(condition=Q(block="", quote="") | ~Q(block=""), name="remark_quotes_a_paragraph"),
            models.CheckConstraint(
                condition=Q(answer_to=None) | Q(block="", blocks=False, settled_at=None),
                name="answer_stands_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.summary}: {self.text[:50]}"
