"""Lists of speakers: a printed sentence read as a value, and names pasted into a box."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from .names import ABBREVIATIONS, Names, read_item
from .organizations import SMALL_WORDS, has_capital
from .phrases import PHRASES
from .splitting import split_list
from .templates import pattern
from .tree import SpeakersList, squeeze

LONGEST_LIST = 20_000  # characters; what is longer is garbled
_SENTENCE_ENDS_INSIDE = re.compile(r"\w{4}[.!?]\s+\w")
_BETWEEN_SENTENCES = re.compile(
    r"(?<=\w{4}[.!?)])(?<=[.!?])\s+(?=\w)|(?<=\bInc\.)\s+(?=[A-Z]\w+ (?:[a-z]|[A-Z]\w+ were))"
)
_KINDS = ("right_of_reply", "also_speaking", "discussion")  # the general words of the last would hide the others
_PHRASE_BEFORE = r"[^\W\d_][^,.:;]{1,90}"
_MARK = re.compile(r"\(?\*+\)?\s?(?=\w)")  # of a footnote
_OTHERS = re.compile(r"organi[sz]ation|ONG|NGO|société civile|civil society|également|also", re.IGNORECASE)


@cache
def _lead_ins(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of lead-ins with the kind of their lists, the most special kinds first; a phrase may stand before."""
    lead_ins = sorted(PHRASES[language].lead_ins.items(), key=lambda item: _KINDS.index(item[1]))
    return tuple((re.compile(_lead_in(text) + r"\s?:?(?=\s|$)"), kind) for text, kind in lead_ins)


def _lead_in(template: str) -> str:
    words = pattern(template).pattern
    return rf"(?:{words}|(?:{_PHRASE_BEFORE}, )(?i:{words}))"


@cache
def _tails(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    tails = sorted(PHRASES[language].tails.items(), key=lambda item: (_KINDS.index(item[1]), -len(item[0])))
    return tuple((re.compile(rf"\s({pattern(text).pattern})$"), kind) for text, kind in tails)


@cache
def _before_names(language: str) -> re.Pattern[str]:
    """Before the names of a list whose verb comes last: "Representatives of X and Y took the floor"."""
    words = "|".join(pattern(template).pattern for template in PHRASES[language].representatives)
    return re.compile(rf"(?:{words})(?=\s)")


@lru_cache(maxsize=512)  # first what a line is, then what it says
def read_list(sentence: str, names: Names | None, language: str) -> SpeakersList | None:
    """The list of speakers that a printed sentence is, with or without its stop; None where it is none.

    A footnote's list begins with its mark, which becomes part of the lead-in.
    """
    text = squeeze(sentence)
    if len(text) > LONGEST_LIST:
        return None
    mark = _MARK.match(text)
    if mark:
        return _read_footnote(mark[0], text[mark.end() :], names, language)
    return _read_sentence(text, names, language)


def _read_sentence(text: str, names: Names | None, language: str) -> SpeakersList | None:
    if _SENTENCE_ENDS_INSIDE.search(text):
        return None
    return _after_lead_in(text, names, language) or _before_tail(text.removesuffix("."), names, language)


def _after_lead_in(text: str, names: Names | None, language: str) -> SpeakersList | None:
    """After the longest lead-in that leaves names."""
    matches = [(match, kind) for expression, kind in _lead_ins(language) if (match := expression.match(text))]
    for match, kind in sorted(matches, key=lambda found: -found[0].end()):
        if any(words.search(match[0]) for words in map(pattern, PHRASES[language].no_speakers)):
            return None
        if text[match.end() :].strip(" ."):
            speakers = _read(kind, text[match.end() :], names, language, lead_in=match[0])
            first, *others = speakers.interventions or (None,)
            if first and _begins_list(first.name, names) and all(_may_be_name(o.name, names, language) for o in others):
                return speakers
    return None


def _before_tail(text: str, names: Names | None, language: str) -> SpeakersList | None:
    for expression, kind in _tails(language):
        if match := expression.search(text):
            lead_in = _before_verb_last(text, language)
            speakers = _read(kind, text[len(lead_in) : match.start()], names, language, lead_in, match[1])
            if all(_is_like_name(item.name, names, language) for item in speakers.interventions):
                return speakers if speakers.interventions else None
    return None


def _before_verb_last(text: str, language: str) -> str:
    """What stands before the names of a list whose verb comes last: "Representatives of", "In the end,"."""
    if before := _before_names(language).match(text):
        return before[0]
    phrase = re.match(rf"{_PHRASE_BEFORE},(?=\s)", text)
    return phrase[0] if phrase and text.split()[0] in PHRASES[language].vague else ""


def _read_footnote(mark: str, text: str, names: Names | None, language: str) -> SpeakersList | None:
    """A footnote that is a list: with a lead-in, with any words before a colon, or names alone."""
    if speakers := _read_sentence(text, names, language):
        return replace(speakers, lead_in=f"{mark}{speakers.lead_in}")
    words = re.match(r"[^.;,()]{3,160}?\s?:(?=\s)", text)
    for lead_in in (words[0] if words else None, ""):
        if lead_in is not None and not _SENTENCE_ENDS_INSIDE.search(text):
            kind = "also_speaking" if _OTHERS.search(lead_in) else "discussion"
            speakers = _read(kind, text[len(lead_in) :], names, language, f"{mark}{lead_in}".strip())
            items = speakers.interventions
            vague = [i for i in items if i.name.split()[:1] and i.name.split()[0] in PHRASES[language].vague]
            if len(items) > 1 and not vague and all(_may_be_name(item.name, names, language) for item in items):
                return speakers
    return None


def is_lead_in(text: str, language: str) -> bool:
    """Whether a line is but the lead-in of a list, whose names stand on the next: it ends with a colon."""
    return text.endswith(":") and any(expression.fullmatch(text) for expression, _ in _lead_ins(language))


def lists_in(text: str, names: Names | None, language: str) -> tuple[tuple[str, SpeakersList | None], ...]:
    """The sentences of a paragraph, each with the list that it is."""
    sentences = [part for part in _BETWEEN_SENTENCES.split(squeeze(text)) if part]
    return tuple((sentence, read_list(sentence, names, language)) for sentence in sentences)


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
    first = not lead_in.strip("()* ")
    interventions = tuple(read_item(item, language, first and not i) for i, item in enumerate(items))
    return SpeakersList(kind, interventions, lead_in, tail, separator, conjunction)


def _ends_with_its_own_stop(item: str, names: Names | None) -> bool:
    return item.endswith(ABBREVIATIONS) or bool(names and names.key(item))


def _begins_list(name: str, names: Names | None) -> bool:
    """The first name is one, or at least begins with a capital: "were concerned about Peru" lists nobody."""
    return not name[:1].islower() or bool(names and names.key(name))


def _may_be_name(name: str, names: Names | None, language: str) -> bool:
    """What a lead-in announces is a name, but where it goes on in small letters ("many delegations", "who said")."""
    if not name[:1].islower() or (names and names.key(name)):
        return True
    phrases = PHRASES[language]
    return name.split()[0] not in phrases.stop_words | phrases.dangling and has_capital(name) and len(name.split()) < 9


def _is_like_name(name: str, names: Names | None, language: str) -> bool:
    """What stands before "took the floor" may be any sentence: all its words must be written as names are."""
    if names and names.key(name):
        return True
    parts = re.findall(r"[^\W_]+", name)
    if not parts or name.split()[0] in PHRASES[language].vague:
        return False
    return parts[0][0].isupper() and all(not part[0].islower() or part in SMALL_WORDS for part in parts)
