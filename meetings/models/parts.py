"""The parts of a working copy. They become a Document, and come from one, in newsroom.mapping and nowhere else."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.document import new_id

from .reference import Report, Speaker
from .summary import Summary


class Segment(models.Model):
    """One item of a meeting in a summary. `key` is the segment's id in the Document."""

    class Kind(models.TextChoices):
        PRESENTATION_OF_REPORT = "presentation_of_report", _("presentation of a report")
        INTERACTIVE_DIALOGUE = "interactive_dialogue", _("interactive dialogue")
        ENHANCED_INTERACTIVE_DIALOGUE = ("enhanced_interactive_dialogue", _("enhanced interactive dialogue"))
        GENERAL_DEBATE = "general_debate", _("general debate")
        PANEL = "panel", _("panel")
        COUNTRY_REVIEW = "country_review", _("review of a State")
        STATEMENTS = "statements", _("statements")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        STARTED = "started", _("started")
        CONTINUED = "continued", _("continued")
        CONCLUDED = "concluded", _("concluded")
        HELD = "held", _("held")

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="segments")
    key = models.CharField(max_length=12, default=new_id, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=32, choices=Kind.choices, default=Kind.OTHER)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.HELD)
    title = models.TextField(_("title"), blank=True)
    topic = models.CharField(_("topic"), blank=True)
    agenda_item = models.CharField(_("agenda item"), blank=True)
    body = models.TextField(_("text"), blank=True)
    started_before = models.BooleanField(_("started in an earlier meeting"), default=False)
    continues = models.CharField(
        _("continues"), max_length=12, blank=True, help_text=_("the part of an earlier text that it goes on with")
    )  # the key of that segment: it stays what it is when the earlier text is published, or split anew
    reports = models.ManyToManyField(Report, through="SegmentReport", verbose_name=_("reports"), blank=True)

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["summary", "key"], name="one_segment_a_key")]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class SegmentReport(models.Model):
    """A report before the body in a segment, in order."""

    segment = models.ForeignKey(Segment, models.CASCADE)
    report = models.ForeignKey(Report, models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["segment", "report"], name="one_report_a_segment")]

    def __str__(self) -> str:
        return str(self.report)


class SpeakersList(models.Model):
    """A list of speakers as printed. Where it stands is said by a marker with its `key` in the prose."""

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("speaking in the discussion")
        ALSO_SPEAKING = "also_speaking", _("also speaking")
        RIGHT_OF_REPLY = "right_of_reply", _("right of reply")

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="lists")
    segment = models.ForeignKey(
        Segment, models.SET_NULL, null=True, blank=True, verbose_name=_("segment"), related_name="lists"
    )
    key = models.CharField(max_length=12, default=new_id, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DISCUSSION)
    topic = models.CharField(_("topic"), blank=True)
    lead_in = models.TextField(_("opening words"), blank=True)
    tail = models.CharField(_("closing words"), blank=True)
    separator = models.CharField(default=", ")
    conjunction = models.CharField(default=" and ")

    class Meta:
        verbose_name = _("list of speakers")
        verbose_name_plural = _("lists of speakers")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["summary", "key"], name="one_list_a_key")]

    def __str__(self) -> str:
        return self.lead_in or self.get_kind_display()


class Intervention(models.Model):
    """One name of a list, in order; never unique: a State may stand twice, for a group and for itself."""

    list = models.ForeignKey(SpeakersList, models.CASCADE, related_name="interventions")
    position = models.PositiveSmallIntegerField()
    printed = models.TextField(_("as printed"))
    name = models.TextField(_("name"))
    on_behalf_of = models.TextField(_("on behalf of"), blank=True)
    remark = models.TextField(_("remark"), blank=True)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, verbose_name=_("speaker"), related_name="interventions"
    )
    group = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, verbose_name=_("group"), related_name="spoken_for"
    )

    class Meta:
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.printed
