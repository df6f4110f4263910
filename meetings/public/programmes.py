"""Meetings as the public reads them: when and where, each language's text or why there is none."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from meetings.exports.dates import day_in_words, days_in_words, hours_in_words
from meetings.models import Body, Coverage, Meeting, Period, PlannedSegment, Publication, Session

from .filters import session_value
from .queries import as_json
from .words import OTHER, why_no_text

MEETING = (
    "id", "date", "period", "number", "title", "starts_at", "planned_end", "ends_at", "room", "web_tv", "agenda_items",
    "cancelled_at", "cancelled_reason",
)  # fmt: skip
PERIODS = dict(Period.choices)
ORDER = {period: place for place, period in enumerate(Period.values)}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a meeting in a language; without a key there is none, and `why` says so, as HTML.

    `why` is "" too of a meeting that is still to come: nothing is missing yet.
    """

    language: str
    key: str = ""
    headline: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a programme, in words: a meeting, or a text that no meeting is known of (`id` is None)."""

    id: int | None
    date: datetime.date
    day: str
    period: str
    number: int | None
    title: str
    hours: str
    room: str
    web_tv: str
    agenda_items: tuple[str, ...]
    own: Text
    other: Text
    cancelled: bool = False
    reason: str = ""  # of its cancellation
    body: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session in a list, in words."""

    name: str
    body: str
    code: str
    value: str
    days: str
    start: datetime.date | None
    end: datetime.date | None


def listed(session: Session, language: str) -> Listed:
    return Listed(
        name=session.name(language),
        body=session.body.in_language("name", language),
        code=session.body.code.lower(),
        value=session_value(session.number, session.kind),
        days=days_in_words(session.start, session.end, language),
        start=session.start,
        end=session.end,
    )


def meetings_json(**more: Any) -> JSONObject:
    """A meeting with what was decided about covering it, and the texts that came of it; `more` besides."""
    texts = Publication.objects.filter(summary=OuterRef("summary"), is_current=True)
    covered = Coverage.objects.filter(meeting=OuterRef("pk")).order_by("language")
    coverages = covered.values(
        json=JSONObject(
            language=F("language"),
            decision=F("decision"),
            reason=F("reason"),
            text=Subquery(texts.values(json=as_json("key", "headline", "withdrawal_id"))[:1]),
        )
    )
    planned = PlannedSegment.objects.filter(meeting=OuterRef("pk")).order_by("position")
    return JSONObject(
        **{name: F(name) for name in MEETING},
        coverages=ArraySubquery(coverages),
        planned=ArraySubquery(planned.values(json=as_json("title_en", "title_fr"))),
        **more,
    )


def about_session() -> dict[str, Any]:
    """The session of a meeting and its body, for `meetings_json`."""
    names = ("code", "name_en", "name_fr", "session_style", "says_regular")
    body = JSONObject(**{name: F(f"session__body__{name}") for name in names})
    return {"body": body, "session_number": F("session__number"), "session_kind": F("session__kind")}


def body_of(row: Row) -> Body:
    """The body of a row that has `about_session`."""
    return Body(**row["body"])


def coming(meetings: QuerySet[Meeting], limit: int) -> QuerySet[Any]:
    """The next of some meetings, each as `json`, with its session."""
    ahead = meetings.filter(date__gte=timezone.localdate(), ends_at=None).order_by("date", "starts_at", "id")
    return ahead.values(json=meetings_json(**about_session()))[:limit]


def entry(row: Row, language: str, **more: str) -> Entry:
    """A meeting's row of `meetings_json`, in words. `language` is the active one."""
    date = datetime.date.fromisoformat(row["date"])
    held_by_now = date < timezone.localdate() or row["ends_at"] is not None
    own, other = (_text(row["coverages"], code, held_by_now) for code in (language, OTHER[language]))
    return Entry(
        id=row["id"],
        date=date,
        day=day_in_words(date, language),
        period=str(PERIODS.get(row["period"], "")),
        number=row["number"],
        title=_title(row, language),
        hours=hours_in_words(_moment(row["starts_at"]), _moment(row["ends_at"] or row["planned_end"]), language),
        room=row["room"],
        web_tv=row["web_tv"],
        agenda_items=tuple(row["agenda_items"]),
        own=own,
        other=other,
        cancelled=row["cancelled_at"] is not None,
        reason=row["cancelled_reason"],
        **more,
    )


def _title(row: Row, language: str) -> str:
    """What a meeting is about, in a language: by the order of the day, or as the desks call it, which is English."""
    planned = "; ".join(item[f"title_{language}"] for item in row["planned"] if item[f"title_{language}"])
    return planned or (row["title"] if language == "en" else "")


def text_alone(row: Row, language: str) -> Entry:
    """A text of which no meeting is known, in a programme."""
    date = datetime.date.fromisoformat(row["date"])
    mine = Text(row["language"], row["key"], row["headline"])
    none = Text(OTHER[row["language"]])
    own, other = (mine, none) if row["language"] == language else (none, mine)
    period = str(PERIODS.get(row["period"], ""))
    return Entry(None, date, day_in_words(date, language), period, None, "", "", "", "", (), own, other)


def by_day(rows: Iterable[Row], language: str) -> list[tuple[str, list[Entry]]]:
    """The entries of a programme under their days, in the order in which the meetings were held."""
    ordered = sorted(rows, key=lambda row: (row["date"], ORDER.get(row["period"], 0), row.get("id") or 0))
    entries = (entry(row, language) if row.get("id") else text_alone(row, language) for row in ordered)
    return [(day, list(group)) for day, group in groupby(entries, key=lambda found: found.day)]


def _text(coverages: list[Row], language: str, held: bool) -> Text:
    """A meeting has one text in a language, or what was decided there says why it has none."""
    mine = [row for row in coverages if row["language"] == language]
    texts = [row["text"] for row in mine if row["text"]]
    for text in texts:
        if not text["withdrawal_id"]:
            return Text(language, text["key"], text["headline"])
    decided_against = any(row["decision"] == Coverage.Decision.NOT_COVERED for row in mine)
    if not held and not texts and not decided_against:
        return Text(language)
    return Text(language, why=why_no_text(language, mine, withdrawn=bool(texts)))


def _moment(stored: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(stored) if stored else None
