"""What was found in a release, as plain data: the form in which the expected findings of real texts are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .folding import fold
from .footnotes import calls, is_footnote, mark_of
from .lines import read_date, sentences
from .lists import lists_in
from .names import Names, names_in, without_article
from .people import person
from .phrases import PHRASES, fixed_subject, heading_role, title_kind
from .speaking import DELEGATION, PERSON, kind_of, opening
from .symbols import find_mentions, find_symbols, press_symbol
from .tree import Block, Document, Heading, Paragraph, Segment, SpeakersList, Statement, paragraphs_of

ROLES = ("presenter", "questions", "responses", "concluding_remarks")
_CLAUSE = re.compile(r"(?<=[.!?])\s+|,\s+(?:while|tandis que)\s+|\s+et\s+(?=les enregistrements)")
_NAME = r"(?:[^\W\d_a-z][\w’'.-]*\s+){1,4}[^\W\d_a-z](?:[\w’'-]|\.(?=\w|,))*"
_DAY = r"(\d{1,2}(?:er)?)"
_DATES = {  # of a session: the last date is whole, the first may leave out what it shares with it
    language: re.compile(
        rf"{words[0]}\s+{_DAY}(?:\s+(\w+))?(?:\s+(\d{{4}}))?\s+{words[1]}\s+{_DAY}\s+(\w+)\s+(\d{{4}})"
        rf"(?:\s+{words[2]}\s+(\w[\w’'-]*))?"
    )
    for language, words in {"en": ("from", "to", "in"), "fr": ("du", "au", "à")}.items()
}
_OPENERS = re.compile(r"^(?:For|In|By|To|From|And|Pour|Selon|Par)\s+")  # capitals that open a sentence, not a name


def found(document: Document) -> dict[str, Any]:
    """What `infer` and `load` found in a text; None where the text has nothing. `document` comes from `infer`."""
    symbol = press_symbol(document.symbol)
    session = document.session
    digesting: dict[str, list[Block]] = {}
    for block in document.round_up:
        if isinstance(block, Paragraph | SpeakersList) and block.digests:
            digesting.setdefault(block.digests, []).append(block)
    return {
        "language": document.language,
        "page_kind": document.kind,
        "symbol": document.symbol or None,
        "body": document.body or None,
        "year": symbol.year if symbol else None,
        "sequence": symbol.sequence if symbol else None,
        "period": document.period or None,
        "session": {"body": document.body, "number": session.number, "kind": session.kind} if session else None,
        "date": document.date.isoformat() if document.date else None,
        "kicker": document.kicker or None,
        "headline": document.headline or None,
        "subheadline": document.subheadline or None,
        "boilerplate": _boilerplate(document),
        "next_meeting": document.next_meeting or document.next_session or None,
        "next_session": next_session(document.next_session, document.language),
        "summary_paragraphs": sum(map(_count, document.round_up)),
        "segments": [_segment(segment, digesting.get(segment.id, []), document) for segment in document.segments],
        "lead_speakers": [_lead_list(speakers) for speakers in _lists_of_no_segment(document)],
        "people_in_lead": people_in_lead(document),
        "other_documents": _other_documents(document),
        "footnote_marks": _footnote_marks(document),
    }


def _boilerplate(document: Document) -> dict[str, bool]:
    language = document.language
    clauses = (clause for p in document.where_to_find for clause in _CLAUSE.split(p.text))
    subjects = {fixed_subject(clause[:1].upper() + clause[1:], language) for clause in clauses}
    unofficial = fold(PHRASES[language].unofficial) in fold(document.disclaimer)
    named = {subject: subject in subjects for subject in ("webcast", "all_summaries", "session_documents")}
    return {**named, "not_an_official_record": unofficial}


def _count(block: Block) -> int:
    """How many printed paragraphs a block is; headings and footnotes do not count."""
    if isinstance(block, Statement):
        return len(block.paragraphs)
    return 0 if isinstance(block, Heading) or is_footnote(block) else 1


# --- Segments ---------------------------------------------------------------------------------------------------------


def _segment(segment: Segment, digesting: list[Block], document: Document) -> dict[str, Any]:
    """What a segment holds; `digesting` are the blocks of the round-up that sum it up."""
    lists = [speakers for block in (*digesting, *segment.blocks) for speakers in _lists_of(block, document.language)]
    replies = [speakers for speakers in lists if speakers.kind == "right_of_reply"]
    others = [speakers for speakers in lists if speakers.kind != "right_of_reply"]
    delegations = list(_delegations(segment.blocks, names_in(document)))
    out = {
        "title": segment.title or None,
        "kind": segment.kind,
        "status": segment.status,
        "started_in_previous_meeting": segment.started_before,
        "reports": list(segment.reports),
        "parts": _parts(segment.blocks),
        "named_speakers": list(_named_speakers(segment, document.language)),
        "discussion": [pair for speakers in others for pair in _speakers(speakers)],
        "right_of_reply": [item.name for speakers in replies for item in speakers.interventions],
    }
    return {**out, "statements_by_delegation": delegations} if delegations else out


def _lists_of(block: Block, language: str) -> Iterator[SpeakersList]:
    """The lists in a block: itself, or sentences of a paragraph."""
    if isinstance(block, SpeakersList):
        yield block
    elif isinstance(block, Paragraph):
        yield from (speakers for _, speakers in lists_in(block.text, None, language) if speakers)


def _delegations(blocks: Iterable[Block], names: Names) -> Iterator[str]:
    """Delegations whose statements stand without a person's name; a paragraph may hold several, a sentence each."""
    language = names.language
    for block in blocks:
        if isinstance(block, Statement) and kind_of(block.speaker, block.capacity, language) == DELEGATION:
            yield without_article(block.speaker, language, capital=True)
            for sentence in [sentence for p in block.paragraphs for sentence in sentences(p.text)][1:]:
                who = opening(sentence, language, names)
                if who and who[2] == DELEGATION:
                    yield without_article(who[0], language, capital=True)


