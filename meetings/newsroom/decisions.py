"""What an officer decides on a reviewer's suggestions: one by one, or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.document import Document
from meetings.document.merge import ROUND_UP, WHERE_TO_FIND, Conflict
from meetings.document.places import take_back_all, units, where
from meetings.document.units import give_ids
from meetings.models import Summary

from . import activity, mapping, saving, workflow
from .refusal import Refused
from .suggestions import Round, Suggestion, open_round

WORDS = 200  # characters of a suggestion that the record keeps; the revisions have it whole


@transaction.atomic
def accept(summary: Summary, key: str, user: User, *, seen: int) -> None:
    """One suggestion stays in the text for good. Raises Refused."""
    summary = Summary.objects.locked().get(pk=summary.pk)
    round, now = _open(summary, user, seen)
    _settle(summary, "accept", user, round, [_waiting(round, key)], now)


@transaction.atomic
def refuse(summary: Summary, key: str, user: User, *, seen: int) -> None:
    """What stood in one place when the text was handed in stands there again. Raises Refused."""
    summary = Summary.objects.locked().get(pk=summary.pk)
    round, now = _open(summary, user, seen)
    _take_back(summary, user, round, [_waiting(round, key)], now)


@transaction.atomic
def refuse_all(summary: Summary, user: User, *, seen: int) -> None:
    """Every suggestion that is left is taken back; what the officer has changed since stays. Raises Refused."""
    summary = Summary.objects.locked().get(pk=summary.pk)
    round, now = _open(summary, user, seen)
    _take_back(summary, user, round, round.waiting, now)


def accept_all(summary: Summary, user: User, *, seen: int) -> Summary:
    """The text is handed in as it is, which accepts every suggestion that is left. Raises Refused."""
    return workflow.perform(summary, "submit", user, seen=seen)


def _open(summary: Summary, user: User, seen: int) -> tuple[Round, Document]:
    against = workflow.obstacles(summary, "edit", user)
    if summary.revision != seen:
        against.insert(0, _("The text has changed since you opened it. Read it again first."))
    if against:
        raise Refused(against)
    now = mapping.read(summary)
    round = open_round(summary, now)
    if round is None:
        raise Refused([_("No suggestion waits in this text.")])
    return round, now


def _waiting(round: Round, key: str) -> Suggestion:
    for suggestion in round.left:
        if suggestion.key == key and suggestion.changed_since:
            raise Refused([_("This place has been changed since the suggestion was made: change it there.")])
        if suggestion.key == key:
            return suggestion
    raise Refused([_("This suggestion has been decided already.")])


def _take_back(summary: Summary, user: User, round: Round, suggestions: Sequence[Suggestion], now: Document) -> None:
    """A save like any other: the officer's, by which the text says again what it said."""
    mine = take_back_all([suggestion.place for suggestion in suggestions], now, round.base)
    outcome = saving.save(summary.pk, give_ids(mine), summary.revision, user, has_ids=True)
    _settle(outcome.summary, "refuse", user, round, suggestions, outcome.document)


def _settle(
    summary: Summary, action: str, user: User, round: Round, suggestions: Sequence[Suggestion], now: Document
) -> None:
    """Notes what was decided, in the round and in the record; with the last decision the round ends."""
    row = round.row
    row.settled = [*row.settled, *(suggestion.key for suggestion in suggestions)]
    row.save(update_fields=["settled"])
    for suggestion in suggestions:
        detail = _described(suggestion.place, round.base, now)
        activity.record(summary, user, action, summary.state, detail=detail)
    left = open_round(summary, now)
    if left is None or not left.waiting:
        row.closed_at = timezone.now()
        row.save(update_fields=["closed_at"])


def _described(place: Conflict, base: Document, now: Document) -> dict[str, str]:
    """A place for the record: the title of its segment, or the name of its field, and what was suggested there."""
    field = place.segment if place.segment in (ROUND_UP, WHERE_TO_FIND) else place.field
    words = " ".join(unit.new or unit.old for unit in units(place, base.language))
    return {"place": where(place, (base, now)) or field, "words": Truncator(words).chars(WORDS)}
