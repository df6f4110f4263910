"""Meetings that are moved, cancelled or held together: texts stay, those who cover them are told, and why is kept.

Each act locks the meeting, asks what stands in the way, changes it, and adds a MeetingChange, in one transaction.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.document import PHRASES
from meetings.models import Coverage, Language, Meeting, MeetingChange, Publication

from . import mapping, notices, publishing, saving
from .permissions import planned_languages
from .planning import clash
from .refusal import Refused

What = MeetingChange.What
MOVED = ("date", "period", "starts_at", "planned_end", "room")  # what a move may change


def move(meeting: Meeting, by: User, reason: str, **changes: Any) -> Meeting:
    """Gives a meeting another day, period, hours or room (MOVED). Its texts stay as they are.

    Raises Refused where another meeting is planned there, be it that moment by someone else.
    """
    try:
        return _move(meeting, by, reason, changes)
    except IntegrityError as error:
        raise clash(error) from error


@transaction.atomic
def _move(meeting: Meeting, by: User, reason: str, changes: dict[str, Any]) -> Meeting:
    meeting = _locked(meeting)
    before = {name: getattr(meeting, name) for name in changes if name in MOVED}
    differing = [name for name, value in before.items() if value != changes[name]]
    against = list(_may_change(meeting, by, reason))
    if not differing:
        against.append(_("The meeting is planned so already."))
    if meeting.ends_at and "date" in differing:
        against.append(_("This meeting has risen. If its day is wrong, empty the hour at which it rose first."))
    _refuse(against)
    for name in differing:
        setattr(meeting, name, changes[name])
    meeting.save(update_fields=differing)
    _changed(
        meeting, What.MOVED, by, reason, {name: before[name] for name in differing}, {n: changes[n] for n in differing}
    )
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, by: User, reason: str) -> Meeting:
    """A meeting that is not held. Its drafts are kept, and it is due nowhere. Raises Refused."""
    meeting = _locked(meeting)
    against = list(_may_change(meeting, by, reason))
    if meeting.held_with_id or meeting.merged.exists():
        against.append(_("This meeting is held together with another: say first that it is held on its own."))
    if Publication.objects.current().filter(summary__coverages__meeting=meeting).exists():
        against.append(_("A text about this meeting is public: withdraw it first."))
    _refuse(against)
    meeting.cancelled_at, meeting.cancelled_reason = timezone.now(), reason.strip()
    meeting.save(update_fields=["cancelled_at", "cancelled_reason"])
    _changed(meeting, What.CANCELLED, by, reason)
    return meeting


def reinstate(meeting: Meeting, by: User, reason: str) -> Meeting:
    """A cancelled meeting that is held after all. Raises Refused where another has taken its place or its number."""
    try:
        return _reinstate(meeting, by, reason)
    except IntegrityError as error:
        raise clash(error) from error


@transaction.atomic
def _reinstate(meeting: Meeting, by: User, reason: str) -> Meeting:
    meeting = _locked(meeting)
    against = [] if meeting.cancelled_at else [_("This meeting is not cancelled.")]
    _refuse([*_may_plan(by), *_has_reason(reason), *against])
    before = {"cancelled_reason": meeting.cancelled_reason}
    meeting.cancelled_at, meeting.cancelled_reason = None, ""
    meeting.save(update_fields=["cancelled_at", "cancelled_reason"])
    _changed(meeting, What.REINSTATED, by, reason, before)
    return meeting


@transaction.atomic
def merge(meeting: Meeting, into: Meeting, by: User, reason: str) -> Meeting:
    """Two meetings of a session are held as one: one text in each language is about both.

    Where one of them has a text it is that of both; raises Refused where both have.
    """
    locked = {
        row.pk: row
        for row in Meeting.objects.select_for_update(no_key=True).filter(pk__in=[meeting.pk, into.pk]).order_by("pk")
    }
    meeting, into = locked[meeting.pk], locked[into.pk]
    _refuse([*_may_change(meeting, by, reason), *_cannot_be_one(meeting, into)])
    meeting.held_with = into
    meeting.save(update_fields=["held_with"])
    for language in Language.values:
        _cover_both(meeting, into, language)
    _changed(meeting, What.MERGED, by, reason, {}, {"held_with": into.pk})
    notices.of_meeting("meeting_merged", into, by, reason)
    return meeting


def _cannot_be_one(meeting: Meeting, into: Meeting) -> Iterator[str]:
    if meeting.pk == into.pk or meeting.session_id != into.session_id:
        yield _("Choose another meeting of the same session.")
    if into.cancelled_at:
        yield _("The other meeting is cancelled.")
    if meeting.held_with_id or meeting.merged.exists():
        yield _("This meeting is held together with another already.")
    if into.held_with_id:
        yield _("The other meeting is held together with a third: choose that one.")
    for language in Language:
        texts = Coverage.objects.filter(meeting__in=[meeting, into], language=language, summary__isnull=False)
        if len(set(texts.values_list("summary", flat=True))) > 1:
            said = _(
                "Both meetings have a text in %(language)s: discard one of the two, or take it from its meeting, and "
                "say then that they are held together."
            )
            yield said % {"language": language.label}


def _cover_both(meeting: Meeting, into: Meeting, language: str) -> None:
    """One decision, officer and text for both: those of the meeting that has a text, or else of `into`, if decided."""
    both = {row.meeting_id: row for row in Coverage.objects.filter(meeting__in=[meeting, into], language=language)}
    if not both:
        return
    ranked = [row for row in (both.get(into.pk), both.get(meeting.pk)) if row]
    leading = next((row for row in ranked if row.summary_id), ranked[0])
    officer = next((row.officer_id for row in (leading, *ranked) if row.officer_id), None)
    values = {"decision": leading.decision, "reason": leading.reason, "summary_id": leading.summary_id}
    if leading.decision != Coverage.Decision.NOT_COVERED:
        values["officer_id"] = officer
    for one in (meeting, into):
        Coverage.objects.update_or_create(meeting=one, language=language, defaults=values)


@transaction.atomic
def separate(meeting: Meeting, by: User, reason: str) -> Meeting:
    """A meeting that is held on its own after all. A text that is about both stays so until someone says otherwise."""
    meeting = _locked(meeting)
    against = [] if meeting.held_with_id else [_("This meeting is not held together with another.")]
    _refuse([*_may_change(meeting, by, reason), *against])
    before = {"held_with": meeting.held_with_id}
    meeting.held_with = None
    meeting.save(update_fields=["held_with"])
    _changed(meeting, What.SEPARATED, by, reason, before)
    return meeting


def agree(coverage: Coverage, by: User, *, revision: int) -> None:
    """Gives a draft the day and period of its meeting, and the kicker that goes with it, as one edit by `by`.

    Raises Refused where the person may not edit, or the text has changed since `revision`.
    """
    if coverage.summary is None:
        raise Refused([_("This meeting has no text.")])
    document, meeting = mapping.read(coverage.summary), coverage.meeting
    kickers = {period: word for word, period in reversed(list(PHRASES[document.language].kickers.items()))}
    kicker = kickers.get(meeting.period, "") if document.kicker else ""
    if coverage.summary.revision != revision:
        raise Refused([_("The text has changed since you opened it. Read it again first.")])
    agreeing = replace(document, date=meeting.date, period=meeting.period, kicker=kicker)
    saving.save(coverage.summary.pk, agreeing, revision, by, has_ids=True)


# --- What all of them ask and leave -----------------------------------------------------------------------------------


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)


def _may_plan(by: User) -> Iterator[str]:
    if not planned_languages(by):
        yield _("Meetings are planned by the desks.")


def _has_reason(reason: str) -> Iterator[str]:
    if not reason.strip():
        yield _("Say why.")


def _may_change(meeting: Meeting, by: User, reason: str) -> Iterator[str]:
    yield from _may_plan(by)
    yield from _has_reason(reason)
    if meeting.cancelled_at:
        yield _("This meeting is cancelled.")


def _refuse(against: list[str]) -> None:
    if against:
        raise Refused(against)


def _changed(
    meeting: Meeting,
    what: What,
    by: User,
    reason: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Records, tells, and makes anew what lists of the public say of the meeting's texts."""
    MeetingChange.objects.create(
        meeting=meeting, what=what, before=_plain(before), after=_plain(after), reason=reason.strip(), user=by
    )
    notices.of_meeting(f"meeting_{what.value}", meeting, by, reason.strip())
    for publication in Publication.objects.filter(
        Q(summary__coverages__meeting=meeting) | Q(summary__coverages__meeting__held_with=meeting), is_current=True
    ).distinct():
        publishing.rebuild(publication)


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    """Days and hours in ISO 8601; an empty one is ""."""
    days = (datetime.date, datetime.datetime)
    return {
        name: value.isoformat() if isinstance(value, days) else value or "" for name, value in (values or {}).items()
    }
