"""Sentences made from facts: a small form for each kind; what it says is shown, and taken by a click."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.document import Document, fold
from meetings.document.sentences import Vote
from meetings.models import Summary
from meetings.models.reference import validate_document_symbol
from meetings.newsroom import mapping, revisions, saving, sentences, workflow
from meetings.newsroom.permissions import readable_languages
from meetings.newsroom.refusal import Refused
from meetings.newsroom.sentences import NEXT_MEETING, ROUND_UP, WHERE_TO_FIND, Sentence

from . import answers, writing
from .forms import date_input

TEXTS = (
    ("draft_resolution", gettext_lazy("draft resolution")),
    ("resolution", gettext_lazy("resolution")),
    ("draft_decision", gettext_lazy("draft decision")),
    ("decision", gettext_lazy("decision")),
    ("amendment", gettext_lazy("amendment")),
)
OUTCOMES = (("adopted", gettext_lazy("adopted")), ("rejected", gettext_lazy("rejected")))
OWN = "own"  # into the segment that the sentence is about


class SentenceForm(forms.Form):
    """What a kind of sentence asks for, and where it may go; "" is the round-up."""

    kind, title = "", gettext_lazy("Sentence")
    field = ""  # of the text, that the sentence fills; "": a place is chosen

    def __init__(self, summary: Summary, document: Document, data: Any = None) -> None:
        super().__init__(data, prefix=self.kind, initial=self.start(summary, document))
        self.summary, self.document = summary, document
        if not self.field:
            self.fields["where"] = forms.ChoiceField(
                label=_("Where it is put"), choices=self.places(document), required=False
            )

    @staticmethod
    def start(summary: Summary, document: Document) -> dict[str, Any]:
        return {}

    def places(self, document: Document) -> list[tuple[str, str]]:
        named = [(segment.id, segment.title or "…") for segment in document.segments]
        return [(ROUND_UP, _("At the end of the round-up")), *named]

    @property
    def where(self) -> str:
        return self.field or self.cleaned_data["where"]

    @property
    def takes_the_place_of(self) -> str:
        """The words that stand where the sentence would go."""
        if self.field == NEXT_MEETING:
            return self.document.next_meeting
        if self.field == WHERE_TO_FIND:
            return "\n".join(paragraph.text for paragraph in self.document.where_to_find)
        return ""

    def sentence(self) -> Sentence:
        """Raises Refused."""
        raise NotImplementedError


class SegmentForm(SentenceForm):
    """A sentence about one segment, which goes into that or into the round-up."""

    segment = forms.ChoiceField(label=gettext_lazy("Segment"))

    def __init__(self, summary: Summary, document: Document, data: Any = None) -> None:
        super().__init__(summary, document, data)
        parts = [segment for segment in document.segments if self.concerns(segment)]
        self.fields["segment"].choices = [(part.id, part.title or "…") for part in parts]
        self.fields["segment"].widget.attrs["lang"] = summary.language
        self.is_empty = not parts

    def places(self, document: Document) -> list[tuple[str, str]]:
        return [(OWN, _("Into the segment")), (ROUND_UP, _("At the end of the round-up"))]

    @property
    def where(self) -> str:
        return self.cleaned_data["segment"] if self.cleaned_data["where"] == OWN else ROUND_UP

    @staticmethod
    def concerns(segment: Any) -> bool:
        raise NotImplementedError


class BeforeForm(SegmentForm):
    kind, title = "before", gettext_lazy("Documents before the body")
    nothing = gettext_lazy("No segment has documents.")

    @staticmethod
    def concerns(segment: Any) -> bool:
        return bool(segment.reports)

    def sentence(self) -> Sentence:
        return sentences.before_the_body(self.summary, self.document, self.cleaned_data["segment"])


class ReplyForm(SentenceForm):
    kind, title = "reply", gettext_lazy("Right of reply")
    names = forms.CharField(
        label=gettext_lazy("Who spoke, in order"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("As a list, or one name a line."),
    )

    def sentence(self) -> Sentence:
        return sentences.right_of_reply(self.summary, self.cleaned_data["names"])


class VoteForm(SentenceForm):
    kind, title = "vote", gettext_lazy("Vote")
    text = forms.ChoiceField(label=gettext_lazy("On a"), choices=TEXTS)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol"), max_length=60, required=False, validators=[validate_document_symbol]
    )
    name = forms.CharField(label=gettext_lazy("Title in the language of the text"), max_length=500, required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=OUTCOMES)
    in_favour = forms.IntegerField(label=gettext_lazy("In favour"), min_value=0, max_value=999)
    against = forms.IntegerField(label=gettext_lazy("Against"), min_value=0, max_value=999, initial=0)
    abstentions = forms.IntegerField(label=gettext_lazy("Abstentions"), min_value=0, max_value=999, initial=0)

    def sentence(self) -> Sentence:
        data = self.cleaned_data
        numbers = (data[name] for name in ("in_favour", "against", "abstentions"))
        title = data["name"].rstrip(".").replace("'", "’")
        vote = Vote(data["text"], data["outcome"] == "adopted", *numbers, symbol=data["symbol"], title=title)
        return sentences.vote(self.summary, vote)


class NextForm(SentenceForm):
    kind, title, field = "next", gettext_lazy("Next meeting"), NEXT_MEETING
    date = forms.DateField(label=gettext_lazy("Day"), widget=date_input())
    hour = forms.TimeField(
        label=gettext_lazy("Hour"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=gettext_lazy("In Geneva."),
    )
    to = forms.CharField(
        label=gettext_lazy("What it will do"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("As the sentence says it after “to”: “hold its general debate”."),
    )

    @staticmethod
    def start(summary: Summary, document: Document) -> dict[str, Any]:
        planned = sentences.planned_next(summary)
        if planned is None:
            return {}
        return {"date": planned.date, "hour": planned.starts_at and timezone.localtime(planned.starts_at).time()}

    def sentence(self) -> Sentence:
        data = self.cleaned_data
        return sentences.next_meeting(self.summary, data["date"], data["hour"], data["to"])


class WebcastForm(SentenceForm):
    kind, title, field = "webcast", gettext_lazy("Webcast and documents"), WHERE_TO_FIND

    def sentence(self) -> Sentence:
        return sentences.where_to_find(self.summary, self.document)


class ContinuationForm(SegmentForm):
    kind, title = "continuation", gettext_lazy("Continued from another meeting")
    nothing = gettext_lazy("No segment says which part of an earlier text it continues.")
    about = forms.CharField(
        label=gettext_lazy("With whom, or on what"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("As the sentence says it. Left empty: as the title of the segment has it."),
    )

    @staticmethod
    def concerns(segment: Any) -> bool:
        return bool(segment.continues)

    def sentence(self) -> Sentence:
        key, about = self.cleaned_data["segment"], self.cleaned_data["about"]
        part = next((segment for segment in self.document.segments if segment.id == key), None)
        if part and not about:
            about = sentences.subject(part, self.summary.language)
        return sentences.continuation(self.summary, self.document, key, about)


FORMS = {form.kind: form for form in (BeforeForm, ReplyForm, VoteForm, NextForm, WebcastForm, ContinuationForm)}


def sentences_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The forms; what one of them says; and the sentence taken, where it is still the one that was shown."""
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    summary = get_object_or_404(readable.select_related("body", "session__body"), pk=pk)
    if request.method != "POST":
        return _page(request, summary, mapping.read(summary))
    kind = request.POST.get("kind", "")
    if kind not in FORMS:
        raise Http404
    document = mapping.read(summary)
    try:
        if seen := writing.posted_revision(request):
            document = revisions.get(summary, seen)
        form = FORMS[kind](summary, document, request.POST)
        if not form.is_valid():
            return _page(request, summary, document, form, status=422)
        sentence = form.sentence()
        if request.POST.get("act") != "take" or fold(request.POST.get("shown", "")) != fold(sentence.text):
            return _page(request, summary, document, form, sentence)
        mine = sentences.put(document, sentence, form.where)
        outcome = saving.save(summary.pk, mine, seen, request.user)
    except Refused as refusal:
        form = FORMS[kind](summary, document, request.POST)
        return _page(request, summary, document, form, refusals=refusal.obstacles, status=409)
    _tell(request, outcome)
    return HttpResponseRedirect(summary.get_absolute_url())


def _tell(request: HttpRequest, outcome: saving.Outcome) -> None:
    if outcome.conflicts:
        messages.warning(
            request, _("Someone else changed this place meanwhile: theirs stands, and yours was not put in.")
        )
    elif outcome.changed:
        messages.success(request, _("The sentence is in the text. Read it through before you hand the text in."))
    else:
        messages.info(request, _("Nothing was changed."))


def _page(
    request: HttpRequest,
    summary: Summary,
    document: Document,
    asked: SentenceForm | None = None,
    sentence: Sentence | None = None,
    refusals: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    forms_of = [asked if asked and asked.kind == kind else form(summary, document) for kind, form in FORMS.items()]
    context = answers.about(request, summary, _("Sentences from facts")) | {
        "forms": forms_of,
        "asked": asked,
        "sentence": sentence,
        "seen": writing.posted_revision(request) or summary.revision,
        "obstacles": workflow.obstacles(summary, "edit", request.user),
        "refusals": refusals,
    }
    return TemplateResponse(request, "desk/sentences.html", context, status=status)
