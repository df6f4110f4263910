"""Ordinal numbers in words, made from the number and read back: "fifty-third", "cent trente-neuvième"."""

from __future__ import annotations

import re
from functools import cache

from .folding import fold

LIMIT = 399

_UNITS = (
    " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split(" ")
_TENS = "  twenty thirty forty fifty sixty seventy eighty ninety".split(" ")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}
_UNITES = (
    " un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split(" ")
_DIZAINES = "  vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split(" ")


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
    words = _french(number)
    words = words.removesuffix("s") if words.endswith(("vingts", "cents")) else words.removesuffix("e")
    return {"cinq": words + "u", "neuf": words[:-1] + "v"}.get(words[-4:], words) + "ième"


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
    words = {fold(ordinal(number, language, feminine)): number for number in numbers for feminine in (True, False)}
    return words | {"second": 2, "seconde": 2}


def read_ordinal(words: str, language: str) -> int | None:
    """The number of the longest ordinal that some words end with, in words or figures ("23rd", "19e"); else None."""
    tokens = fold(words).split()[-8:]
    for start in range(len(tokens)):
        if number := _readings(language).get(" ".join(tokens[start:])):
            return number
    figures = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|e|eme|ere|er|re)", tokens[-1]) if tokens else None
    return int(figures[1]) if figures else None
