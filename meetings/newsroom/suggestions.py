"""What a reviewer changed in a text that was handed in, kept for the officer to accept or refuse, place by place.

Nothing of the text is kept here: a round of suggestions is the difference between two revisions.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.document import Document, from_json
from meetings.document.merge import Conflict
from meetings.document.places import CHANGED_SINCE, TAKEN, key_of, places, standing
from meetings.models import ReadMark, Revision, Suggestions, Summary


@dataclass(frozen=True)
class Suggestion:
    """One place that a reviewer changed: as it is now it may be accepted or refused, or it was changed since."""

    place: Conflict
    changed_since: bool

    @property
    def key(self) -> str:
        return key_of(self.place)


@dataclass(frozen=True)
class Round:
    """What is left of one round of suggestions, beside the text as it is now."""

    row: Suggestions
    base: Document
    left: tuple[Suggestion, ...]

    @property
    def waiting(self) -> tuple[Suggestion, ...]:
        """Those that can be accepted or refused."""
        return tuple(suggestion for suggestion in self.left if not suggestion.changed_since)


def opened_by(summary: Summary, user: User, base_revision: int) -> None:
    """Opens a round: what `user` changed between `base_revision` and the revision that the text has now.

    The caller holds the lock on the summary. Who edits what they handed in themselves suggests nothing to anybody.
    """
    close(summary)
    if user.pk != summary.submitted_by_id and base_revision < summary.revision:
        Suggestions.objects.create(summary=summary, base=base_revision, revision=summary.revision, by=user)


def close(summary: Summary) -> bool:
    """Ends the open round, if there is one: what is still in the text is accepted. Whether there was one."""
    return bool(Suggestions.objects.filter(summary=summary, closed_at=None).update(closed_at=timezone.now()))


def open_round(summary: Summary, now: Document) -> Round | None:
    """The open round of a text that says `now`; None where none is, or its revisions are not kept any more.

    One query, and one more where there is a round.
    """
    row = Suggestions.objects.filter(summary=summary, closed_at=None).select_related("by").first()
    if row is None:
        return None
    kept = Revision.objects.filter(summary=summary, number__in=(row.base, row.revision))
    documents = {revision.number: from_json(revision.document) for revision in kept}
    if len(documents) < 2:
        return None
    base = documents[row.base]
    stands = ((place, standing(place, now)) for place in places(base, documents[row.revision]))
    left = (
        Suggestion(place, changed_since=what == CHANGED_SINCE)
        for place, what in stands
        if what in (TAKEN, CHANGED_SINCE) and key_of(place) not in row.settled
    )
    return Round(row, base, tuple(left))


# --- How far a reviewer has read --------------------------------------------------------------------------------------


def opened(summary: Summary, user: User) -> int | None:
    """Notes that a reviewer has the text before them as it is now; the revision that they had read before that.

    Opened again, the same revision is not read anew: a page that is loaded twice says the same. None: it is their
    first reading.
    """
    mark, new = ReadMark.objects.get_or_create(summary=summary, user=user, defaults={"revision": summary.revision})
    if not new and mark.revision < summary.revision:
        mark.previous, mark.revision, mark.at = mark.revision, summary.revision, timezone.now()
        mark.save(update_fields=["previous", "revision", "at"])
    return mark.previous


def text_of(summary: Summary, number: int) -> Document | None:
    """The text at a revision, or at the nearest before it that is kept."""
    revision = Revision.objects.filter(summary=summary, number__lte=number).order_by("-number").first()
    return from_json(revision.document) if revision else None
