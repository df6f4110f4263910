"""The skeleton of the other language's text: shown as it would stand here, and taken over by a click."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from meetings.models import Segment, Summary
from meetings.newsroom import copying, workflow
from meetings.newsroom.permissions import readable_languages
from meetings.newsroom.refusal import Refused

from . import answers, writing


def copying_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The skeletons that are offered; or one of them, put into the text."""
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    summary = get_object_or_404(readable.select_related("body", "session__body"), pk=pk)
    if request.method != "POST":
        return _page(request, summary)
    key, seen = request.POST.get("skeleton", ""), writing.posted_revision(request)
    try:
        outcome = copying.take(summary, key, request.user, seen=seen)
    except Refused as refusal:
        return _page(request, summary, refusal.obstacles)
    if outcome.changed:
        messages.success(request, _("The skeleton is in the text. Its names are to be checked against your notes."))
    else:
        messages.info(request, _("Nothing was changed."))
    return HttpResponseRedirect(summary.get_absolute_url())


def _page(request: HttpRequest, summary: Summary, refusals: list[str] | None = None) -> HttpResponse:
    kinds, statuses = dict(Segment.Kind.choices), dict(Segment.Status.choices)
    copies = [
        (copy, [(part, kinds[part.kind], statuses[part.status]) for part in copy.segments])
        for copy in copying.skeletons(summary, request.user)
    ]
    context = answers.about(request, summary, _("Skeleton of the other language")) | {
        "copies": copies,
        "other": "fr" if summary.language == "en" else "en",
        "has_segments": summary.segments.exists(),
        "obstacles": workflow.obstacles(summary, "edit", request.user),
        "refusals": refusals,
    }
    return TemplateResponse(request, "desk/copying.html", context, status=409 if refusals else 200)
