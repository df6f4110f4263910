"""Where two documents differ, place by place, so that each place can be taken back alone.

A place is a `merge.Conflict`: `mine` is what stood there before, `theirs` what stands there after. Its field is "order"
where paragraphs or segments only stand otherwise; mine and theirs are then their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from .differences import SAME, Unit, compare
from .merge import HEAD_FIELDS, ROUND_UP, SEGMENT_FIELDS, WHERE_TO_FIND, Conflict, same, with_mine
from .tree import Document, Segment
from .units import gather, spread

ORDER, SEGMENTS = "order", "segments"

TAKEN, TAKEN_BACK, CHANGED_SINCE = "taken", "taken back", "changed since"


def key_of(place: Conflict) -> str:
    """The name of a place, the same for each pair of documents that differ there."""
    return f"{place.segment}/{place.field}/{place.block}"


def places(before: Document, after: Document) -> list[Conflict]:
    """Every place where two documents with ids differ, in the order of `before`, and what is new in that of `after`."""
    found = [_place(name, "", "", getattr(before, name), getattr(after, name)) for name in HEAD_FIELDS]
    for container in (ROUND_UP, WHERE_TO_FIND):
        found += _in_sequence("block", container, _items(before, container), _items(after, container))
    found += _in_sequence("segment", SEGMENTS, before.segments, after.segments)
    return [place for place in found if not same(place.mine, place.theirs)]


def _place(field: str, segment: str, block: str, before: Any, after: Any) -> Conflict:
    return Conflict(field, segment, block, before, before, after)


def _in_sequence(kind: str, container: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Conflict]:
    """Items that went, came, or changed, by their ids; and that they stand in another order."""
    old, new = ({item.id: item for item in items} for items in (before, after))
    for id in dict.fromkeys([*old, *new]):
        if kind == "block":
            yield _place("block", container, id, old.get(id), new.get(id))
        elif id in old and id in new:
            yield from _in_segment(old[id], new[id])
        else:
            yield _place("segment", id, "", old.get(id), new.get(id))
    order = tuple(id for id in old if id in new), tuple(id for id in new if id in old)
    yield _place(ORDER, container, "", *order)


def _in_segment(before: Segment, after: Segment) -> Iterator[Conflict]:
    for name in SEGMENT_FIELDS:
        yield _place(name, before.id, "", getattr(before, name), getattr(after, name))
    yield from _in_sequence("block", before.id, spread(before.blocks), spread(after.blocks))


# --- A document that went on ------------------------------------------------------------------------------------------


def standing(place: Conflict, now: Document) -> str:
    """What became of a place: TAKEN as it was made, TAKEN_BACK, or CHANGED_SINCE."""
    value = _value(place, now)
    if same(value, place.theirs):
        return TAKEN
    return TAKEN_BACK if same(value, place.mine) else CHANGED_SINCE


def _value(place: Conflict, document: Document) -> Any:
    """What stands at a place in a document; None: nothing."""
    if place.field == ORDER:
        return tuple(item.id for item in _items(document, place.segment) if item.id in place.theirs)
    if place.field == "block":
        return next((item for item in _items(document, place.segment) if item.id == place.block), None)
    if not place.segment:
        return getattr(document, place.field)
    segment = next((item for item in document.segments if item.id == place.segment), None)
    return segment if place.field == "segment" or segment is None else getattr(segment, place.field)


def _items(document: Document, container: str) -> Sequence[Any]:
    """The units of a part of the text, or the segments."""
    if container == SEGMENTS:
        return document.segments
    if container in (ROUND_UP, WHERE_TO_FIND):
        return spread(getattr(document, container))
    return next((spread(segment.blocks) for segment in document.segments if segment.id == container), ())


def take_back_all(those: Iterable[Conflict], now: Document, before: Document) -> Document:
    """`now` with what stood at each of the places in `before`; first in their order, so that neighbours are found."""
    for place in sorted(those, key=lambda place: place.field != ORDER):
        now = take_back(place, now, before)
    return now


def take_back(place: Conflict, now: Document, before: Document) -> Document:
    """`now` with what stood at the place in `before`; what had gone comes back after its former neighbour."""
    if place.field == ORDER:
        return _reordered(now, place)
    if place.field not in ("block", "segment"):
        return with_mine(now, place)
    container = SEGMENTS if place.field == "segment" else place.segment
    there = {item.id for item in _items(now, container)}
    id = place.block or place.segment
    earlier = [item.id for item in _items(before, container)]
    neighbours = earlier[: earlier.index(id)] if id in earlier else []
    after = next((other for other in reversed(neighbours) if other in there), "")
    return with_mine(now, replace(place, after=after))


def _reordered(now: Document, place: Conflict) -> Document:
    """The items that `place` names change places among each other; all others stay where they are."""
    items = _items(now, place.segment)
    by_id = {item.id: item for item in items}
    order = iter([by_id[id] for id in place.mine if id in by_id])
    mine = [next(order) if item.id in place.mine else item for item in items]
    if place.segment == SEGMENTS:
        return replace(now, segments=tuple(mine))
    if place.segment in (ROUND_UP, WHERE_TO_FIND):
        part: dict[str, Any] = {place.segment: gather(mine)}
        return replace(now, **part)
    segments = (replace(s, blocks=gather(mine)) if s.id == place.segment else s for s in now.segments)
    return replace(now, segments=tuple(segments))


# --- For a page -------------------------------------------------------------------------------------------------------


def units(place: Conflict, language: str) -> list[Unit]:
    """A place as a comparison shows it; nothing for an order, and where only what a list sums up is another."""
    if place.field == ORDER:
        return []
    both = compare(*(_alone(place, value, language) for value in (place.mine, place.theirs)))
    return [unit for unit in both if unit.status != SAME or unit.restyled]


def _alone(place: Conflict, value: Any, language: str) -> Document:
    """A document with nothing in it but one place."""
    if value is None:
        return Document(language)
    if place.field == "segment":
        return Document(language, segments=(value,))
    if place.field == "block":
        part: dict[str, Any] = {WHERE_TO_FIND if place.segment == WHERE_TO_FIND else ROUND_UP: (value,)}
        return Document(language, **part)
    if place.segment:
        return Document(language, segments=(replace(Segment("…", id=place.segment), **{place.field: value}),))
    return Document(language, **{place.field: value})


def where(place: Conflict, documents: Iterable[Document]) -> str:
    """The title of the segment that a place is in; "" elsewhere."""
    segments = (segment for document in documents for segment in document.segments)
    return next((segment.title for segment in segments if segment.id == place.segment), "")
