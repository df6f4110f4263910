"""What a text says: its document, with what is known of names, bodies and meetings; and what to look at in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from meetings.document import Document, Names, Session, Warning, fold, infer, language_of, load, press_symbol
from meetings.models import Body, Coverage, Meeting
from meetings.newsroom.refusal import Refused
from meetings.newsroom.sources import fingerprint
from meetings.newsroom.speakers import load_names

TOLD_BY_THE_MEETING = ("no-date", "session-assumed", "session-unclear")


@dataclass
class Known:
    """Names and bodies, each asked for once: for one file or for a run of thousands."""

    _names: dict[str, Names] = field(default_factory=dict)
    _bodies: list[Body] = field(default_factory=list)

    def names(self, language: str) -> Names:
        if language not in self._names:
            self._names[language] = load_names(language)
        return self._names[language]

    def bodies(self) -> list[Body]:
        self._bodies = self._bodies or list(Body.objects.all())
        return self._bodies


@dataclass(frozen=True, slots=True)
class Understood:
    """A text as a document, what was assumed in reading it, and the text's fingerprint."""

    document: Document
    warnings: tuple[Warning, ...]
    source: str


def understand(text: str, known: Known, language: str | None = None, coverage: Coverage | None = None) -> Understood:
    """What `text` says. Raises Refused where it names no body that is covered, or another than the meeting's."""
    loaded = load(text, known.names(language or language_of(text) or "en"), language)
    document = infer(loaded.document)
    document = replace(document, body=body_of(document, text, known.bodies()).code)
    if coverage is None:
        return Understood(document, loaded.warnings, fingerprint(text))
    warnings = tuple(warning for warning in loaded.warnings if warning.id not in TOLD_BY_THE_MEETING)
    return Understood(of_meeting(document, coverage.meeting), warnings, fingerprint(text))


def of_meeting(document: Document, meeting: Meeting) -> Document:
    """A text about a meeting, with that meeting's session and day. The period is the text's: it may be about two."""
    if meeting.session.body.code != document.body:
        raise Refused([_("The text is about another body than the meeting that was chosen.")])
    return replace(document, session=Session(meeting.session.number, meeting.session.kind), date=meeting.date)


def body_of(document: Document, text: str, bodies: list[Body]) -> Body:
    """The body that a text is about: as the document says, by its press symbol, or named first in the text."""
    symbol = press_symbol(document.symbol)
    by_code = {body.code: body for body in bodies}
    by_prefix = {body.symbol_prefix: body for body in bodies}
    if body := by_code.get(document.body) or (by_prefix.get(symbol.prefix) if symbol else None):
        return body
    words = fold(text)
    places = {
        place: body
        for body in bodies
        for name in (body.name_en, body.name_fr)
        if (place := words.find(fold(name))) >= 0
    }
    if not places:
        raise Refused([_("The text names none of the bodies that are covered here.")])
    return places[min(places)]
