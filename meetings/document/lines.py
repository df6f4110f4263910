"""What a line or a paragraph of a release is, told from itself alone, never from what stands around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache, lru_cache

from .folding import fold
from .footnotes import mark_of
from .lists import is_lead_in, read_list
from .names import Names
from .people import read_opening
from .phrases import (
    PHRASES,
    fixed_subject,
    heading_role,
    is_chrome,
    kicker_period,
    label_kind,
    opens_with,
    title_kind,
)
from .symbols import is_cut_symbol, press_symbol

# Lines that say all by themselves: they stand alone, whatever is beside them.
EXACT = frozenset(("chrome", "label", "kicker", "symbol", "cut_symbol", "date", "body", "heading"))
LONGEST_EXACT = 200
LONGEST_TITLE = 400

# What a next meeting is announced with, and no title holds.
TIMES = {
    "en": re.compile(
        r"\b(?:\d\s?[ap]\.?m\b|tomorrow|this (?:morning|afternoon|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:\d\s?(?:heures?|h)\b|demain|cet après-midi|ce (?:matin|soir)|(?:lun|mar|mercre|jeu|vendre|same)di)",
        re.IGNORECASE,
    ),
}
_CLOSERS = "\"”»’')*\xa0\u202f "
_STOP = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b[DM][rs]\.)\s+")
_DATE = re.compile(r"(?:[^\W\d_]+,? )?(\d{1,2})(?:er)? ([^\W\d_]+) (\d{4})")


def classify(text: str, language: str, names: Names | None = None) -> str:
    """One of EXACT, or of _TESTS, or "paragraph". `text` has no line ends."""
    if kind := exact(text, language):
        return kind
    return next((kind for kind, holds in _TESTS if holds(text, language, names)), "paragraph")


# In this order: a list may begin as a paragraph on the next meeting does, a title as a statement.
_TESTS: tuple[tuple[str, Callable[[str, str, Names | None], object]], ...] = (
    ("footnote", lambda text, language, names: mark_of(text) and read_list(text, names, language)),
    ("list", lambda text, language, names: read_list(text, names, language)),
    ("disclaimer", lambda text, language, names: opens_with(text, PHRASES[language].disclaimers)),
    ("where_to_find", lambda text, language, names: fixed_subject(text, language)),
    ("next_session", lambda text, language, names: opens_with(text, PHRASES[language].next_session)),
    ("next_meeting", lambda text, language, names: opens_with(text, PHRASES[language].next_meeting)),
    ("title", lambda text, language, names: is_title(text, language)),
    ("statement", lambda text, language, names: read_opening(text, language)),
)


def exact(line: str, language: str) -> str:
    """Which of EXACT a line is, or ""."""
    if len(line) > LONGEST_EXACT:
        return "" if any(map(str.isalnum, line)) else "chrome"
    return _exact(line, language)


@lru_cache(maxsize=1024)  # a line is asked about once by itself, and once beside each neighbour
def _exact(line: str, language: str) -> str:
    tests = (
        ("chrome", is_chrome(line)),
        ("symbol", press_symbol(line)),
        ("cut_symbol", is_cut_symbol(line)),
        ("label", label_kind(line)),
        ("kicker", kicker_period(line) is not None),
        ("date", read_date(line)),
        ("body", fold(line) in _body_names(language)),
        ("heading", heading_role(line, language) is not None),
    )
    return next((kind for kind, holds in tests if holds), "")


@cache
def _body_names(language: str) -> dict[str, str]:
    return {fold(name): code for code, name in PHRASES[language].bodies.items()}


def body_of_line(line: str, language: str) -> str:
    """The code of the body of which a line is the name."""
    return _body_names(language)[fold(line)]


@cache
def _months() -> dict[str, int]:
    return {fold(name): n for phrases in PHRASES.values() for n, name in enumerate(phrases.months, 1)}


def read_date(line: str) -> datetime.date | None:
    """The date that a line is, and nothing else: "21 September 2015", "15 Juin 2015"."""
    match = _DATE.fullmatch(line)
    month = _months().get(fold(match[2])) if match else None
    if not match or not month:
        return None
    try:
        return datetime.date(int(match[3]), month, int(match[1]))
    except ValueError:  # 31 June
        return None


_DATELINE = re.compile(r"[^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_]+)? \(([^()]{8,40})\)\s?[-–—]\s")


def dateline(text: str) -> datetime.date | None:
    """The date of a paragraph that begins with place and date: "GENEVA (7 June 2017) - The ..."."""
    match = _DATELINE.match(text)
    return read_date(match[1]) if match else None


def is_closed(text: str) -> bool:
    """Whether a paragraph ends as paragraphs do: with a stop, brackets and quotation marks aside; or is in brackets."""
    end = text[-40:].rstrip(_CLOSERS)
    return end.endswith((".", "!", "?", "…", ":", ".]")) or (text.startswith("[") and end.endswith("]"))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; the stop of "M.", "Mr." or an initial ends none."""
    return _STOP.split(text)


def dangles(text: str, language: str) -> bool:
    """Whether a text breaks off: after a comma, or a word that something must follow."""
    last = re.search(r"[^\W\d_]+$", text[-40:])
    return text.endswith((",", ";", "-", "–", "—")) or bool(last and last[0] in PHRASES[language].dangling)


def is_title(text: str, language: str) -> bool:
    """Whether a line is the title of a segment: no stop, and it begins as titles do or is written as they are."""
    if len(text) > LONGEST_TITLE or is_closed(text) or dangles(text, language):
        return False
    return bool(title_kind(text, language)) or (_is_in_capitals(text, language) and not TIMES[language].search(text))


def _is_in_capitals(text: str, language: str) -> bool:
    """All in capitals; or, as in English titles, all words but the small ones begin with one."""
    words = [word for word in re.findall(r"[^\W_]+", text) if len(word) > 3]
    if len(words) < 2:
        return False
    return text.isupper() or (language == "en" and all(not word[0].islower() for word in words))


def breaks(first: str, second: str, language: str) -> bool:
    """Whether two paragraphs are one that was broken in the middle."""
    if is_lead_in(first, language):
        return not exact(second, language)
    if is_closed(first):
        return False
    if not dangles(first, language) and (not second[:1].islower() or is_title(first, language)):
        return False
    return not exact(first, language) and not exact(second, language)


def language_of(text: str) -> str:
    """The language of a text: by its press symbol, else by its commonest words; "" where neither tells.

    Labels and navigation say nothing: theirs is the language of the page's reader.
    """
    lines = [line for raw in text.splitlines() if (line := raw.strip()) and not label_kind(line)]
    for line in reversed(lines):
        if symbol := press_symbol(line):
            return symbol.language
    words = re.findall(r"[^\W\d_]+", " ".join(line for line in lines if not is_chrome(line)).casefold())
    counts = {code: sum(word in phrases.stop_words for word in words) for code, phrases in PHRASES.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if list(counts.values()).count(counts[best]) == 1 else ""
