"""Which meetings a text is about: said by the coverage that leads to it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Coverage, Meeting, Summary

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
    meeting, _new = Meeting.objects.get_or_create(session=summary.session, date=summary.date, period=summary.period)
    coverage, _new = Coverage.objects.get_or_create(
        meeting=meeting, language=summary.language, defaults={"officer": user}
    )
    assign(coverage, summary)
    return coverage


def assign(coverage: Coverage, summary: Summary) -> None:
    """Makes `summary` the text about this meeting. Raises Refused where there is one, or none is wanted."""
    free = Coverage.objects.filter(pk=coverage.pk, language=summary.language, summary=None)
    if not free.exclude(decision=Coverage.Decision.NOT_COVERED).update(summary=summary):
        raise Refused([_("This meeting has a text already, is not to be covered, or belongs to the other desk.")])
