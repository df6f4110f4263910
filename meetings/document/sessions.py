"""The session of a meeting: its name in words, made from its number, and read back from a release.

A release names sessions of other bodies too, and earlier and later ones. What counts is a fixed sentence of the page,
else what the first paragraph or the headline says of the meeting itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .folding import fold
from .lines import sentences
from .ordinals import LIMIT, ordinal, read_ordinal
from .phrases import PHRASES, body_named
from .templates import pattern
from .tree import Document, Session, paragraphs_of

_PATTERNS = {
    "en": {
        "yearly": "{} session",
        "special": "{} special session",
        "regular": "{} regular session",
        "plain": "{} session",
    },
    "fr": {
        "yearly": "session de {}",
        "special": "{} session extraordinaire",
        "regular": "{} session ordinaire",
        "plain": "{} session",
    },
}

_SESSION = re.compile(r"((?:[\w’'-]+\s+){1,6}?)(regular\s+|special\s+|annual\s+)?session(\s+extraordinaire)?\b", re.I)
# "the Committee", and no more of a name: the Committee on World Food Security is another.
_BODY = re.compile(
    r"(?:council|committee|conference|conseil|comite)\b(?! (?:on|of|for|against|consultatif|pour|de|d|des|du)\b)"
)
_PLACE = re.compile(r",?\s(?:in Geneva|à Genève),?(?=\s)")
_YEARLY = re.compile(r"\b((?:19|20)\d\d) session\b|\bsession(?: annuelle)? de (?:l'année |l’année )?((?:19|20)\d\d)\b")


def session_name(number: int, kind: str, language: str, *, yearly: bool = False, says_regular: bool = False) -> str:
    """ "fifty-third regular session", "cent onzième session", "2026 session".

    `yearly`: the number is a year; `says_regular`: a regular session of this body is called so.
    """
    patterns = _PATTERNS[language]
    if yearly or not 1 <= number <= LIMIT:
        return patterns["yearly"].format(number)
    if kind == "regular" and not says_regular:
        kind = "plain"
    return patterns[kind].format(ordinal(number, language))


# --- Read back --------------------------------------------------------------------------------------------------------


def session_of(document: Document) -> Session | None:
    """The one session that a release says its meeting is of; None where it says none, or two that differ.

    The Conference on Disarmament has one a year: "its 2009 session".
    """
    for sayings in (_fixed(document), _own(document)):
        if said := {session for session, _ in sayings}:
            return said.pop() if len(said) == 1 else None
    opening = " ".join(_opening(document))
    if body_named(opening, document.language) == "CD":
        not_this = PHRASES[document.language].not_this_session
        years = [m for m in _YEARLY.finditer(opening) if not _stands_in(not_this, _clause(opening[: m.end()]))]
        return Session(int(years[0][1] or years[0][2])) if years else None
    return None


def doubt_about_session(document: Document) -> tuple[str, str] | None:
    """The id of the warning on a session that no fixed sentence names, and the sentence that was read; else None."""
    fixed, own = list(_fixed(document)), list(_own(document))
    named = fixed or own or [said for text in _first(document) for said in _named(text, document.language)]
    if not named or (fixed and session_of(document)):
        return None
    return ("session-assumed" if session_of(document) else "session-unclear"), named[0][1]


def _opening(document: Document) -> tuple[str, ...]:
    return tuple(p.text for p in paragraphs_of(document.round_up[:1]))


def _first(document: Document) -> tuple[str, ...]:
    return (*_opening(document), document.headline)


def _fixed(document: Document) -> Iterator[tuple[Session, str]]:
    """The sessions of the fixed sentences, each with its sentence; the next meeting may close the session."""
    for paragraph in document.where_to_find:
        yield from _named(paragraph.text, document.language)
    language = document.language
    for sentence in sentences(document.next_meeting):
        for session, match in _matches(sentence, language):
            if _leads_to(PHRASES[language].closes_session, sentence[: match.end()], language):
                yield session, sentence


def _named(text: str, language: str) -> Iterator[tuple[Session, str]]:
    """Every session that a text names by its number, with the sentence."""
    for sentence in sentences(text):
        for session, _ in _matches(sentence, language):
            yield session, sentence


def _matches(sentence: str, language: str) -> Iterator[tuple[Session, re.Match[str]]]:
    for match in _SESSION.finditer(sentence):
        if number := read_ordinal(match[1], language):
            special = match[3] or (match[2] or "").lower().startswith("special")
            yield Session(number, "special" if special else "regular"), match


def _own(document: Document) -> Iterator[tuple[Session, str]]:
    """The sessions that the first paragraph and the headline say the meeting is of, each with the sentence."""
    language = document.language
    for text in _first(document):
        for sentence in sentences(text):
            for session, match in _matches(sentence, language):
                before, after = sentence[: match.end()], sentence[match.end() :]
                if _is_own(before, after, language) and not _is_of_another(before, after, document):
                    yield session, sentence


def _is_own(before: str, after: str, language: str) -> bool:
    """Whether a session is the meeting's own by the words around it: "opened its", "at its", "session closed"."""
    phrases = PHRASES[language]
    if _stands_in(phrases.not_this_session, _clause(before)) or _elsewhen(after, language):
        return False
    did = (pattern(template).pattern for template in phrases.session_did)
    return _leads_to(phrases.this_session, before, language) or any(
        re.match(rf"\s+{words}(?!\w)", after, re.I) for words in did
    )


