"""The heads of all chains, written where who can change the database cannot: so that a cut tail shows as well.

A file of seals holds one line of JSON a run. It names each summary whose record or versions grew since the line before,
with its last entry and that entry's hash, and a digest over all summaries. A line carries the hash of the one before.
"""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import json
import logging
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TextIO

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Activity, Publication

log = logging.getLogger(__name__)


class Head(NamedTuple):
    """The end of one summary's record: its last entry; how many versions were published, and a hash over theirs."""

    number: int
    hash: str
    versions: int
    evidence: str


Heads = dict[int, Head]


@dataclass(frozen=True)
class Seal:
    """One line. `heads` are those that changed since the line before; None: the summary's record is gone."""

    at: str
    summaries: int
    rows: int
    digest: str
    heads: Mapping[int, Head | None]
    previous: str

    @property
    def line(self) -> str:
        data = {**self.__dict__, "heads": {str(key): head for key, head in self.heads.items()}}
        return json.dumps(data, separators=(",", ":"))


@dataclass
class Sealed:
    """What a file of seals says: each entry and each number of versions that was ever sealed, with the day."""

    heads: Heads = field(default_factory=dict)
    entries: dict[int, dict[int, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    versions: dict[int, dict[int, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    previous: str = ""
    digest: str = ""
    lines: int = 0
    faults: list[str] = field(default_factory=list)


def heads() -> Heads:
    """The end of every summary's record as it is now. Two queries."""
    evidence = defaultdict(list)
    for key, hash in Publication.objects.order_by("summary", "version").values_list("summary", "hash"):
        evidence[key].append(hash)
    last = Activity.objects.order_by("summary", "-number").distinct("summary").values_list("summary", "number", "hash")
    return {key: Head(number, hash, len(evidence[key]), over(evidence[key])) for key, number, hash in last}


def over(hashes: Iterable[str]) -> str:
    """One hash over some; "" over none."""
    text = "\n".join(hashes)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def digest(heads: Heads) -> str:
    return over(" ".join(map(str, (key, *heads[key]))) for key in sorted(heads))


def take(former: Sealed) -> Seal:
    """A seal of what is now, to follow those of `former`."""
    now = heads()
    changed: dict[int, Head | None] = {key: head for key, head in now.items() if former.heads.get(key) != head}
    changed |= dict.fromkeys(former.heads.keys() - now.keys())
    return Seal(
        at=timezone.now().astimezone(datetime.UTC).isoformat(timespec="seconds"),
        summaries=len(now),
        rows=sum(head.number for head in now.values()),
        digest=digest(now),
        heads=changed,
        previous=former.previous,
    )


def lost(former: Sealed, seal: Seal) -> Iterator[str]:
    """Sentences on records that are shorter than when they were sealed last."""
    for key, head in seal.heads.items():
        before = former.heads.get(key)
        if before and (head is None or head.number < before.number or head.versions < before.versions):
            yield _("The record of summary %(key)s is shorter than when it was sealed last.") % {"key": key}


# --- File and mail ----------------------------------------------------------------------------------------------------


def seal_to(path: Path | None, addresses: Iterable[str]) -> tuple[Seal, list[str]]:
    """Seals what is now, in a line at the end of `path` and in a mail; the seal, and what was lost since the last.

    Without a file a seal names every summary. Raises OSError where the file cannot be written, and ValueError where
    it holds something else than seals.
    """
    if path:
        with path.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            return _send(*_append(file), addresses)
    return _send(Sealed(), take(Sealed()), addresses)


def seal_today() -> bool:
    """Seals to SEAL_FILE and SEAL_MAIL unless the file has a line of today; for a worker. Whether it did.

    Of several workers one does it. What was lost since the last seal is in the mail, and in the log.
    """
    if not settings.SEAL_FILE:
        return False
    with settings.SEAL_FILE.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        now = os.fstat(file.fileno())
        if now.st_size and datetime.date.fromtimestamp(now.st_mtime) == datetime.date.today():
            return False
        _seal, shorter = _send(*_append(file), settings.SEAL_MAIL)
    for sentence in shorter:
        log.error(sentence)
    return True


def _append(file: TextIO) -> tuple[Sealed, Seal]:
    """One more line, which is on the disk when this returns."""
    former = _read(file)
    seal = take(former)
    file.write(seal.line + "\n")
    file.flush()
    os.fsync(file.fileno())
    return former, seal


def _send(former: Sealed, seal: Seal, addresses: Iterable[str]) -> tuple[Seal, list[str]]:
    shorter = list(lost(former, seal))
    if to := list(addresses):
        _mail(seal, shorter, to)
    return seal, shorter


def _mail(seal: Seal, shorter: Iterable[str], to: list[str]) -> None:
    said = _("%(summaries)s summaries, %(rows)s entries, at %(at)s. Digest over all: %(digest)s") % seal.__dict__
    kept = _("Keep this mail: the line attached, with those before it, is what verify_history --seal compares with.")
    mail = EmailMessage(_("Seal of the record of activity"), "\n\n".join([*shorter, said, kept]), to=to)
    mail.attach(f"seal-{seal.at[:10]}.jsonl", seal.line + "\n", "application/json")
    mail.send()


def read(path: Path) -> Sealed:
    """What a file of seals says. Raises OSError, and ValueError where a line is no seal."""
    with path.open(encoding="utf-8") as file:
        return _read(file)


def _read(file: TextIO) -> Sealed:
    sealed = Sealed()
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            _add(sealed, number, line.rstrip("\n"))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(_("Line %(number)s of the file is no seal.") % {"number": number}) from error
    if sealed.digest != digest(sealed.heads):
        sealed.faults.append(_("The last line of the seals was changed, or does not follow the one before."))
    return sealed


def _add(sealed: Sealed, number: int, line: str) -> None:
    """One more line: where it does not follow the one before it, that is a fault, and what it says still counts."""
    data = json.loads(line)
    at = day(data["at"])
    for name, values in data["heads"].items():
        key = int(name)
        if values is None:
            sealed.heads.pop(key, None)
            continue
        head = sealed.heads[key] = Head(*values)
        sealed.entries[key].setdefault(head.number, (head.hash, at))
        sealed.versions[key].setdefault(head.versions, (head.evidence, at))
    if data["previous"] != sealed.previous:
        sealed.faults.append(
            _("Before line %(number)s of the seals a line was changed or removed.") % {"number": number}
        )
    sealed.previous = over([line])
    sealed.digest, sealed.lines = data["digest"], number


def day(at: str) -> str:
    """When a seal was made, in words."""
    return date_format(timezone.localtime(datetime.datetime.fromisoformat(at)), "DATETIME_FORMAT")
