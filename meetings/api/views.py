"""The resources of the API: each a list and single ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from meetings.models import Passage, Period, Publication, Session, Speaker
from meetings.public.filters import PublicationFilter
from meetings.public.queries import moved_to
from meetings.public.releases import canonical

from . import rows
from .asking import SLUG, Asked
from .base import Listed, Public, Row, Single, described, names_of, parameter, some_of
from .serializers import (
    DocumentSerializer,
    ErrorSerializer,
    MeetingSerializer,
    ReleaseDetailSerializer,
    ReleaseSerializer,
    SessionSerializer,
    SpeakerSerializer,
    StatementSerializer,
)

BODY = parameter("body", "code of a body: HRC, CERD …")
SESSION = parameter("session", "53, or special-36; with `body`")
LANGUAGE = parameter("language", "of the texts; both where it is not said", enum=["en", "fr"])
DAYS = (
    OpenApiParameter("since", OpenApiTypes.DATE, description="from this day on"),
    OpenApiParameter("until", OpenApiTypes.DATE, description="up to this day"),
)
PERIOD = parameter("period", "time of day", enum=Period.values)
KINDS = tuple(Passage.Kind.values)
LARGEST_ID = 2**63 - 1

EXPAND = some_of("expand", "the words themselves", rows.CONTENT)

# The same as those of the lists on the site.
OF_RELEASES = (
    LANGUAGE,
    BODY,
    SESSION,
    *DAYS,
    PERIOD,
    parameter("kind", "kind of text", enum=[value for value, _label in Publication.kind.field.choices]),
    parameter("segment", "with a part of this kind: interactive_dialogue …"),
    parameter("speaker", "key of who spoke or stands in a list of speakers"),
    parameter("group", "key of the group for which somebody spoke"),
    parameter("document", "symbol: A/HRC/53/61"),
    parameter("item", "agenda item"),
    parameter("topic", "topic of a list of speakers or of a part"),
    parameter("q", "words, “phrases” and -exclusions, as in the search on the site"),
)
NAMES = ("language", *PublicationFilter.base_filters)


@described(
    ReleaseSerializer, "Releases, the newest first",
    "What is published now. A release about several meetings is found by each of them.",
    *OF_RELEASES, EXPAND,
)  # fmt: skip
class Releases(Listed):
    filters = NAMES
    shown = names_of(ReleaseSerializer)
    expand = tuple(rows.CONTENT)
    order = rows.NEWEST
    present = rows.release

    def lists(self, asked: Asked) -> Iterable[Any]:
        return [rows.releases(chosen.publications, asked.expand) for chosen in asked.selections()]


@described(
    ReleaseDetailSerializer, "One release",
    "As it is read now. Other spellings of a symbol, and former addresses, redirect.",
    EXPAND,
    one=True, _301=None, _410=ErrorSerializer,
)  # fmt: skip
class Release(Single):
    shown = names_of(ReleaseSerializer)
    expand = tuple(rows.CONTENT)

    def row(self, asked: Asked, key: str) -> Row | Response | None:
        current = Publication.objects.filter(is_current=True, key=canonical(key))
        found = rows.releases(current, asked.expand).first()
        if found is None:
            return _elsewhere(canonical(key))
        if (reason := found["withdrawal__reason"]) is not None:
            return Response({"detail": f"It was withdrawn: {reason}"}, status=410)
        return _redirect(found["key"]) if found["key"] != key else rows.release(found)


def _elsewhere(key: str) -> Response | None:
    """Where the text is now that had a former address."""
    moved = moved_to(key)
    return _redirect(moved.key) if moved else None


def _redirect(key: str) -> Response:
    return Response(status=301, headers={"Location": rows.absolute("api:release", key=key)})


@described(
    StatementSerializer, "Statements, the newest releases first",
    "What was said, by whom, for whom: statements and names in lists of speakers, with the filters of releases. "
    "`speaker`, `group` and `q` find the passages themselves.",
    *OF_RELEASES, parameter("passage", f"only passages of one kind: {', '.join(KINDS)}", enum=list(KINDS)),
)  # fmt: skip
class Statements(Listed):
    filters = (*NAMES, "passage")
    shown = names_of(StatementSerializer)
    order = rows.PASSAGES
    present = rows.statement

    def lists(self, asked: Asked) -> Iterable[Any]:
        kind = asked.filters.get("passage")
        if kind not in (None, *KINDS):
            raise ValidationError({"passage": [f"One of {', '.join(KINDS)}."]})
        kinds = [kind] if kind else [Passage.Kind.STATEMENT, Passage.Kind.INTERVENTION]
        of_releases = {name: value for name, value in asked.filters.items() if name != "passage"}
        return [rows.statements(chosen, kinds) for chosen in Asked(of_releases).selections()]


def _of_session(filters: dict[str, str], prefix: str) -> Q:
    """Body and session as Q; `prefix` leads to the session."""
    narrowed = Q()
    if code := filters.get("body"):
        narrowed &= Q(**{f"{prefix}body__code": code})
    if session := filters.get("session"):
        if not re.fullmatch(r"(?:special-)?[0-9]{1,4}", session, re.ASCII):
            raise ValidationError({"session": ["A number as 53, or special-36."]})
        kind, _dash, number = session.rpartition("-")
        narrowed &= Q(**{f"{prefix}number": int(number), f"{prefix}kind": kind or Session.Kind.REGULAR})
    return narrowed


@described(
    MeetingSerializer, "Meetings, the latest first", "When and where, what each language decided, and what came of it.",
    BODY, SESSION, *DAYS, PERIOD,
)  # fmt: skip
class Meetings(Listed):
    filters = ("body", "session", "since", "until", "period")
    shown = names_of(MeetingSerializer)
    order = rows.BY_DAY
    present = rows.meeting

    def lists(self, asked: Asked) -> Iterable[Any]:
        narrowed = _of_session(dict(asked.filters), "session__")
        for name, way in (("since", "gte"), ("until", "lte")):
            if value := asked.filters.get(name):
                narrowed &= Q(**{f"date__{way}": _day(name, value)})
        if period := asked.filters.get("period"):
            if period not in Period.values:
                raise ValidationError({"period": [f"One of {', '.join(Period.values)}."]})
            narrowed &= Q(period=period)
        return [rows.meetings(narrowed)]


def _day(name: str, value: str) -> Any:
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError({name: ["A day as 2023-07-06."]})
    return day


@described(MeetingSerializer, "One meeting", "By the number that its address keeps.", one=True)
class Meeting(Single):
    shown = names_of(MeetingSerializer)

    def row(self, asked: Asked, number: int) -> Row | None:
        found = rows.meetings(Q(pk=min(number, LARGEST_ID))).first()
        return rows.meeting(found) if found else None


@described(SessionSerializer, "Sessions, by body", "The latest of each body first.", BODY)
class Sessions(Listed):
    filters = ("body",)
    shown = names_of(SessionSerializer)
    order = rows.SESSIONS
    present = rows.session

    def lists(self, asked: Asked) -> Iterable[Any]:
        return [rows.sessions(_of_session(dict(asked.filters), ""))]


@described(SessionSerializer, "One session", "/sessions/HRC/53/, /sessions/HRC/special-36/", one=True)
class OneSession(Single):
    shown = names_of(SessionSerializer)

    def row(self, asked: Asked, body: str, session: str) -> Row | None:
        found = rows.sessions(_of_session({"body": body, "session": session}, "")).first()
        return rows.session(found) if found else None


@described(
    SpeakerSerializer, "Speakers, by key", "States, groups, organizations and persons who were heard in public.",
    parameter("kind", "kind of speaker", enum=Speaker.Kind.values),
    parameter("q", "words of a name in either language, of which any spelling is found"),
)  # fmt: skip
class Speakers(Listed):
    filters = ("kind", "q")
    shown = names_of(SpeakerSerializer)
    order = rows.BY_KEY
    present = rows.speaker

    def lists(self, asked: Asked) -> Iterable[Any]:
        narrowed = Q()
        if kind := asked.filters.get("kind"):
            if kind not in Speaker.Kind.values:
                raise ValidationError({"kind": [f"One of {', '.join(Speaker.Kind.values)}."]})
            narrowed &= Q(kind=kind)
        if words := asked.filters.get("q"):
            if len(words) > 200:
                raise ValidationError({"q": ["At most 200 characters."]})
            narrowed &= rows.speakers_called(words)
        return [rows.speakers(narrowed)]


@described(SpeakerSerializer, "One speaker", "One that was merged into another redirects to it.", one=True, _301=None)
class OneSpeaker(Single):
    shown = names_of(SpeakerSerializer)

    def row(self, asked: Asked, key: str) -> Row | Response | None:
        if not SLUG.fullmatch(key):
            return None
        if found := rows.speakers(Q(key=key)).first():
            return rows.speaker(found)
        merged = Speaker.objects.filter(key=key, merged_into__isnull=False).values_list("merged_into__key").first()
        if merged is None:
            return None
        return Response(status=301, headers={"Location": rows.absolute("api:speaker", key=merged[0])})


@described(DocumentSerializer, "Documents, by symbol", "Documents of the United Nations that releases name.")
class Documents(Listed):
    shown = names_of(DocumentSerializer)
    order = rows.BY_SYMBOL
    present = rows.document

    def lists(self, asked: Asked) -> Iterable[Any]:
        return [rows.documents(Q())]


@described(DocumentSerializer, "One document", "/documents/A/HRC/53/61/", one=True)
class Document(Single):
    shown = names_of(DocumentSerializer)

    def row(self, asked: Asked, symbol: str) -> Row | None:
        found = rows.documents(Q(symbol=symbol)).first()
        return rows.document(found) if found else None


@extend_schema(exclude=True)
class Nowhere(Public):
    """Every other address of the API: what asks there understands JSON."""

    def get(self, request: Request) -> Response:
        raise NotFound("There is nothing at this address.")
