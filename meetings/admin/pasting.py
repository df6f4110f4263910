"""A whole text pasted into a draft: what it became is shown beside what is there, and taken by a click."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.document.differences import compare, stretches
from meetings.models import Summary
from meetings.newsroom import mapping, pasting, saving, workflow
from meetings.newsroom.importing.report import doubts_of
from meetings.newsroom.pasting import APPEND, HTML, PLAIN, REPLACE, Proposal
from meetings.newsroom.permissions import readable_languages
from meetings.newsroom.refusal import Refused
from meetings.newsroom.speakers import load_names

from . import answers, writing

WAYS = ((REPLACE, gettext_lazy("In place of the text that is there")), (APPEND, gettext_lazy("After it")))
KINDS = {
    "join": gettext_lazy("Broken paragraphs, joined"),
    "statement": gettext_lazy("Statements"),
    "list": gettext_lazy("Lists of speakers"),
    "report": gettext_lazy("Document symbols"),
}


class PasteForm(forms.Form):
    """A text, or a file of Word. `html` is what the clipboard held beside the words, where a script could take it."""

    text = forms.CharField(label=gettext_lazy("The text"), required=False, widget=forms.Textarea(attrs={"rows": 16}))
    html = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("Or a Word document"),
        required=False,
        help_text=gettext_lazy("A file of Word (.docx), at most 5 MB."),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Where it goes"), choices=WAYS, initial=REPLACE, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("file")) == bool(data.get("text") or data.get("html")):
            raise forms.ValidationError(_("Choose a file or paste a text: one of the two."))
        return data

    def source(self) -> tuple[str, str]:
        """What was pasted, and whether it is HTML. Raises Refused."""
        data = self.cleaned_data
        if data["file"]:
            return pasting.read_docx(data["file"]), HTML
        return (data["html"], HTML) if data["html"] else (data["text"], PLAIN)


def paste_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; what a text becomes, as often as a step is undone; and the text taken."""
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    summary = get_object_or_404(readable.select_related("body", "session__body"), pk=pk)
    if request.method != "POST":
        return _form(request, summary, PasteForm())
    try:
        if "source" not in request.POST:
            form = PasteForm(request.POST, request.FILES)
            return _preview(request, summary, *form.source()) if form.is_valid() else _form(request, summary, form)
        source, kind = request.POST["source"], request.POST.get("form", PLAIN)
        return (_take if request.POST.get("act") == "take" else _preview)(request, summary, source, kind)
    except Refused as refusal:
        return _form(request, summary, PasteForm(_again(request)), refusal.obstacles)


def _again(request: HttpRequest) -> dict[str, str]:
    """What the form shows again after a refusal: nothing that was typed is lost."""
    source = request.POST.get("source", "")
    kept = {"html": source} if request.POST.get("form") == HTML else {"text": source}
    return {"way": REPLACE} | request.POST.dict() | ({name: text for name, text in kept.items() if text})


def _form(request: HttpRequest, summary: Summary, form: PasteForm, refusals: list[str] | None = None) -> HttpResponse:
    context = answers.about(request, summary, _("Paste a text")) | {
        "form": form,
        "obstacles": workflow.obstacles(summary, "edit", request.user),
        "refusals": refusals,
    }
    return TemplateResponse(request, "desk/paste.html", context, status=409 if refusals else 200)


def _proposed(request: HttpRequest, summary: Summary, source: str, kind: str) -> Proposal:
    """The text without the steps that were shown and are not ticked."""
    without = set(request.POST.getlist("shown")) - set(request.POST.getlist("keep"))
    return pasting.propose(source, kind, summary.language, load_names(summary.language), without)


def _way(request: HttpRequest) -> str:
    return APPEND if request.POST.get("way") == APPEND else REPLACE


def _preview(request: HttpRequest, summary: Summary, source: str, kind: str) -> HttpResponse:
    proposal, current, way = _proposed(request, summary, source, kind), mapping.read(summary), _way(request)
    seen = writing.posted_revision(request) or summary.revision
    steps = [(label, proposal.of(name)) for name, label in KINDS.items()]
    context = answers.about(request, summary, _("What the pasted text becomes")) | {
        "source": source,
        "form_of_source": kind,
        "way": way,
        "ways": WAYS,
        "seen": seen,
        "report": report(proposal),
        "steps": [(label, of_kind) for label, of_kind in steps if of_kind],
        "doubts": doubts_of(map(asdict, proposal.warnings)),
        "comparison": stretches(compare(current, pasting.put(current, proposal.document, way))),
        "text_language": summary.language,
        "obstacles": workflow.obstacles(summary, "edit", request.user),
    }
    return TemplateResponse(request, "desk/paste_preview.html", context)


def report(proposal: Proposal) -> str:
    """What was done, counted: "1 broken paragraph joined, 3 empty ones removed, 5 statements ..."."""
    joins, statements, lists, symbols = (
        sum(step.kept for step in proposal.of(kind)) for kind in ("join", "statement", "list", "report")
    )
    said = (
        (joins, ngettext("%(n)d broken paragraph joined", "%(n)d broken paragraphs joined", joins)),
        (proposal.empty, ngettext("%(n)d empty one removed", "%(n)d empty ones removed", proposal.empty)),
        (statements, ngettext("%(n)d statement", "%(n)d statements", statements)),
        (lists, ngettext("%(n)d list", "%(n)d lists", lists)),
        (symbols, ngettext("%(n)d symbol", "%(n)d symbols", symbols)),
    )
    return ", ".join(sentence % {"n": count} for count, sentence in said if count) or _("Nothing but paragraphs")


def _take(request: HttpRequest, summary: Summary, source: str, kind: str) -> HttpResponse:
    """Saves the text as it was shown: on the revision that was seen, so that what others wrote since stays."""
    seen = writing.posted_revision(request)
    if obstacles := workflow.obstacles(summary, "edit", request.user):
        raise Refused(obstacles)
    if seen != summary.revision:
        messages.warning(request, _("The text was changed meanwhile. Look again at what would change."))
        request.POST = request.POST.copy()
        request.POST["seen"] = str(summary.revision)
        return _preview(request, summary, source, kind)
    document = pasting.put(mapping.read(summary), _proposed(request, summary, source, kind).document, _way(request))
    outcome = saving.save(summary.pk, document, seen, request.user)
    if outcome.changed:
        messages.success(request, _("The pasted text is in the draft. The text before it is in the history."))
    else:
        messages.info(request, _("Nothing was changed."))
    return HttpResponseRedirect(summary.get_absolute_url())
