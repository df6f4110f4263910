"""Remarks on the pages of a text: beside the paragraphs where it is read, above the forms where it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.document import Document
from meetings.document.differences import Unit
from meetings.document.merge import ROUND_UP, WHERE_TO_FIND
from meetings.models import Remark, Summary
from meetings.newsroom import remarks
from meetings.newsroom.accounts import name_of
from meetings.newsroom.refusal import Refused

from .writing import Page

Act = Callable[[Summary, int], Any]  # on a summary, as it was at the revision that the person saw

DONE: dict[str, str | Promise] = {
    "add": _("The remark is kept."),
    "settle": _("The remark is settled."),
    "take-back": _("The remark is taken back."),
}
PARTS = {ROUND_UP: _("Round-up"), WHERE_TO_FIND: _("Where to find webcast and documents")}

# A paragraph or heading as `exports.html` prints it, with the element that opens a statement before its first one.
PRINTED = re.compile(
    r'(?P<statement><div class="statement" id="b-(?P<first>[^"]*)">\n)?'
    r"(?P<element><(?P<tag>p|h3)(?P<attributes>[^>]*)>.*?</(?P=tag)>)",
    re.DOTALL,
)
OWN_ID = re.compile(r' id="b-([^"]*)"')


@dataclass(frozen=True)
class Shown:
    """A remark on a page: who wrote it, where its paragraph stands, and the words before and after."""

    remark: Remark
    by: str
    is_mine: bool
    what: str = ""
    part: str | Promise = ""
    in_segment: bool = False
    unit: Unit | None = None  # where the paragraph says something else now
    settled_by: str = ""

    @property
    def is_in_the_text(self) -> bool:
        return self.what in (remarks.SAME, remarks.CHANGED)


def context(request: HttpRequest, answer: Page) -> dict[str, Any]:
    """What the page of a summary shows of remarks, and what was typed in one that was refused. One query."""
    summary, user = answer.summary, request.user
    posted = request.POST if "remark-text" in request.POST else {}
    may_remark = not remarks.obstacles(summary, user)
    open_ones, settled = remarks.open_and_settled(summary, answer.document)
    return {
        "remarks": [_shown(standing, user) for standing in open_ones],
        "settled_remarks": [
            Shown(remark, name_of(remark.by), False, settled_by=name_of(remark.settled_by)) for remark in settled
        ],
        "may_remark": may_remark,
        "remark_places": _grouped(answer.document) if may_remark and not answer.sheet else [],
        "remark_typed": {"text": posted.get("remark-text", ""), "block": posted.get("remark-block", "")},
        "text_language": summary.language,
    }


def _shown(standing: remarks.Standing, user: Any) -> Shown:
    remark, place = standing.remark, standing.place
    values: dict[str, Any] = {"by": name_of(remark.by), "is_mine": remark.by_id == user.pk, "what": standing.what}
    if place:
        values |= {"part": PARTS.get(place.part, place.part), "in_segment": place.in_segment}
    if place and standing.what == remarks.CHANGED:
        values["unit"] = Unit("changed", "paragraph", remark.quote, place.text, standing.pieces)
    return Shown(remark, **values)


def _grouped(document: Document) -> list[tuple[str | Promise, bool, list[remarks.Place]]]:
    """The places to choose from, by the part that they stand in; whether that is a segment, told by its title."""
    named = (place for place in remarks.places(document) if place.id)
    groups = groupby(named, key=lambda place: (place.part, place.in_segment))
    return [(PARTS.get(part, part), in_segment, list(those)) for (part, in_segment), those in groups]


def in_margin(article: str, shown: list[Shown], values: dict[str, Any], request: HttpRequest) -> str:
    """The article of `exports.html` with the remarks on each paragraph beside it. `values` is the page's context."""
    by_block: dict[str, list[Shown]] = {}
    for one in shown:
        if one.is_in_the_text:
            by_block.setdefault(one.remark.block, []).append(one)

    def beside(match: re.Match[str]) -> str:
        own = OWN_ID.search(match["attributes"])
        those = by_block.get(match["first"] or (own[1] if own else ""))
        if not those:
            return match[0]
        notes = render_to_string("desk/remarks_beside.html", values | {"those": those}, request)
        return f'{match["statement"] or ""}<div class="remarked">{match["element"]}\n{notes}</div>'

    return PRINTED.sub(beside, article) if by_block else article


# --- What is done -----------------------------------------------------------------------------------------------------


def act(name: str, request: HttpRequest) -> Act:
    """What one of the buttons does; `name` is one of DONE."""
    posted, user = request.POST, request.user

    def do(summary: Summary, seen: int) -> None:
        match name:
            case "add":
                block, text = posted.get("remark-block", ""), posted.get("remark-text", "")
                remarks.add(summary, user, block, text, seen=seen)
            case "settle":
                remarks.settle(_of(summary, posted.get("remark", "")), user)
            case "take-back":
                remarks.take_back(_of(summary, posted.get("remark", "")), user)

    return do


def _of(summary: Summary, key: str) -> Remark:
    known = key.isdecimal() and len(key) < 19
    remark = Remark.objects.filter(summary=summary, pk=key).first() if known else None
    if remark is None:
        raise Refused([str(_("This remark is not there."))])
    return remark


def anchor(name: str, request: HttpRequest) -> str:
    """Where the page goes on after the act: at the paragraph, or at the list of remarks."""
    block = request.POST.get("remark-block", "")
    return f"#b-{block}" if name == "add" and block.isalnum() else "#remarks"
