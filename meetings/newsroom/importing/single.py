"""One file: understood, then stored as a draft; or known already; or proposed as a change; or refused with a sentence.

The commands and the desk's upload come in through this door.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.document import Document, Warning, found
from meetings.models import Body, Coverage, ImportProposal, Summary
from meetings.newsroom import saving
from meetings.newsroom.learning import learn
from meetings.newsroom.permissions import desks
from meetings.newsroom.refusal import Refused
from meetings.newsroom.sources import read_text

from . import proposals
from .understanding import Known, Understood, understand

CREATED, UNCHANGED, PROPOSED, REFUSED = "created", "unchanged", "proposed", "refused"


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one file. `summary` is the new one, or the one of the same release; None for a dry run's new one.

    `proposal`: the file says something else than that summary does, and waits for a person to decide.
    """

    file: str
    status: str
    document: Document | None = None
    warnings: tuple[Warning, ...] = ()
    error: str = ""
    summary: Summary | None = None
    proposal: ImportProposal | None = None

    @property
    def found(self) -> dict[str, Any]:
        return found(self.document) if self.document else {}


@dataclass(frozen=True)
class Source:
    """Where a text comes from, and what is known beforehand; `release` is what an earlier text of the file became."""

    name: str
    user: User | None = None
    language: str | None = None
    coverage: Coverage | None = None
    release: Summary | None = None
    known: Known = field(default_factory=Known)


def import_file(file: BinaryIO, name: str, user: User | None = None, *, dry_run: bool = False, **about: Any) -> Import:
    """Reads a file and stores what it says as a draft, or as a proposal; in a dry run only tells what would happen.

    `about` are the fields of Source. Never raises Refused: what is refused says so.
    """
    source = Source(name, user, **about)
    try:
        understood = understand(read_text(file), source.known, source.language, source.coverage)
        if user and understood.document.language not in desks(user):
            raise Refused([_("You do not work at the desk of this language.")])
        with transaction.atomic():
            result = store(understood, source)
            if dry_run:
                transaction.set_rollback(True)
    except Refused as refusal:
        return Import(name, REFUSED, error=str(refusal))
    if dry_run and result.status in (CREATED, PROPOSED):
        summary = result.summary if result.status == PROPOSED else None
        return Import(name, result.status, result.document, result.warnings, summary=summary)
    return result


def store(understood: Understood, source: Source) -> Import:
    """Finds the release that the text is of, else begins it. The caller has opened the transaction."""
    document, warnings = understood.document, understood.warnings
    # One import a body at a time: two of the same file do not both find it missing.
    Body.objects.select_for_update(no_key=True).get(code=document.body)

    def became(status: str, summary: Summary, proposal: ImportProposal | None = None) -> Import:
        return Import(source.name, status, document, warnings, summary=summary, proposal=proposal)

    if known := proposals.known_source(understood.source, document.language):
        waiting = known.proposal if known.proposal and not known.proposal.decision else None
        return became(PROPOSED if waiting else UNCHANGED, known.summary, waiting)
    release = proposals.release_of(document, source.release)
    if release is None:
        about = {"origin": Summary.Origin.IMPORT, "source_name": source.name[:255], "source_hash": understood.source}
        summary = saving.begin(document, source.user, coverage=source.coverage, **about)
        learn(document, summary)
        return became(CREATED, summary)
    if proposals.says_the_same(release, document):
        return became(UNCHANGED, release)
    return became(PROPOSED, release, proposals.propose(release, understood, source.name, source.user))
