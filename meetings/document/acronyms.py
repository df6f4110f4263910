"""What a name is called for short: the acronym that it bears, or the initials of its words."""

from __future__ import annotations

import re

from .folding import fold, words

SHORTEST, LONGEST = 3, 12
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z.-]*[A-Z.]+)\)")
_SMALL_WORDS = frozenset(
    words("a an the of for and in on to at by with from de du des d la le les l un une et pour a au aux en sur y del")
)


def acronym(name: str) -> str:
    """The folded acronym of a name, "" where it has none of three letters.

    "Guild of Lamp Trimmers and Friends (GLTF)", "GLTF" and "Guild of Lamp Trimmers and Friends" give "gltf".
    """
    letters = "".join(re.findall(r"[^\W_]", fold(_explicit(name)))) or "".join(_initials(name))
    return letters if SHORTEST <= len(letters) <= LONGEST else ""


def _explicit(name: str) -> str:
    """The acronym that stands in brackets, or that the whole name is."""
    if match := _IN_BRACKETS.search(name):
        return match[1]
    return name if re.fullmatch(r"[A-Z.-]{3,}", name) else ""


def _initials(name: str) -> list[str]:
    folded = re.sub(r"\([^()]*\)|'s\b", " ", fold(name))
    return [word[0] for word in re.findall(r"[^\W_]+", folded) if word not in _SMALL_WORDS]
