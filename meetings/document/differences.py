"""What is different between two documents, as a person reads it: paragraph by paragraph, word by word.

For reviewers (two revisions), the public (two versions) and archives (a text and another one of the same release).
Paragraphs correspond by their id or their words; what stands elsewhere now has moved.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .merge import SEGMENT_FIELDS
from .phrases import PHRASES
from .sequences import Pair, common
from .sessions import session_name
from .tree import Block, Document, Heading, Paragraph, Prose, Segment, Session, SpeakersList, Statement
from .units import ALIKE, spread
from .wordwise import ADDED, CHANGED, MOVED, REMOVED, SAME, Piece, compare_words

__all__ = ["ADDED", "CHANGED", "MOVED", "REMOVED", "SAME", "Piece", "Stretch", "Unit", "compare", "stretches"]

# What a release says about itself and its segments besides its printed words.
FACTS = ("kind", "body", "session", "date", "period")
SEGMENT_FACTS = tuple(f"segment_{name}" for name in SEGMENT_FIELDS if name != "title")

NEAR = 8  # how many paragraphs further on the counterpart of one that was rewritten is looked for
MOVED_WORDS = 5  # fewer words ("Discussion") stand at many places without having moved


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, heading, list, line of the head, or fact, in both documents or in one of them.

    `what` is the name of a field of the document ("headline", "date"), "title" of a segment, "segment_…" for its
    facts, or "paragraph", "heading", "statement", "list". `pieces` are the words of both. `restyled`: its links or
    emphasis changed. A unit that moved may have been changed as well; it stands where it is now.
    """

    status: str
    what: str
    old: str
    new: str
    pieces: tuple[Piece, ...]
    segment: str = ""  # the title of the segment that it stands in
    id: str = ""
    restyled: bool = False

    @property
    def printed(self) -> bool:
        """Whether the public reads it; facts are read off the page around the text."""
        return self.what not in FACTS + SEGMENT_FACTS


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring units; `quiet` ones are all the same and far from every change: to be folded away."""

    units: tuple[Unit, ...]
    quiet: bool


def compare(old: Document, new: Document) -> list[Unit]:
    """Every unit of both documents, in the order of `new`, removed ones where they stood; of the facts what differs."""
    before, after = list(_lines(old)), list(_lines(new))
    pairs = _counterparts(before, after)
    moved = _moved(before, after, pairs)
    facts = _segment_facts(old, new)
    units = [*_facts(FACTS, old, new)]
    for line, unit in _in_order(before, after, pairs, moved):
        units.append(unit)
        if line.what == "title" and unit.status != REMOVED:
            units += facts.pop(line.segment, ())
    return units


def stretches(units: Sequence[Unit], around: int = 1) -> list[Stretch]:
    """`units` with those marked quiet that have no change within `around` units; a lone one is not worth folding."""
    changes = [place for place, unit in enumerate(units) if unit.status != SAME or unit.restyled]
    near = {place + step for place in changes for step in range(-around, around + 1)}
    groups: list[tuple[bool, list[Unit]]] = []
    for place, unit in enumerate(units):
        quiet = place not in near
        if not groups or groups[-1][0] != quiet:
            groups.append((quiet, []))
        groups[-1][1].append(unit)
    return [Stretch(tuple(group), quiet and len(group) > 1) for quiet, group in groups]


# --- A document as lines ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed paragraph: what it is, its words, and how to tell it from others."""

    what: str
    text: str
    id: str
    segment: str = ""  # its key
    title: str = ""
    look: tuple[Any, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What makes two lines the same: a statement may become a paragraph of its words, a list may not."""
        return ("" if self.what in ("paragraph", "statement") else self.what, self.text)


def _lines(document: Document) -> Iterator[_Line]:
    """The printed paragraphs in the order of a release."""

    def single(name: str) -> Iterator[_Line]:
        if text := getattr(document, name):
            yield _Line(name, text, name)

    for name in ("kicker", "headline", "subheadline"):
        yield from single(name)
    yield from (_line(unit) for unit in spread(document.round_up))
    yield from (_Line("where_to_find", p.text, p.id, look=_look(p.runs)) for p in document.where_to_find)
    yield from single("next_meeting")
    yield from single("next_session")
    for segment in document.segments:
        key = segment.id or segment.title
        yield _Line("title", segment.title, segment.id, key, segment.title)
        yield from (_line(unit, key, segment.title) for unit in spread(segment.blocks))
    yield from single("disclaimer")
    yield from single("symbol")


def _line(unit: Block, segment: str = "", title: str = "") -> _Line:
    match unit:
        case SpeakersList():
            return _Line("list", unit.text, unit.id, segment, title)
        case Heading(text, id):
            return _Line("heading", text, id, segment, title)
        case Statement(paragraphs=(paragraph, *_)):
            return _Line("statement", paragraph.text, paragraph.id, segment, title, _look(paragraph.runs))
        case Paragraph(runs=runs):
            return _Line("paragraph", unit.text, unit.id, segment, title, _look(runs))
    raise TypeError(unit)


def _look(runs: Prose) -> tuple[Any, ...]:
    """Where links and emphasis are, for comparing texts of the same words."""
    return tuple((run.text, run.strong, run.emphasis, run.href) for run in runs)


# --- Which line is which ----------------------------------------------------------------------------------------------


def _counterparts(old: list[_Line], new: list[_Line]) -> list[Pair]:
    """Lines that correspond, in order: of the same words; between those, of the same id; between those, alike."""
    pairs = common([line.key for line in old], [line.key for line in new])
    pairs = _with_those_between(pairs, old, new, _of_one_id)
    return _with_those_between(pairs, old, new, _alike)


Finder = Callable[[list[_Line], list[_Line]], list[Pair]]


def _with_those_between(pairs: list[Pair], old: list[_Line], new: list[_Line], find: Finder) -> list[Pair]:
    out, i, j = [], 0, 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        out += [(i + a, j + b) for a, b in find(old[i:next_i], new[j:next_j])]
        out.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return out[:-1]


def _of_one_id(old: list[_Line], new: list[_Line]) -> list[Pair]:
    """Lines of one id and kind; a line without an id is like no other."""
    sides = ([(line.key[0], line.id or object()) for line in lines] for lines in (old, new))
    return common(*sides)


def _alike(old: list[_Line], new: list[_Line]) -> list[Pair]:
    """For each line the one of those `NEAR` by that has most words in common with it, if it has enough."""
    pairs, start = [], 0
    words = [set(line.text.split()) for line in new]
    for i, line in enumerate(old):
        mine = set(line.text.split())
        near = range(start, min(start + NEAR, len(new)))
        scores = [(_share(mine, words[j]), -j) for j in near if new[j].key[0] == line.key[0]]
        best, place = max(scores, default=(0.0, 0))
        if best >= ALIKE:
            pairs.append((i, -place))
            start = 1 - place
    return pairs


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _moved(old: list[_Line], new: list[_Line], pairs: list[Pair]) -> dict[int, int]:
    """Index in `new` → index in `old`, for lines that correspond, but not in order: of one id, or the same words."""
    lost = set(range(len(old))) - {i for i, _ in pairs}
    found = sorted(set(range(len(new))) - {j for _, j in pairs})
    by_id = {(old[i].key[0], old[i].id): i for i in lost if old[i].id}
    by_words = {old[i].key: i for i in lost if len(old[i].text.split()) >= MOVED_WORDS}
    moved: dict[int, int] = {}
    for j in found:
        i = by_id.get((new[j].key[0], new[j].id), by_words.get(new[j].key))
        if i is not None and i in lost:
            moved[j] = i
            lost.discard(i)
    return moved


def _in_order(
    old: list[_Line], new: list[_Line], pairs: list[Pair], moved: dict[int, int]
) -> Iterator[tuple[_Line, Unit]]:
    """Every line of `new` with its unit; what stood between two pairs and is no more comes first there."""
    counterpart, gone = {j: i for i, j in pairs}, set(moved.values())
    ahead = iter([*pairs, (len(old), len(new))])
    i, (next_i, next_j) = 0, next(ahead)
    for j, line in enumerate([*new, None]):
        if j > next_j:
            next_i, next_j = next(ahead)
        yield from ((old[n], _unit(REMOVED, old[n], None)) for n in range(i, next_i) if n not in gone)
        i = max(i, next_i)
        if line is None:
            return
        if (at := counterpart.get(j)) is not None:
            i = at + 1
            yield line, _unit(SAME if old[at].text == line.text else CHANGED, old[at], line)
        elif j in moved:
            yield line, _unit(MOVED, old[moved[j]], line)
        else:
            yield line, _unit(ADDED, None, line)


def _unit(status: str, old: _Line | None, new: _Line | None) -> Unit:
    line = new or old
    assert line
    before, after = old.text if old else "", new.text if new else ""
    restyled = bool(old and new and before == after and old.look != new.look)
    return Unit(status, line.what, before, after, compare_words(before, after), line.title, line.id, restyled)


# --- Facts ------------------------------------------------------------------------------------------------------------


def _segment_facts(old: Document, new: Document) -> dict[str, list[Unit]]:
    """The facts that differ, by the key of their segment in `new`; a segment is known again by its id or its title."""
    former = {key: segment for segment in reversed(old.segments) for key in (segment.title, segment.id) if key}
    return {
        segment.id or segment.title: list(_facts(SEGMENT_FACTS, before, segment, old.language))
        for segment in new.segments
        if (before := former.get(segment.id) or former.get(segment.title))
    }


def _facts(
    names: Sequence[str], old: Document | Segment, new: Document | Segment, language: str = ""
) -> Iterator[Unit]:
    language = old.language if isinstance(old, Document) else language
    for name in names:
        before, after = (_value(getattr(side, name.removeprefix("segment_")), language) for side in (old, new))
        if before != after:
            title = new.title if isinstance(new, Segment) else ""
            pieces = tuple(p for p in (Piece(REMOVED, before), Piece(ADDED, after)) if p.text)
            status = CHANGED if before and after else ADDED if after else REMOVED
            yield Unit(status, name, before, after, pieces, title)


def _value(value: Any, language: str) -> str:
    """A fact in words where the language has them; else the name that the tree gives it ("morning")."""
    if isinstance(value, datetime.date):
        day = "1er" if language == "fr" and value.day == 1 else value.day
        return f"{day} {PHRASES[language].months[value.month - 1]} {value.year}"
    if isinstance(value, Session):
        return session_name(value.number, value.kind, language)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value or "")
