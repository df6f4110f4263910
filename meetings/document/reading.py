"""What a release says about itself in its own words: body, session, period, statuses, whom a list belongs to.

`infer` fills in only what is still at its default; what a person has set stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from .folding import content_words, fold
from .footnotes import calls, mark_of
from .lines import dateline, sentences
from .people import person
from .phrases import PHRASES, body_named, heading_role, kicker_period, kind_named, title_kind
from .sessions import session_of
from .symbols import find_symbols, press_symbol
from .templates import pattern
from .tree import Block, Document, Heading, Paragraph, Segment, SpeakersList, Statement, new_id, paragraphs_of

ENOUGH = 0.5  # of a title's words must stand in a sentence that is about its segment


def infer(document: Document) -> Document:
    """The document with what its text tells; every block and segment has an id."""
    document = with_ids(document)
    body = document.body or _body(document)
    session = document.session or session_of(document)
    period = document.period or _period(document)
    date = document.date or next(filter(None, map(dateline, _opening(document))), None)
    segments = tuple(_segment(segment, document) for segment in document.segments)
    document = replace(document, body=body, session=session, date=date, period=period, segments=segments)
    return replace(document, round_up=tuple(_digesting(document)))


def with_ids(document: Document) -> Document:
    """The document with an id for every block and segment that has none."""
    segments = (replace(s, id=s.id or new_id(), blocks=tuple(map(_with_id, s.blocks))) for s in document.segments)
    return replace(document, round_up=tuple(map(_with_id, document.round_up)), segments=tuple(segments))


def _with_id(block: Block) -> Block:
    if isinstance(block, Statement):
        return replace(block, paragraphs=tuple(replace(p, id=p.id or new_id()) for p in block.paragraphs))
    return replace(block, id=block.id or new_id())


# --- The head ---------------------------------------------------------------------------------------------------------


def _body(document: Document) -> str:
    """The body of the press symbol, else the one that the text names first."""
    if symbol := press_symbol(document.symbol):
        return symbol.body
    texts = (document.headline, document.subheadline, *_opening(document), *_closing(document))
    return next((code for text in texts if (code := body_named(text, document.language))), "")


def _opening(document: Document) -> tuple[str, ...]:
    """The text of the first paragraph, or nothing."""
    return tuple(p.text for p in paragraphs_of(document.round_up[:1]))


def _closing(document: Document) -> tuple[str, ...]:
    return (*(p.text for p in document.where_to_find), document.next_meeting)


def _period(document: Document) -> str:
    """The kicker's period; without a kicker the first that the first paragraph names, none where it is of two."""
    if document.kicker:
        return kicker_period(document.kicker) or ""
    text = " ".join(_opening(document))
    phrases = PHRASES[document.language]
    if any(pattern(template).search(text) for template in phrases.two_meetings):
        return ""
    places = (
        (match.start(), period)
        for words, period in phrases.period_words.items()
        for match in pattern(words).finditer(text)
    )
    return min(places, default=(0, ""))[1]


# --- Segments ---------------------------------------------------------------------------------------------------------


def _segment(segment: Segment, document: Document) -> Segment:
    """A segment with kind, status and reports, where they are still at their defaults."""
    language = document.language
    kind = _kind(segment, document) if segment.kind == "other" else segment.kind
    status, earlier = segment.status, segment.started_before
    if (status, earlier) == ("held", False):
        status, earlier = _status(segment, document)
    reports = segment.reports or _reports(segment, language, everywhere=kind == "country_review")
    return replace(segment, kind=kind or "other", status=status, started_before=earlier, reports=reports)


def _kind(segment: Segment, document: Document) -> str:
    """The kind that the title says, or the parts; where there is no title, the first sentence of the text."""
    language = document.language
    headings = [block.text for block in segment.blocks if isinstance(block, Heading)]
    roles = {heading_role(heading, language) for heading in headings}
    if "questions" in roles:
        return "country_review"
    if segment.title:
        return title_kind(segment.title, language) or kind_named(segment.title, language)
    if not headings or fold(headings[0]).rstrip(" :") in ("statements", "declarations"):
        return "statements"
    return kind_named(" ".join(_opening(document)), language)


def _status(segment: Segment, document: Document) -> tuple[str, bool]:
    """The status that a clause of the round-up gives to a segment; and whether it began before this meeting."""
    language = document.language
    clauses = (clause for sentence in _sentences(document.round_up) for clause in _clauses(sentence, language))
    only = not segment.title and len(document.segments) == 1 and _kind(segment, document) == "country_review"
    about = (clause for clause in clauses if only or _about(clause[1], document) == segment.id)
    status, clause = next(about, ("held", ""))
    own = " ".join(p.text for p in list(paragraphs_of(segment.blocks))[:1])
    if status == "started":
        return status, False
    earlier = status in ("continued", "concluded") or _says_earlier(clause, language) or _says_earlier(own, language)
    return status, earlier


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    for paragraph in paragraphs_of(blocks):
        yield from sentences(paragraph.text)


