"""What the record says, in words: each act by its label, and what it set besides the text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Activity, CorrectionRequest, Publication
from meetings.newsroom.accounts import name_of
from meetings.newsroom.workflow import TRANSITIONS
from meetings.templatetags.comparison import NAMES

LABELS: dict[str, str | Promise] = {
    "begin": gettext_lazy("Begin"),
    **{name: step.label for name, step in TRANSITIONS.items()},
    "accept": gettext_lazy("Accept a suggestion"),
    "refuse": gettext_lazy("Refuse a suggestion"),
    "remark": gettext_lazy("Remark"),
    "settle": gettext_lazy("Settle a remark"),
    "take_back_remark": gettext_lazy("Take a remark back"),
    "give_access": gettext_lazy("Give access before the hour"),
    "revoke_access": gettext_lazy("Close an access"),
    "request": gettext_lazy("Record a request for a correction"),
    "receive": gettext_lazy("A request for a correction came in from the public"),
    "decide_request": gettext_lazy("Decide a request for a correction"),
    "lead_here": gettext_lazy("Lead an address here"),
    "lead_away": gettext_lazy("Lead an address elsewhere"),
}

# What an act may keep besides, in the order in which it is told.
DETAILS = {
    "from": gettext_lazy("from"),
    "to": gettext_lazy("to"),
    "at": gettext_lazy("hour"),
    "embargo": gettext_lazy("under embargo"),
    "address": gettext_lazy("address"),
    "version": gettext_lazy("version"),
    "change": gettext_lazy("this version is"),
    "notice": gettext_lazy("public note"),
    "to_come": gettext_lazy("still to come"),
    "replacement": gettext_lazy("replaced by"),
    "about": gettext_lazy("about"),
    "touched": gettext_lazy("touches this text"),
    "meetings": gettext_lazy("meetings"),
    "place": gettext_lazy("place"),
    "words": gettext_lazy("words"),
    "quote": gettext_lazy("paragraph"),
    "remark": gettext_lazy("words of the remark"),
    "suggestions": gettext_lazy("suggestions accepted"),
    "request": gettext_lazy("request"),
    "decision": gettext_lazy("decision"),
}


# Where a suggestion was, unless it was in a segment, which is told by its title.
PLACES = {
    **NAMES,
    "round_up": gettext_lazy("round-up"),
    "where_to_find": gettext_lazy("where to find webcast and documents"),
    "segment": gettext_lazy("segment"),
    "order": gettext_lazy("order"),
}


def label_of(action: str) -> str:
    """An act that no table knows any more is told by the name that it had."""
    return str(LABELS.get(action, action))


def details(row: Activity, people: Mapping[int, User]) -> list[tuple[str, str]]:
    """What an act set besides the text, as pairs of name and value."""
    order = [*(name for name in DETAILS if name in row.detail), *(name for name in row.detail if name not in DETAILS)]
    told = ((str(DETAILS.get(name, name)), _value(name, row.detail[name], people)) for name in order)
    return [(name, value) for name, value in told if value]


def _value(name: str, value: Any, people: Mapping[int, User]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_value(name, item, people) for item in value)
    if isinstance(value, dict):
        return name_of(people.get(value.get("account", 0))) if "account" in value else _rest(value)
    if name == "change" and value in Publication.Change:
        return str(Publication.Change(value).label)
    if name == "decision" and value in CorrectionRequest.Decision:
        return str(CorrectionRequest.Decision(value).label)
    if name == "place":
        return str(PLACES.get(value, value))
    if name == "at" and isinstance(value, str) and (moment := _moment(value)):
        return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return "" if value is None else str(value)


def _rest(value: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {item}" for key, item in value.items())


def _moment(value: str) -> datetime.datetime | None:
    try:
        return parse_datetime(value)
    except ValueError:
        return None


def people_in(rows: Iterable[Activity]) -> dict[int, User]:
    """The accounts that details name, by number. One query, and none where no detail names any."""
    numbers = {
        value["account"]
        for row in rows
        for value in row.detail.values()
        if isinstance(value, dict) and isinstance(value.get("account"), int)
    }
    return User.objects.in_bulk(numbers) if numbers else {}
