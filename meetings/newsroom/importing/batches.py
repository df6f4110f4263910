"""A batch: thousands of files under one name, each by itself, so that it can be broken off anywhere and go on."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.models import ImportBatch, ImportItem
from meetings.newsroom.processes import in_processes
from meetings.newsroom.refusal import Refused

from .archives import Entry, read_entry
from .single import CREATED, REFUSED, Import, import_file
from .understanding import Known

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What is the same for all files of a run. `batch` 0: a dry run, that stores nothing."""

    batch: int
    user: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file now, or, where `before`, in an earlier run; in a dry run the item is not stored.

    `failed`: the software failed on it, not the file.
    """

    item: ImportItem
    before: bool = False
    failed: bool = False


def open_batch(name: str, source: str, user: User | None) -> ImportBatch:
    """The batch of this name, new or to go on with."""
    return ImportBatch.objects.get_or_create(name=name[:100], defaults={"source": source[:255], "created_by": user})[0]


def bring_in(entries: Iterable[Entry], run: Run, jobs: int = 1) -> Iterator[Taken]:
    """Takes in file after file, and says what became of each as soon as it is stored."""
    yield from in_processes(f"{__name__}:take", ((entry, run) for entry in entries), jobs)


def take(entry: Entry, run: Run) -> Taken:
    """One file, in one transaction with the word on what became of it. A bad file is told, and stops nothing."""
    former = _former(entry, run)
    item = former or ImportItem(batch_id=run.batch, name=entry.name)
    try:
        content = read_entry(entry)
        digest = hashlib.sha256(content).hexdigest()
        if former and not former.error and former.hash == digest:
            return Taken(former, before=True)
        with transaction.atomic():
            _fill(item, _import(content, entry.name, run, former), digest)
            if run.batch:
                item.save()
    except Refused as refusal:
        return Taken(_refused(entry, run, str(refusal), _why_in_french(entry, run, former)))
    except Exception as error:  # a refusal of the database, or a fault of ours
        log.exception("%s: not imported", entry.name)
        words = {"error": type(error).__name__}
        why = _("The software failed on this file (%(error)s): see its log.") % words
        return Taken(_refused(entry, run, why), failed=True)
    return Taken(item)


def _import(content: bytes, name: str, run: Run, former: ImportItem | None) -> Import:
    user, known = _at_hand(run.user)
    about = {"language": run.language, "known": known, "release": former.summary if former else None}
    return import_file(BytesIO(content), name, user, dry_run=not run.batch, **about)


@cache
def _at_hand(user: int | None) -> tuple[User | None, Known]:
    """Who imports, and the names and bodies that are known: once in each process."""
    return (User.objects.get(pk=user) if user else None), Known()


def forget() -> None:
    """What is at hand is asked for anew: for a second run in one process."""
    _at_hand.cache_clear()


def _fill(item: ImportItem, result: Import, digest: str) -> None:
    """What became of the file. Raises Refused where it was; what began a draft goes on belonging to it."""
    if result.error:
        raise Refused([result.error])
    document = result.document
    if not (item.status == CREATED and item.summary == result.summary):
        item.status = result.status
    item.hash, item.error, item.error_fr, item.at = digest, "", "", timezone.now()
    item.language = document.language if document else ""
    item.symbol = document.symbol[:30] if document else ""
    item.headline = document.headline if document else ""
    item.warnings = [{"id": w.id, "line": w.line, "about": w.about} for w in result.warnings]
    item.summary, item.proposal = result.summary, result.proposal
    item.checked_by = item.checked_at = None


def _why_in_french(entry: Entry, run: Run, former: ImportItem | None) -> str:
    """The sentence of a refusal for the other desk: it is found by asking again."""
    with translation.override("fr"):
        try:
            return _import(read_entry(entry), entry.name, replace(run, batch=0), former).error
        except Refused as refusal:
            return str(refusal)


def _refused(entry: Entry, run: Run, why: str, in_french: str = "") -> ImportItem:
    """Writes down why a file was not taken; what it became before, if anything, stays beside that."""
    item = _former(entry, run) or ImportItem(batch_id=run.batch, name=entry.name, status=REFUSED)
    item.error, item.error_fr, item.at = why, in_french, timezone.now()
    if run.batch:
        item.save()
    return item


def _former(entry: Entry, run: Run) -> ImportItem | None:
    """What became of the file in an earlier run."""
    return ImportItem.objects.filter(batch=run.batch, name=entry.name).select_related("summary").first()
