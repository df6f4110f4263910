"""Who did what. Append-only: the database refuses to change or remove a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .summary import State, Summary


class Activity(models.Model):
    """One act on a summary; each row carries the hash of the summary's row before it, so that a gap shows.

    `detail` holds readable values of what an act set besides the text: a time, a name, a kind of change. `text_hash`
    seals the revision that an act which changed the text led to.
    """

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="activities")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    action = models.CharField(_("action"), max_length=30)
    from_state = models.CharField(_("from"), max_length=10, choices=State.choices, blank=True)
    to_state = models.CharField(_("to"), max_length=10, choices=State.choices)
    revision = models.PositiveIntegerField(_("revision"))
    comment = models.TextField(_("comment"), blank=True)
    detail = models.JSONField(_("besides"), default=dict, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activity")
        ordering = ["summary", "-number"]
        # The record over all texts is read newest first, from a place on: all of it, or by who or what.
        indexes = [
            models.Index(fields=["-at", "-id"], name="activity_newest"),
            models.Index(fields=["user", "-at", "-id"], name="activity_by_user"),
            models.Index(fields=["action", "-at", "-id"], name="activity_by_action"),
        ]
        constraints = [models.UniqueConstraint(fields=["summary", "number"], name="one_activity_a_number")]

    def __str__(self) -> str:
        return f"{self.action} r{self.revision}"