def _leads_to(templates: Iterable[str], before: str, language: str) -> bool:
    """Whether a text up to a session ends with one of these templates and the session's own few words."""
    links = "|".join(PHRASES[language].session_links)
    word = rf"(?:(?!(?:{links})\s)[^\s.;:,]+\s+)"
    words = rf"{word}{{0,3}}(?:(?:its|the|sa|la)\s+)?{word}{{0,6}}session(?:\s+extraordinaire)?\Z"
    text = _PLACE.sub("", before)
    return any(re.search(rf"(?<!\w){pattern(t).pattern}\s+{words}", text, re.I) for t in templates)


def _clause(before: str) -> str:
    """The words of a sentence before a session that are about it: the last two of its parts."""
    return ",".join(re.split(r"[;:]", before)[-1].split(",")[-2:])


def _stands_in(templates: Iterable[str], text: str) -> bool:
    return any(re.search(rf"(?<![\w-]){pattern(template).pattern}(?![\w-])", text, re.I) for template in templates)


def _elsewhen(after: str, language: str) -> bool:
    """Whether the words after a session say that it is of another time: "last year", "held in March"."""
    months = "|".join(PHRASES[language].months)
    in_month = rf"(?:(?:held|tenue)\s+)?(?:in|en)\s+(?:{months}|(?:19|20)\d\d)"
    templates = (pattern(template).pattern for template in PHRASES[language].not_after_session)
    return any(re.match(rf"[\s,(]*(?:{words})(?!\w)", after, re.I) for words in (in_month, *templates))


def _is_of_another(before: str, after: str, document: Document) -> bool:
    """Whether a session is that of another body: of the body named after it, else of the one named last before it."""
    own = document.body or body_named(" ".join(_first(document)), document.language)
    names = [(fold(name), is_own) for name, is_own in _bodies_around(document, own)]
    if of := re.match(r"\s+(?:of|du|de la|de l['’])\s*(?:the\s+)?(.{1,120})", after):
        named = fold(of[1])
        theirs = [(len(name), is_own) for name, is_own in names if named.startswith(name)]
        return not (max(theirs)[1] if theirs else _BODY.match(named))
    text = fold(before)
    places = [(place + len(name), len(name), is_own) for name, is_own in names if (place := text.rfind(name)) >= 0]
    return bool(places) and not max(places)[2]


def _bodies_around(document: Document, own: str) -> Iterator[tuple[str, bool]]:
    """The names of bodies that may stand in a text, each with whether it is the meeting's."""
    phrases = PHRASES[document.language]
    for code, name in phrases.bodies.items():
        yield name, code == own
    for name in phrases.other_bodies:
        yield name, False
