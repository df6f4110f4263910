"""What passes between a reviewer and an officer: how far one has read, and what the one changed for the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .summary import Summary


class ReadMark(models.Model):
    """The revision of a text that a reviewer opened last, and the one opened before it (None: none was)."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(_("revision"))
    previous = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["summary", "user"], name="one_read_mark_a_reader")]

    def __str__(self) -> str:
        return f"{self.summary} r{self.revision}"


class Suggestions(models.Model):
    """What a reviewer changed in a text that was handed in: the difference between two of its revisions.

    `settled` names the places that the officer has accepted or refused; the rest waits until `closed_at`.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="suggestions")
    base = models.PositiveIntegerField(_("handed in as"))
    revision = models.PositiveIntegerField(_("changed to"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    settled = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("suggestions")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["summary"], condition=Q(closed_at__isnull=True), name="one_open_round_of_suggestions"
            ),
            models.CheckConstraint(condition=Q(revision__gt=F("base")), name="suggestions_follow_their_base"),
        ]

    def __str__(self) -> str:
        return f"{self.summary} r{self.base}–r{self.revision}"
