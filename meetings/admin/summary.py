"""Summaries at the desk: the queue, and the addresses that lead on from each line of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, Fieldset
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.exports import html
from meetings.models import Coverage, Summary
from meetings.newsroom import covering, mapping, saving, workflow
from meetings.newsroom.accounts import name_of
from meetings.newsroom.matters import with_open_matters
from meetings.newsroom.permissions import desks
from meetings.newsroom.refusal import Refused

from . import answers, audit, bulk, presence, remarks, suggestions, writing
from .access import Kept, OfDesk
from .beginning import BeginForm, ImportForm, writing_languages
from .posted import keeping
from .words import WordsForm

Act = Callable[[Summary, int], None]  # on a summary, as it was at the revision that the person saw

# What stands open about a text, as the queue marks it.
OPEN_MATTERS = (
    ("has_debt", gettext_lazy("to be read")),
    ("has_hour", gettext_lazy("at an hour")),
    ("is_in_part", gettext_lazy("in part")),
    ("is_asked", gettext_lazy("a question")),
    ("is_withdrawn", gettext_lazy("withdrawn")),
)


@admin.register(Summary)
class SummaryAdmin(OfDesk, Kept):
    list_display = ("label", "state_mark", "open_matters", "language", "body_code", "meeting", "officer", "age")
    list_filter = ("state", "language", ("body", admin.RelatedOnlyFieldListFilter), "date")
    list_select_related = ("body", "created_by")
    search_fields = ("symbol", "headline")
    ordering = ("-changed_at",)
    list_per_page = 50
    show_full_result_count = False

    def get_urls(self):
        def at(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"meetings_summary_{name}")

        urls = [
            at("import/", self.import_view, "import"),
            at("<int:pk>/preview/", self.preview_view, "preview"),
            at("<int:pk>/cover/", self.cover_view, "cover"),
            at("<int:pk>/transition/<slug:name>/", self.transition_view, "transition"),
            at("<int:pk>/suggestions/<slug:name>/", self.suggestion_view, "suggestion"),
            at("<int:pk>/remarks/<slug:name>/", self.remark_view, "remark"),
            at("<int:pk>/working/<slug:name>/", self.working_view, "working"),
            *super().get_urls(),
        ]
        for url in urls:
            url.callback = keeping(url.callback)
        return urls

    # --- The queue ----------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest):
        planned = Coverage.objects.select_related("officer", "meeting__session__body")
        texts = super().get_queryset(request).prefetch_related(Prefetch("coverages", planned))
        return with_open_matters(texts)

    def get_actions(self, request: HttpRequest):
        """Only acts of the workflow, each shown text by text before it is done."""
        return bulk.actions() if self.has_change_permission(request) else {}

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        if not all(key.isdecimal() and len(key) < 19 for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise Http404
        return super().changelist_view(request, {"title": _("Summaries")})

    @admin.display(description=gettext_lazy("summary"), ordering="symbol")
    def label(self, summary: Summary) -> str:
        headline = summary.headline or _("without a headline")
        return format_html('<span class="symbol">{}</span> {}', summary.symbol, headline)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_mark(self, summary: Summary) -> str:
        return format_html('<span class="state {}">{}</span>', summary.state, summary.get_state_display())

    @admin.display(description=gettext_lazy("open"), empty_value="")
    def open_matters(self, summary: Summary) -> str:
        words = [(kind, said) for kind, said in OPEN_MATTERS if getattr(summary, kind)]
        if count := summary.open_remarks:
            said = ngettext("%(count)s remark", "%(count)s remarks", count) % {"count": count}
            words.append(("open_remarks", said))
        return format_html_join(" ", '<span class="mark {}">{}</span>', words)

    @admin.display(description=gettext_lazy("body"), ordering="body__code")
    def body_code(self, summary: Summary) -> str:
        return format_html('<abbr title="{}">{}</abbr>', summary.body, summary.body.code)

    @admin.display(description=gettext_lazy("meeting"), ordering="date")
    def meeting(self, summary: Summary) -> str:
        date = formats.date_format(summary.date, "j N Y") if summary.date else ""
        return format_html("<time>{}</time> {}", date, summary.get_period_display())

    @admin.display(description=gettext_lazy("officer"))
    def officer(self, summary: Summary) -> str:
        return ", ".join(name_of(user) for user in answers.officers(summary))

    @admin.display(description=gettext_lazy("last change"), ordering="changed_at")
    def age(self, summary: Summary) -> str:
        return timesince(summary.changed_at, depth=1)

    # --- One summary --------------------------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, summary: Summary | None = None) -> bool:
        """To write takes membership of the desk: nobody else's rights reach here."""
        mine = desks(request.user)
        return super().has_change_permission(request, summary) and bool(summary.language in mine if summary else mine)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and bool(writing_languages(request.user))

    def _readable(self, request: HttpRequest, pk: int | str) -> Summary:
        """The summary, if this person may read it; the others are not there."""
        if not str(pk).isdecimal():
            raise Http404
        readable = self.get_queryset(request).select_related("body", "session__body", "created_by")
        summary = get_object_or_404(readable, pk=pk)
        if not self.has_view_permission(request, summary):
            raise PermissionDenied
        return summary

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        summary = self._readable(request, object_id)
        if request.method != "POST":
            return answers.page(request, writing.opened(request, summary))
        result = self._save(request, summary)
        return result if isinstance(result, HttpResponse) else HttpResponseRedirect(request.get_full_path())

    def _save(self, request: HttpRequest, summary: Summary) -> HttpResponse | saving.Outcome:
        """What became of the text, or the page on which a person has to look again."""
        if not self.has_change_permission(request, summary):
            raise PermissionDenied
        result = writing.save(request, summary)
        return answers.page(request, result) if isinstance(result, writing.Page) else result

    def transition_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        step = workflow.TRANSITIONS.get(name)
        if step is None or name == "edit":
            raise Http404
        summary = self._readable(request, pk)
        form = WordsForm(request.POST, step=step, summary=summary, user=request.user)

        def perform(summary: Summary, seen: int) -> None:
            if not form.is_valid():
                raise Refused([sentence for errors in form.errors.values() for sentence in errors])
            workflow.perform(summary, name, request.user, seen=seen, words=form.words())

        return self._act(request, summary, perform, step.done, form)

    def cover_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Names the meeting that the text is about."""

        def perform(summary: Summary, seen: int) -> None:
            covering.cover(summary, request.user)

        return self._act(request, self._readable(request, pk), perform, _("The meeting is named."))

    def suggestion_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """The officer's decision on what a reviewer changed, in one place or in all."""
        if name not in suggestions.DONE:
            raise Http404
        decide = suggestions.decision(name, request)
        return self._act(request, self._readable(request, pk), decide, suggestions.DONE[name])

    def remark_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """A remark is written, settled or taken back."""
        if name not in remarks.DONE:
            raise Http404
        summary, do = self._readable(request, pk), remarks.act(name, request)
        return self._act(request, summary, do, remarks.DONE[name], then=remarks.anchor(name, request))

    def working_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """A person says which segment they are working on, or that they are no longer."""
        if name not in presence.DONE:
            raise Http404
        return self._act(request, self._readable(request, pk), presence.act(name, request), presence.DONE[name])

    def _act(
        self,
        request: HttpRequest,
        summary: Summary,
        perform: Act,
        done: str | Promise,
        words: WordsForm | None = None,
        then: str = "",
    ) -> HttpResponse:
        """An act on the text that was seen; where the page carried forms, they are saved first.

        `then` is the place of the page where it goes on.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        seen = writing.posted_revision(request)
        if "segments-TOTAL_FORMS" in request.POST:
            result = self._save(request, summary)
            if isinstance(result, HttpResponse):
                return result
            summary, seen = result.summary, result.seen_after(seen)
        try:
            perform(summary, seen)
        except Refused as refusal:
            page = writing.opened(request, self._readable(request, summary.pk))
            page.refusals, page.words, page.status = refusal.obstacles, words, 409
            return answers.page(request, page)
        messages.success(request, done)
        return HttpResponseRedirect(summary.get_absolute_url() + then)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The text as the public will see it, at no public address."""
        summary = self._readable(request, pk)
        document = mapping.with_wordings(mapping.read(summary), summary.body, summary.session, summary.date)
        words = {"language": summary.language, "other": "fr" if summary.language == "en" else "en"}
        with translation.override(summary.language):
            context = words | {"summary": summary, "article": html.render(document)}
            return render(request, "desk/preview.html", context)

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        return audit.history(request, self._readable(request, object_id))

    # --- A new one ----------------------------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        return self._begin(request, BeginForm, _("Write a summary"), _("Begin"))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        return self._begin(request, ImportForm, _("Import a text"), _("Import"))

    def _begin(self, request: HttpRequest, form_class: type, title: str, button: str) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = form_class(*posted, user=request.user, initial=request.GET.dict())
        if form.is_valid():
            try:
                summary, said = form.begin(request.user)
            except Refused as refusal:
                form.add_error(None, refusal.obstacles)
            else:
                for level, sentence in said:
                    messages.add_message(request, level, sentence)
                return HttpResponseRedirect(summary.get_absolute_url())
        context = self.admin_site.each_context(request) | {"opts": self.opts, "title": title, "form": form}
        context |= {"fieldset": Fieldset(form, fields=tuple(form.fields)), "button": button}
        return render(request, "desk/begin.html", context, status=422 if form.errors else 200)
