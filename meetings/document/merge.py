"""Two people changed one text: what becomes of it, paragraph by paragraph, and what only a person can decide.

Everything is compared with the text that both began from. What one of them left alone, the other may change; where
both changed the same paragraph or field otherwise, theirs stays and the conflict is told. Nothing is ever dropped
without being named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .tree import Block, Document, Paragraph, Segment, SpeakersList, Statement
from .units import gather, give_ids, spread

HEAD_FIELDS = (
    "kind",
    "body",
    "session",
    "date",
    "period",
    "symbol",
    "kicker",
    "headline",
    "subheadline",
    "next_meeting",
    "next_session",
    "disclaimer",
)
SEGMENT_FIELDS = ("title", "kind", "status", "reports", "topic", "agenda_item", "started_before", "continues")
ROUND_UP, WHERE_TO_FIND = "round_up", "where_to_find"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field or unit that both changed. None: not there (deleted, or not yet written).

    `field` is the name of a field of the head or of a segment, "segment" for a whole segment, "block" for a unit;
    `segment` is the id of the segment, or "" for the head, "round_up", "where_to_find"; `block` the unit's id;
    `after` the id of the unit, or segment, that stands before mine, or "".
    """

    field: str
    segment: str
    block: str
    ancestor: Any
    mine: Any
    theirs: Any
    after: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What can be saved (theirs, with mine where nothing stands against it), and what a person must decide."""

    document: Document
    conflicts: tuple[Conflict, ...] = ()


Item = TypeVar("Item", bound=Segment | Block)
Report = Callable[[Conflict], None]


def merge(ancestor: Document, mine: Document, theirs: Document) -> Merged:
    """The three-way merge of documents whose segments and blocks have ids (see `units.give_ids`)."""
    conflicts: list[Conflict] = []
    report = conflicts.append
    merged = replace(
        theirs,
        **_merge_fields(HEAD_FIELDS, "", ancestor, mine, theirs, report),
        round_up=_merge_blocks(ROUND_UP, ancestor.round_up, mine.round_up, theirs.round_up, report),
        where_to_find=_merge_blocks(
            WHERE_TO_FIND, ancestor.where_to_find, mine.where_to_find, theirs.where_to_find, report
        ),
        segments=_merge_segments(ancestor, mine, theirs, report),
    )
    return Merged(give_ids(merged), tuple(conflicts))


def with_mine(document: Document, conflict: Conflict) -> Document:
    """`document` after the conflict was decided for mine: the field, unit or segment as `conflict.mine` has it."""
    if conflict.field == "segment":
        return replace(document, segments=_put(document.segments, conflict))
    if not conflict.segment:
        return replace(document, **{conflict.field: conflict.mine})
    if conflict.segment == ROUND_UP:
        return replace(document, round_up=_put_block(document.round_up, conflict))
    if conflict.segment == WHERE_TO_FIND:
        return replace(document, where_to_find=_put_block(document.where_to_find, conflict))
    return replace(
        document,
        segments=tuple(_segment_with_mine(s, conflict) if s.id == conflict.segment else s for s in document.segments),
    )


def _segment_with_mine(segment: Segment, conflict: Conflict) -> Segment:
    if conflict.field == "block":
        return replace(segment, blocks=_put_block(segment.blocks, conflict))
    return replace(segment, **{conflict.field: conflict.mine})


def _put_block(blocks: Iterable[Block], conflict: Conflict) -> tuple[Any, ...]:
    return gather(_put(spread(blocks), conflict))


def _put(items: Sequence[Item], conflict: Conflict) -> tuple[Item, ...]:
    """`items` with mine in the place of its id, or after its former neighbour; without it where mine is None."""
    id = conflict.block or conflict.segment
    others = [item for item in items if item.id != id]
    if conflict.mine is None:
        return tuple(others)
    ids = [item.id for item in items]
    if id in ids:
        at = ids.index(id)
    elif conflict.after in ids:
        at = ids.index(conflict.after) + 1
    else:
        at = len(others) if conflict.after else 0
    return (*others[:at], conflict.mine, *others[at:])


def _merge_fields(
    names: Iterable[str], segment: str, ancestor: Any, mine: Any, theirs: Any, report: Report
) -> dict[str, Any]:
    out = {}
    for name in names:
        old, ours, other = getattr(ancestor, name), getattr(mine, name), getattr(theirs, name)
        out[name] = ours if other == old else other
        if ours not in (old, other) and other != old:
            report(Conflict(name, segment, "", old, ours, other))
    return out


def _merge_blocks(
    where: str,
    ancestor: Sequence[Block],
    mine: Sequence[Block],
    theirs: Sequence[Block],
    report: Report,
) -> tuple[Any, ...]:
    def both(old: Block | None, ours: Block | None, other: Block | None, after: str) -> Block | None:
        id = next(unit.id for unit in (ours, other, old) if unit is not None)
        return _decide(Conflict("block", where, id, old, ours, other, after), report)

    return gather(_merge_sequence(spread(ancestor), spread(mine), spread(theirs), both))


def _merge_segments(ancestor: Document, mine: Document, theirs: Document, report: Report) -> tuple[Segment, ...]:
    def both(old: Segment | None, ours: Segment | None, other: Segment | None, after: str) -> Segment | None:
        if old is None or ours is None or other is None:
            id = next(segment.id for segment in (ours, other, old) if segment is not None)
            return _decide(Conflict("segment", id, "", old, ours, other, after), report)
        return replace(
            other,
            **_merge_fields(SEGMENT_FIELDS, other.id, old, ours, other, report),
            blocks=_merge_blocks(other.id, old.blocks, ours.blocks, other.blocks, report),
        )

    return _merge_sequence(ancestor.segments, mine.segments, theirs.segments, both)


def _decide(case: Conflict, report: Report) -> Any:
    """One unit of three texts: who left it alone yields; else theirs stays and the case is reported."""
    if same(case.mine, case.theirs) or same(case.mine, case.ancestor):
        return case.theirs
    if same(case.theirs, case.ancestor):
        return case.mine
    report(case)
    return case.theirs


def _merge_sequence(
    ancestor: Sequence[Item],
    mine: Sequence[Item],
    theirs: Sequence[Item],
    both: Callable[[Item | None, Item | None, Item | None, str], Item | None],
) -> tuple[Item, ...]:
    """Items by id, in the order of whoever moved them (of theirs, where both did); `both` decides on each."""
    old, ours, other = ({item.id: item for item in items} for items in (ancestor, mine, theirs))
    before = dict(zip(ours, ["", *ours], strict=False))
    out = []
    for id in _merge_order(list(old), list(ours), list(other)):
        item = both(old.get(id), ours.get(id), other.get(id), before.get(id, ""))
        if item is not None:
            out.append(item)
    return tuple(out)


def _merge_order(old: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """All ids of mine and theirs, each once; the one who moved nothing follows the other."""

    def moved(order: list[str]) -> bool:
        return [id for id in order if id in old] != [id for id in old if id in order]

    base, others = (mine, theirs) if moved(mine) and not moved(theirs) else (theirs, mine)
    order = list(base)
    for place, id in enumerate(others):
        if id not in order:
            before = next((other for other in reversed(others[:place]) if other in order), None)
            order.insert(order.index(before) + 1 if before else 0, id)
    return order


def same(one: Any, other: Any) -> bool:
    """Equal, and referring to the same segments: what an id or a reference says counts here, unlike in `==`."""
    return one == other and _references(one) == _references(other)


def _references(item: Any) -> list[str]:
    if isinstance(item, Paragraph | SpeakersList):
        return [item.digests]
    if isinstance(item, Statement):
        return [paragraph.digests for paragraph in item.paragraphs]
    if isinstance(item, Segment):
        return [reference for block in item.blocks for reference in _references(block)]
    return []