def _parts(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [{"heading": None, "paragraphs": 0}]
    for block in blocks:
        if isinstance(block, Heading):
            parts.append({"heading": block.text, "paragraphs": 0})
        else:
            parts[-1]["paragraphs"] += _count(block)
    return parts if parts[0]["paragraphs"] else parts[1:]


def _named_speakers(segment: Segment, language: str) -> Iterator[dict[str, Any]]:
    """One entry a statement of a person, with the role of the part in which it stands."""
    role = "presenter" if title_kind(segment.title, language) == "presentation_of_report" else None
    for block in segment.blocks:
        if isinstance(block, Heading):
            role = heading_role(block.text, language)
        elif isinstance(block, Statement) and kind_of(block.speaker, block.capacity, language) == PERSON:
            who = person(block.speaker, language)
            entry = {"name": who.name, "role": role if role in ROLES else None, "title": block.capacity}
            extra = {"country": who.country, "prefix": who.prefix}
            yield {**entry, **{key: value for key, value in extra.items() if value}}


def _speakers(speakers: SpeakersList) -> list[dict[str, Any]]:
    return [{"speaker": i.name, "on_behalf_of": i.on_behalf_of or None} for i in speakers.interventions]


# --- The round-up -----------------------------------------------------------------------------------------------------


def _lists_of_no_segment(document: Document) -> Iterator[SpeakersList]:
    for block in document.round_up:
        if isinstance(block, Paragraph | SpeakersList) and not block.digests:
            yield from _lists_of(block, document.language)


def _lead_list(speakers: SpeakersList) -> dict[str, Any]:
    joint = [item.name for item in speakers.interventions if re.search("joint|commune", item.remark)]
    out = {"formula": speakers.lead_in or speakers.tail, "speakers": _speakers(speakers)}
    return {**out, "joint_statement": joint} if joint else out


def people_in_lead(document: Document) -> list[str]:
    """People whom the round-up names with a function, where there are no segments: each once, in order."""
    if document.segments:
        return []
    phrases = PHRASES[document.language]
    functions = "|".join(map(re.escape, phrases.functions))
    titles = "|".join(map(re.escape, (*phrases.honorifics, *phrases.prefixes)))
    patterns = (
        rf"(?P<name>{_NAME}),\s+(?:[\w’'-]+\s+){{0,6}}(?:{functions})\b",
        rf"(?:{functions})[^.,]{{0,80}},\s+(?:(?:{titles})\s+)(?P<name>{_NAME})",
    )
    panel = re.compile(
        rf"(?:^|.*?(?:\b(?:by|were|was|are)|:)\s+|(?:and|et)\s+)(?:(?:{titles})\s+)?(?P<name>{_NAME}),\s+\w"
    )
    names: list[str] = []
    for paragraph in (block for block in document.round_up if isinstance(block, Paragraph)):
        for sentence in sentences(paragraph.text):
            matches = sorted((m.start("name"), m["name"]) for p in patterns for m in re.finditer(p, sentence))
            names += (_OPENERS.sub("", name) for _, name in matches)
            parts = [part.strip() for part in sentence.split(";")]
            several = [match["name"] for part in parts if len(parts) > 2 and (match := panel.match(part))]
            names += several if len(several) > 1 else []
    return list(dict.fromkeys(person(name, document.language).name for name in names))


def _other_documents(document: Document) -> list[str]:
    """Resolutions and documents that the text mentions, other than the reports that a segment presents."""
    presented = {report for segment in document.segments for report in segment.reports}
    blocks = [block for _, block in document.blocks()]
    texts = [paragraph.text for paragraph in paragraphs_of(blocks)]
    mentions = [mention for text in texts for mention in (*find_mentions(text), *find_symbols(text))]
    return list(dict.fromkeys(mention for mention in mentions if mention not in presented))


def _footnote_marks(document: Document) -> list[str]:
    """Calls of footnotes that the text does not have."""
    texts = [paragraph.text for paragraph in paragraphs_of(block for _, block in document.blocks())]
    present = [mark_of(text) for text in texts] + [mark_of(speakers.lead_in) for speakers in document.lists()]
    return list(dict.fromkeys(mark for text in texts for mark in calls(text) if mark not in present))


def next_session(text: str, language: str) -> dict[str, str] | None:
    """Dates and place of "du 31 mars au 11 avril 2014 à Genève"; None where the text has no two dates."""
    match = _DATES[language].search(text)
    if not match:
        return None
    day, month, year, last_day, last_month, last_year, place = match.groups()
    ends = (f"{day} {month or last_month} {year or last_year}", f"{last_day} {last_month} {last_year}")
    first, last = map(read_date, ends)
    if not (isinstance(first, date) and isinstance(last, date)):
        return None
    return {"from": first.isoformat(), "to": last.isoformat(), "place": place or ""}
