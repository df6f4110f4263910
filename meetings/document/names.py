"""Names as printed in lists: who is meant, for whom they spoke, where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .folding import fold
from .phrases import PHRASES
from .templates import pattern
from .tree import Document, Intervention, squeeze

LONGEST_NAME = 6  # commas in one name, at most
CONJUNCTIONS_TRIED = 20  # from the end; a list of which the last chunk has more is garbled anyway
ABBREVIATIONS = ("Inc.", "Ltd.", "Co.", "Corp.", "e.V.")  # their stop belongs to the name


@dataclass(frozen=True)
class Names:
    """The names known in one language: folded, each with the key of who bears it. Build with `build`."""

    language: str
    keys: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def build(cls, language: str, pairs: Iterable[tuple[str, str]]) -> Names:
        """From pairs of a printed name and an opaque key; the first key of a name counts."""
        keys: dict[str, str] = {}
        for printed, key in pairs:
            keys.setdefault(fold(printed), key)
        keys.pop("", None)
        return cls(language, keys)

    def key(self, name: str) -> str:
        """The key of who bears this name, with or without an article; "" for an unknown name."""
        return self.keys.get(fold(name)) or self.keys.get(fold(without_article(name, self.language, True)), "")

    def knows(self, item: str) -> bool:
        """Whether an item of a list is a known name, with or without "on behalf of" and the like."""
        return bool(self.key(item) or self.key(read_item(item, self.language).name))


def names_in(document: Document) -> Names:
    """The names that stand in a document's own lists, each its own key: what its plain text is read with."""
    items = (item for speakers in document.lists() for item in speakers.interventions)
    return Names.build(document.language, ((text, text) for i in items for text in (i.printed, i.name) if text))


# --- One item ---------------------------------------------------------------------------------------------------------


def without_article(name: str, language: str, capital: bool = False) -> str:
    """A name without its article. `capital`: one that opens a sentence goes too ("The Maldives")."""
    for article in PHRASES[language].articles:
        start = name[: len(article)]
        if start == article or (capital and start == article[0].upper() + article[1:]):
            return name[len(article) :].strip() or name
    return name


def read_item(printed: str, language: str, opens_sentence: bool = False) -> Intervention:
    """What one item of a list says: the name, the group spoken for, a remark; `printed` is kept as it is."""
    text = printed
    remark = group = ""
    if match := _remark(language).match(text):
        text, remark = match["name"], match["remark"]
    if match := _on_behalf_of(language).match(text):
        text, group = match["name"], match["group"]
    elif match := _through(language).match(text):
        group, text = match["group"], match["name"]
    name = without_article(text.strip(" ,"), language, opens_sentence)
    return Intervention(printed, name, _group(group, language), remark.strip())


def _group(group: str, language: str) -> str:
    """A group without its article; but "a group of countries" keeps its own, it is no name."""
    return without_article(squeeze(group), language) if group else ""


@cache
def _remark(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].remarks)
    return re.compile(rf"(?P<name>.+?),?\s+(\()?(?P<remark>(?:{words})\b.*?)(?(2)\)|)$")


@cache
def _on_behalf_of(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].on_behalf_of)
    # In French the article is what follows "au nom": du, des, de la, d'.
    after = r"\s+(?=d[eu'’])" if language == "fr" else r"\s+"
    return re.compile(rf"(?P<name>.+?),?\s+(\()?(?:{words}){after}(?P<group>.+?)(?(2)\)|)$")


@cache
def _through(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].through) or "(?!)"
    return re.compile(rf"(?P<group>.+?),?\s+(\()?(?:{words})\s+(?P<name>.+?)(?(2)\)|)$")


# --- Many items -------------------------------------------------------------------------------------------------------


