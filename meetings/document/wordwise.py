"""Two wordings of one paragraph: which words went and which came, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .sequences import common

SAME, CHANGED, ADDED, REMOVED, MOVED = "same", "changed", "added", "removed", "moved"

_TOKENS = re.compile(r"[\w’'-]+|\s+|[^\w\s]")
_ISLAND = re.compile(r"\W*(?:\w{1,3}\W*)?")  # too little to stand alone between two changes
REWRITTEN = 0.2  # below this share of common characters nothing is gained by showing them


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same in both, were removed, or added. Removed ones stand before those that replace them."""

    status: str
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """`old` and `new` as one row of pieces: without the added ones it reads as `old`, without the removed as `new`."""
    if old == new:
        return (Piece(SAME, new),) if new else ()
    pieces = _tidied(list(_pieces(_TOKENS.findall(old), _TOKENS.findall(new))))
    kept = sum(len(piece.text) for piece in pieces if piece.status == SAME)
    if kept < REWRITTEN * max(len(old), len(new)):
        pieces = [Piece(REMOVED, old), Piece(ADDED, new)]
    return tuple(piece for piece in pieces if piece.text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Alternately what was replaced (removed, then added) and what stayed; empty pieces among them."""
    i = j = 0
    same: list[str] = []
    for next_i, next_j in [*common(old, new), (len(old), len(new))]:
        if (next_i, next_j) != (i, j):
            yield Piece(SAME, "".join(same))
            same = []
            yield Piece(REMOVED, "".join(old[i:next_i]))
            yield Piece(ADDED, "".join(new[j:next_j]))
        same += new[next_j : next_j + 1]
        i, j = next_i + 1, next_j + 1
    yield Piece(SAME, "".join(same))


def _tidied(pieces: list[Piece]) -> list[Piece]:
    """A lone blank, mark or short word between two changes becomes part of one change."""
    out = pieces[:3]
    for place in range(3, len(pieces) - 1, 3):
        island, removed, added = pieces[place : place + 3]
        if _ISLAND.fullmatch(island.text):
            out[-2] = Piece(REMOVED, out[-2].text + island.text + removed.text)
            out[-1] = Piece(ADDED, out[-1].text + island.text + added.text)
        else:
            out += [island, removed, added]
    return out + pieces[len(pieces) - 1 :]
