"""What a language's table of fixed phrases holds, and how its templates are matched.

The tables are `english.py` and `french.py`. In a template `…` stands for some words
of one sentence and {a|b} for a or b; blanks and apostrophes match in any form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_TOKENS = re.compile(r"(…|\{[^{}]*\}|\s+:|\s+|['’])")


@cache
def pattern(template: str) -> re.Pattern[str]:
    """The regular expression of a template; each `…` is a group."""
    return re.compile("".join(map(_token, _TOKENS.split(template))))


def _token(token: str) -> str:
    if token == "…":
        return r"([^.!?]{1,160}?)"  # bounded: one sentence, and no long search in a garbled text
    if token.startswith("{"):
        return "(?:" + "|".join(pattern(part).pattern for part in token[1:-1].split("|")) + ")"
    if token in ("'", "’"):
        return "['’]"
    if token.strip() == ":":
        return r"\s*:"  # before 2018 French colons had no blank
    return r"\s+" if token.isspace() else re.escape(token)


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language."""

    labels: Mapping[str, tuple[str, ...]]  # kind of document: its label lines, the first is printed
    kickers: Mapping[str, str]  # as printed: period, "" where it names two
    period_words: Mapping[str, str]  # template in the first paragraph: period
    two_meetings: tuple[str, ...]  # templates that say that a text covers two meetings
    headings: Mapping[str, str]  # part heading: the role of who speaks in it; "report": documents stand there
    lead_ins: Mapping[str, str]  # template before names: kind of list
    tails: Mapping[str, str]  # template after names: kind of list
    no_speakers: tuple[str, ...]  # templates in a lead-in that say that the names are not of speakers
    vague: tuple[str, ...]  # words that begin no name: "Some speakers took the floor" lists nobody
    conjunctions: tuple[str, ...]  # before the last name of a list
    articles: tuple[str, ...]  # before a name, no part of it; longest first
    on_behalf_of: tuple[str, ...]  # name, then these, then the group
    through: tuple[str, ...]  # group, then these, then the name
    remarks: tuple[str, ...]  # what else is said of a speaker in a list
    continuations: tuple[str, ...]  # what goes on with the name before the comma
    honorifics: tuple[str, ...]  # before a person's name, dropped
    prefixes: tuple[str, ...]  # before a person's name, kept apart
    clauses: tuple[str, ...]  # what ends a speaker's capacity: verbs of saying, "presenting"
    openings: tuple[str, ...]  # words that may come before the speaker: "In reply, X said"
    participles: str  # how the others end that may: "Presenting the report, X said"
    speaks: tuple[str, ...]  # after a delegation that has the floor: "speaking as a country concerned"
    representatives: tuple[str, ...]  # before a delegation, no part of its name: "The representative of"
    unnamed: tuple[str, ...]  # templates of speakers whom nobody names: "Another Committee Expert"
    before_it: tuple[str, ...]  # templates that say that reports follow: "has before it"
    functions: tuple[str, ...]  # words that make a capacity
    titles: Mapping[str, str]  # how a segment's title begins: kind of segment
    statuses: Mapping[str, str]  # verb in the round-up: status of a segment
    earlier: tuple[str, ...]  # templates that say that a segment began before this meeting
    fixed: Mapping[str, str]  # how a fixed sentence begins: what it is about
    next_meeting: tuple[str, ...]  # how the paragraph on the next meeting begins
    next_session: tuple[str, ...]
    this_session: tuple[str, ...]  # before a session: it is the meeting's own
    session_did: tuple[str, ...]  # after a session: likewise
    not_this_session: tuple[str, ...]  # templates in its clause: it is an earlier or a later one
    not_after_session: tuple[str, ...]  # after a session: likewise
    session_links: tuple[str, ...]  # words that lead away from the verb before them
    closes_session: tuple[str, ...]  # before a session, in a sentence on the next meeting: it is the running one
    other_bodies: tuple[str, ...]  # that have sessions too, and are not covered
    disclaimers: tuple[str, ...]  # how the disclaimer begins
    unofficial: str  # what a disclaimer says
    bodies: Mapping[str, str]  # code: name
    stop_words: frozenset[str]  # for telling the language, and for comparing titles
    dangling: frozenset[str]  # words that end no paragraph
    months: tuple[str, ...]
