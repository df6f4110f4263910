"""The coverage board at the desk's front door, and what is decided on it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Coverage, Language, Meeting, Session
from meetings.newsroom import board, planning, rescheduling
from meetings.newsroom.accounts import name_of
from meetings.newsroom.permissions import members, planned_languages
from meetings.newsroom.refusal import Refused

from .beginning import BeginForm

LARGEST_KEY = 2**63 - 1
DONE = {
    "decide": gettext_lazy("Planned."),
    "take_over": gettext_lazy("The meeting is yours to cover."),
    "rise": gettext_lazy("The hour at which the meeting rose is kept."),
    "agree": gettext_lazy("The text says the day and period of its meeting now."),
}


@dataclass(frozen=True)
class Refusal:
    """A decision that was not taken: where on the board, why, and what was posted."""

    meeting: int
    language: str
    obstacles: list[str]
    posted: QueryDict


@dataclass(frozen=True)
class Shown:
    """What a board shows: the meetings of a week, or of a session."""

    first: datetime.date
    last: datetime.date
    session: Session | None = None

    @property
    def previous(self) -> datetime.date:
        return self.first - datetime.timedelta(days=7)

    @property
    def following(self) -> datetime.date:
        return self.first + datetime.timedelta(days=7)

    @property
    def meetings(self):
        return self.session.meetings.all() if self.session else board.meetings_of(self.first, self.last)


def read_shown(query: QueryDict) -> Shown:
    """The session, or the week around a day, that a query asks for; this week where it asks for none that is."""
    first, last = board.week_of(_day(query.get("day", "")) or timezone.localdate())
    key = query.get("session", "")
    session = Session.objects.filter(pk=int(key)).select_related("body").first() if _is_key(key) else None
    return Shown(first, last, session)


def _day(value: str) -> datetime.date | None:
    """A day that has a week before and after it."""
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 19


def context(request: HttpRequest, refusal: Refusal | None = None) -> dict[str, Any]:
    """What the template of the board reads: the lines by day, and the choices of its forms. Fixed queries."""
    asked = request.GET if request.method == "GET" else QueryDict(urlsplit(request.POST.get("next", "")).query)
    shown, now = read_shown(asked), timezone.now()
    lines = board.board(shown.meetings, request.user, now)
    people = {
        language: _people(language) for language in Language.values if language in planned_languages(request.user)
    }
    rows = [_row(line, people, now, refusal) for line in lines]
    return {
        "shown": shown,
        "today": timezone.localdate(now),
        "days": [(day, list(group)) for day, group in groupby(rows, key=lambda row: row["meeting"].date)],
        "languages": Language.choices,
        "sessions": _sessions(shown),
        "decisions": Coverage.Decision.choices,
        "next": _address(shown),
        "is_cut": len(lines) == board.MOST,
        "may_plan": bool(people),
    }


def _address(shown: Shown) -> str:
    query = {"session": shown.session.pk} if shown.session else {"day": shown.first.isoformat()}
    return reverse("admin:index", query=query)


def _sessions(shown: Shown) -> list[Session]:
    """The sessions of the last year and to come, and the one that is shown."""
    recent = Session.objects.filter(end__gte=timezone.localdate() - datetime.timedelta(days=366))
    found = list(recent.select_related("body")[:60])
    return found if shown.session is None or shown.session in found else [shown.session, *found]


def _people(language: str) -> dict[int, str]:
    return {user.pk: name_of(user) for user in members(language).order_by("first_name", "last_name", "username")}


def _row(
    line: board.Line, people: dict[str, dict[int, str]], now: datetime.datetime, refusal: Refusal | None
) -> dict[str, Any]:
    meeting = line.meeting
    cells = []
    for cell in line.cells:
        mine = refusal and (refusal.meeting, refusal.language) == (meeting.pk, cell.language)
        posted = refusal.posted if refusal and mine else None
        cells.append(
            {
                "cell": cell,
                "label": Coverage.Decision(cell.decision).label,
                "officers": _options(cell, people.get(cell.language, {}), posted),
                "decision": posted.get("decision", cell.decision) if posted else cell.decision,
                "reason": posted.get("reason", "") if posted else cell.reason,
                "refused": refusal.obstacles if refusal and mine else [],
                "minutes": _in_words(cell.minutes(now)),
                "late": _in_words(_minutes_late(cell, now)),
            }
        )
    return {"meeting": meeting, "cells": cells, "may_rise": line.may_rise}


def _options(cell: board.Cell, people: dict[int, str], posted: QueryDict | None) -> SafeString:
    """The people of a desk as options; who has left it, and is still named, among them."""
    chosen = str(posted.get("officer", "")) if posted else str(cell.officer or "")
    known = {**({cell.officer: cell.officer_name} if cell.officer else {}), **people}
    rows = ((pk, SafeString(" selected") if str(pk) == chosen else "", name) for pk, name in known.items())
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _minutes_late(cell: board.Cell, now: datetime.datetime) -> int | None:
    if not cell.is_late(now) or cell.due is None:
        return None
    return int(((cell.published or now) - cell.due).total_seconds() // 60)


def _in_words(minutes: int | None) -> str:
    """ "95 min", "6 h 05", "3 days"; "" for None."""
    if minutes is None:
        return ""
    if minutes < 240:
        return _("%(minutes)s min") % {"minutes": minutes}
    if minutes < 48 * 60:
        return _("%(hours)s h %(minutes)02d") % {"hours": minutes // 60, "minutes": minutes % 60}
    days = minutes // (24 * 60)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


# --- What is decided on it --------------------------------------------------------------------------------------------


def plan_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision about one meeting; where it is refused, the board says why, with what was posted."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not planned_languages(request.user):
        raise PermissionDenied
    meeting = get_object_or_404(Meeting.objects.select_related("session__body"), pk=min(pk, LARGEST_KEY))
    act, language = request.POST.get("act", ""), request.POST.get("language", "")
    try:
        address = _do(act, meeting, language, request)
    except Refused as refusal:
        return _refused(request, Refusal(meeting.pk, language, refusal.obstacles, request.POST))
    if act in DONE:
        messages.success(request, DONE[act])
    return HttpResponseRedirect(address)


def _do(act: str, meeting: Meeting, language: str, request: HttpRequest) -> str:
    """Where it goes on. Raises Refused."""
    user, shown = request.user, request.POST.get("shown", "")
    following = f"{_next(request)}#m{meeting.pk}"
    if act == "rise":
        planning.rise(meeting, user)
    elif (act not in DONE and act != "write") or language not in Language.values:
        raise Refused([_("Say what is to be done.")])
    elif act == "decide":
        officer = _officer(request.POST.get("officer", ""))
        decision, reason = request.POST.get("decision", ""), request.POST.get("reason", "")
        planning.decide(meeting, language, user, decision, officer, reason, shown=shown)
    elif act == "take_over":
        planning.take_over(meeting, language, user, shown=shown)
    elif act == "agree":
        _agree(meeting, language, request)
    else:
        return _write(meeting, language, user)
    return following


def _officer(value: str) -> User | None:
    if not value:
        return None
    found = User.objects.filter(pk=int(value)).first() if _is_key(value) else None
    if found is None:
        raise Refused([_("This person is not known.")])
    return found


def _agree(meeting: Meeting, language: str, request: HttpRequest) -> None:
    revision = request.POST.get("revision", "")
    coverage = get_object_or_404(
        Coverage.objects.select_related("summary", "meeting"), meeting=meeting, language=language
    )
    rescheduling.agree(coverage, request.user, revision=int(revision) if _is_key(revision) else 0)


def _write(meeting: Meeting, language: str, user: User) -> str:
    """The address of the draft that is begun about a meeting, or that was begun meanwhile. Raises Refused."""
    coverage = Coverage.objects.filter(meeting=meeting, language=language).first()
    if coverage and coverage.summary:
        return coverage.summary.get_absolute_url()
    if coverage is None:
        coverage = planning.take_over(meeting, language, user, shown=planning.seen(None))
    form = BeginForm({"coverage": coverage.pk, "language": language}, user=user)
    if not form.is_valid():
        raise Refused(sentence for errors in form.errors.values() for sentence in errors)
    summary, _said = form.begin(user)
    return summary.get_absolute_url()


def _next(request: HttpRequest) -> str:
    following = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    return following if safe else reverse("admin:index")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = admin.site.index(request, {"refusal": refusal})
    answer.status_code = 409
    return answer
