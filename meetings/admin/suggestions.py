"""What a reviewer changed, on the officer's page; and what changed since a reviewer last read, on the reviewer's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.document import Document
from meetings.document.differences import Unit, compare, stretches
from meetings.document.merge import ROUND_UP
from meetings.document.places import units, where
from meetings.models import State, Summary
from meetings.newsroom import decisions
from meetings.newsroom.accounts import name_of
from meetings.newsroom.permissions import is_reviewer
from meetings.newsroom.suggestions import Round, Suggestion, open_round, opened, text_of
from meetings.newsroom.workflow import TRANSITIONS

from .writing import Page

READ = (State.IN_REVIEW, State.APPROVED)  # where a reviewer has to decide on what changed


@dataclass(frozen=True)
class Shown:
    """One suggestion on a page: where it is, and the words before and after it."""

    suggestion: Suggestion
    where: str | Promise
    units: list[Unit]


def context(request: HttpRequest, answer: Page) -> dict[str, Any]:
    """What the page of a summary shows of both; nothing where nothing waits. To open a page is to have read it."""
    return _for_the_officer(answer) | _for_the_reviewer(request, answer)


def _for_the_officer(answer: Page) -> dict[str, Any]:
    summary = answer.summary
    round = open_round(summary, answer.document) if summary.state == State.DRAFT else None
    if round is None or not round.left:
        return {}
    return {
        "suggestions": [_shown(suggestion, round, answer.document) for suggestion in round.left],
        "suggested_by": name_of(round.row.by),
        "suggested_at": round.row.at,
        "some_wait": bool(round.waiting),
        "text_language": summary.language,
    }


def _shown(suggestion: Suggestion, round: Round, now: Document) -> Shown:
    place = suggestion.place
    in_round_up = _("Round-up") if place.segment == ROUND_UP else ""
    return Shown(suggestion, where(place, (now, round.base)) or in_round_up, units(place, now.language))


def _for_the_reviewer(request: HttpRequest, answer: Page) -> dict[str, Any]:
    summary = answer.summary
    if request.method != "GET" or not is_reviewer(request.user, summary.language):
        return {}
    previous = opened(summary, request.user)
    if previous is None or previous >= summary.revision or summary.state not in READ or answer.sheet:
        return {}
    before = text_of(summary, previous)
    changes = compare(before, answer.document) if before else []
    if all(unit.status == "same" and not unit.restyled for unit in changes):
        return {}
    return {"read_before": previous, "comparison": stretches(changes), "text_language": summary.language}


# --- What the officer decides -----------------------------------------------------------------------------------------

Decision = Callable[[Summary, int], Any]  # on a summary, as it was at the revision that the person saw

DONE: dict[str, str | Promise] = {
    "accept": _("Accepted."),
    "refuse": _("Refused: the text says there what it said before."),
    "accept-all": TRANSITIONS["submit"].done,
    "refuse-all": _("Refused: the text says again what was handed in."),
}


def decision(name: str, request: HttpRequest) -> Decision:
    """What one of the buttons does; `name` is one of DONE."""
    place, user = request.POST.get("place", ""), request.user

    def decide(summary: Summary, seen: int) -> None:
        match name:
            case "accept":
                decisions.accept(summary, place, user, seen=seen)
            case "refuse":
                decisions.refuse(summary, place, user, seen=seen)
            case "accept-all":
                decisions.accept_all(summary, user, seen=seen)
            case "refuse-all":
                decisions.refuse_all(summary, user, seen=seen)

    return decide