def split_list(text: str, names: Names | None, language: str) -> tuple[tuple[str, ...], str, str]:
    """The items of "X, Y and Z", what stands between them, and what before the last.

    A known name is never cut, the longest counts. Where the last names are unknown, the last "and" divides.
    """
    names = names or Names(language)
    text = squeeze(text).strip(" ,;")
    semicolons = _outside_brackets(text, ";")
    if len(semicolons) > 1:
        chunks = [part for chunk in semicolons for part in _commas_of_known(chunk, names)]
        separator = "; "
    else:
        chunks, separator = _join_chunks(_outside_brackets(text, ","), names), ", "
    *head, last = [chunk for chunk in chunks if chunk.strip(" .")] or [""]
    before, conjunction, after = _divide(last, names, language)
    if not before and head and conjunction:  # ", and Z"
        conjunction = separator.rstrip() + conjunction
    items = (*head, *(part.strip() for part in (before, after) if part.strip()))
    if len(items) < 2:
        return items, ", ", " and "
    return items, separator if len(items) > 2 else ", ", conjunction or separator


def _outside_brackets(text: str, separator: str) -> list[str]:
    """`text` divided at a separator that stands in no brackets; brackets that never close do not count."""
    if text.count("(") != text.count(")"):
        return [part.strip() for part in text.split(separator)]
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == separator and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _commas_of_known(chunk: str, names: Names) -> list[str]:
    """Between semicolons a comma belongs to the name, but where all that it divides is known."""
    parts = _outside_brackets(chunk, ",")
    return parts if len(parts) > 1 and all(map(names.knows, parts)) else [chunk]


def _join_chunks(chunks: list[str], names: Names) -> list[str]:
    """Chunks between commas, joined where a known name or what is said of one has commas of its own."""
    continuations = PHRASES[names.language].continuations
    joined: list[str] = []
    start = 0
    while start < len(chunks):
        sizes = range(min(LONGEST_NAME, len(chunks) - start), 1, -1)
        size = next((n for n in sizes if _ends_in_known(chunks[start : start + n], names)), 1)
        chunk = ", ".join(chunks[start : start + size])
        start += size
        if joined and chunk.startswith(continuations):
            joined[-1] += ", " + chunk
        else:
            joined.append(chunk)
    return joined


def _ends_in_known(chunks: list[str], names: Names) -> bool:
    """Whether chunks are one known name, or hold one that begins after an "and" in the first of them."""
    text = ", ".join(chunks)
    starts = [0]
    for conjunction in _conjunctions(names.language):
        starts += [place.end() for place in re.finditer(re.escape(conjunction), chunks[0])]
    return any(names.key(text[start:]) for start in starts[:CONJUNCTIONS_TRIED])


def _conjunctions(language: str) -> tuple[str, ...]:
    return PHRASES[language].conjunctions


def _is_one(item: str, names: Names) -> bool:
    """Whether an item is a known name and no second one can follow: "Oman on behalf of a group and Chad" may be two."""
    if names.key(item):
        return True
    read = read_item(item, names.language)
    rest = "" if names.key(read.on_behalf_of) else f"{read.on_behalf_of} {read.remark}"
    return bool(names.key(read.name)) and not any(word in rest for word in _conjunctions(names.language))


def _divide(chunk: str, names: Names, language: str) -> tuple[str, str, str]:
    """The last chunk at its conjunction: what stands before it ("" after a comma), the conjunction, the last name."""
    for conjunction in _conjunctions(language):
        if chunk.startswith(conjunction.lstrip()) and not names.knows(chunk):
            return "", conjunction, chunk[len(conjunction) - 1 :]
    if _is_one(chunk, names):
        return "", "", chunk
    words = "|".join(map(re.escape, _conjunctions(language)))
    places = list(re.finditer(f"(?=({words}))", chunk))[-CONJUNCTIONS_TRIED:]
    if not places:
        return "", "", chunk

    def certainty(place: re.Match[str]) -> tuple[int, int]:
        before, after = chunk[: place.start()], chunk[place.start() + len(place[1]) :]
        return _is_one(before, names) * len(before) + names.knows(after) * len(after), place.start()

    place = max(places, key=certainty)
    return chunk[: place.start()], place[1], chunk[place.start() + len(place[1]) :]


def say_list(items: Iterable[str], separator: str = ", ", conjunction: str = " and ") -> str:
    """The names of a list as printed: the inverse of `split_list`."""
    *head, last = list(items) or [""]
    return separator.join(head) + conjunction + last if head else last
