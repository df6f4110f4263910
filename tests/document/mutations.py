"""What happens to texts on their way: lines lost, doubled, swapped, cut, glued; letters changed; another encoding."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

LETTERS = "aZ é’'.,;:()*-–—«» \t\xa0\u202f0/E\ufeffÃ©ЯΩ漢\x92"
Mutation = Callable[[list[str], int, int], list[str]]


def drop(lines: list[str], at: int, _: int) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def double(lines: list[str], at: int, _: int) -> list[str]:
    return lines[: at + 1] + lines[at:]


def swap(lines: list[str], at: int, other: int) -> list[str]:
    lines = [*lines]
    lines[at], lines[other % len(lines)] = lines[other % len(lines)], lines[at]
    return lines


def cut(lines: list[str], at: int, place: int) -> list[str]:
    line = lines[at]
    return [*lines[:at], line[: place % (len(line) + 1)], *lines[at + 1 :]]


def part(lines: list[str], at: int, place: int) -> list[str]:
    line = lines[at]
    place %= len(line) + 1
    return [*lines[:at], line[:place], line[place:], *lines[at + 1 :]]


def glue(lines: list[str], at: int, _: int) -> list[str]:
    return [*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]]


def change(lines: list[str], at: int, place: int) -> list[str]:
    line = lines[at]
    letter = LETTERS[place % len(LETTERS)]
    place %= len(line) + 1
    return [*lines[:at], line[:place] + letter + line[place + 1 :], *lines[at + 1 :]]


def capitals(lines: list[str], at: int, _: int) -> list[str]:
    return [*lines[:at], lines[at].upper(), *lines[at + 1 :]]


def end(lines: list[str], at: int, _: int) -> list[str]:
    return lines[: at + 1]


def blank(lines: list[str], at: int, _: int) -> list[str]:
    return [*lines[:at], "", *lines[at:]]


def flat(lines: list[str], at: int, _: int) -> list[str]:
    return [line for line in lines if line.strip()] or lines


def star(lines: list[str], at: int, place: int) -> list[str]:
    return [*lines[:at], "*" * (1 + place % 3) + lines[at], *lines[at + 1 :]]


MUTATIONS: tuple[Mutation, ...] = (
    drop, double, swap, cut, part, glue, change, change, capitals, end, blank, flat, star,
)  # fmt: skip


@st.composite
def mutated(draw, texts: tuple[str, ...]) -> str:
    """One of the texts after one to six mutations."""
    lines = draw(st.sampled_from(texts)).split("\n")
    steps = st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 10_000), st.integers(0, 10_000))
    for mutation, at, place in draw(st.lists(steps, min_size=1, max_size=6)):
        lines = mutation(lines, at % len(lines), place) or [""]
    return draw(st.sampled_from(("\n", "\n", "\r\n", "\r"))).join(lines)
