"""Which meetings a text is about: said by the coverage that leads to it."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Body, Coverage, Meeting, Period, Session, Summary

from . import planning
from .permissions import desks
from .refusal import Refused


@transaction.atomic
def cover(summary: Summary, user: User) -> Coverage:
    """Says that `summary` covers the meeting of its session, date and period; a meeting not planned is entered.

    Raises Refused where that meeting is not known, or another text covers it.
    """
    if summary.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    if not (summary.session and summary.date and summary.period):
        raise Refused([_("Session, date and period tell the meeting: fill them in first.")])
    meeting, _new = planning.meeting_at(summary.session, summary.date, summary.period)
    coverage, _new = Coverage.objects.get_or_create(
        meeting=meeting, language=summary.language, defaults={"officer": user}
    )
    assign(coverage, summary)
    return coverage


def assign(coverage: Coverage, summary: Summary) -> None:
    """Makes `summary` the text about this meeting, and about those that are held together with it.

    Raises Refused where there is one, or none is wanted.
    """
    free = Coverage.objects.filter(pk=coverage.pk, language=summary.language, summary=None)
    if not free.exclude(decision=Coverage.Decision.NOT_COVERED).update(summary=summary):
        raise Refused([_("This meeting has a text already, is not to be covered, or belongs to the other desk.")])
    for meeting in planning.held_together(coverage.meeting):
        values = {"decision": Coverage.Decision.INTENDED, "reason": "", "summary": summary}
        one, is_new = Coverage.objects.get_or_create(meeting_id=meeting, language=summary.language, defaults=values)
        if not is_new and one.summary_id is None:
            Coverage.objects.filter(pk=one.pk).update(**values)


def cover_archive(summary: Summary) -> Coverage:
    """Says which meeting a text of an archive is about, by its session and day; one that was not entered is.

    The texts of both languages meet there. Where one of them names no period it is about the only other meeting of
    its session that day, or else about the whole day. Raises Refused where session or day are missing, or another
    text covers the meeting. The caller holds the lock on the summary.
    """
    if existing := summary.coverages.first():
        return existing
    session = _session_of(summary)
    if session is None or summary.date is None:
        raise Refused([_("Session and date tell the meeting: fill them in first.")])
    meeting = _same_meeting(session, summary.date, summary) or Meeting.objects.create(
        session=session, date=summary.date, period=summary.period or Period.ALL_DAY
    )
    coverage, _new = Coverage.objects.get_or_create(meeting=meeting, language=summary.language)
    assign(coverage, summary)
    return coverage


def _session_of(summary: Summary) -> Session | None:
    """The text's session; of a body that numbers its sessions by year, that of the day."""
    yearly = summary.body.session_style == Body.SessionStyle.YEARLY
    if summary.session or not (yearly and summary.date):
        return summary.session
    return Session.objects.get_or_create(body=summary.body, kind=Session.Kind.REGULAR, number=summary.date.year)[0]


def _same_meeting(session: Session, date: datetime.date, summary: Summary) -> Meeting | None:
    """The meeting of the text's period, or the only one of the day, where either of the two has no period."""
    held = Meeting.objects.filter(session=session, date=date, cancelled_at=None)
    meetings = list(held.select_for_update(no_key=True))
    period = summary.period or Period.ALL_DAY
    if exact := [meeting for meeting in meetings if meeting.period == period]:
        return exact[0]
    if len(meetings) != 1 or Period.ALL_DAY not in (period, meetings[0].period):
        return None
    taken = Coverage.objects.filter(meeting=meetings[0], language=summary.language, summary__isnull=False)
    return None if taken.exists() else meetings[0]
