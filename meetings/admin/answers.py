"""What the pages of one summary show, made of what was read and done."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import Fieldset
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from js_asset import Media

from meetings.exports import html
from meetings.models import Activity, Intervention, Publication, State, Summary
from meetings.newsroom.accounts import name_of
from meetings.newsroom.buffers import of_others, unsaved
from meetings.newsroom.permissions import desks
from meetings.newsroom.presence import around
from meetings.newsroom.workflow import obstacles

from . import buffers, presence, remarks, suggestions
from .buttons import buttons
from .sheet import Sheet
from .standing import standing
from .writing import Page

OPENING = ("kicker", "headline", "subheadline")
MEETING = (("body", "session"), ("date", "period"), ("symbol", "kind"))
ROUND_UP = ("round_up",)
CLOSING = ("next_meeting", "next_session", "where_to_find", "disclaimer")
SEGMENT = ("title", ("kind", "status", "started_before"), "continues", ("agenda_item", "topic"), "reports", "body")
LIST = (("kind", "segment", "topic"), "lead_in", "names", "tail")


def officers(summary: Summary) -> list[User]:
    """Who is to write it, as planned, or who began it."""
    planned = [coverage.officer for coverage in summary.coverages.all() if coverage.officer]
    return list(dict.fromkeys(planned or filter(None, [summary.created_by])))


def about(request: HttpRequest, summary: Summary, title: str) -> dict[str, Any]:
    """What every page of a summary needs around it."""
    return admin.site.each_context(request) | {
        "opts": Summary._meta,
        "original": summary,
        "summary": summary,
        "title": title,
        "has_view_permission": True,
        "public": Publication.objects.current().filter(summary=summary).first(),
    }


def page(request: HttpRequest, answer: Page) -> HttpResponse:
    """The page of a summary, as forms or to be read."""
    summary = answer.summary
    context = about(request, summary, summary.headline or _("A summary without a headline"))
    context |= {
        "page": answer,
        "change": True,
        "at_desk": summary.language in desks(request.user),
        "covered": [coverage.meeting for coverage in summary.coverages.all()],
        "returned": _returned(summary),
        "officers": ", ".join(map(name_of, officers(summary))),
        **_unsaved(request, answer),
        **presence.context(request.user, around(summary.pk)),
        "may_edit": not obstacles(summary, "edit", request.user),
        "standing": standing(summary),
        **suggestions.context(request, answer),
        **remarks.context(request, answer),
    }
    if answer.sheet:
        context |= _forms(answer.sheet, summary) | {"media": _media(request, answer.sheet)}
        for form in answer.sheet.segments:
            form.working = context["working"].get(form["key"].value())
    else:
        article = html.render(answer.document)
        context["article"] = remarks.in_margin(article, context["remarks"], context, request)
    template = "desk/write.html" if answer.sheet else "desk/read.html"
    return TemplateResponse(request, template, context, status=answer.status)


def _unsaved(request: HttpRequest, answer: Page) -> dict[str, Any]:
    """One's own words that are not in the text, and the acts, each beside whose words it would leave out."""
    summary, user = answer.summary, request.user
    rows = unsaved(summary)
    mine = [row for row in rows if row.user_id == user.pk and not answer.unsaved]
    return {
        "offers": buffers.offers(summary, answer.document, mine),
        "buttons": buttons(summary, user, answer.words, of_others(rows, user)),
    }


def _returned(summary: Summary) -> Activity | None:
    """The reviewer's word on a draft that came back, until it is handed in again."""
    if summary.state != State.DRAFT:
        return None
    last = summary.activities.filter(action__in=("submit", "submit_archive", "return")).select_related("user").first()
    return last if last and last.action == "return" else None


def _media(request: HttpRequest, sheet: Sheet) -> Media:
    """The editor's files; its import map stands in the page itself and needs the nonce."""
    return Media.from_media(sheet.media, nonce=str(request.csp_nonce))


def _forms(sheet: Sheet, summary: Summary) -> dict[str, Any]:
    for form in (*sheet.segments, sheet.segments.empty_form):
        form.fieldset = Fieldset(form, fields=SEGMENT)
    names = _names(summary)
    for form in (*sheet.lists, sheet.lists.empty_form):
        form.fieldset = Fieldset(form, fields=LIST)
        form.found = names.get(form["key"].value(), [])
    return {
        "opening": Fieldset(sheet.head, fields=OPENING),
        "meeting": Fieldset(sheet.head, _("Meeting and symbol"), fields=MEETING),
        "round_up": Fieldset(sheet.head, _("Round-up"), fields=ROUND_UP),
        "closing": Fieldset(sheet.head, _("Closing"), fields=CLOSING),
        "errors": sheet.errors,
    }


def _names(summary: Summary) -> dict[str, list[Intervention]]:
    """The names of each list by its key, as they were matched when it was saved. One query."""
    found = defaultdict(list)
    rows = Intervention.objects.filter(list__summary=summary).select_related("list", "speaker", "group")
    for item in rows.order_by("list", "position"):
        found[item.list.key].append(item)
    return found
