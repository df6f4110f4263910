"""Press symbols (HRC23.093E) and symbols of United Nations documents (A/HRC/53/61): read, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .phrases import PREFIXES

_PRESS = re.compile(r"([A-Z]{2,6})[./]?([0-9]{2})[./]?([0-9]{3})([EF])")
_CUT = re.compile(r"[A-Z]{2,6}[./]?[0-9]{1,2}[./]?[0-9]{0,3}[EF]?\s*(?:…|\.{2,3})")

LONGEST = 60  # of the symbols of documents

_PART = r"[A-Z0-9][A-Za-z0-9.\-]*"
_SERIES = (
    rf"A/(?:HRC|RES|C\.\d|ES-\d+|\d+)(?:/{_PART})+",
    rf"(?:CCPR|CERD|CEDAW|CAT|CRC|CMW|CRPD|CED)/(?:C|SP|OP)(?:/{_PART})+",
    rf"E/(?:C\.12|CN\.\d+|RES|\d{{4}})(?:/{_PART})+",
    rf"S/(?:RES|PRST|\d{{4}})(?:/{_PART})+",
    rf"HRI(?:/{_PART})+",
    rf"CD/(?:WP\.|PV\.|INF\.)?\d+(?:/{_PART})*",
    rf"[A-Z]{{3,6}}(?:/\d+)+/{_PART}",  # any other body's series by session: its code, session, number
)
_DOCUMENT = re.compile(rf"(?<![\w/])(?:{'|'.join(_SERIES)})(?![\w/…])")
_MENTION = re.compile(r"\b(?:[Rr]esolution|[Rr]ésolution|[Dd]ecision|[Dd]écision)s? (?:S-)?[0-9]+/[0-9]+\b")


@dataclass(frozen=True, slots=True)
class PressSymbol:
    """A press symbol: what was printed, and what it says. `body` is the prefix where no body is known by it."""

    printed: str
    prefix: str
    body: str
    year: int
    sequence: int
    language: str

    @property
    def key(self) -> str:
        """The one spelling that addresses use: "DC17/028F" is "DC17.028F"."""
        return f"{self.prefix}{self.year % 100:02}.{self.sequence:03}{'F' if self.language == 'fr' else 'E'}"


def press_symbol(text: str) -> PressSymbol | None:
    """The press symbol that a text is, in any spelling; None for all else, a cut symbol included."""
    match = _PRESS.fullmatch(text.strip())
    if not match:
        return None
    prefix, year, sequence, letter = match.groups()
    century = 1900 if int(year) >= 90 else 2000  # the series began in the nineties
    return PressSymbol(
        printed=match[0],
        prefix=prefix,
        body=PREFIXES.get(prefix, prefix),
        year=century + int(year),
        sequence=int(sequence),
        language="fr" if letter == "F" else "en",
    )


def is_cut_symbol(text: str) -> bool:
    """Whether a line is a press symbol of which the end is missing: "CCPR/19/1…"."""
    return bool(_CUT.fullmatch(text.strip()))


def find_symbols(text: str) -> tuple[str, ...]:
    """The symbols of United Nations documents in a text, in order, each once."""
    found = (match[0].rstrip(".-") for match in _DOCUMENT.finditer(text))
    return tuple(dict.fromkeys(symbol for symbol in found if len(symbol) <= LONGEST))


def is_symbol(text: str) -> bool:
    """Whether a text is the symbol of a United Nations document, and nothing else."""
    return len(text) <= LONGEST and bool(_DOCUMENT.fullmatch(text)) and not text.endswith((".", "-"))


def find_mentions(text: str) -> tuple[str, ...]:
    """Resolutions and decisions called by their number ("resolution 48/18"), in order, each once."""
    return tuple(dict.fromkeys(match[0] for match in _MENTION.finditer(text)))
