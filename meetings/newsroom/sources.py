"""Files as they come in: decoded text, or a sentence that says why a file is none."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from typing import BinaryIO

from django.utils.translation import gettext as _

from meetings.document import mend

from .refusal import Refused

LARGEST = 5 * 1024 * 1024

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Notepad once called Unicode
_BINARY = re.compile(b"[\x00-\x08\x0e-\x1f]")
# UTF-8 that was once read as Windows-1252: "Ã©", "â€™"; and letters that were lost.
_GARBLED = re.compile("[ÃÂ][\x80-\xbf\u20ac\u2122\u201a-\u2039]|\u00e2\u20ac|\ufffd")
# Between letters, what stands in no word: the file was written in yet another encoding.
_MISREAD = re.compile("[a-z][^\x00-\x7f–—‘’·…à-ÿœšž\\s\xad][A-Za-z]")


def read_text(file: BinaryIO) -> str:
    """The text of a file; at most `LARGEST` bytes of it are read. Raises Refused."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused([_("The file is larger than 5 MB: no summary is.")])
    if not content.startswith(_UTF_16) and _BINARY.search(content):
        raise Refused([_("The file is no plain text.")])
    text = _decode(content)
    if not any(character.isalpha() for character in text):
        raise Refused([_("The file is empty.")])
    return text


def _decode(content: bytes) -> str:
    """UTF-8 as it is written today, else what Windows wrote before.

    Letters that were garbled before they came into the file are left to `document.load`, which mends them and says so.
    """
    try:
        encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
        text, garbled = content.decode(encoding), _GARBLED
    except UnicodeDecodeError:
        try:
            text, garbled = content.decode("cp1252"), re.compile(f"{_GARBLED.pattern}|{_MISREAD.pattern}")
        except UnicodeDecodeError as error:
            raise Refused([_("The file is written neither in UTF-8 nor in Windows-1252: save it as UTF-8.")]) from error
    if found := garbled.search(mend(text)):
        raise Refused(
            [_("The file’s letters are garbled (“%(example)s”): save it as UTF-8.") % {"example": _around(found)}]
        )
    return text


def _around(match: re.Match[str]) -> str:
    """The word in which something was found."""
    start, end = match.span()
    before = re.split(r"\s", match.string[max(0, start - 20) : start])[-1]
    return before + match[0] + re.split(r"\s", match.string[end : end + 20])[0]


def fingerprint(text: str) -> str:
    """A hash of the words of a source: kinds of line ends and blanks between them do not count."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()
