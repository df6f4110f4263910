"""Archives that came in as batches: what became of each file, and what two reviewers do with the whole."""

from __future__ import annotations

import datetime
from io import StringIO
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import ImportBatch, ImportItem
from meetings.newsroom.archive import Stage, lacks, with_stages
from meetings.newsroom.importing import acts
from meetings.newsroom.importing.report import doubts_of, write_report
from meetings.newsroom.permissions import desks, is_reviewer, readable_languages
from meetings.newsroom.refusal import Refused

from .access import Record

PER_PAGE = 50
ACTS = {"hand-in": acts.hand_in, "approve": acts.approve_and_publish}
TITLES = {"hand-in": gettext_lazy("Handed in"), "approve": gettext_lazy("Approved and published")}


@admin.register(ImportBatch)
class ImportBatchAdmin(Record):
    list_display = ("name", "source", "created_at", "created_by", "files")
    list_select_related = ("created_by",)
    search_fields = ("name", "source")

    def get_urls(self):
        def at(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"meetings_importbatch_{name}")

        return [
            at("<int:pk>/report.csv", self.report_view, "report"),
            at("<int:pk>/acts/<slug:name>/", self.act_view, "act"),
            at("<int:pk>/settle/<int:id>/", self.settle_view, "settle"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        return super().get_queryset(request).annotate(count=Count("items"))

    @admin.display(description=gettext_lazy("files"), ordering="count")
    def files(self, batch: ImportBatch) -> int:
        return batch.count  # type: ignore[attr-defined]

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Archive batches")})

    # --- One batch ----------------------------------------------------------------------------------------------------

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None) -> HttpResponse:
        batch = self._batch(request, object_id)
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        return self._page(request, batch)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """One of ACTS on all that it fits; what became of each text is told on the page that answers."""
        batch = self._batch(request, pk)
        if name not in ACTS:
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            result = ACTS[name](batch, request.user, posted_moment(request))
        except Refused as refusal:
            return self._page(request, batch, refusals=refusal.obstacles)
        return self._page(request, batch, result=result, done=TITLES[name])

    def settle_view(self, request: HttpRequest, pk: int, id: int) -> HttpResponse:
        """Somebody has looked at what was doubtful in a file."""
        batch = self._batch(request, pk)
        item = get_object_or_404(self._items(request, batch), pk=id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            acts.settle(item, request.user)
        except Refused as refusal:
            return self._page(request, batch, refusals=refusal.obstacles)
        messages.success(request, _("Settled: %(file)s") % {"file": item.name})
        return HttpResponseRedirect(f"{batch.get_absolute_url()}?{request.GET.urlencode()}")

    def report_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What needs a person, for a spreadsheet."""
        batch = self._batch(request, pk)
        items = with_stages(self._items(request, batch)).order_by("name")
        file = StringIO(newline="")
        write_report(file, items, lacks, request.build_absolute_uri)
        name = slugify(batch.name) or "batch"
        return HttpResponse(
            file.getvalue(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    def _batch(self, request: HttpRequest, pk: int | str) -> ImportBatch:
        if not str(pk).isdecimal() or len(str(pk)) > 18:
            raise Http404
        batch = get_object_or_404(self.get_queryset(request).select_related("created_by"), pk=pk)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        return batch

    def _items(self, request: HttpRequest, batch: ImportBatch) -> QuerySet[ImportItem]:
        """Those of the person's desks, and those that belong to none."""
        items = batch.items.select_related("summary", "proposal", "checked_by")
        return acts.visible(items, readable_languages(request.user))

    def _page(
        self,
        request: HttpRequest,
        batch: ImportBatch,
        *,
        result: acts.Result | None = None,
        done: Any = "",
        refusals: list[str] | None = None,
    ) -> HttpResponse:
        items = with_stages(self._items(request, batch))
        counts = dict(items.order_by().values_list("stage").annotate(Count("pk")))
        stage = request.GET.get("stage", "")
        shown = items.filter(stage=stage) if stage in Stage.values else items
        page = Paginator(shown.order_by("name"), PER_PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": batch.name,
            "batch": batch,
            "stages": [(choice, label, counts.get(choice, 0)) for choice, label in Stage.choices if counts.get(choice)],
            "stage": stage,
            "total": sum(counts.values()),
            "page": page,
            "rows": [Row(item) for item in page],
            "result": result,
            "told": told(result, done) if result else "",
            "refusals": refusals or [],
            "opened": timezone.now().isoformat(),
            "ready": counts.get(Stage.READY, 0),
            "to_approve": counts.get(Stage.HANDED_IN, 0) + counts.get(Stage.APPROVED, 0),
            "reviews": any(is_reviewer(request.user, language) for language in desks(request.user)),
        }
        return TemplateResponse(request, "desk/batch.html", context, status=409 if refusals else 200)


class Row:
    """A file of a batch as the page shows it."""

    def __init__(self, item: Any) -> None:
        self.item = item
        self.stage = Stage(item.stage)
        self.lacks = lacks(item)
        self.doubts = doubts_of(item.warnings)
        self.leads_to = item.proposal if item.proposal and not item.proposal.decision else item.summary
        self.can_settle = bool(item.summary and item.lacks_doubts)


def told(result: acts.Result, done: Any) -> str:
    """What became of an act, in one sentence."""
    count = len(result.done)
    said = ngettext("%(done)s: %(count)s text.", "%(done)s: %(count)s texts.", count) % {"done": done, "count": count}
    if result.left:
        words = {"count": result.left}
        said += (
            " "
            + ngettext(
                "%(count)s text is left: go on by pressing the button again.",
                "%(count)s texts are left: go on by pressing the button again.",
                result.left,
            )
            % words
        )
    return said


def posted_moment(request: HttpRequest) -> datetime.datetime:
    """When the person opened the page; long ago where that was not said, so that nothing is done unseen."""
    try:
        moment = parse_datetime(request.POST.get("opened", ""))
    except ValueError:
        moment = None
    return moment if moment and timezone.is_aware(moment) else datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
