"""What may be found here, for search engines: an index, and a map of each language and year, none too long.

One SELECT each. A year with more texts than LONGEST has a map a month instead.
"""

from __future__ import annotations

import calendar
import datetime
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, OuterRef, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import Body, Publication, Session

from .feeds import absolute
from .filters import session_value
from .queries import as_json
from .views import public
from .words import OTHER

XML = "application/xml; charset=utf-8"
LONGEST = 10_000  # the protocol lets a map have 50,000
LANGUAGES = tuple(OTHER)
ALIKE = ("latest", "corrections", "sessions")  # pages that both languages have

Row = dict[str, Any]


@public
def index(request: HttpRequest, language: str) -> HttpResponse:
    """The maps that there are, each with the day of its newest text."""
    months = (
        Publication.objects.current()
        .order_by()
        .values("language", year=ExtractYear("date"), month=ExtractMonth("date"))
        .annotate(count=Count("id"), newest=Max("published_at"))
        .order_by("language", "-year", "-month")
    )
    maps = [{"address": absolute("sitemap_pages"), "newest": None}]
    for (code, year), rows in groupby(months, key=lambda row: (row["language"], row["year"])):
        maps += _maps(code, year, list(rows))
    return _xml("public/sitemap_index.xml", maps=maps)


def _maps(language: str, year: int, months: list[Row]) -> list[Row]:
    if sum(row["count"] for row in months) <= LONGEST:
        address = absolute("sitemap_year", code=language, year=year)
        return [{"address": address, "newest": max(row["newest"] for row in months)}]
    return [
        {"address": absolute("sitemap_month", code=language, year=year, month=row["month"]), "newest": row["newest"]}
        for row in months
    ]


@public
def releases(request: HttpRequest, language: str, code: str, year: int, month: int = 0) -> HttpResponse:
    """The texts of a language that are about a year, or one of its months, each with its counterpart."""
    if code not in LANGUAGES or not 1900 < year < 3000 or month > 12:
        raise Http404
    rows = list(_of(code, *_days(year, month)).values("key", "published_at", "counterparts")[:LONGEST])
    if not rows:
        raise Http404
    found = [
        {
            "address": absolute("release", language=code, key=row["key"]),
            "newest": row["published_at"],
            "alternates": _alternates("release", row["key"], code, row["counterparts"]),
        }
        for row in rows
    ]
    return _xml("public/sitemap.xml", pages=found)


def _days(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    last = calendar.monthrange(year, month)[1] if month else 31
    return datetime.date(year, month or 1, 1), datetime.date(year, month or 12, last)


def _of(language: str, first: datetime.date, last: datetime.date) -> QuerySet[Publication]:
    others = Publication.objects.current().filter(
        language=OTHER[language], summary__coverages__meeting__coverages__summary=OuterRef("summary")
    )
    return (
        Publication.objects.current()
        .in_language(language)
        .filter(date__range=(first, last))
        .annotate(counterparts=ArraySubquery(others.order_by().distinct().values("key")))
        .newest_first()
    )


def _alternates(name: str, key: str, language: str, counterparts: list[str]) -> list[tuple[str, str]]:
    """Both addresses, where one text has one counterpart: of several, none is the other of the pair."""
    if len(counterparts) != 1:
        return []
    pair = {language: key, OTHER[language]: counterparts[0]}
    return [(code, absolute(name, language=code, key=pair[code])) for code in LANGUAGES]


@public
def pages(request: HttpRequest, language: str) -> HttpResponse:
    """What is no text: front pages, bodies and sessions, which both languages have."""
    sessions = Session.objects.filter(body=OuterRef("pk")).values(json=as_json("number", "kind"))
    bodies = Body.objects.order_by("code").values("code", held=ArraySubquery(sessions))
    found = [page for name in ALIKE for page in _both(name)]
    for body in bodies:
        code = body["code"].lower()
        found += _both("body", body=code)
        found += [
            page
            for row in body["held"]
            for page in _both("session", body=code, session=session_value(row["number"], row["kind"]))
        ]
    return _xml("public/sitemap.xml", pages=found)


def _both(name: str, **kwargs: Any) -> list[Row]:
    alternates = [(code, absolute(name, language=code, **kwargs)) for code in LANGUAGES]
    return [{"address": address, "newest": None, "alternates": alternates} for _, address in alternates]


@public
def robots(request: HttpRequest, language: str) -> HttpResponse:
    lines = ("User-agent: *", f"Disallow: {reverse('admin:index')}", "", f"Sitemap: {absolute('sitemap')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _xml(template: str, **context: Any) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), content_type=XML)
