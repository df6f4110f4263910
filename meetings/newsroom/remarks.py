"""Remarks on a paragraph of a working copy or on the whole of it: written, settled or taken back, and never lost.

They are no part of the Document: nothing that is exported or published can hold one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.document import Document
from meetings.document.merge import ROUND_UP, WHERE_TO_FIND
from meetings.document.units import spread
from meetings.document.wordwise import Piece, compare_words
from meetings.models import Remark, State, Summary

from . import activity, revisions
from .permissions import roles
from .refusal import Refused
from .workflow.door import WHO

WHOLE, SAME, CHANGED, GONE = "whole", "same", "changed", "gone"

QUOTE = 200  # characters of a quote that the record keeps; the remark has it whole


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, heading or list that a remark may be about: its id, its words, and the part that it stands in.

    `part` is "round_up", "where_to_find", or the title of a segment, which `in_segment` tells.
    """

    id: str
    text: str
    part: str
    in_segment: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A remark, and what became of its paragraph: SAME, CHANGED since, GONE; WHOLE is a remark on the whole text."""

    remark: Remark
    what: str
    place: Place | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words that the remark was about beside those that stand there now."""
        return compare_words(self.remark.quote, self.place.text) if self.place else ()


def places(document: Document) -> Iterator[Place]:
    """Every place of a text that a remark may be about, in the order in which it is read."""
    for unit in spread(document.round_up):
        yield Place(unit.id, unit.text, ROUND_UP)
    for paragraph in document.where_to_find:
        yield Place(paragraph.id, paragraph.text, WHERE_TO_FIND)
    for segment in document.segments:
        for unit in spread(segment.blocks):
            yield Place(unit.id, unit.text, segment.title, in_segment=True)


def open_remarks(summary: Summary, now: Document) -> list[Standing]:
    """What is not settled, beside the text as it says `now`: on the whole first, then in the order of the text, then
    on what is there no more. One query."""
    return open_and_settled(summary, now)[0]


def open_and_settled(summary: Summary, now: Document) -> tuple[list[Standing], list[Remark]]:
    """The open remarks, and those that were settled or taken back, the last first. One query for both."""
    rows = list(Remark.objects.filter(summary=summary).select_related("by", "settled_by"))
    settled = sorted(((row.settled_at, row.pk, row) for row in rows if row.settled_at), reverse=True)
    return beside(now, (row for row in rows if not row.settled_at)), [row for _at, _pk, row in settled]


def beside(now: Document, remarks: Iterable[Remark]) -> list[Standing]:
    """Each remark with what became of its paragraph, in the order of `open_remarks`."""
    in_order = list(enumerate(places(now), 1))
    found = {place.id: (number, place) for number, place in in_order if place.id}
    stands = []
    for remark in remarks:
        number, place = found.get(remark.block, (len(in_order) + 1 if remark.block else 0, None))
        stands.append((number, Standing(remark, _what(remark, place), place)))
    return [standing for _number, standing in sorted(stands, key=lambda pair: pair[0])]


def _what(remark: Remark, place: Place | None) -> str:
    if place is None:
        return GONE if remark.block else WHOLE
    return SAME if place.text == remark.quote else CHANGED


def obstacles(summary: Summary, user: User) -> list[str]:
    """The sentences that stand in the way of remarks on a text, and of settling them; none: they may be written."""
    if not roles(user, summary.language):
        return [_("Remarks are for %(who)s.") % {"who": WHO[summary.language, ""]}]
    if summary.state == State.DISCARDED:
        return [_("The text is discarded: take it back first.")]
    return []


# --- The acts ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def add(summary: Summary, user: User, block: str, text: str, *, seen: int) -> Remark:
    """A remark on the paragraph `block` of revision `seen`, as its writer read it; "" is the whole text.

    That the text has changed since stands in no way: the remark quotes what was read. Raises Refused.
    """
    summary = Summary.objects.locked().get(pk=summary.pk)
    text = text.replace("\0", "").strip()  # which the database does not keep
    against = obstacles(summary, user)
    if not text:
        against.append(_("Say what you remark."))
    if against:
        raise Refused(against)
    place = _read_there(summary, block, seen)
    remark = Remark.objects.create(summary=summary, block=block, quote=place.text if place else "", text=text, by=user)
    activity.record(summary, user, "remark", summary.state, text, _kept(remark, place))
    return remark


def _read_there(summary: Summary, block: str, seen: int) -> Place | None:
    """The paragraph as it was read; None for the whole text."""
    document = revisions.get(summary, seen)
    if not block:
        return None
    for place in places(document):
        if place.id == block:
            return place
    raise Refused([_("This paragraph is not in the text: choose another, or remark on the whole text.")])


def settle(remark: Remark, user: User) -> Remark:
    """What was remarked is done, or needs not be: whoever of the desk says so. Raises Refused."""
    return _end(remark, user, "settle")


def take_back(remark: Remark, user: User) -> Remark:
    """Its author takes a remark back; it stays to be read among those that are settled. Raises Refused."""
    return _end(remark, user, "take_back_remark")


@transaction.atomic
def _end(remark: Remark, user: User, action: str) -> Remark:
    summary = Summary.objects.locked().get(pk=remark.summary_id)
    remark = Remark.objects.get(pk=remark.pk)
    against = obstacles(summary, user)
    if action == "take_back_remark" and user.pk != remark.by_id:
        against.append(_("Only who wrote a remark takes it back."))
    if remark.settled_at:
        against.append(_("This remark has been settled already."))
    if against:
        raise Refused(against)
    remark.settled_by, remark.settled_at = user, timezone.now()
    remark.save(update_fields=["settled_by", "settled_at"])
    activity.record(summary, user, action, summary.state, detail={"remark": remark.text, **_kept(remark)})
    return remark


def _kept(remark: Remark, place: Place | None = None) -> dict[str, str]:
    """What the record keeps of where a remark is."""
    kept = {"place": place.part if place else "", "quote": Truncator(remark.quote).chars(QUOTE)}
    return {name: value for name, value in kept.items() if value}
