"""Letters that were read in another encoding than they were written in, as archives have them: "Ã©tÃ©" is "été"."""

from __future__ import annotations

import re

# UTF-8 read as Windows-1252. Only what gives letters and signs of English and French: "COMITÉ»" is none of it.
_GARBLED = re.compile(
    "[ÂÃ][\x80-\xbf\u20ac\u2122\u0160\u0161\u0152\u0153\u017d\u017e\u0178\u0192\u02c6\u02dc\u2013-\u203a]"
    "|Å[\u201c\u2019\x92\x93]"
    "|â[\u20ac\x80][\x80-\xbf\u20ac\u2122\u0153\u02dc\u0161\u201c\u201d\u2018\u2019\u201a\u201e\u2020-\u2026\u203a]"
    "|â\u201a¬"
    "|â€(?=[\\s.,;:])"  # the last byte of ” has no character of its own, and is lost
    "|Ã(?=[\\s])"  # à, of which the second half became a plain blank
)
_BYTES = {"Ã": "à", "â€": "”"}


def mend(text: str) -> str:
    """The text with the letters that it was written with; the same text where none is garbled."""
    return _GARBLED.sub(lambda match: _mended(match[0]), text)


def _mended(garbled: str) -> str:
    if garbled in _BYTES:
        return _BYTES[garbled]
    try:
        content = b"".join(_byte(character) for character in garbled)
        return content.decode("utf-8")
    except UnicodeError:
        return garbled


def _byte(character: str) -> bytes:
    """Windows-1252, and the five bytes for which it has no character."""
    return character.encode("latin-1" if character <= "\xff" else "cp1252")
