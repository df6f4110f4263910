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
from meetings.document import (
    Document,
    Warning,
    fold,
    found,
    infer,
    language_of,
    load,
    press_symbol,
)
from meetings.models import Body, Coverage, Meeting, Summary

from . import mapping, saving
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
    file: BinaryIO, name: str, user: User | None = None, language: str | None = None, dry_run: bool = False,
    coverage: Coverage | None = None,
) -> Import:  # fmt: skip
    """Reads a file and stores what it is as a draft; in a dry run only says what would happen."""
    try:
        return import_text(read_text(file), name, user, language, dry_run, coverage)
    except Refused as refusal:
        return Import(name, REFUSED, error=str(refusal))


def import_text(
    text: str, name: str, user: User | None = None, language: str | None = None, dry_run: bool = False,
    coverage: Coverage | None = None,
) -> Import:  # fmt: skip
    loaded = load(text, load_names(language or language_of(text) or "en"), language)
    document = infer(loaded.document)
    body = body_of(document, text)
    document = replace(document, body=body.code)
    if coverage:
        document = of_meeting(document, coverage.meeting)
    result = Import(name, UNCHANGED, document.symbol, found(document), loaded.warnings)
    with transaction.atomic():
        # One import a body at a time: two of the same file do not both find it missing.
        Body.objects.select_for_update(no_key=True).get(pk=body.pk)
        source = fingerprint(text)
        if same := already_here(document, source):
            return replace(result, summary=same)
        summary = saving.begin(
            document, user, coverage=coverage, origin=Summary.Origin.IMPORT, source_name=name[:255], source_hash=source
        )
        if dry_run:
            transaction.set_rollback(True)
    return replace(result, status=CREATED, summary=None if dry_run else summary)


def of_meeting(document: Document, meeting: Meeting) -> Document:
    """A text about a meeting, with that meeting's session and day; its own words on the period count."""
    session = tree.Session(meeting.session.number, meeting.session.kind)
    return replace(document, session=session, date=meeting.date, period=document.period or meeting.period)


def body_of(document: Document, text: str) -> Body:
    """The body that a text is about: as the document says, by its press symbol, or named first in the text."""
    symbol = press_symbol(document.symbol)
    bodies = {body.code: body for body in Body.objects.all()}
    by_prefix = {body.symbol_prefix: body for body in bodies.values()}
    if body := bodies.get(document.body) or (by_prefix.get(symbol.prefix) if symbol else None):
        return body
    words = fold(text)
    places = {body: words.find(fold(body.in_language("name", document.language))) for body in bodies.values()}
    named = [body for body, place in places.items() if place >= 0]
    if not named:
        raise Refused([_("The text names none of the bodies that are covered here.")])
    return min(named, key=lambda body: places[body])


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
