"""Who did what: a page for each summary, one for all, and one for each act with the text before and after it."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from meetings.document import Document, from_json
from meetings.document.differences import Stretch, compare, stretches
from meetings.exports.table import harmless
from meetings.models import Activity, Language, Revision, Summary
from meetings.newsroom.accounts import name_of
from meetings.newsroom.permissions import readable_languages

from . import answers
from .access import OfDesk, Record
from .audit_words import LABELS, details, label_of, people_in

PAGE = 100
PROSE = ("round_up", "where_to_find", "next_meeting", "next_session", "disclaimer")  # no list needs it


@dataclass(frozen=True)
class Act:
    """One row of the record, as a page tells it."""

    row: Activity
    what: str
    who: str
    details: list[tuple[str, str]]
    changed_text: bool


def readable(user: User) -> QuerySet[Activity]:
    """The acts on the texts that a person may read: those of the desks, and for administrators all."""
    rows = Activity.objects.filter(summary__language__in=readable_languages(user))
    return rows.select_related("user", "summary__body").defer(*(f"summary__{name}" for name in PROSE))


def told(rows: QuerySet[Activity] | Sequence[Activity]) -> list[Act]:
    """Rows in words. One query for the people whom they name, none for the texts."""
    listed = list(rows)
    people = people_in(listed)
    return [
        Act(
            row=row,
            what=label_of(row.action),
            who=name_of(row.user),
            details=details(row, people),
            changed_text=row.revision > (getattr(row, "before", None) or 0),
        )
        for row in listed
    ]


def with_revision_before(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Rows with the revision `before` that the act before left; None for the first."""
    former = Activity.objects.filter(summary=OuterRef("summary"), number=OuterRef("number") - 1)
    return rows.annotate(before=Subquery(former.values("revision")))


def page_of(rows: QuerySet[Activity], before: str) -> tuple[list[Act], int | None]:
    """The newest acts, or those older than the row `before`; and the key of the last, where still older ones are."""
    if before.isdecimal() and len(before) < 19 and (at := rows.filter(pk=before).values_list("at", flat=True).first()):
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=before))
    acts = told(with_revision_before(rows).order_by("-at", "-pk")[: PAGE + 1])
    return acts[:PAGE], acts[PAGE - 1].row.pk if len(acts) > PAGE else None


# --- One summary ------------------------------------------------------------------------------------------------------


def history(request: HttpRequest, summary: Summary) -> HttpResponse:
    """The acts on one text, which the caller has found readable. A fixed number of queries."""
    acts, older = page_of(readable(request.user).filter(summary=summary), request.GET.get("before", ""))
    context = answers.about(request, summary, _("History")) | {"acts": acts, "older": older}
    return TemplateResponse(request, "desk/history.html", context)


def act_page(request: HttpRequest, row: Activity) -> HttpResponse:
    """One act, and what it changed in the text."""
    (act,) = told([row])
    around = Activity.objects.filter(summary=row.summary, number__in=(row.number - 1, row.number + 1))
    keys = dict(around.values_list("number", "pk"))
    context = answers.about(request, row.summary, act.what) | {
        "act": act,
        "earlier": keys.get(row.number - 1),
        "later": keys.get(row.number + 1),
        "text_language": row.summary.language,
    }
    if act.changed_text:
        context |= before_and_after(row)
    return TemplateResponse(request, "desk/act.html", context)


def before_and_after(row: Activity) -> dict[str, Any]:
    """The text compared with what it was before the act. Two queries.

    Of the revisions between two acts some may not be kept any more: then it is compared with the nearest before.
    """
    kept = Revision.objects.filter(summary=row.summary)
    after = kept.filter(number=row.revision).first()
    before = kept.filter(number__lte=getattr(row, "before", None) or 0).first()
    if after is None:
        return {"not_kept": row.revision}
    new = from_json(after.document)
    old = from_json(before.document) if before else Document(new.language)
    return {"comparison": changes(old, new), "since": before.number if before else None}


def changes(old: Document, new: Document) -> list[Stretch]:
    """What a page shows of two texts."""
    return stretches(compare(old, new))


# --- All of them ------------------------------------------------------------------------------------------------------


