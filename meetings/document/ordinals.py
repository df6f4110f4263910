"""Ordinal numbers in words, made from the number and read back: "fifty-third", "cent trente-neuvième"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .folding import fold, words

LIMIT = 999

_UNITS = (
    "",
    *words("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    *words("seventeen eighteen nineteen"),
)
_TENS = ("", "", *words("twenty thirty forty fifty sixty seventy eighty ninety"))
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_UNITES = (
    "",
    *words("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    *words("dix-sept dix-huit dix-neuf"),
)
_DIZAINES = ("", "", *words("vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"))
_PLURALS = {"cents": "cent", "vingts": "vingt"}
_FIGURES = re.compile(r"([1-9]\d{0,2})(?:st|nd|rd|th|d|e|eme|ieme|ere|er|re|de|nde)")


def ordinal(number: int, language: str, feminine: bool = True) -> str:
    """The ordinal in words; feminine in French, as "session" and "séance" are.

    Raises ValueError where `number` is not from 1 to LIMIT.
    """
    if not 1 <= number <= LIMIT:
        raise ValueError(f"No ordinal is known for {number}.")
    if language == "en":
        return _english(number)
    if number == 1:
        return "première" if feminine else "premier"
    cardinal = _french(number).removesuffix("e")
    return {"cinq": cardinal + "u", "neuf": cardinal[:-1] + "v"}.get(cardinal[-4:], cardinal) + "ième"


def _english(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        prefix = f"{_UNITS[hundreds]} hundred"
        return f"{prefix} and {_english(rest)}" if rest else f"{prefix}th"
    if rest < 20:
        return _IRREGULAR.get(_UNITS[rest], _UNITS[rest] + "th")
    tens, unit = divmod(rest, 10)
    return f"{_TENS[tens]}-{_english(unit)}" if unit else _TENS[tens].removesuffix("y") + "ieth"


def _french(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        cent = "cent" if hundreds == 1 else f"{_UNITES[hundreds]} cent"
        return f"{cent} {_french(rest)}" if rest else cent
    if rest < 20:
        return _UNITES[rest]
    tens, unit = divmod(rest, 10)
    if tens in (7, 9):
        unit += 10
    if not unit:
        return _DIZAINES[tens]
    joint = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{_DIZAINES[tens]}{joint}{_UNITES[unit]}"


@cache
def _readings(language: str) -> dict[str, int]:
    """Every ordinal in words, folded and without "and", that a text may show."""
    numbers = range(1, LIMIT + 1)
    readings = {
        " ".join(_plain(fold(ordinal(number, language, feminine)).split())): number
        for number in numbers
        for feminine in (True, False)
    }
    if language == "fr":
        return readings | {"second": 2, "seconde": 2}
    hundreds = {words.removeprefix("one "): number for words, number in readings.items() if 100 <= number < 200}
    return readings | hundreds | {f"a {words}": number for words, number in hundreds.items()}


def _plain(tokens: Iterable[str]) -> Iterator[str]:
    """The words that count: "cent et unième", "one hundred eleventh" and "quatre-vingts-unième" are seen too."""
    return (_PLURALS.get(token, token) for token in tokens if token not in ("and", "et"))


def read_ordinal(text: str, language: str) -> int | None:
    """The number of the longest ordinal that a text ends with, in words or figures ("23rd", "19e"); else None.

    In words with hyphens, blanks or "and" as they come: usage differs, and the spelling of 1990 hyphenates all.
    """
    tokens = fold(text).split()[-8:]
    for start in range(len(tokens)):
        if tokens[start] not in ("and", "et") and (number := _readings(language).get(" ".join(_plain(tokens[start:])))):
            return number
    figures = _FIGURES.fullmatch(tokens[-1]) if tokens else None
    return int(figures[1]) if figures else None
