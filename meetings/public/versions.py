"""The versions of a text and what was said about them; a withdrawn one is told by its reason alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from meetings.exports.dates import moment_in_words
from meetings.models import Publication

from .words import CHANGES

Change = Publication.Change
NOTED = (Change.CORRECTION, Change.UPDATE, Change.TAKE)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text, with hours in words; `withdrawn` is "" where it was not."""

    number: int
    key: str
    published_at: str
    published: str
    change: str
    label: str
    notice: str
    is_current: bool
    withdrawn: str = ""
    reason: str = ""
    replacement: dict[str, str] | None = None
    former: int | None = None  # the version before it, where both can be read

    @property
    def is_noted(self) -> bool:
        """Whether the page says what changed; of a minor change only where someone wrote a note."""
        return bool(self.notice) or self.change in NOTED


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Versions that were withdrawn together, the newest first, under a text that can be read."""

    versions: tuple[Version, ...]

    @property
    def first(self) -> int:
        return self.versions[-1].number

    @property
    def last(self) -> int:
        return self.versions[0].number

    @property
    def withdrawn(self) -> str:
        return self.versions[0].withdrawn

    @property
    def reason(self) -> str:
        return self.versions[0].reason


def versions(publication: Publication) -> list[Version]:
    """All versions of a publication's text, the newest first."""
    rows = publication.versions
    readable = {row["version"] for row in rows if not row["withdrawal__at"]}
    return [_version(row, readable, publication.language) for row in rows]


def _version(row: dict[str, Any], readable: set[int], language: str) -> Version:
    number = row["version"]
    return Version(
        number=number,
        key=row["key"],
        published_at=datetime.datetime.fromisoformat(row["published_at"]).isoformat(timespec="seconds"),
        published=_moment(row["published_at"], language),
        change=row["change"],
        label=str(CHANGES.get(row["change"], "")),
        notice=row["notice"],
        is_current=row["is_current"],
        withdrawn=_moment(row["withdrawal__at"], language) if row["withdrawal__at"] else "",
        reason=row["withdrawal__reason"] or "",
        replacement=row["replacement"],
        former=number - 1 if {number, number - 1} <= readable else None,
    )


def _moment(stored: str, language: str) -> str:
    return moment_in_words(datetime.datetime.fromisoformat(stored), language)


def current_key(publication: Publication) -> str:
    """The address of a text now; a version may have been published at another. Known where its versions were read."""
    rows = getattr(publication, "versions", [])
    return next((row["key"] for row in rows if row["is_current"]), publication.key)


def withdrawal(every: list[Version], *asked: int) -> Version | None:
    """What stands in the way of showing some versions: the current one was withdrawn, and all with it, or one asked."""
    return next((v for v in every if v.withdrawn and (v.is_current or v.number in asked)), None)


def notes(every: list[Version], number: int) -> list[Version | Withdrawn]:
    """What a reader of version `number` is told: what was corrected or added up to it, and what was withdrawn before.

    The newest first. A withdrawn version's own note went with it.
    """
    told: list[Version | Withdrawn] = []
    up_to = [v for v in every if v.number <= number]
    for (withdrawn, _reason), group in groupby(up_to, key=lambda v: (v.withdrawn, v.reason)):
        together = tuple(group)
        told += [Withdrawn(together)] if withdrawn else [v for v in together if v.is_noted]
    return told
