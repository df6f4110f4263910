"""Who spoke, as bars: numbers become lengths here, and a template draws them. No query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.models import Passage

from .words import SPEAKERS

LONGEST_BAR = 84.0  # percent of the width; the rest is for the number behind it
ROW, BAR = 3.1, 1.0  # em: from one bar to the next, and the height of one


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: what it is about, how often, and where and how long its two parts are drawn."""

    label: str
    statements: int
    named: int
    top: float
    first: float  # percent
    second: float

    @property
    def total(self) -> int:
        return self.statements + self.named

    @property
    def label_at(self) -> str:
        return f"{self.top + 1:.2f}em"

    @property
    def bar_at(self) -> str:
        return f"{self.top + 1.35:.2f}em"

    @property
    def number_at(self) -> str:
        return f"{self.top + 2.2:.2f}em"

    @property
    def first_width(self) -> str:
        return f"{self.first:.2f}%"

    @property
    def second_width(self) -> str:
        return f"{self.second:.2f}%"

    @property
    def end(self) -> str:
        return f"{self.first + self.second:.2f}%"


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]

    @property
    def height(self) -> str:
        return f"{len(self.bars) * ROW + 0.4:.2f}em"


def chart(counts: Mapping[str, tuple[int, int]]) -> Chart:
    """Label → statements and names in lists, drawn in the order given, the longest over the whole width."""
    most = max((sum(pair) for pair in counts.values()), default=0) or 1
    return Chart(
        tuple(
            Bar(label, *pair, place * ROW, *(number / most * LONGEST_BAR for number in pair))
            for place, (label, pair) in enumerate(counts.items())
        )
    )


def by_kind(rows: Iterable[Mapping[str, Any]]) -> Chart:
    """Of rows of speaker's kind, passage's kind and number: the kinds of speakers, the most frequent first."""
    statements: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for row in rows:
        counted = statements if row["what"] == Passage.Kind.STATEMENT else named
        counted[row["kind"]] += row["count"]
    total = statements + named
    return chart({str(SPEAKERS[kind]): (statements[kind], named[kind]) for kind, _ in total.most_common()})


def by_group(rows: Iterable[Mapping[str, Any]]) -> Chart:
    """Of rows of a group's name and how often someone spoke for it, in the order given."""
    return chart({row["name"]: (0, row["count"]) for row in rows})
