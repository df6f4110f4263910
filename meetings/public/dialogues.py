"""A dialogue that goes on over several meetings: its parts in order, and what comes before and after in a release."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse

from meetings.exports.dates import day_in_words
from meetings.models import Period, Publication

from .queries import as_json
from .views import page, public

PERIODS = dict(Period.choices)
COLUMNS = ("part", "title", "key", "headline", "date", "period", "body", "number")

# Segments are followed along `continues`, back and forth, each once. What is asked of each step is in one index.
_PARTS = """
    WITH RECURSIVE part(id) AS (
        SELECT %(part)s::varchar
        UNION
        SELECT CASE WHEN s->>'id' = part.id THEN s->>'continues' ELSE s->>'id' END
        FROM part
        JOIN meetings_publication p
            ON (p.segment_keys @> ARRAY[part.id] OR p.continues @> ARRAY[part.id])
            AND p.is_current AND p.withdrawal_id IS NULL AND p.language = %(language)s
        CROSS JOIN jsonb_array_elements(p.content->'segments') s
        WHERE s->>'id' = part.id AND s->>'continues' <> '' OR s->>'continues' = part.id
    )
    SELECT part.id, s->>'title', p.key, p.headline, p.date, p.period, p.body_id, p.id
    FROM part
    JOIN meetings_publication p
        ON p.segment_keys @> ARRAY[part.id]
        AND p.is_current AND p.withdrawal_id IS NULL AND p.language = %(language)s
    CROSS JOIN jsonb_array_elements(p.content->'segments') s
    WHERE s->>'id' = part.id
"""

Row = dict[str, Any]


@public
def dialogue(request: HttpRequest, language: str, part: str) -> HttpResponse:
    """One SELECT, whatever the number of meetings."""
    parts = parts_of(part, language)
    if not parts:
        raise Http404
    return page("public/dialogue.html", language, parts=parts, title=parts[0]["title"])


def parts_of(part: str, language: str) -> list[Row]:
    """The parts of the dialogue that a segment belongs to, in the order of the meetings; a segment alone is one."""
    order = list(Period.values)
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, {"part": part, "language": language})
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    rows.sort(key=lambda row: (row["date"], order.index(row["period"]) if row["period"] in order else 0, row["number"]))
    return [
        row | {"day": day_in_words(row["date"], language), "period": str(PERIODS.get(row["period"], ""))}
        for row in rows
    ]


# --- Around a release -------------------------------------------------------------------------------------------------


def around() -> ArraySubquery:
    """The texts that a release goes on with and those that go on with it, to be read along with it."""
    others = Publication.objects.current().filter(
        Q(segment_keys__overlap=OuterRef("continues")) | Q(continues__overlap=OuterRef("segment_keys")),
        language=OuterRef("language"),
    )
    names = ("key", "headline", "segment_keys", "continues")
    return ArraySubquery(others.order_by("date", "id").values(json=as_json(*names)))


def before_and_after(publication: Any) -> Row:
    """The texts that a release goes on with (`before`) and that go on with it (`after`), and the segment (`part`)."""
    found: Row = {"before": [], "after": [], "part": ""}
    for row in publication.around:
        if row["key"] == publication.key:
            continue
        shared = set(row["segment_keys"]) & set(publication.continues)
        found["before" if shared else "after"].append(row)
        found["part"] = found["part"] or min(shared or set(row["continues"]) & set(publication.segment_keys))
    return found