def _clauses(sentence: str, language: str) -> Iterator[tuple[str, str]]:
    """The clauses of a sentence that a verb of status opens: the status, and the words up to the next such verb."""
    statuses = PHRASES[language].statuses
    verbs = sorted(
        (match.start(), status)
        for template, status in statuses.items()
        for match in re.finditer(rf"\b{pattern(template).pattern}\b", sentence)
    )
    for (start, status), (end, _) in pairwise([*verbs, (len(sentence), "")]):
        yield status, sentence[start:end]


def _says_earlier(text: str, language: str) -> bool:
    return any(pattern(template).search(text) for template in PHRASES[language].earlier)


def _reports(segment: Segment, language: str, everywhere: bool = False) -> tuple[str, ...]:
    """The symbols that stand in the part on reports, or in a paragraph that says that the body has them before it.

    `everywhere`: in any paragraph above the first statement, else the first that is named at all.
    """
    symbols: list[str] = []
    in_report, above = False, everywhere
    for block in segment.blocks:
        above = above and not isinstance(block, Statement)
        if isinstance(block, Heading):
            in_report = heading_role(block.text, language) == "report"
        elif in_report or above or any(pattern(words).search(block.text) for words in PHRASES[language].before_it):
            symbols += find_symbols(block.text)
    if everywhere and not symbols:
        symbols = [symbol for paragraph in paragraphs_of(segment.blocks) for symbol in find_symbols(paragraph.text)][:1]
    return tuple(dict.fromkeys(symbols))


# --- Which segment a block of the round-up sums up --------------------------------------------------------------------


def _about(text: str, document: Document, enough: float = ENOUGH) -> str:
    """The id of the segment of whose title a text has most words; "" where none has enough, or two have as many."""
    stop_words = PHRASES[document.language].stop_words
    said = content_words(text, stop_words)
    scores = []
    for segment in document.segments:
        title = content_words(segment.title, stop_words)
        scores.append((len(title & said) / len(title) if title else 0.0, segment.id))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < max(enough, 0.01) or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return ""
    return scores[0][1]


def _digesting(document: Document) -> Iterator[Block]:
    """The blocks of the round-up, each with the segment that it sums up where that is clear."""
    language = document.language
    discussed = [s.id for s in document.segments if any(_is_discussion(b, language) for b in s.blocks)]
    only = discussed[0] if len(discussed) == 1 else ""
    people = _people(document)
    current = last = above = ""  # the segment of the block before, and of the list before; the text of the paragraph
    for block in document.round_up:
        if isinstance(block, Paragraph):
            current = block.digests or _paragraph_digests(block, document, people, current)
            above = block.text
            yield replace(block, digests=current)
        elif isinstance(block, SpeakersList):
            topic = block.topic or _topic(block, language)
            current = _about(_calling(block, above), document, enough=0) or current
            last = current = block.digests or _about(topic, document, enough=0) or current or last or only
            yield replace(block, topic=topic, digests=current)
        else:
            yield block


def _calling(note: SpeakersList, paragraph: str) -> str:
    """The sentence of a paragraph that calls a footnote, where the paragraph calls several; else ""."""
    mark = mark_of(note.lead_in)
    if not mark or len(calls(paragraph)) < 2:
        return ""
    return next((sentence for sentence in sentences(paragraph) if mark in calls(sentence)), "")


def _is_discussion(block: Block, language: str) -> bool:
    return isinstance(block, Heading) and heading_role(block.text, language) == ""


def _topic(speakers: SpeakersList, language: str) -> str:
    """What the lead-in of a list says was discussed: "racism" of "Speaking in the discussion on racism were"."""
    match = re.search(r"\s(?:on|sur)\s+(.+?)(?:\s+(?:were|included))?\s*:?$", speakers.lead_in)
    return match[1] if match else ""


def _people(document: Document) -> dict[str, str]:
    """Folded names of those who made statements, each with the segment; those of two segments are left out."""
    people: dict[str, set[str]] = {}
    for segment, block in document.blocks():
        if segment and isinstance(block, Statement):
            people.setdefault(fold(person(block.speaker, document.language).name), set()).add(segment.id)
    return {name: segments.pop() for name, segments in people.items() if len(segments) == 1}


def _paragraph_digests(paragraph: Paragraph, document: Document, people: dict[str, str], current: str) -> str:
    """By the person whom the first sentence names, by the title's words, or as the block before."""
    first, *others = sentences(paragraph.text)
    named = {segment for name, segment in people.items() if name and name in fold(first)}
    if len(named) == 1:
        return named.pop()
    if re.match(r"In the (?:ensuing )?discussion|Au cours du débat|Dans le cadre du débat", first):
        return current
    about = {segment for sentence in (first, *others) if (segment := _about(sentence, document))}
    return about.pop() if len(about) == 1 else ""
