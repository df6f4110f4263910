"""Search: releases that have the words, best first, each with the passages that say them. See docs/search.md."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, FloatField, Func, OuterRef, QuerySet, Value, When, Window
from django.db.models.functions import ExtractYear, JSONObject
from django.utils.translation import gettext as _

from meetings.models import Body, Passage, Publication

from .asking import Asked, matches
from .filters import everyone_known_as
from .listing import Row, Selection, choices, errors_of, unknown, with_offers
from .marking import excerpt, marked, words_found
from .pages import listed_row
from .paging import counted
from .patience import TooLong, patience, too_long
from .queries import LISTED, as_json
from .suggestions import suggestions

SIZE = 10
RANKED = 200  # of what fits, the newest: ranking reads all the words of a text
PASSAGES = 3
HALVES = 10.0  # years after which a text counts half
PASSAGE = ("kind", "anchor", "segment_title", "speaker_name", "capacity", "text")


def rank(query: Any) -> Func:
    """How well a row fits a query; long rows are not favoured."""
    return Func(F("search"), query, Value(1), function="ts_rank", output_field=FloatField())


def best(chosen: Selection, asked: Asked, start: int) -> QuerySet[Any, Any]:
    """The releases that fit, best first, as rows of JSON; each says how many are `found` in all.

    Only the newest RANKED are ranked, so that a word of every text costs no more than another.
    """
    newest = chosen.publications.values("pk")[: RANKED + 1]
    age = Value(float(datetime.date.today().year)) - ExtractYear("date", output_field=FloatField())
    fits = rank(asked.query(chosen.language)) / (1.0 + age / HALVES)
    return (
        Publication.objects.filter(pk__in=newest)
        .annotate(found=Window(Count("*")), fits=fits)
        .order_by("-fits", "-date", "-id")
        .values(json=JSONObject(**{name: F(name) for name in (*LISTED, "found")}, passages=_passages(chosen, asked)))[
            start : start + SIZE
        ]
    )


def _passages(chosen: Selection, asked: Asked) -> ArraySubquery:
    """Of a release, the passages that have most of the words; those of the speaker that is filtered by come first."""
    wanted = asked.any(chosen.language)
    order = ["-fits", "position"]
    found = Passage.objects.filter(matches(wanted), publication=OuterRef("pk")).annotate(fits=rank(wanted))
    if key := chosen.values.get("speaker"):
        theirs = Case(When(speaker__in=everyone_known_as(key).values("pk"), then=Value(0)), default=Value(1))
        found = found.annotate(theirs=theirs)
        order.insert(0, "theirs")
    return ArraySubquery(found.order_by(*order).values(json=as_json(*PASSAGE))[:PASSAGES])


def page(chosen: Selection, data: Mapping[str, Any]) -> Row:
    """What the template of a search shows. One query, under a bound of time; one more for the words to be marked where
    something is found, or else three for what may have been meant.
    """
    asked = chosen.filters.asked
    number, wrong = page_number(data)
    nothing = wrong or not chosen.valid or not asked.wanted
    start = (number - 1) * SIZE
    rows = {} if nothing else {"rows": ArraySubquery(best(chosen, asked, start))}
    try:
        with patience() if rows else nullcontext():
            row = next(iter(with_offers(chosen, **rows)), {})
    except TooLong:
        row, wrong = chosen.offered, [too_long()]
    found = row.get("rows") or []
    if number > 1 and not found:
        wrong = wrong or [_no_page(number)]
    errors = errors_of(chosen, wrong, unknown(chosen, row))
    total = found[0]["found"] if found else 0
    shown = choices(chosen, row)
    return shown | {
        "errors": errors,
        "searching": True,
        "active": [filter for filter in shown["active"] if filter.name != "q"],
        "query": chosen.query,
        "asked": chosen.values.get("q", ""),
        "results": _in_words(found, row.get("bodies", []), asked, chosen.language) if found else [],
        "count": counted(total, RANKED) if total else "",
        "ranked": RANKED if total > RANKED else 0,
        "newer": f"?{chosen.query}&page={number - 1}" if number > 1 else "",
        "older": f"?{chosen.query}&page={number + 1}" if start + SIZE < min(total, RANKED) else "",
        "number": number,
        "suggested": suggestions(chosen, asked) if asked.wanted and not found and not errors else [],
        "without_filters": chosen.query_with(**{name: "" for name in chosen.values if name != "q"}),
    }


def page_number(data: Mapping[str, Any]) -> tuple[int, list[tuple[str, str]]]:
    """The page that is asked for, and what is wrong with it. There are no more than those of the RANKED."""
    given = data.get("page", "1")
    if given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= RANKED // SIZE:
        return int(given[:4]), []
    return 1, [_no_page(given)]


def _no_page(given: str | int) -> tuple[str, str]:
    return _("Page"), _("“%(value)s” is no page of what was found.") % {"value": given}


def _in_words(rows: list[Row], bodies: list[Row], asked: Asked, language: str) -> list[Row]:
    """The rows as templates show them, with the words marked that were found."""
    by_id = {body["id"]: Body(**body) for body in bodies}
    texts = [text for row in rows for text in (row["headline"], *(passage["text"] for passage in row["passages"]))]
    words = words_found(texts, asked, language)
    return [
        listed_row(row, by_id[row["body_id"]], language)
        | {
            "headline": marked(row["headline"], words),
            "passages": [passage | {"excerpt": excerpt(passage["text"], words)} for passage in row["passages"]],
        }
        for row in rows
    ]
