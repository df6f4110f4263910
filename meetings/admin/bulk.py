"""One act on many texts: shown text by text before it is done, and answered text by text."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meetings.models import Summary
from meetings.newsroom import workflow
from meetings.newsroom.refusal import Refused

from .writing import posted_revision

ACTS = ("claim", "approve", "publish")  # what needs no words for each text


@dataclass(frozen=True)
class Line:
    """One text as it stands, and what speaks against the act; the revision is that which the person sees."""

    summary: Summary
    obstacles: list[str]

    @property
    def seen(self) -> str:
        return f"seen-{self.summary.pk}"


def actions() -> dict[str, tuple]:
    """The acts as actions of the list: name → (function, name, what the menu says)."""
    return {name: (_action(name), name, _in_menu(name)) for name in ACTS}


def _in_menu(name: str):
    return format_lazy(_("{act} the chosen texts"), act=workflow.TRANSITIONS[name].label)


def _action(name: str):
    def act(model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet[Summary]) -> HttpResponse:
        lines = [
            Line(summary, workflow.obstacles(summary, name, request.user)) for summary in chosen.select_related("body")
        ]
        if "confirmed" in request.POST:
            for line in lines:
                _perform(name, request, line)
            return HttpResponseRedirect(request.get_full_path())
        return _ask(name, model_admin, request, lines)

    return act


def _ask(name: str, model_admin: admin.ModelAdmin, request: HttpRequest, lines: list[Line]) -> HttpResponse:
    context = model_admin.admin_site.each_context(request) | {
        "opts": model_admin.opts,
        "title": _in_menu(name),
        "name": name,
        "step": workflow.TRANSITIONS[name],
        "lines": lines,
        "possible": [line for line in lines if not line.obstacles],
    }
    return render(request, "desk/bulk.html", context)


def _perform(name: str, request: HttpRequest, line: Line) -> None:
    """One of the texts: what happened to it is said whatever happens to the others."""
    summary = line.summary
    link = format_html('<a href="{}" lang="{}">{}</a>', summary.get_absolute_url(), summary.language, summary)
    try:
        workflow.perform(summary, name, request.user, seen=posted_revision(request, line.seen))
    except Refused as refusal:
        messages.error(request, format_html("{}: {}", link, " ".join(refusal.obstacles)))
    else:
        messages.success(request, format_html("{}: {}", link, workflow.TRANSITIONS[name].done))