class FilterForm(forms.Form):
    """Which acts: of whom, of what kind, on texts of which language, on which days; all fields may be empty."""

    user = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    action = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    since = forms.DateField(
        label=pgettext_lazy("date", "From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(label=pgettext_lazy("date", "To"), required=False, widget=forms.DateInput({"type": "date"}))
    summary = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)

    NOBODY = "0"  # what a command did

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        languages = readable_languages(user)
        everything = ("", _("all"))
        acted = User.objects.filter(Exists(Activity.objects.filter(user=OuterRef("pk"))))
        people = sorted(((str(person.pk), name_of(person)) for person in acted), key=lambda pair: pair[1].casefold())
        self.fields["user"].choices = [everything, *people, (self.NOBODY, _("the system"))]
        self.fields["action"].choices = [everything, *LABELS.items()]
        self.fields["language"].choices = [
            ("", pgettext("languages", "all")),
            *(pair for pair in Language.choices if pair[0] in languages),
        ]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", _("This day is before the first."))
        return data

    def of(self, rows: QuerySet[Activity]) -> QuerySet[Activity]:
        """Those of the rows that are asked for; days are Geneva's."""
        data = self.cleaned_data
        if data["user"]:
            rows = rows.filter(user=None if data["user"] == self.NOBODY else data["user"])
        if data["action"]:
            rows = rows.filter(action=data["action"])
        if data["language"]:
            rows = rows.filter(summary__language=data["language"])
        if data["summary"]:
            rows = rows.filter(summary=data["summary"])
        if data["since"]:
            rows = rows.filter(at__gte=_midnight(data["since"]))
        if data["until"]:
            rows = rows.filter(at__lt=_midnight(data["until"] + datetime.timedelta(days=1)))
        return rows


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


@admin.register(Activity)
class ActivityAdmin(OfDesk, Record):
    """The record over all texts, in the place where the admin lists a model's rows."""

    language_path = "summary__language"

    def get_urls(self):
        at = self.admin_site.admin_view
        return [
            path("csv/", at(self.csv_view), name="meetings_activity_csv"),
            path("<int:pk>/", at(require_safe(self.act_view)), name="meetings_activity_act"),
            *super().get_urls(),
        ]

    def _rows(self, request: HttpRequest) -> QuerySet[Activity]:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return readable(request.user)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        rows, form = self._rows(request), FilterForm(request.GET, user=request.user)
        acts, older = page_of(form.of(rows), request.GET.get("before", "")) if form.is_valid() else ([], None)
        asked = request.GET.copy()
        asked.pop("before", None)
        context = self.admin_site.each_context(request) | {
            "title": _("Record of all acts"),
            "opts": self.opts,
            "form": form,
            "acts": acts,
            "older": older,
            "asked": asked.urlencode(),
            "paged": "before" in request.GET,
        }
        return TemplateResponse(request, "desk/record.html", context, status=422 if form.errors else 200)

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """What is filtered, as a table for a spreadsheet, sent as it is read."""
        rows, form = self._rows(request), FilterForm(request.GET, user=request.user)
        if not form.is_valid():
            return HttpResponseRedirect(f"{reverse('admin:meetings_activity_changelist')}?{request.GET.urlencode()}")
        rows = form.of(rows).order_by("-at", "-pk")
        table = lines(rows, translation.get_language())
        response = StreamingHttpResponse(table, content_type="text/csv; charset=utf-8")
        name = f"record-{timezone.localdate()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def act_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return act_page(request, get_object_or_404(with_revision_before(self._rows(request)), pk=pk))

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        """Where other pages of the admin lead to."""
        row = get_object_or_404(self._rows(request), pk=object_id if str(object_id).isdecimal() else 0)
        return HttpResponseRedirect(reverse("admin:meetings_activity_act", args=[row.pk]))


# --- For a spreadsheet ------------------------------------------------------------------------------------------------


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def lines(rows: QuerySet[Activity], language: str) -> Iterator[str]:
    """The lines of a CSV file, the mark first by which spreadsheets know UTF-8; read from the database in batches.

    They are made after the page has been answered, and so in a language of their own.
    """
    writer = csv.writer(_Echo())
    with translation.override(language):
        names = [_("When"), _("Who"), _("Account"), _("What"), _("Act"), _("Summary"), _("Press symbol"),
            _("Language"), _("Headline"), _("From"), _("To"), _("Revision"), _("Comment"), _("Besides"),
            _("Entry"), _("Hash")]  # fmt: skip
    yield "\ufeff" + writer.writerow(names)
    for batch in _batches(rows.iterator(chunk_size=1000)):
        with translation.override(language):
            cells = [_cells(act) for act in told(batch)]
        yield "".join(writer.writerow(map(harmless, row)) for row in cells)


def _batches(rows: Iterable[Activity], size: int = 1000) -> Iterator[list[Activity]]:
    batch: list[Activity] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _cells(act: Act) -> list[Any]:
    row, summary = act.row, act.row.summary
    besides = "; ".join(f"{name}: {value}" for name, value in act.details)
    at = timezone.localtime(row.at).isoformat(timespec="seconds")
    return [at, act.who, row.user_id or "", act.what, row.action, summary.pk, summary.symbol, summary.language,
        summary.headline, row.get_from_state_display(), row.get_to_state_display(), row.revision, row.comment, besides,
        row.number, row.hash]  # fmt: skip
