"""What meets when, and what each language decided about covering it."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .reference import Language, Session


class Period(models.TextChoices):
    MORNING = "morning", _("morning")
    MIDDAY = "midday", _("midday")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")
    ALL_DAY = "all_day", _("all day")


class Meeting(models.Model):
    """One meeting of a session. Its day is a local date of Geneva."""

    session = models.ForeignKey(Session, models.PROTECT, verbose_name=_("session"), related_name="meetings")
    date = models.DateField(_("date"))
    period = models.CharField(_("period"), max_length=10, choices=Period.choices)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("what it is about"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    planned_end = models.DateTimeField(_("planned to end at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("rose at"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    web_tv = models.URLField(_("web TV address"), blank=True)
    agenda_items = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("agenda items"),
        default=list,
        blank=True,
        help_text=_("separated by commas"),
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    cancelled_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    held_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("held together with"),
        help_text=_("Two meetings that are held as one have one text in each language."),
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-date", "-starts_at", "session"]
        indexes = [models.Index(fields=["date"], name="meeting_date")]
        constraints = [
            # Where a meeting is cancelled, another may be held, under its number too.
            models.UniqueConstraint(
                fields=["session", "date", "period"],
                condition=Q(cancelled_at__isnull=True),
                name="one_meeting_a_period",
            ),
            models.UniqueConstraint(
                fields=["session", "number"],
                condition=Q(number__isnull=False, cancelled_at__isnull=True),
                name="one_meeting_a_number",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(planned_end__isnull=True) | Q(planned_end__gt=F("starts_at")),
                name="meeting_planned_to_end_after_it_starts",
                violation_error_message=_("A meeting ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_reason="")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_reason=""),
                name="meeting_cancelled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(held_with__isnull=True) | ~Q(held_with=F("id")) & Q(cancelled_at__isnull=True),
                name="meeting_held_with_another",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message=_("A meeting ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}, {date_format(self.date, 'j N Y')}, {self.get_period_display()}"


class MeetingChange(models.Model):
    """What became of a meeting after it was planned, and why. Append-only: the database refuses to change a row.

    `before` and `after` hold the fields that differ, as JSON: days and hours in ISO 8601, other meetings by their key.
    """

    class What(models.TextChoices):
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")
        REINSTATED = "reinstated", _("held after all")
        MERGED = "merged", _("held together with another")
        SEPARATED = "separated", _("held on its own again")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="changes", verbose_name=_("meeting"))
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    before = models.JSONField(_("from"), default=dict)
    after = models.JSONField(_("to"), default=dict)
    reason = models.CharField(_("reason"), max_length=300)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a meeting")
        verbose_name_plural = _("changes of meetings")
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="meeting_changed_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_what_display()}"


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def with_due(self, target: datetime.timedelta) -> models.QuerySet[Any]:
        """Each with `due_at`: when it is due as planned, or `target` after its meeting rose.

        None: that is not known yet, or the meeting is cancelled.
        """
        planned = Coalesce("due", F("meeting__ends_at") + target)
        return self.annotate(due_at=Case(When(meeting__cancelled_at=None, then=planned)))


class Coverage(models.Model):
    """One language's decision about one meeting. Several may lead to one summary (one text about two meetings)."""

    class Decision(models.TextChoices):
        INTENDED = "intended", _("to be covered")
        UNDECIDED = "undecided", _("undecided")
        NOT_COVERED = "not_covered", _("not covered")

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="coverages")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision.choices, default=Decision.INTENDED)
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("The public reads it where a meeting is not covered.")
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("officer"), related_name="+"
    )
    due = models.DateTimeField(_("due"), null=True, blank=True)
    overdue_told = models.DateTimeField(null=True, editable=False)  # the due time that was told to have passed
    summary = models.ForeignKey(
        "Summary", models.PROTECT, null=True, blank=True, verbose_name=_("summary"), related_name="coverages"
    )

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        ordering = ["-meeting__date", "meeting", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "language"],
                name="one_coverage_a_meeting_and_language",
                violation_error_message=_("This meeting's coverage in this language is already planned."),
            ),
            models.CheckConstraint(
                condition=~Q(decision="not_covered", reason=""),
                name="not_covered_has_a_reason",
                violation_error_message=_("Say why the meeting is not covered; the public reads it."),
            ),
            models.CheckConstraint(
                condition=~Q(decision="not_covered", summary__isnull=False),
                name="not_covered_has_no_summary",
                violation_error_message=_("A meeting with a summary is covered."),
            ),
        ]

    def clean(self) -> None:
        if self.summary and self.summary.language != self.language:
            raise ValidationError({"summary": _("A text in one language is no part of one in the other.")})

    def __str__(self) -> str:
        return f"{self.meeting} ({self.get_language_display()})"
