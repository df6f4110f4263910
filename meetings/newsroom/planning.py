"""What meets when, and who covers it: meetings are entered once, and a desk decides for its own language alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Coverage, Meeting, Session

from . import notices
from .permissions import members, planned_languages
from .refusal import Refused

Decision = Coverage.Decision

# What the database refuses, in words.
CLASHES = {
    "one_meeting_a_period": gettext_lazy(
        "Another meeting of this session is planned for that day and period: move or cancel it first."
    ),
    "one_meeting_a_number": gettext_lazy("Another meeting of this session has this number."),
    "meeting_ends_after_it_starts": gettext_lazy("A meeting ends after it starts."),
    "meeting_planned_to_end_after_it_starts": gettext_lazy("A meeting ends after it starts."),
}


def clash(error: IntegrityError) -> Refused:
    """The refusal, in a sentence, of what the database refused. Raises `error` again where it is none of CLASHES."""
    diagnosis = getattr(error.__cause__, "diag", None)
    sentence = CLASHES.get(diagnosis.constraint_name) if diagnosis else None
    if sentence is None:
        raise error
    return Refused([str(sentence)])


def meeting_at(session: Session, date: datetime.date, period: str, **details: Any) -> tuple[Meeting, bool]:
    """The meeting of a session on a day and period, and whether it is new; two people at once get the same.

    `details` are further fields of a Meeting. Of a meeting that is there they fill what is empty, and change nothing.
    A cancelled meeting is another one. Raises Refused where its number is taken, or its hours cannot be.
    """
    held = Meeting.objects.filter(cancelled_at=None)
    try:
        with transaction.atomic():
            meeting, is_new = held.get_or_create(session=session, date=date, period=period, defaults=details)
            return (meeting, True) if is_new else (_filled(meeting.pk, details), False)
    except IntegrityError as error:
        raise clash(error) from error


def _filled(pk: int, details: dict[str, Any]) -> Meeting:
    """A meeting whose empty fields have these values now."""
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=pk)
    lacking = [name for name, value in details.items() if value and not getattr(meeting, name)]
    for name in lacking:
        setattr(meeting, name, details[name])
    if lacking:
        meeting.save(update_fields=lacking)
    return meeting


def rise(meeting: Meeting, user: User, at: datetime.datetime | None = None) -> Meeting:
    """Says that a meeting has risen, now or at an hour that is past: from then on the desks' promise runs.

    Raises Refused where that was said already, where the meeting is cancelled, and where it had not begun.
    """
    at = at or timezone.now()
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        if not planned_languages(user):
            raise Refused([_("Meetings are planned by the desks.")])
        if meeting.cancelled_at:
            raise Refused([_("This meeting is cancelled.")])
        if meeting.ends_at:
            raise Refused([_("It is known already when this meeting rose.")])
        if meeting.date > timezone.localdate(at) or (meeting.starts_at and meeting.starts_at >= at):
            raise Refused([_("This meeting has not begun yet.")])
        together = Meeting.objects.filter(pk__in=held_together(meeting), ends_at=None)
        together.update(ends_at=at)
    meeting.ends_at = at
    return meeting


def held_together(meeting: Meeting) -> list[int]:
    """The keys of the meetings that are held as one with this one, itself first among them or not."""
    leading = meeting.held_with_id or meeting.pk
    return [leading, *Meeting.objects.filter(held_with=leading).order_by("pk").values_list("pk", flat=True)]


# --- Coverage ---------------------------------------------------------------------------------------------------------


def seen(coverage: Coverage | None) -> str:
    """What a page shows of a coverage, to be sent back with what is decided there: who sees less is refused."""
    return f"{coverage.decision}-{coverage.officer_id or 0}" if coverage else "none"


def decide(
    meeting: Meeting, language: str, by: User, decision: str, officer: User | None, reason: str = "", *, shown: str
) -> Coverage:
    """Whether a desk covers a meeting, who does, and why it does not; the officer is told, unless it is `by`.

    `shown` is what `seen` said of the coverage when the page was made. Raises Refused, and changes nothing.
    """
    against = list(_missing(decision, reason))
    return _plan(meeting, language, by, decision, officer, reason.strip(), shown, against)


def take_over(meeting: Meeting, language: str, by: User, *, shown: str) -> Coverage:
    """`by` writes the text about a meeting; who was to write it is told. Raises Refused."""
    return _plan(meeting, language, by, Decision.INTENDED, by, "", shown, [])


def _missing(decision: str, reason: str) -> Iterable[str]:
    if decision not in Decision.values:
        yield _("Say whether the meeting is to be covered.")
    if decision == Decision.NOT_COVERED and not reason.strip():
        yield _("Say why the meeting is not covered; the public reads it.")


@transaction.atomic
def _plan(
    meeting: Meeting,
    language: str,
    by: User,
    decision: str,
    officer: User | None,
    reason: str,
    shown: str,
    against: list[str],
) -> Coverage:
    if language not in planned_languages(by):
        raise Refused([_("Each desk plans its own coverage: this is the other’s.")])
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise Refused([_("This meeting is cancelled.")])
    former = Coverage.objects.filter(meeting=meeting, language=language).select_related("officer", "summary").first()
    against += _against(former, decision, officer, language, shown)
    if against:
        raise Refused(against)
    if decision == Decision.NOT_COVERED:
        officer = None
    values = {"decision": decision, "officer": officer, "reason": reason if decision == Decision.NOT_COVERED else ""}
    for pk in held_together(meeting):
        Coverage.objects.update_or_create(meeting_id=pk, language=language, defaults=values)
    coverage = Coverage.objects.select_related("meeting__session__body").get(meeting=meeting, language=language)
    notices.of_assignment(coverage, former.officer if former else None, by)
    return coverage


def _against(former: Coverage | None, decision: str, officer: User | None, language: str, shown: str) -> Iterable[str]:
    """What speaks against a decision, as the coverage is now."""
    if seen(former) != shown:
        yield _("Someone has planned this meeting since you opened the page: look at it again.")
    if decision == Decision.NOT_COVERED and former and former.summary_id:
        yield _("This meeting has a text: discard it first, or take it from the meeting.")
    is_new = officer and not (former and former.officer_id == officer.pk)
    if officer and is_new and not members(language).filter(pk=officer.pk).exists():
        yield _("Whoever covers a meeting works at the desk of its language.")
