"""Folding: what is left of a text when only its words count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u201b`\u00b4", "'"),
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
    }
)


LONGEST_KEPT = 120  # names and lines are folded again and again, whole texts are not


def fold(text: str) -> str:
    """`text` without case, accents, hyphens, kinds of apostrophe and of blanks: "Côte  d’Ivoire" is "cote d'ivoire"."""
    return _fold_again(text) if len(text) <= LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    text = text.translate(_SPELLINGS)  # before NFKD, which makes a blank of the accents that stand alone
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(text.casefold().translate(_SPELLINGS).split())


_fold_again = lru_cache(maxsize=8192)(_fold)


def words(text: str) -> tuple[str, ...]:
    """The words of a line, for tables that are easier to read as one."""
    return tuple(text.split())


def content_words(text: str, stop_words: frozenset[str]) -> frozenset[str]:
    """The words of a text that carry its subject, folded, plural endings off."""
    found = re.findall(r"[^\W_]+", fold(text))
    return frozenset(word.rstrip("s") for word in found if len(word) > 2 and word not in stop_words)
