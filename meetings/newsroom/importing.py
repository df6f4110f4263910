"""How a file becomes a summary: understood, then stored as a draft; or known already; or refused with a sentence.

The command and the desk's upload come in through this door.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings import document as tree
from meetings.document import Document, Warning, fold, found, infer, language_of, load, press_symbol
from meetings.models import Body, Coverage, Meeting, Summary

from . import mapping, saving
from .permissions import desks
from .refusal import Refused
from .sources import fingerprint, read_text
from .speakers import load_names

CREATED, UNCHANGED, REFUSED = "created", "unchanged", "refused"


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one file. `summary` is the new one, or the one that says the same; None in a dry run."""

    file: str
    status: str
    symbol: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[Warning, ...] = ()
    error: str = ""
    summary: Summary | None = None


def import_file(
    file: BinaryIO,
    name: str,
    user: User | None = None,
    *,
    language: str | None = None,
    coverage: Coverage | None = None,
    dry_run: bool = False,
) -> Import:
    """Reads a file and stores what it says as a draft; in a dry run only tells what would happen."""
    try:
        document, warnings, source = understand(read_text(file), language, coverage)
        if user and document.language not in desks(user):
            raise Refused([_("You do not work at the desk of this language.")])
        with transaction.atomic():
            # One import a body at a time: two of the same file do not both find it missing.
            Body.objects.select_for_update(no_key=True).get(code=document.body)
            summary, status = already_here(document, source), UNCHANGED
            if summary is None:
                about = {"origin": Summary.Origin.IMPORT, "source_name": name[:255], "source_hash": source}
                summary, status = saving.begin(document, user, coverage=coverage, **about), CREATED
            if dry_run:
                transaction.set_rollback(True)
    except Refused as refusal:
        return Import(name, REFUSED, error=str(refusal))
    stored = None if dry_run and status == CREATED else summary
    return Import(name, status, document.symbol, found(document), warnings, summary=stored)


def understand(text: str, language: str | None, coverage: Coverage | None) -> tuple[Document, tuple[Warning, ...], str]:
    """What a text says, read with the names known in its language; what to look at; and the text's fingerprint."""
    loaded = load(text, load_names(language or language_of(text) or "en"), language)
    document = infer(loaded.document)
    document = replace(document, body=body_of(document, text).code)
    if coverage is None:
        return document, loaded.warnings, fingerprint(text)
    warnings = tuple(warning for warning in loaded.warnings if warning.id != "no-date")
    return of_meeting(document, coverage.meeting), warnings, fingerprint(text)


def of_meeting(document: Document, meeting: Meeting) -> Document:
    """A text about a meeting, with that meeting's session and day. The period is the text's: it may be about two."""
    if meeting.session.body.code != document.body:
        raise Refused([_("The text is about another body than the meeting that was chosen.")])
    session = tree.Session(meeting.session.number, meeting.session.kind)
    return replace(document, session=session, date=meeting.date)


def body_of(document: Document, text: str) -> Body:
    """The body that a text is about: as the document says, by its press symbol, or named first in the text."""
    symbol = press_symbol(document.symbol)
    bodies = {body.code: body for body in Body.objects.all()}
    by_prefix = {body.symbol_prefix: body for body in bodies.values()}
    if body := bodies.get(document.body) or (by_prefix.get(symbol.prefix) if symbol else None):
        return body
    words = fold(text)
    places = {
        place: body
        for body in bodies.values()
        for name in (body.name_en, body.name_fr)
        if (place := words.find(fold(name))) >= 0
    }
    if not places:
        raise Refused([_("The text names none of the bodies that are covered here.")])
    return places[min(places)]


def already_here(document: Document, source: str) -> Summary | None:
    """The summary that a file became before, or that says the same under its symbol.

    Raises Refused where another text bears the symbol: no import changes a text that someone may have worked on.
    """
    if same := Summary.objects.filter(source_hash=source, language=document.language).first():
        return same
    symbol = press_symbol(document.symbol)
    taken = Summary.objects.filter(press_symbol__key=symbol.key).first() if symbol else None
    if taken is None or mapping.read(taken).plain() == document.plain():
        return taken
    raise Refused(
        [
            _("%(symbol)s is here with another text (%(state)s: “%(headline)s”), which was left as it is.")
            % {"symbol": taken.symbol, "state": taken.get_state_display(), "headline": taken.headline}
        ]
    )
