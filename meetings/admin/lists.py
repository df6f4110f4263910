"""Who spoke, taken over from the other language by a click: the page that offers its lists, said in one's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.document import Intervention, Segment
from meetings.document.saying import CALLS, STYLES, Speaking, say
from meetings.models import Summary
from meetings.newsroom import counterparts, mapping, workflow
from meetings.newsroom.counterparts import Offer
from meetings.newsroom.permissions import readable_languages
from meetings.newsroom.refusal import Refused

from . import answers, writing

LABELS = {
    "running": gettext_lazy("In the text"),
    "representatives": gettext_lazy("As their representatives"),
    "footnote": gettext_lazy("At the end of the page, called by an asterisk"),
}
OFFERED = {"en": ("running", "representatives"), "fr": STYLES}  # English releases have no such notes


@dataclass(frozen=True)
class Sentence:
    """One way to say the list."""

    style: str
    text: str
    call: str  # what the text says where a note is called; "" where none is

    @property
    def label(self) -> str:
        return str(LABELS[self.style])


@dataclass(frozen=True)
class Item:
    """One name of the list, as the other language prints it and as it is said here."""

    printed: Intervention
    said: Speaking

    @property
    def leaves_words_out(self) -> bool:
        """Whether the other language says something besides that is no fact with fixed words."""
        return bool(self.printed.remark) and not self.said.remark


@dataclass(frozen=True)
class Chosen:
    """The list that was chosen: how it may be said, and name by name."""

    offer: Offer
    sentences: list[Sentence]
    items: list[Item]
    segments: tuple[Segment, ...]


def lists_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists of the other language, or one of them, which a click puts into the text."""
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    summary = get_object_or_404(readable.select_related("body", "session__body"), pk=pk)
    if request.method == "POST":
        return _take(request, summary)
    return _page(request, summary, request.GET.get("list", ""))


def _page(request: HttpRequest, summary: Summary, key: str, refusals: list[str] | None = None) -> HttpResponse:
    offers = counterparts.offers(summary, request.user)
    chosen = next((offer for offer in offers if offer.key == key), None)
    if key and not chosen and not refusals:
        raise Http404
    context = answers.about(request, summary, _("Lists of the other language")) | {
        "offers": offers,
        "other": "fr" if summary.language == "en" else "en",
        "chosen": _chosen(chosen, summary) if chosen else None,
        "obstacles": workflow.obstacles(summary, "edit", request.user),
        "refusals": refusals,
    }
    return TemplateResponse(request, "desk/lists.html", context, status=409 if refusals else 200)


def _chosen(offer: Offer, summary: Summary) -> Chosen:
    said = counterparts.facts(offer, summary)
    sentences: dict[str, Sentence] = {}
    for style in OFFERED[summary.language]:
        text = say(said, offer.speakers.kind, summary.language, style).text + "."
        call = CALLS[summary.language] if style == "footnote" else ""
        sentences.setdefault(text, Sentence(style, text, call))
    items = [Item(*pair) for pair in zip(offer.speakers.interventions, said, strict=True)]
    return Chosen(offer, list(sentences.values()), items, mapping.read(summary).segments)


def _take(request: HttpRequest, summary: Summary) -> HttpResponse:
    key, style = request.POST.get("list", ""), request.POST.get("style", "")
    if style not in OFFERED[summary.language]:
        raise Http404
    about, seen = request.POST.get("about", ""), writing.posted_revision(request)
    try:
        outcome = counterparts.take(summary, key, request.user, style=style, about=about, seen=seen)
    except Refused as refusal:
        return _page(request, summary, key, refusal.obstacles)
    if outcome.changed:
        messages.success(request, _("The list is in the text. Read it through before you hand the text in."))
    else:
        messages.info(request, _("Nothing was changed."))
    return HttpResponseRedirect(summary.get_absolute_url())
