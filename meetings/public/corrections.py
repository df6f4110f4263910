"""All that was corrected, added or withdrawn since it was published, the newest first. One SELECT."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from meetings.exports.dates import day_in_words, moment_in_words
from meetings.models import Publication, Withdrawal

from .queries import in_place_of
from .words import CHANGES

WITHDRAWAL = "withdrawal"
LISTED = (Publication.Change.CORRECTION, Publication.Change.UPDATE)
PLACE = re.compile(rf"({'|'.join([*LISTED, WITHDRAWAL])})-([0-9]{{1,18}})")  # where a list goes on

ROW = ("what", "at", "ref", "note", "undone", "instead", "about")
ABOUT = ("key", "version", "symbol", "headline", "date")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the list: what was done to which release, with days in words.

    A withdrawn release is named by symbol, body and day: its headline went with it.
    """

    place: str  # "correction-12", by which the list goes on, and the feed knows it again
    what: str
    label: str
    at: datetime.datetime
    moment: str
    note: str
    key: str
    version: int
    symbol: str
    headline: str
    body: str
    day: str
    former: int | None  # the version that was corrected, where it can be read
    replacement: dict[str, str] | None
    undone_at: datetime.datetime | None
    undone: str

    @property
    def is_withdrawal(self) -> bool:
        return self.what == WITHDRAWAL


def corrections_of(language: str, limit: int, before: str = "") -> list[Correction]:
    """The first `limit` in a language, or those that follow a PLACE. `language` is the active one."""
    branches = [
        _after(branch, before).order_by("-at", "what", "-ref").values(*ROW)[:limit]
        for branch in (_corrected(language), _withdrawn(language))
    ]
    rows = branches[0].union(branches[1], all=True).order_by("-at", "what", "-ref")[:limit]
    return [_correction(row, language) for row in rows]


def _corrected(language: str) -> QuerySet[Publication]:
    former = Publication.objects.filter(
        summary=OuterRef("summary"), version=OuterRef("version") - 1, withdrawal__isnull=True
    )
    return Publication.objects.filter(language=language, change__in=LISTED, withdrawal__isnull=True).annotate(
        what=F("change"),
        at=F("published_at"),
        ref=F("id"),
        note=F("notice"),
        undone=Value(None, DateTimeField()),
        instead=Value(None, JSONField()),
        about=_about(language, former=Exists(former)),
    )


def _withdrawn(language: str) -> QuerySet[Withdrawal]:
    """Withdrawals that were undone stay in the list, and say so."""
    taken = Publication.objects.filter(summary=OuterRef("summary"), published_at__lte=OuterRef("at"))
    return Withdrawal.objects.filter(summary__language=language).annotate(
        what=Value(WITHDRAWAL),
        ref=F("id"),
        note=F("reason"),
        undone=F("undone_at"),
        instead=in_place_of(OuterRef("replacement_id")),
        about=Subquery(taken.order_by("-version").values(json=_about(language, former=Value(False)))[:1]),
    )


def _about(language: str, **more: Any) -> JSONObject:
    return JSONObject(**{name: F(name) for name in ABOUT}, body=F(f"body__name_{language}"), **more)


def _after(branch: QuerySet, before: str) -> QuerySet:
    """What follows a place in the list, whatever came in since; nothing, where there is no such place."""
    if not (place := PLACE.fullmatch(before)):
        return branch
    what, ref = place[1], int(place[2])
    there = Withdrawal.objects.filter(pk=ref).values("at")
    if what != WITHDRAWAL:
        there = Publication.objects.filter(pk=ref).values("published_at")
    at = Subquery(there)
    same_moment = Q(what__gt=what) | Q(what=what, ref__lt=ref)
    return branch.filter(Q(at__lt=at) | Q(at=at) & same_moment)


def _correction(row: Row, language: str) -> Correction:
    about = row["about"]
    return Correction(
        place=f"{row['what']}-{row['ref']}",
        what=row["what"],
        label=str(CHANGES[row["what"]]),
        at=row["at"],
        moment=moment_in_words(row["at"], language),
        note=row["note"],
        key=about["key"],
        version=about["version"],
        symbol=about["symbol"],
        headline=about["headline"],
        body=about["body"],
        day=day_in_words(datetime.date.fromisoformat(about["date"]), language),
        former=about["version"] - 1 if about["former"] else None,
        replacement=row["instead"],
        undone_at=row["undone"],
        undone=moment_in_words(row["undone"], language) if row["undone"] else "",
    )
