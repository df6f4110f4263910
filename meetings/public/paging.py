"""One page of a selection, in one SELECT, and at the same cost wherever it is: what follows or precedes a release."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, Q, QuerySet, Subquery, Value
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Body, Publication

from .listing import Row, Selection, choices, errors_of, unknown, with_offers
from .pages import listed_row
from .patience import TooLong, patience, too_long
from .queries import LISTED, as_json

KEY = re.compile(r"[A-Za-z0-9.-]{1,60}")
COUNTED = 1000  # what is beyond is not counted


@dataclass(frozen=True)
class Position:
    """Where a page is: what follows the release `before`, or what precedes the release `after`; neither: the first."""

    before: str = ""
    after: str = ""

    @property
    def is_first(self) -> bool:
        return not self.before and not self.after

    def errors(self) -> list[tuple[str, str]]:
        wrong = [key for key in (self.before, self.after) if key and not KEY.fullmatch(key)]
        if self.before and self.after:
            return [(_("Page"), _("A page follows one release or precedes one."))]
        return [(_("Page"), _("“%(value)s” is not the address of a release.") % {"value": key}) for key in wrong]

    def of(self, publications: QuerySet[Publication]) -> QuerySet[Publication]:
        """What is on from here, the nearest first."""
        if self.after:
            return publications.filter(_beyond(self.after, "gt")).order_by("date", "published_at", "id")
        return publications.filter(_beyond(self.before, "lt")) if self.before else publications


def _beyond(key: str, way: str) -> Q:
    """What lies beyond a release in a list by date, hour and id. The bound on the date alone is what an index uses."""
    release = Publication.objects.filter(key=key, is_current=True)
    day, at, pk = (Subquery(release.values(name)) for name in ("date", "published_at", "id"))
    same_day = Q(**{f"published_at__{way}": at}) | Q(**{"published_at": at, f"id__{way}": pk})
    return Q(Q(**{f"date__{way}": day}) | same_day, **{f"date__{way}e": day})


def position(data: Mapping[str, Any]) -> Position:
    return Position(data.get("before", ""), data.get("after", ""))


def capped(publications: QuerySet[Publication], most: int) -> Func | Value:
    """How many there are; one more than `most` where there are more."""
    if publications.query.is_empty():
        return Value(0)
    first = publications.order_by().values("pk")[: most + 1]
    return Func(ArraySubquery(first), function="cardinality", output_field=IntegerField())


def counted(count: int, most: int) -> str:
    """ "1 text", "998 texts", "more than 1,000 texts"."""
    if count > most:
        return _("more than %(count)s texts") % {"count": number_format(most, force_grouping=True)}
    said = {"count": number_format(count, force_grouping=True)}
    return ngettext("%(count)s text", "%(count)s texts", count) % said


def page(chosen: Selection, at: Position, size: int, **besides: Any) -> Row:
    """What the template of a list shows. One query, by which expressions of the caller's are read `besides`.

    `errors`: what is nonsense in what was asked for. `leads_to`: the address to go to instead, where it has another.
    """
    wrong = at.errors()
    here = chosen.publications.none() if wrong else at.of(chosen.publications)
    found = with_offers(
        chosen,
        rows=ArraySubquery(here.values(json=as_json(*LISTED))[: size + 1]),
        count=capped(chosen.publications, COUNTED),
        **besides,
    )
    try:
        with patience() if "q" in chosen.values else nullcontext():
            row = next(iter(found), {})
    except TooLong:
        row, wrong = chosen.offered, [too_long()]
    rows = row.get("rows") or []
    rows, more = rows[:size], len(rows) > size
    if at.after:
        rows.reverse()
    newer = rows and (more if at.after else not at.is_first)
    older = rows and (True if at.after else more)
    return choices(chosen, row) | {
        "query": chosen.query,
        "besides": {name: row.get(name) or [] for name in besides},
        "errors": errors_of(chosen, wrong, unknown(chosen, row)),
        "days": by_days(rows, row.get("bodies", []), chosen.language),
        "count": counted(row["count"], COUNTED) if row.get("count") else "",
        "newer": f"?{chosen.query_with(after=rows[0]['key'])}" if newer else "",
        "older": f"?{chosen.query_with(before=rows[-1]['key'])}" if older else "",
        "first": "" if at.is_first else f"?{chosen.query}",
        "leads_to": _leads_to(chosen, row, turned_back=bool(at.after and not more and not wrong)),
    }


def _leads_to(chosen: Selection, row: Row, turned_back: bool) -> str:
    """The first page, where no full page precedes it; and the list under the names that speakers have since a merge."""
    now = {name: row[name]["key"] for name in ("speaker", "group") if row.get(name)}
    renamed = any(chosen.values[name] != key for name, key in now.items())
    return f"?{chosen.query_with(**now)}" if renamed or turned_back else ""


def by_days(rows: list[Row], bodies: list[Row], language: str) -> list[tuple[str, list[Row]]]:
    """The rows of a list under the days on which their meetings were."""
    by_id = {body["id"]: Body(**body) for body in bodies}
    said = [listed_row(row, by_id[row["body_id"]], language) for row in rows]
    return [(day, list(group)) for day, group in groupby(said, key=lambda row: row["day"])]
