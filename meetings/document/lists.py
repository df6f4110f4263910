"""Lists of speakers: a printed sentence read as a value, and names pasted into a box."""

from __future__ import annotations

import re
from functools import cache

from .folding import words
from .names import ABBREVIATIONS, Names, read_item
from .phrases import PHRASES
from .splitting import split_list
from .templates import pattern
from .tree import SpeakersList, squeeze

LONGEST_LIST = 20_000  # characters; what is longer is garbled
_SENTENCE_ENDS_INSIDE = re.compile(r"\w{4}[.!?]\s+\w")
_SMALL_WORDS = frozenset(
    words("of the for and from with against without on in to at by a an de du des la le les et pour sur contre d l")
)


@cache
def _lead_ins(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of lead-ins with the kind of their lists, the longest first. A footnote begins with its asterisks."""
    lead_ins = sorted(PHRASES[language].lead_ins.items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"(?:\*+\s?)?{pattern(text).pattern}\s?:?(?=\s)"), kind) for text, kind in lead_ins)


@cache
def _tails(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    tails = sorted(PHRASES[language].tails.items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"\s({pattern(text).pattern})$"), kind) for text, kind in tails)


def read_list(sentence: str, names: Names | None, language: str) -> SpeakersList | None:
    """The list of speakers that a printed sentence is, with or without its stop; None where it is none."""
    text = squeeze(sentence)
    if len(text) > LONGEST_LIST or _SENTENCE_ENDS_INSIDE.search(text):
        return None
    for expression, kind in _lead_ins(language):
        if match := expression.match(text):
            speakers = _read(kind, text[match.end() :], names, language, lead_in=match[0])
            if all(_may_be_name(item.name, names) for item in speakers.interventions):
                return speakers if speakers.interventions else None
    text = text.removesuffix(".")
    for expression, kind in _tails(language):
        if match := expression.search(text):
            speakers = _read(kind, text[: match.start()], names, language, tail=match[1])
            if all(_is_like_name(item.name, names, language) for item in speakers.interventions):
                return speakers if speakers.interventions else None
    return None


def parse_names(text: str, names: Names | None, language: str) -> SpeakersList:
    """The list that someone pasted into a box: a whole sentence, names alone, or one name a line.

    A list without interventions where the text has no name.
    """
    lines = [line for line in map(squeeze, text.splitlines()) if line]
    if speakers := read_list(" ".join(lines), names, language):
        return speakers
    if len(lines) > 1 and not any(line.endswith((",", ";")) for line in lines[:-1]):
        items = tuple(read_item(line.rstrip(",;"), language) for line in lines)
        separator = "; " if any("," in line for line in lines) else ", "
        conjunction = PHRASES[language].conjunctions[0]
        return SpeakersList("discussion", items, separator=separator, conjunction=conjunction)
    return _read("discussion", " ".join(lines), names, language)


def _read(kind: str, text: str, names: Names | None, language: str, lead_in: str = "", tail: str = "") -> SpeakersList:
    stopped = text.endswith(".")
    items, separator, conjunction = split_list(text.removesuffix("."), names, language)
    if stopped and items and _ends_with_its_own_stop(items[-1] + ".", names):
        items = (*items[:-1], items[-1] + ".")
    interventions = tuple(read_item(item, language, not lead_in and not i) for i, item in enumerate(items))
    return SpeakersList(kind, interventions, lead_in, tail, separator, conjunction)


def _ends_with_its_own_stop(item: str, names: Names | None) -> bool:
    return item.endswith(ABBREVIATIONS) or bool(names and names.key(item))


def _may_be_name(name: str, names: Names | None) -> bool:
    """What a lead-in announces is a name, but where it goes on in small letters ("many delegations")."""
    return not name[:1].islower() or bool(names and names.key(name))


def _is_like_name(name: str, names: Names | None, language: str) -> bool:
    """What stands before "took the floor" may be any sentence: all its words must be written as names are."""
    if names and names.key(name):
        return True
    parts = re.findall(r"[^\W_]+", name)
    if not parts or name.split()[0] in PHRASES[language].vague:
        return False
    return parts[0][0].isupper() and all(not part[0].islower() or part in _SMALL_WORDS for part in parts)
