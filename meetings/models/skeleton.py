"""What a draft begins with: the skeletons of the genre, and what is planned of one meeting."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .coverage import Meeting
from .parts import Segment
from .reference import Language, Speaker, SpeakerFunction


class Skeleton(models.Model):
    """The parts of one kind of meeting, in one language. `outline` is read by `newsroom.outline` and nothing else."""

    key = models.SlugField(_("key"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    name = models.CharField(_("name"), max_length=120)
    bodies = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("bodies"),
        default=list,
        blank=True,
        help_text=_("Codes, by commas; empty: offered for every body."),
    )
    outline = models.JSONField(_("segments and headings"), default=list)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("skeleton")
        verbose_name_plural = _("skeletons")
        ordering = ["language", "position", "name"]
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_skeleton_a_key_and_language")]

    def __str__(self) -> str:
        return self.name


class PlannedSegment(models.Model):
    """An item of a meeting as the order of the day has it: a draft on that meeting begins with it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name=_("meeting"), related_name="planned_segments")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=32, choices=Segment.Kind.choices, default=Segment.Kind.OTHER)
    title_en = models.TextField(_("title in English"), blank=True)
    title_fr = models.TextField(_("title in French"), blank=True)
    agenda_item = models.CharField(_("agenda item"), max_length=20, blank=True)
    started_before = models.BooleanField(_("started in an earlier meeting"), default=False)
    reports = ArrayField(models.CharField(max_length=60), verbose_name=_("reports"), default=list, blank=True)

    class Meta:
        verbose_name = _("planned segment")
        verbose_name_plural = _("planned segments")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_planned_segment_a_place"),
            models.CheckConstraint(condition=~Q(title_en="", title_fr=""), name="planned_segment_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_fr


class PlannedSpeaker(models.Model):
    """Who is on the podium for a planned segment, in order, and in what function."""

    segment = models.ForeignKey(PlannedSegment, models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField(default=0)
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="planned")
    function = models.ForeignKey(SpeakerFunction, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("speaker on the podium")
        verbose_name_plural = _("speakers on the podium")
        ordering = ["segment", "position"]
        constraints = [models.UniqueConstraint(fields=["segment", "position"], name="one_planned_speaker_a_place")]

    def __str__(self) -> str:
        return str(self.speaker)
