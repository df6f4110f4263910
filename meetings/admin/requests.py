"""Requests for corrections at the desk: recorded, decided, and seen with the versions before and after them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import Fieldset
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from meetings.models import CorrectionRequest, Publication, Summary
from meetings.newsroom import requests
from meetings.newsroom.permissions import desks, readable_languages
from meetings.newsroom.refusal import Refused

from .access import Kept, OfDesk
from .words import ReplacementField

Decision = CorrectionRequest.Decision
WIDE = {"class": "vTextField"}
LINE = forms.TextInput(attrs=WIDE)
WORDS = 18  # of a paragraph, in the list of those that a request may be about


class TextForm(forms.Form):
    """Which text a request is about."""

    text = ReplacementField(
        label=gettext_lazy("Text"), help_text=gettext_lazy("The press symbol or the address of a public text.")
    )


class RecordForm(forms.Form):
    """What came in; the paragraphs are those of one version."""

    asked_by = forms.CharField(label=gettext_lazy("Who asks"), max_length=200, widget=LINE)
    for_whom = forms.CharField(label=gettext_lazy("Delegation or office"), max_length=200, required=False, widget=LINE)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs=WIDE))
    received_on = forms.DateField(
        label=gettext_lazy("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    anchor = forms.ChoiceField(label=gettext_lazy("Paragraph"), required=False)
    instead = forms.CharField(
        label=gettext_lazy("What is asked for instead"), widget=forms.Textarea(attrs={"rows": 5, "cols": 80})
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("A recording, a written statement: what shows what was said."),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        required=False,
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        super().__init__(*args, initial={"received_on": timezone.localdate()}, **kwargs)
        self.fields["anchor"].choices = [("", _("The headline, or the text as a whole")), *_paragraphs(publication)]
        for name in ("instead", "evidence"):
            self.fields[name].widget.attrs["lang"] = publication.language

    def asked(self) -> requests.Asked:
        return requests.Asked(**self.cleaned_data)


def _paragraphs(publication: Publication) -> list[tuple[str, list[tuple[str, str]]]]:
    """The paragraphs of a version under the titles of their segments, each by its first words."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for passage in requests.paragraphs(publication):
        title = passage.segment_title or _("Round-up")
        groups.setdefault(title, []).append((passage.anchor, Truncator(passage.text).words(WORDS)))
    return list(groups.items())


