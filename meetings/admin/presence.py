"""Who else has a text open, told quietly, and the segment that somebody said to be working on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Presence, Revision, Summary
from meetings.newsroom import buffers, presence
from meetings.newsroom.accounts import name_of
from meetings.newsroom.refusal import Refused

from .buffers import quiet

DONE = {
    "take": gettext_lazy("The others see that you are working on this segment."),
    "leave": gettext_lazy("You are working on this segment no longer."),
}


def act(name: str, request: HttpRequest) -> Callable[[Summary, int], None]:
    """What a click at a segment does; `name` is one of DONE."""

    def do(summary: Summary, seen: int) -> None:
        _act(name, summary, request)

    return do


def _act(name: str, summary: Summary, request: HttpRequest) -> None:
    if name == "take":
        presence.work_on(summary, request.user, request.POST.get("segment", "").replace("\0", ""))
    else:
        presence.leave(summary, request.user)


def context(user: User, rows: Iterable[Presence]) -> dict[str, Any]:
    """What the page of a text shows: who else is here, and by the key of a segment who works on it."""
    rows = list(rows)
    return {
        "people": [
            {"name": name_of(row.user), "at": row.segment}
            for row in rows
            if row.user_id != user.pk and presence.is_here(row)
        ],
        "working": {
            row.working_on: {"mine": row.user_id == user.pk, "said": _works(row, user)}
            for row in rows
            if presence.is_working(row)
        },
    }


def _works(row: Presence, user: User) -> str:
    if row.user_id == user.pk:
        return _("You are working on this segment.")
    return _("%(name)s is working on this segment.") % {"name": name_of(row.user)}


@quiet
def ping_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that a page is open, and answers with what is new: who is here, who works where, who saved or took over.

    `take` or `leave`, with the key of a segment, is a click at that segment.
    """
    posted, user = request.POST, request.user
    at = posted.get("at", "").replace("\0", "")
    rows = presence.ping(pk, user, at, "active" in posted)
    if not rows:
        raise Http404
    summary, answer = rows[0].summary, {"told": _taken_over(rows, user, posted.get("mine", ""))}
    if name := next((name for name in DONE if name in posted), ""):
        try:
            _act(name, summary, request)
        except Refused as refusal:
            answer["told"] = str(refusal)
        rows = presence.around(pk)
    answer["news"] = _news(summary, user, posted.get("seen", ""))
    return JsonResponse(context(user, rows) | answer)


def _taken_over(rows: Iterable[Presence], user: User, mine: str) -> str:
    """Who works now on the segment that this page took for its own; "" is nobody else."""
    for row in rows:
        if mine and row.working_on == mine and row.user_id != user.pk:
            return _("%(name)s has taken over the segment that you were working on.") % {"name": name_of(row.user)}
    return ""


def _news(summary: Summary, user: User, seen: str) -> str:
    """Who saved since the revision that a page shows."""
    if not seen.isdecimal() or len(seen) > 9 or int(seen) >= summary.revision:
        return ""
    last = Revision.objects.filter(summary=summary, number=summary.revision).defer("document").select_related("user")
    revision = last.get()
    words = {"name": name_of(revision.user) or _("The system"), "time": buffers.hour(revision.at)}
    if revision.user_id == user.pk:
        return _("You saved a new revision at %(time)s from another page: your next save merges.") % words
    return _("%(name)s saved a new revision at %(time)s: your next save merges.") % words
