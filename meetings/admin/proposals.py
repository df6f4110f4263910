"""Changed texts of releases that are here: each beside the text as it stands, for a person to decide."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.document.differences import compare, stretches
from meetings.models import ImportProposal, State
from meetings.newsroom import mapping, workflow
from meetings.newsroom.importing import proposals
from meetings.newsroom.importing.report import doubts_of
from meetings.newsroom.permissions import desks
from meetings.newsroom.refusal import Refused

from .access import OfDesk, Record
from .writing import posted_revision

TAKE, DISMISS, REOPEN = "take", "dismiss", "reopen"

# What is said after each act.
DONE = {
    TAKE: gettext_lazy("Taken over: the text was changed, and you are named as who did it."),
    DISMISS: gettext_lazy("Dismissed: the text stays as it is."),
    REOPEN: gettext_lazy("Reopened: it is a draft again; what was published stays public."),
}


@admin.register(ImportProposal)
class ImportProposalAdmin(OfDesk, Record):
    language_path = "summary__language"
    list_display = ("release", "source_name", "created_at", "created_by", "decided")
    list_filter = ("decision", "summary__language", ("summary__body", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("summary", "created_by", "decided_by")
    search_fields = ("summary__symbol", "summary__headline", "source_name")
    ordering = ("decision", "-created_at")

    @admin.display(description=gettext_lazy("summary"), ordering="summary__symbol")
    def release(self, proposal: ImportProposal) -> str:
        return str(proposal.summary)

    @admin.display(description=gettext_lazy("decision"), ordering="decision")
    def decided(self, proposal: ImportProposal) -> str:
        return proposal.get_decision_display() if proposal.decision else _("to be decided")

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Changed texts")})

    def change_view(self, request: HttpRequest, object_id, form_url="", extra_context=None) -> HttpResponse:
        if not str(object_id).isdecimal() or len(str(object_id)) > 18:
            raise Http404
        readable = self.get_queryset(request).select_related("summary__body", "created_by", "decided_by")
        proposal = get_object_or_404(readable, pk=object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, proposal)
        act, summary = request.POST.get("act", ""), proposal.summary
        if act not in DONE:
            raise Http404
        try:
            perform(act, proposal, posted_revision(request), request.user)
        except Refused as refusal:
            summary.refresh_from_db()
            return self._page(request, proposal, refusal.obstacles)
        messages.success(request, DONE[act])
        return HttpResponseRedirect(request.path if act == REOPEN else summary.get_absolute_url())

    def _page(self, request: HttpRequest, proposal: ImportProposal, refusals: list[str] | None = None) -> HttpResponse:
        summary = proposal.summary
        current = mapping.read(summary)
        at_desk = summary.language in desks(request.user)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": summary.headline or _("A summary without a headline"),
            "proposal": proposal,
            "summary": summary,
            "doubts": doubts_of(proposal.warnings),
            "comparison": stretches(compare(current, proposals.as_it_would_stand(proposal, current))),
            "text_language": summary.language,
            "refusals": refusals or [],
            "at_desk": at_desk,
            "against": workflow.obstacles(summary, "edit", request.user),
            "may_reopen": summary.state == State.PUBLISHED and not workflow.obstacles(summary, "reopen", request.user),
        }
        return TemplateResponse(request, "desk/proposal.html", context, status=409 if refusals else 200)


def perform(act: str, proposal: ImportProposal, seen: int, user: User) -> None:
    """One of the acts of the page, on the text as it was at revision `seen`. Raises Refused."""
    if act == TAKE:
        proposals.take_over(proposal, seen, user)
    elif act == DISMISS:
        proposals.dismiss(proposal, user)
    else:
        workflow.perform(proposal.summary, "reopen", user, seen=seen)
