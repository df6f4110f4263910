"""Names as printed in lists: who is meant, for whom they spoke, where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .folding import fold
from .phrases import PHRASES
from .templates import pattern
from .tree import Document, Intervention, SpeakersList, Statement, squeeze

ABBREVIATIONS = ("Inc.", "Ltd.", "Co.", "Corp.", "e.V.")  # their stop belongs to the name


@dataclass(frozen=True, eq=False)  # one table is itself: names are compared by where they stand, fast
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

    def and_those_of(self, lists: Iterable[SpeakersList]) -> Names:
        """These names and those that stand in some lists, each its own key."""
        heard = {fold(item.name): item.name for speakers in lists for item in speakers.interventions}
        return Names(self.language, {**heard, **self.keys})

    def key(self, name: str) -> str:
        """The key of who bears this name, with or without an article; "" for an unknown name."""
        return self.keys.get(fold(name)) or self.keys.get(fold(without_article(name, self.language, True)), "")

    def knows(self, item: str) -> bool:
        """Whether an item of a list is a known name, with or without "on behalf of" and the like."""
        return bool(self.key(item) or self.key(read_item(item, self.language).name))


def names_in(document: Document) -> Names:
    """The names that stand in a document's own lists, and its speakers without a capacity, each its own key: what
    its plain text is read with."""
    items = [text for speakers in document.lists() for i in speakers.interventions for text in (i.printed, i.name)]
    speakers = [b.speaker for _, b in document.blocks() if isinstance(b, Statement) and not b.capacity]
    return Names.build(document.language, ((text, text) for text in (*items, *speakers) if text))


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
    if (match := _on_behalf_of(language).match(text)) or (match := _IN_BRACKETS[language].match(text)):
        text, group = match["name"], match["group"]
    elif match := _through(language).match(text):
        group, text = match["group"], match["name"]
    name = without_article(text.strip(" ,"), language, opens_sentence)
    return Intervention(printed, name, _group(group, language), remark.strip())


def _group(group: str, language: str) -> str:
    """A group without its article; but "a group of countries" keeps its own, it is no name."""
    group = squeeze(group)
    if group.isupper():  # "CHINE (AU NOM DU GROUPE DES 21)"
        return group[len(group) - len(without_article(group.lower(), language)) :]
    return without_article(group, language)


_IN_BRACKETS = {  # "Utopia (for the Group of 21)"
    "en": re.compile(r"(?P<name>.+?)\s+\(for\s+(?P<group>[^()]+)\)$"),
    "fr": re.compile(r"(?P<name>.+?)\s+\(pour\s+(?P<group>[^()]+)\)$"),
}


@cache
def _remark(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].remarks)
    return re.compile(rf"(?P<name>.+?),?\s+(\()?(?P<remark>(?:{words})\b.*?)(?(2)\)|)$")


@cache
def _on_behalf_of(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].on_behalf_of)
    # In French the article is what follows "au nom": du, des, de la, d'.
    after = r"\s+(?=d[eu'’])" if language == "fr" else r"\s+"
    return re.compile(rf"(?P<name>.+?),?\s+(\()?(?i:(?:{words}){after})(?P<group>.+?)(?(2)\)|)$")


@cache
def _through(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].through) or "(?!)"
    return re.compile(rf"(?P<group>.+?),?\s+(\()?(?:{words})\s+(?P<name>.+?)(?(2)\)|)$")


# --- Many items -------------------------------------------------------------------------------------------------------


def say_list(items: Iterable[str], separator: str = ", ", conjunction: str = " and ") -> str:
    """The names of a list as printed: the inverse of `splitting.split_list`."""
    *head, last = list(items) or [""]
    return separator.join(head) + conjunction + last if head else last