class DecideForm(forms.Form):
    """What was decided, and what is answered."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[choice for choice in Decision.choices if choice[0] != Decision.OPEN],
        error_messages={"required": gettext_lazy("Say whether the request is accepted, in part, or declined.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("As it is sent to whoever asked. The system does not send it."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
    )

    def __init__(self, *args: Any, row: CorrectionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        out_already = requests.answers(row)
        if out_already:
            self.fields["followed_by"] = VersionField(
                out_already,
                label=gettext_lazy("Corrected already in"),
                help_text=gettext_lazy("Otherwise the next correction or update counts as the one that followed."),
                required=False,
            )


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, publication: Publication) -> str:
        return _("version %(number)s (%(change)s)") % {
            "number": publication.version,
            "change": publication.get_change_display(),
        }


class DecisionFilter(admin.SimpleListFilter):
    """Open ones first: the list is opened to see what waits."""

    title = gettext_lazy("decision")
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [
            ("all", pgettext("requests", "All")),
            *((value, label) for value, label in Decision.choices if value != Decision.OPEN),
        ]

    def choices(self, changelist):
        chosen = self.value()
        yield {
            "selected": chosen is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": Decision.OPEN.label,
        }
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": query, "display": label}

    def queryset(self, request, rows):
        chosen = self.value() or Decision.OPEN
        return rows if chosen == "all" else rows.filter(decision=chosen)


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(OfDesk, Kept):
    language_path = "summary__language"
    list_display = ("asked_by", "for_whom", "text", "received", "decision", "followed")
    list_filter = (DecisionFilter, "summary__language")
    list_select_related = ("publication", "followed_by")
    search_fields = ("asked_by", "for_whom", "publication__key", "publication__headline")
    show_full_result_count = False

    def get_urls(self):
        of_text = self.admin_site.admin_view(self.of_text_view)
        return [path("of/<int:pk>/", of_text, name="meetings_correctionrequest_of"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and bool(desks(request.user))

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Requests for corrections")})

    @admin.display(description=gettext_lazy("version"))
    def text(self, row: CorrectionRequest) -> str:
        text = row.publication
        return format_html('{} <span lang="{}">{}</span>', text, text.language, Truncator(text.headline).words(12))

    @admin.display(description=gettext_lazy("received on"), ordering="received_on")
    def received(self, row: CorrectionRequest) -> str:
        return formats.date_format(row.received_on, "j N Y")

    @admin.display(description=gettext_lazy("version that followed"))
    def followed(self, row: CorrectionRequest) -> str:
        return f"v{row.followed_by.version}" if row.followed_by else "–"

    # --- To record ---------------------------------------------------------------------------------------------------

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = request.GET.get("publication", "")
        if not asked:
            return self._choose_text(request)
        publication = get_object_or_404(self._publications(request), pk=_number(asked))
        form = RecordForm(request.POST or None, publication=publication)
        if request.method == "POST" and form.is_valid():
            try:
                row = requests.record(publication, request.user, form.asked())
            except Refused as refusal:
                form.add_error(None, refusal.obstacles)
            else:
                messages.success(request, _("The request is recorded: a reviewer decides on it."))
                return HttpResponseRedirect(reverse("admin:meetings_correctionrequest_change", args=[row.pk]))
        others = Publication.objects.filter(summary=publication.summary_id).order_by("-version")
        context = {"form": form, "publication": publication, "versions": others.only("version", "is_current")}
        return self._page(request, "desk/request_record.html", _("Record a request for a correction"), form, context)

    def _choose_text(self, request: HttpRequest) -> HttpResponse:
        form = TextForm(request.GET if "text" in request.GET else None)
        if form.is_valid():
            found = form.cleaned_data["text"]
            if found.language in desks(request.user):
                return HttpResponseRedirect(f"{request.path}?publication={found.pk}")
            form.add_error("text", _("This text is of the other desk, which records requests on it."))
        return self._page(
            request, "desk/request_text.html", _("Record a request for a correction"), form, {"form": form}
        )

    def _publications(self, request: HttpRequest) -> QuerySet[Publication]:
        mine = Publication.objects.filter(language__in=desks(request.user))
        return mine.select_related("summary").defer("content", "html", "text")

    # --- To decide ---------------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        rows = self.get_queryset(request).select_related(
            "summary", "publication", "followed_by", "recorded_by", "decided_by"
        )
        row = get_object_or_404(rows, pk=_number(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        form = DecideForm(request.POST or None, row=row)
        if request.method == "POST" and form.is_valid():
            try:
                requests.decide(row, request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.obstacles)
            else:
                messages.success(request, _("Decided."))
                return HttpResponseRedirect(request.path)
        context = {
            "form": form,
            "request_row": row,
            "quote": requests.quote(row),
            "obstacles": requests.obstacles(row, request.user),
            "is_open": row.decision == Decision.OPEN,
            "original": row,
        }
        return self._page(request, "desk/request.html", _("Request for a correction"), form, context)

    # --- With the versions -------------------------------------------------------------------------------------------

    def of_text_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Each version of a text with the requests made on it, and those that it met."""
        readable = Summary.objects.filter(language__in=readable_languages(request.user))
        summary = get_object_or_404(readable, pk=_number(str(pk)))
        if not self.has_view_permission(request):
            raise PermissionDenied
        versions = list(
            Publication.objects.filter(summary=summary)
            .defer("content", "html", "text")
            .prefetch_related("correction_requests", "requests_met")
            .order_by("-version")
        )
        context = {"summary": summary, "versions": versions, "may_record": summary.language in desks(request.user)}
        return self._page(request, "desk/requests_of.html", _("Requests for corrections of one text"), None, context)

    def _page(
        self, request: HttpRequest, template: str, title: str, form: forms.Form | None, context: dict[str, Any]
    ) -> HttpResponse:
        context = self.admin_site.each_context(request) | {"opts": self.opts, "title": title} | context
        if form is not None:
            context["fieldset"] = Fieldset(form, fields=tuple(form.fields))
        return TemplateResponse(request, template, context, status=422 if form is not None and form.errors else 200)


def _number(written: str) -> int:
    """A key as an address has it. Raises Http404 for what is none."""
    if not written.isdecimal() or len(written) > 18:
        raise Http404
    return int(written)
