"""The coverage board: one line a meeting, and what each desk does about it. Of a text it holds no words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from meetings.models import Coverage, Language, Meeting, Publication, Remark, State

from .accounts import name_of
from .findings import findings, with_findings
from .permissions import is_officer, planned_languages, readable_languages
from .planning import seen

MOST = 300  # meetings on one board
PEOPLE = ("officer", "summary__claimed_by", "summary__approved_by", "summary__forced_by")
UNDER_WAY = (State.DRAFT, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one desk does about a meeting. `may_*` say what this reader may; of a text they may not read, no finding."""

    meeting: int
    language: str
    decision: str
    shown: str  # for `planning`: what the reader sees
    reason: str = ""
    officer: int = 0
    officer_name: str = ""
    reviewer: str = ""
    state: str = ""
    summary: int = 0
    revision: int = 0
    due: datetime.datetime | None = None
    rose: datetime.datetime | None = None
    published: datetime.datetime | None = None
    is_withdrawn: bool = False
    findings: tuple[str, ...] = ()
    remarks: int = 0
    blocking: int = 0
    differs: bool = False  # the draft says another day or period than its meeting
    is_dead: bool = False  # the meeting is cancelled
    is_led: bool = False  # the meeting is held with another, where this is decided
    may_read: bool = False
    may_plan: bool = False
    may_write: bool = False
    may_agree: bool = False
    is_mine: bool = False

    @property
    def needs_text(self) -> bool:
        return not self.is_dead and self.decision != Coverage.Decision.NOT_COVERED and not self.published

    def minutes(self, now: datetime.datetime) -> int | None:
        """Since the meeting rose, until it was published or until now; None: not known, or no text is wanted."""
        if self.rose is None or not (self.published or self.needs_text):
            return None
        return max(0, int(((self.published or now) - self.rose).total_seconds() // 60))

    def is_late(self, now: datetime.datetime) -> bool:
        return bool(self.due and (self.published or self.needs_text) and (self.published or now) > self.due)


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting with its cells, English first."""

    meeting: Meeting
    cells: tuple[Cell, ...]
    may_rise: bool = False


def board(meetings: QuerySet[Meeting], user: User, now: datetime.datetime | None = None) -> list[Line]:
    """The lines of some meetings, in order of time, MOST at most. Two queries, whatever their number."""
    now = now or timezone.now()
    held = list(
        meetings.select_related("session__body", "held_with").order_by("date", "starts_at", "session_id", "id")[:MOST]
    )
    known = {(row.meeting_id, row.language): row for row in _coverages(held)}
    return [_line(meeting, known, user, now) for meeting in held]


def _coverages(meetings: Sequence[Meeting]) -> QuerySet[Any]:
    """The coverage of some meetings, with all that a cell tells of its text but the text itself."""
    same = Coverage.objects.filter(summary=OuterRef("summary")).order_by()
    open_remarks = Remark.objects.filter(summary=OuterRef("summary"), settled_at=None, answer_to=None).order_by()
    versions = Publication.objects.filter(summary=OuterRef("summary")).order_by()
    agreeing = same.filter(meeting__date=OuterRef("summary__date"), meeting__period=OuterRef("summary__period"))
    rows = Coverage.objects.filter(meeting__in=[meeting.pk for meeting in meetings]).order_by()
    return (
        with_findings(rows.select_related("summary", *PEOPLE))
        .defer(*_WORDS)
        .annotate(
            rose=_grouped(same.filter(meeting__cancelled_at=None), Max("meeting__ends_at")),
            first_published=_grouped(versions, Min("published_at")),
            is_withdrawn=Exists(versions.filter(is_current=True, withdrawal__isnull=False)),
            remarks=Coalesce(_grouped(open_remarks, Count("pk")), 0),
            blocking=Coalesce(_grouped(open_remarks.filter(blocks=True), Count("pk")), 0),
            agrees=Exists(agreeing),
        )
    )


# Words of a text, which no cell holds.
_WORDS = tuple(
    f"summary__{name}"
    for name in (
        "headline", "subheadline", "round_up", "where_to_find", "next_meeting", "next_session", "disclaimer", "kicker",
    )
)  # fmt: skip


def _grouped(rows: QuerySet[Any], what: Any) -> Subquery:
    return Subquery(rows.values("summary").annotate(value=what).values("value"))


def _line(meeting: Meeting, known: dict[tuple[int, str], Any], user: User, now: datetime.datetime) -> Line:
    cells = tuple(_cell(meeting, language, known.get((meeting.pk, language)), user) for language in Language.values)
    begun = meeting.starts_at <= now if meeting.starts_at else meeting.date <= timezone.localdate(now)
    may_rise = begun and not meeting.ends_at and not meeting.cancelled_at and bool(planned_languages(user))
    return Line(meeting, cells, may_rise)


def _cell(meeting: Meeting, language: str, row: Any, user: User) -> Cell:
    is_dead, is_led = meeting.cancelled_at is not None, meeting.held_with_id is not None
    may_plan = language in planned_languages(user) and not is_dead and not is_led
    may_write = may_plan and is_officer(user, language)
    if row is None:
        return Cell(
            meeting.pk, language, Coverage.Decision.UNDECIDED, seen(None), rose=meeting.ends_at,
            is_dead=is_dead, is_led=is_led, may_plan=may_plan, may_write=may_write,
        )  # fmt: skip
    rose = row.rose or meeting.ends_at
    due = None if is_dead else row.due or (rose and rose + settings.COVERAGE_TARGET)
    wanted = row.decision != Coverage.Decision.NOT_COVERED
    common: dict[str, Any] = {
        "reason": row.reason,
        "officer": row.officer_id or 0,
        "officer_name": name_of(row.officer),
        "due": due,
        "rose": rose,
        "is_dead": is_dead,
        "is_led": is_led,
        "may_plan": may_plan,
        "may_write": may_write and wanted and not row.summary_id,
        "is_mine": row.officer_id == user.pk,
    }
    text = _of_text(row, language, user) if row.summary_id else {}
    return Cell(meeting.pk, language, row.decision, seen(row), **common, **text)


def _of_text(row: Any, language: str, user: User) -> dict[str, Any]:
    """What a cell tells of its text: of one that this person may not read, the state and who reads it."""
    summary = row.summary
    told = {
        "state": summary.state,
        "reviewer": name_of(summary.claimed_by or summary.approved_by or summary.forced_by),
        "published": row.first_published,
        "is_withdrawn": row.is_withdrawn,
    }
    if language not in readable_languages(user):
        return told
    differs = not row.agrees and summary.state in UNDER_WAY and not row.first_published
    return told | {
        "summary": summary.pk,
        "revision": summary.revision,
        "may_read": True,
        "findings": findings(row) if summary.state in UNDER_WAY else (),
        "remarks": row.remarks,
        "blocking": row.blocking,
        "differs": differs,
        "may_agree": differs and summary.state == State.DRAFT and is_officer(user, language),
    }


def week_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The Monday and the Sunday around a day."""
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=6)


def meetings_of(first: datetime.date, last: datetime.date) -> QuerySet[Meeting]:
    """The meetings from a day to another."""
    return Meeting.objects.filter(Q(date__gte=first) & Q(date__lte=last))
