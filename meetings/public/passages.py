"""Releases with those of their passages that are asked for: what someone said, where a document was discussed."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.text import Truncator

from meetings.models import Body, Passage, Publication

from .pages import listed_row
from .paging import Position
from .queries import LISTED, as_json

SIZE = 25  # releases on a page
BEGINNING = 40  # words of a passage
PASSAGE = ("kind", "anchor", "segment_title", "capacity", "text", "speaker_name", "on_behalf_of")
BODY = ("code", "name_en", "name_fr", "session_style", "says_regular")

Row = dict[str, Any]


def releases(
    texts: QuerySet[Publication], which: Q, at: Position, language: str, **more: Any
) -> tuple[list[Row], str, str]:
    """The releases of one page, each with its `passages` that fit; and the keys from which the page before it and the
    page after it are asked for, "" where there is none. `more` are expressions besides. One SELECT.
    """
    passages = Passage.objects.filter(which, publication=OuterRef("pk")).order_by("position")
    row = JSONObject(
        **{name: F(name) for name in LISTED},
        body=JSONObject(**{name: F(f"body__{name}") for name in BODY}),
        passages=ArraySubquery(passages.values(json=as_json(*PASSAGE))),
        **more,
    )
    rows = [found["json"] for found in at.of(texts).values(json=row)[: SIZE + 1]]
    beyond, rows = len(rows) > SIZE, rows[:SIZE]
    if at.after:
        rows.reverse()
    newer = bool(rows) and (beyond if at.after else not at.is_first)
    older = bool(rows) and (bool(at.after) or beyond)
    said = [_in_words(row, language) for row in rows]
    return said, rows[0]["key"] if newer else "", rows[-1]["key"] if older else ""


def _in_words(row: Row, language: str) -> Row:
    passages = [
        passage
        | {
            "block": passage["anchor"].removeprefix("b-"),
            "beginning": Truncator(passage["text"].split("\n")[0]).words(BEGINNING),
        }
        for passage in row["passages"]
    ]
    body = Body(**row["body"])
    return row | listed_row(row, body, language) | {"passages": passages}
