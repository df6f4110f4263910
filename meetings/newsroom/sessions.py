"""A session's meetings, entered in one go: days by periods, without weekends."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Coverage, Meeting, Session

from .permissions import planned_languages
from .refusal import Refused

MOST_DAYS = 120


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting of a session to be, and the one that is there already on that day and period."""

    date: datetime.date
    period: str
    starts_at: datetime.datetime
    planned_end: datetime.datetime
    existing: Meeting | None = None


Hours = dict[str, tuple[datetime.time, datetime.time]]  # by period: from when to when


def propose(session: Session, first: datetime.date, last: datetime.date, hours: Hours) -> list[Planned]:
    """The meetings of a session on each working day from one to another, in the periods of `hours`. One query.

    Raises Refused for days or hours that come in the wrong order, and for more than MOST_DAYS.
    """
    if last < first:
        raise Refused([_("The last day comes before the first.")])
    if (last - first).days >= MOST_DAYS:
        raise Refused([_("At most %(days)s days at a time.") % {"days": MOST_DAYS}])
    if any(end <= start for start, end in hours.values()):
        raise Refused([_("A meeting ends after it starts.")])
    held = Meeting.objects.filter(session=session, date__range=(first, last), cancelled_at=None)
    there = {(meeting.date, meeting.period): meeting for meeting in held}
    days = (first + datetime.timedelta(days=count) for count in range((last - first).days + 1))
    return [
        Planned(day, period, _at(day, start), _at(day, end), there.get((day, period)))
        for day in days
        if day.weekday() < 5
        for period, (start, end) in hours.items()
    ]


def _at(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, hour))


@transaction.atomic
def make_meetings(session: Session, planned: Iterable[Planned], decisions: dict[str, str], by: User) -> int:
    """Enters the meetings that are not there yet, each with both languages' `decisions`; how many. Fixed queries.

    Someone who enters one of them at the same moment keeps theirs. Raises Refused.
    """
    if not planned_languages(by):
        raise Refused([_("Meetings are planned by the desks.")])
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    wanted = [one for one in planned if one.existing is None]
    last = Meeting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    Meeting.objects.bulk_create(
        (
            Meeting(
                session=session,
                date=one.date,
                period=one.period,
                starts_at=one.starts_at,
                planned_end=one.planned_end,
            )
            for one in wanted
        ),
        ignore_conflicts=True,
    )
    slots = {(one.date, one.period) for one in wanted}
    made = [
        meeting
        for meeting in Meeting.objects.filter(session=session, pk__gt=last, cancelled_at=None)
        if (meeting.date, meeting.period) in slots
    ]
    Coverage.objects.bulk_create(
        (
            Coverage(meeting=meeting, language=language, decision=decision)
            for meeting in made
            for language, decision in decisions.items()
        ),
        ignore_conflicts=True,
    )
    return len(made)
