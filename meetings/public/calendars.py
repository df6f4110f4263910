"""Coming meetings as iCalendar (RFC 5545), to subscribe to: of all bodies, of one, of a session. One SELECT each."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from meetings.models import Body, Meeting, MeetingChange, Session

from .feeds import BEFORE_ALL, absolute
from .programmes import PERIODS, about_session, body_of
from .views import public
from .words import labelled, session_in_words

ICALENDAR = "text/calendar; charset=utf-8"
BACK = datetime.timedelta(days=30)  # what was held so lately stays in the calendars that follow this one
LIMIT = 500
EVENT = (
    "id", "date", "period", "number", "title", "starts_at", "planned_end", "ends_at", "room", "web_tv",
    "agenda_items", "cancelled_at", "cancelled_reason",
)  # fmt: skip
EVERY = datetime.timedelta(hours=1)  # how often a calendar should ask again

Row = dict[str, Any]


@public
def of_all(request: HttpRequest, language: str) -> HttpResponse:
    found = _rows(Meeting.objects.all())
    return _answer(
        [row["json"] for row in found], _("Meetings in Geneva"), language, absolute("sessions", language=language)
    )


@public
def of_body(request: HttpRequest, language: str, body: str) -> HttpResponse:
    held = Meeting.objects.filter(session__body=OuterRef("pk"))
    found = Body.objects.filter(code=body.upper()).annotate(rows=ArraySubquery(_rows(held))).first()
    if found is None:
        raise Http404
    address = absolute("body", language=language, body=body.lower())
    return _answer(found.rows, found.in_language("name", language), language, address)


@public
def of_session(request: HttpRequest, language: str, body: str, session: str) -> HttpResponse:
    """All meetings of a session, those that were held too."""
    kind, _dash, number = session.rpartition("-")
    held = Meeting.objects.filter(session=OuterRef("pk"))
    found = (
        Session.objects.filter(body__code=body.upper(), number=number, kind=kind or Session.Kind.REGULAR)
        .select_related("body")
        .annotate(rows=ArraySubquery(_rows(held, since=None)))
        .first()
    )
    if found is None:
        raise Http404
    name = f"{found.body.in_language('name', language)}, {found.name(language)}"
    address = absolute("session", language=language, body=body.lower(), session=session)
    return _answer(found.rows, name, language, address)


def _rows(meetings: QuerySet[Meeting], since: datetime.timedelta | None = BACK) -> QuerySet[Any, Row]:
    if since is not None:
        meetings = meetings.filter(date__gte=timezone.localdate() - since)
    changes = MeetingChange.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    row = JSONObject(
        **{name: F(name) for name in EVENT},
        **about_session(),
        changes=Subquery(changes.values(json=JSONObject(count=Count("id"), last=Max("at")))),
    )
    return meetings.order_by("date", "starts_at", "id").values(json=row)[:LIMIT]


def _answer(rows: list[Row], name: str, language: str, address: str) -> HttpResponse:
    calendar = Calendar.new(
        prodid=f"-//{settings.FEED_AUTHORITY}//coverage_cms//{language.upper()}",
        uid=address,
        url=address,
        name=name,
        refresh_interval=EVERY,
        language=language,
    )
    calendar.add_component(_zone())
    for row in rows:
        calendar.add_component(_event(row, language))
    return HttpResponse(calendar.to_ical(), content_type=ICALENDAR)


@cache
def _zone() -> Timezone:
    """The hours of Geneva, summer and winter."""
    return Timezone.from_tzid(
        settings.TIME_ZONE, first_date=datetime.date(2020, 1, 1), last_date=datetime.date(2038, 1, 1)
    )


def _event(row: Row, language: str) -> Event:
    """A meeting; a whole day where its hours are not known. It keeps its UID when it is moved or cancelled."""
    body = body_of(row)
    session = session_in_words(body, row["session_number"], row["session_kind"], language)
    what = row["title"] or session
    named = labelled(body.in_language("name", language), what)
    start, end = _moment(row["starts_at"]), _moment(row["ends_at"] or row["planned_end"])
    changes = row["changes"] or {"count": 0, "last": None}
    period = str(PERIODS.get(row["period"], ""))
    return Event.new(
        uid=f"meeting-{row['id']}@{settings.FEED_AUTHORITY}",
        stamp=_moment(changes["last"]) or BEFORE_ALL,
        sequence=changes["count"],
        summary=named if start else f"{named} ({period})",
        description=_details(row, session),
        start=start or datetime.date.fromisoformat(row["date"]),
        end=end if start else None,
        location=row["room"] or None,
        url=absolute("meeting", language=language, number=row["id"]),
        categories=[body.code],
        status="CANCELLED" if row["cancelled_at"] else "CONFIRMED",
    )


def _moment(stored: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(stored).astimezone(ZoneInfo(settings.TIME_ZONE)) if stored else None


def _details(row: Row, session: str) -> str:
    lines = [session]
    if row["number"]:
        lines.append(_("Meeting %(number)s") % {"number": row["number"]})
    if row["agenda_items"]:
        lines.append(_("Agenda items: %(items)s") % {"items": ", ".join(row["agenda_items"])})
    if row["cancelled_at"]:
        lines.append(_("Cancelled: %(reason)s") % {"reason": row["cancelled_reason"]})
    return "\n".join((*lines, row["web_tv"])).strip()
