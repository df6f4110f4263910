"""Ordinal numbers in words, made from the number and read back: "fifty-third", "cent trente-neuvième"."""

from __future__ import annotations

import re
from functools import cache

from .folding import fold, words

LIMIT = 399

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
    numbers = range(1, LIMIT + 1)
    readings = {fold(ordinal(number, language, feminine)): number for number in numbers for feminine in (True, False)}
    return readings | {"second": 2, "seconde": 2}


def read_ordinal(text: str, language: str) -> int | None:
    """The number of the longest ordinal that a text ends with, in words or figures ("23rd", "19e"); else None."""
    tokens = fold(text).split()[-8:]
    for start in range(len(tokens)):
        if number := _readings(language).get(" ".join(tokens[start:])):
            return number
    figures = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|e|eme|ere|er|re)", tokens[-1]) if tokens else None
    return int(figures[1]) if figures else None
