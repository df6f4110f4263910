"""What stands on the first page above the latest texts: which body meets now, and which meetings come."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.db.models.functions import JSONObject
from django.utils import timezone

from meetings.models import Body, Meeting, Session

from .programmes import body_of, coming, entry, listed
from .queries import BODY
from .words import session_in_words

COMING = 6

Row = dict[str, Any]


def expressions() -> dict[str, ArraySubquery]:
    """What is read along with the latest texts, in the same SELECT."""
    today = timezone.localdate()
    now = Session.objects.filter(start__lte=today, end__gte=today).order_by("body__code", "number")
    row = JSONObject(
        body=JSONObject(**{name: F(f"body__{name}") for name in BODY}),
        **{name: F(name) for name in ("number", "kind", "start", "end")},
    )
    return {"now": ArraySubquery(now.values(json=row)), "coming": ArraySubquery(coming(Meeting.objects.all(), COMING))}


def matter(found: Row, language: str) -> Row:
    """The same in words. `language` is the active one."""
    return {
        "now": [listed(_session(row), language) for row in found["now"]],
        "coming": [_entry(row, language) for row in found["coming"]],
    }


def _session(row: Row) -> Session:
    days = {name: datetime.date.fromisoformat(row[name]) for name in ("start", "end")}
    return Session(**row | {"body": Body(**row["body"])} | days)


def _entry(row: Row, language: str) -> Any:
    body = body_of(row)
    session = session_in_words(body, row["session_number"], row["session_kind"], language)
    return entry(row, language, body=body.in_language("name", language), session=session)
