"""What a paragraph is where it stands, once what it is by itself is known: closings, titles, statements.

`settle` is the one place where neighbours count; reading a text and asking what its print cannot carry both use it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .lines import TIMES, dangles, is_closed
from .names import Names
from .phrases import PHRASES, heading_role, title_kind
from .speaking import DELEGATION, PERSON, UNNAMED, is_organization, opening
from .templates import pattern

CLOSINGS = ("where_to_find", "next_meeting", "next_session")
ENDS = ("title", "heading", "statement", "disclaimer", "symbol", "cut_symbol", "footnote", "chrome", "label")
ABOUT_REPORTS = ("country_review", "presentation_of_report")
LONGEST_NEW_TITLE = 220
MOST_WORDS_OF_A_TITLE = 30

Parts = Sequence[tuple[str, str]]


def settle(parts: Parts, language: str, names: Names | None = None) -> list[str]:
    """For parts (what each is by itself, its text) after the head of a release: what each is where it stands."""
    kinds = [what for what, _ in parts]
    texts = [text for _, text in parts]
    _settle_titles(kinds, texts, language)
    _settle_closings(kinds, texts, language)
    _settle_speakers(kinds, texts, language, names)
    return kinds


# --- Titles -----------------------------------------------------------------------------------------------------------


def _settle_titles(kinds: list[str], texts: list[str], language: str) -> None:
    """A line without a stop is a title where a part begins after it; under a title it is the heading of a part."""
    in_body = titled = False
    for place, text in enumerate(texts):
        before = kinds[place - 1] if place else ""
        if kinds[place] == "title" and in_body and not titled and title_kind(text, language) in ABOUT_REPORTS:
            kinds[place] = "heading"  # under a segment without a title: it says what that is about
        if kinds[place] == "paragraph" and _may_be_title(text, language):
            if before == "title":
                kinds[place] = "heading"
            elif _part_begins(kinds, texts, place + 1, language, in_body or before in CLOSINGS):
                kinds[place] = "title"
        elif kinds[place] == "title" and _is_under(text, before, in_body, language):
            kinds[place] = "heading"
        in_body = in_body or kinds[place] in ("title", "heading")
        titled = titled or kinds[place] == "title"


def _may_be_title(text: str, language: str) -> bool:
    words = text.split()
    return (
        len(text) <= LONGEST_NEW_TITLE
        and len(words) <= MOST_WORDS_OF_A_TITLE
        and not is_closed(text)
        and not dangles(text, language)
        and not re.search(r"\w{4}[.!?;]\s", text)
        and text[:1].isalnum()
        and not text[:1].islower()
        and not TIMES[language].search(text)
    )


def _part_begins(kinds: list[str], texts: list[str], place: int, language: str, in_body: bool) -> bool:
    """Whether a segment may begin at a place: with a heading, a statement, its reports; in the body with any prose."""
    if place >= len(kinds):
        return False
    kind, text = kinds[place], texts[place]
    if kind == "heading" or (kind == "statement" and in_body) or _says_reports(language).search(text[:200]):
        return True
    if in_body and kind == "paragraph" and _may_be_title(text, language):  # a title and what stands under it
        place += 1
        return place < len(kinds) and kinds[place] == "paragraph" and is_closed(texts[place])
    return in_body and kind in ("paragraph", "list") and is_closed(text)


@cache
def _says_reports(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(pattern(words).pattern for words in PHRASES[language].before_it)})\b")


def _is_under(text: str, before: str, in_body: bool, language: str) -> bool:
    """Whether a title belongs under another: it says only who makes statements, or stands right below that."""
    if title_kind(text, language) == "statements":
        return in_body
    return before == "title"  # a segment has something in it


# --- Closings ---------------------------------------------------------------------------------------------------------


def _settle_closings(kinds: list[str], texts: list[str], language: str) -> None:
    """What reads like a closing is one at the end of the round-up or of the text; elsewhere only with a time of day."""
    in_body = False
    for place, kind in enumerate(kinds):
        if kind not in CLOSINGS:
            in_body = in_body or kind in ("title", "heading")
            continue
        following = next((other for other in kinds[place:] if other not in CLOSINGS), "")
        if following in ("", *ENDS):
            at_end = not in_body or all(other in (*CLOSINGS, *ENDS[3:]) for other in kinds[place:])
        else:
            at_end = False
        if not at_end and (in_body or (kind != "where_to_find" and not TIMES[language].search(texts[place]))):
            kinds[place] = "paragraph"


# --- Statements -------------------------------------------------------------------------------------------------------


def _settle_speakers(kinds: list[str], texts: list[str], language: str, names: Names | None) -> None:
    """In the body whoever begins to speak opens a statement; in a round-up above it nobody does."""
    first_part = next((place for place, kind in enumerate(kinds) if kind in ("title", "heading")), None)
    in_body = closing = False
    role: str | None = None
    speaking = ""  # who has the floor
    for place, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
        if kind in ("title", "heading"):
            in_body, speaking = True, ""
            role = heading_role(text, language) if kind == "heading" else None
        elif kind in CLOSINGS:
            closing = True
        elif kind == "statement":
            if first_part is not None and place < first_part:
                kinds[place] = "paragraph"
            else:
                speaking = PERSON
        elif kind == "paragraph" and (in_body or (closing and first_part is None)):
            if who := opens_statement(text, language, names, role, speaking):
                kinds[place], speaking = "statement", who
        elif kind == "list":
            speaking = ""


def opens_statement(text: str, language: str, names: Names | None, role: str | None, speaking: str) -> str:
    """Who begins to speak in a paragraph of the body, where that can be believed: one of speaking's kinds, or ""."""
    found = opening(text, language, names)
    if not found:
        return ""
    speaker, _, who = found
    if who == UNNAMED:
        return who if speaking else ""  # "Some speakers said" opens a statement only where it ends another
    if who == DELEGATION and not _speaks_for_sure(text, speaker, language):
        if role in ("presenter", "questions", "responses", "concluding_remarks") and speaking == PERSON:
            return ""  # a report on a country says of it that it "continued", "regretted"
        if is_organization(speaker) and not (names and names.key(speaker)) and speaking != DELEGATION:
            return ""
    return who


def _speaks_for_sure(text: str, speaker: str, language: str) -> bool:
    rest = text[text.find(speaker) + len(speaker) :]
    words = "|".join(pattern(template).pattern for template in PHRASES[language].speaks)
    return bool(re.match(rf",?\s+\(?(?:{words})\b", rest))
