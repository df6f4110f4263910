"""Blocks laid flat, one unit a paragraph, and gathered again; and the ids that units keep while the text changes.

A statement is laid flat as a statement of its first paragraph, followed by bare paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from .tree import (
    Block,
    Document,
    Paragraph,
    Segment,
    SpeakersList,
    Statement,
    new_id,
    paragraphs_of,
)

Units = tuple[Block, ...]
Identified = TypeVar("Identified", bound=Block | Segment)

# Below this share of common characters two paragraphs are no longer taken for versions of one.
ALIKE = 0.5


def spread(blocks: Iterable[Block]) -> Units:
    """`blocks` with one unit a paragraph: what is merged, compared and given ids."""
    units: list[Block] = []
    for block in blocks:
        if isinstance(block, Statement):
            first, *others = block.paragraphs
            units += [replace(block, paragraphs=(first,)), *others]
        else:
            units.append(block)
    return tuple(units)


def gather(units: Iterable[Block]) -> Units:
    """The inverse of `spread`: a paragraph after a statement belongs to it, up to the next block of another kind."""
    blocks: list[Block] = []
    for unit in units:
        if isinstance(unit, Paragraph) and blocks and isinstance(last := blocks[-1], Statement):
            blocks[-1] = replace(last, paragraphs=(*last.paragraphs, unit))
        else:
            blocks.append(unit)
    return tuple(blocks)


def with_id(unit: Identified, id: str) -> Identified:
    """The unit under another id; a statement's id is that of its first paragraph."""
    if isinstance(unit, Statement):
        first, *others = unit.paragraphs
        return replace(unit, paragraphs=(replace(first, id=id), *others))
    return replace(unit, id=id)


def ids_of(document: Document) -> set[str]:
    """Every id that is in use in a document, of segments, blocks and paragraphs; "" is none."""
    paragraphs = [p for _, block in document.blocks() for p in paragraphs_of((block,))]
    named = [
        *document.segments,
        *(block for _, block in document.blocks()),
        *paragraphs,
        *document.where_to_find,
    ]
    return {item.id for item in named} - {""}


def give_ids(document: Document, before: Document | None = None) -> Document:
    """`document` with an id, used once, for each segment and block.

    An id that `before` knows is kept, wherever its unit went. A unit that came without one takes that of the unit of
    `before` whose place it holds and whose text it resembles; everything else gets a new one, and what refers to a
    segment follows it.
    """
    known = ids_of(before or document)
    free = known - ids_of(document)
    spent: set[str] = set()

    def settle(units: Sequence[Identified], former: Sequence[Identified]) -> tuple[Identified, ...]:
        ids = []
        for unit in units:
            ids.append(unit.id if unit.id in known - spent else "")
            spent.add(unit.id)
        lost = [unit for unit in former if unit.id in free]
        bare = [index for index, id in enumerate(ids) if not id]
        for index, id in _counterparts([units[index] for index in bare], lost):
            ids[bare[index]] = id
            free.discard(id)
        return tuple(with_id(unit, id or new_id()) for unit, id in zip(units, ids, strict=True))

    before = before or Document(document.language)
    old_blocks = {segment.id: spread(segment.blocks) for segment in before.segments}
    round_up = settle(spread(document.round_up), spread(before.round_up))
    segments = settle(document.segments, before.segments)
    renamed = {old.id: new.id for old, new in zip(document.segments, segments, strict=True) if old.id}
    return replace(
        document,
        round_up=gather(_referring(unit, renamed) for unit in round_up),
        segments=tuple(
            replace(segment, blocks=gather(settle(spread(segment.blocks), old_blocks.get(segment.id, ()))))
            for segment in segments
        ),
        where_to_find=settle(document.where_to_find, before.where_to_find),
    )


def _referring(unit: Block, renamed: Mapping[str, str]) -> Block:
    """The unit, where the segment that it sums up has another id now referring to that."""
    if isinstance(unit, Paragraph | SpeakersList) and unit.digests in renamed:
        return replace(unit, digests=renamed[unit.digests])
    return unit


def _counterparts(units: Sequence[Identified], former: Sequence[Identified]) -> Iterator[tuple[int, str]]:
    """Pairs of a unit's index and the id of the former unit it continues: the same words, or alike in its place."""
    old, new = [_words(unit) for unit in former], [_words(unit) for unit in units]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        for i, j in zip(range(old_start, old_end), range(new_start, new_end), strict=False):
            if old[i] == new[j] or SequenceMatcher(None, old[i], new[j]).ratio() >= ALIKE:
                yield j, former[i].id


def _words(unit: Block | Segment) -> tuple[str, ...]:
    """What two units are compared by. The type's name keeps a list from becoming a paragraph of the same words."""
    text = unit.title if isinstance(unit, Segment) else unit.text
    return (type(unit).__name__ if isinstance(unit, SpeakersList | Segment) else "", *text.split())


def with_lists(blocks: Units, lists: Iterable[SpeakersList]) -> Units:
    """Blocks with lists that stand nowhere yet: after the last one about the same segment, or at the end."""
    out = list(blocks)
    for speakers in lists:
        about = [place for place, block in enumerate(out, 1) if getattr(block, "digests", "") == speakers.digests != ""]
        out.insert(about[-1] if about else len(out), speakers)
    return tuple(out)
