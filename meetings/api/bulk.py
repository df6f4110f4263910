"""Everything of a session at once, streamed: each release as a line of JSON, or each passage as a row of CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from meetings.exports.table import harmless
from meetings.models import Body, Passage
from meetings.public.listing import Selection

from . import rows
from .asking import understood
from .base import Public
from .serializers import ErrorSerializer
from .views import LANGUAGE

AT_ONCE = 50  # rows that are in memory
COLUMNS = (
    "release", "language", "date", "body", "segment", "position", "kind", "speaker", "speaker_name", "capacity",
    "group", "on_behalf_of", "text", "url",
)  # fmt: skip


class Echo:
    """A file that gives back what is written into it."""

    def write(self, value: str) -> str:
        return value


class Bulk(Public):
    """The releases of a session with their documents as JSON Lines, or their passages as CSV."""

    @extend_schema(
        summary="Everything of a session",
        description="`releases.jsonl`: a release with its document a line. `passages.csv`: a passage a row.",
        parameters=[LANGUAGE],
        responses={
            (200, "application/jsonl"): OpenApiTypes.STR,
            (200, "text/csv"): OpenApiTypes.STR,
            400: ErrorSerializer,
            404: ErrorSerializer,
            429: ErrorSerializer,
        },
        auth=[],
    )
    def get(self, request: Request, body: str, session: str, ending: str) -> StreamingHttpResponse:
        asked = understood(request.query_params, filters=("language",), paged=False)
        if not Body.objects.filter(code=body, sessions__isnull=False).exists():
            raise NotFound("There is no such body.")
        filters = {**asked.filters, "body": body, "session": session}
        chosen = type(asked)(filters).selections()
        lines, media_type = (_json(chosen), "application/jsonl") if ending == "jsonl" else (_csv(chosen), "text/csv")
        disposition = f'attachment; filename="{body}-{session}.{ending}"'
        response = StreamingHttpResponse(lines, content_type=f"{media_type}; charset=utf-8")
        response["Content-Disposition"] = disposition
        return response


def _json(chosen: list[Selection]) -> Iterator[str]:
    for each in chosen:
        found = rows.releases(each.publications, ("document",)).iterator(chunk_size=AT_ONCE)
        for row in found:
            yield json.dumps(rows.release(row), cls=DjangoJSONEncoder, ensure_ascii=False) + "\n"


def _csv(chosen: list[Selection]) -> Iterator[str]:
    writer: Any = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for each in chosen:
        passages = rows.statements(each, Passage.Kind.values).order_by(*rows.PASSAGES.names)
        for row in passages.iterator(chunk_size=AT_ONCE):
            said = rows.statement(row)
            said |= {name: said[name]["key"] if said[name] else "" for name in ("speaker", "group")}
            yield writer.writerow([harmless(said[name]) for name in COLUMNS])
