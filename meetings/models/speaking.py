"""Who decided that a printed name is a speaker, the same as another, or none; each act can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .reference import Speaker
from .summary import Summary


class SpeakerAct(models.Model):
    """One act on a speaker, with what undoing it takes. Acts of one click are parts of the first of them.

    `other` is whom the speaker was merged into, or who was split off. `before` holds the values that were there,
    `names` the printed names that moved, each with whose it was. An act without a person is the software's own:
    the speaker was learnt from `summary`, where its name stands at `anchor`.
    """

    class Action(models.TextChoices):
        LEARN = "learn", _("learnt")
        CONFIRM = "confirm", _("confirmed")
        KIND = "kind", _("another kind")
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")
        DISCARD = "discard", _("not a name")

    action = models.CharField(_("what"), max_length=10, choices=Action.choices)
    speaker = models.ForeignKey(Speaker, models.PROTECT, verbose_name=_("speaker"), related_name="acts")
    other = models.ForeignKey(
        Speaker, models.PROTECT, null=True, verbose_name=_("the other speaker"), related_name="acts_of_others"
    )
    before = models.JSONField(default=dict)
    names = models.JSONField(default=list)
    part_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("who"), related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("undone by"), related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    summary = models.ForeignKey(Summary, models.SET_NULL, null=True, verbose_name=_("summary"), related_name="+")
    anchor = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = _("act on a speaker")
        verbose_name_plural = _("acts on speakers")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["-id"],
                condition=Q(by__isnull=False, part_of__isnull=True),
                name="speaker_act_newest",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=("merge", "split"), other__isnull=False) & ~Q(other=F("speaker"))
                | ~Q(action__in=("merge", "split")) & Q(other__isnull=True),
                name="speaker_act_names_both",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="speaker_act_undone_by_someone",
            ),
            models.UniqueConstraint(fields=["speaker"], condition=Q(action="learn"), name="speaker_learnt_once"),
            models.CheckConstraint(
                condition=Q(action="learn", by__isnull=True) | ~Q(action="learn") & Q(by__isnull=False),
                name="speaker_act_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.speaker}"
