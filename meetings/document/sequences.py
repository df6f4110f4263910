"""What two sequences have in common, in order, in bounded time: for paragraphs of a text and for words of a paragraph.

Elements that both have once are sure to correspond (as in "patience" comparison, which people find easiest to read).
Between them a short stretch is compared element by element; a long one that has no such element counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

Pair = tuple[int, int]

DEEPEST = 12  # levels of stretches between stretches
SMALL = 2500  # pairs of elements that are compared one by one


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The indexes of equal elements, each pair after the one before it in both sequences."""
    return list(_common(old, new, 0, len(old), 0, len(new), DEEPEST))


def _common(
    old: Sequence[Hashable], new: Sequence[Hashable], i: int, i_end: int, j: int, j_end: int, deepest: int
) -> Iterator[Pair]:
    """The pairs of one stretch of both: its equal ends, then what stands between the elements that both have once."""
    while i < i_end and j < j_end and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    tail = []
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        tail.append((i_end, j_end))
    if i < i_end and j < j_end:
        if (anchors := _anchors(old[i:i_end], new[j:j_end])) and deepest:
            for next_i, next_j in [(i + a, j + b) for a, b in anchors]:  # a list: i and j move on
                yield from _common(old, new, i, next_i, j, next_j, deepest - 1)
                yield next_i, next_j
                i, j = next_i + 1, next_j + 1
            yield from _common(old, new, i, i_end, j, j_end, deepest - 1)
        elif (i_end - i) * (j_end - j) <= SMALL:
            for a, b, size in SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False).get_matching_blocks():
                yield from ((i + a + n, j + b + n) for n in range(size))
    yield from reversed(tail)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Elements that both have exactly once, as far as they stand in the same order: the longest such row."""
    counts, places = Counter(old), Counter(new)
    where = {element: j for j, element in enumerate(new)}
    pairs = [(i, where[e]) for i, e in enumerate(old) if counts[e] == 1 and places[e] == 1]
    ends: list[int] = []  # the last j of the best row of each length
    rows: list[int] = []  # for each pair, the length of the row that it ends
    for _, j in pairs:
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        rows.append(length)
    chosen, wanted, limit = [], len(ends) - 1, len(new)
    for pair, length in zip(reversed(pairs), reversed(rows), strict=True):
        if length == wanted and pair[1] < limit:
            chosen.append(pair)
            wanted, limit = wanted - 1, pair[1]
    return chosen[::-1]
