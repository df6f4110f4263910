"""Words that are not saved: taken from the page while it is written, and offered again with what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import islice

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from meetings.document import Document, Names
from meetings.document.differences import SAME, Stretch, compare, stretches
from meetings.models import Buffer, Summary
from meetings.newsroom import buffers, revisions
from meetings.newsroom.permissions import readable_languages
from meetings.newsroom.refusal import Refused

from . import conflicts
from .sheet import Sheet

SHOWN = 5  # offers with all that differs; the next ones follow when these are dealt with
GONE = "gone"  # names the fields that a page no longer has: boxes that are not ticked any more
OF_THE_PAGE = ("csrfmiddlewaretoken", "tab", "seen", "user", "brought", "sign-in-username", "sign-in-password")

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Offer:
    """Words that one may take up. `comparison` is what differs from the revision that they began from; None: they
    cannot be read as a text (a date that is none), and are shown in the forms only."""

    row: Buffer
    comparison: list[Stretch] | None

    @property
    def hour(self) -> str:
        return buffers.hour(self.row.updated_at)


def words_of(posted: QueryDict) -> str:
    """What of a posted form is kept."""
    data = posted.copy()
    for name in OF_THE_PAGE:
        data.pop(name, None)
    return data.urlencode()


def page_of(row: Buffer, document: Document) -> QueryDict:
    """The form as it was, to be posted to `document`, the revision that it is based on."""
    data, changed = Sheet(document).as_posted(), QueryDict(row.data, mutable=True)
    for name in changed.pop(GONE, []):
        data.pop(name, None)
    for name, values in changed.lists():
        data.setlist(name, values)
    return data


def offers(summary: Summary, now: Document, rows: Iterable[Buffer]) -> list[Offer]:
    """Those of one's own words that are not in the text as it is now, the newest first; the first few."""
    found = (_offer(summary, now, row) for row in rows)
    return list(islice((offer for offer in found if offer), SHOWN))


def _offer(summary: Summary, now: Document, row: Buffer) -> Offer | None:
    """None: these words are in the text."""
    began_from = now if row.based_on == summary.revision else revisions.get(summary, row.based_on)
    data = page_of(row, began_from)
    sheet, decisions = Sheet(began_from, data), conflicts.answered(data, began_from)
    if not all([sheet.is_valid(), *(decision.is_valid() for decision in decisions)]):
        return Offer(row, None)
    mine = sheet.mine(Names(summary.language))
    for decision in decisions:
        mine = decision.apply(mine)
    units = compare(began_from, mine)
    differs = any(unit.status != SAME or unit.restyled for unit in units)
    return Offer(row, stretches(units)) if differs and mine != now else None


# --- Addresses --------------------------------------------------------------------------------------------------------


def quiet(view: View) -> View:
    """What a page asks by itself, by POST: no sign of a person, so that it makes no session last longer."""

    @wraps(view)
    @never_cache
    def asked(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        request.renews_session = False
        return view(request, pk)

    return asked


@quiet
def autosave_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps what a page sends, and says so only then. `ended`: the page goes on under another name.

    `brought` are words of an earlier page that a browser kept while we could not be reached, or may not have been.
    """
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    summary = get_object_or_404(readable.only("language", "revision"), pk=pk)
    if request.POST.get("user") != str(request.user.pk):
        return JsonResponse({"refused": _("Somebody else has signed in here: these words are not theirs.")}, status=409)
    tab, seen = request.POST.get("tab", ""), request.POST.get("seen", "")
    try:
        if "unchanged" in request.POST:
            buffers.forget(summary, request.user, tab)
            return JsonResponse({"said": ""})
        based_on = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        words = words_of(request.POST)
        if "brought" in request.POST and buffers.has(summary, request.user, tab, words):
            return JsonResponse({"known": True})
        kept = buffers.keep(summary, request.user, tab, based_on, words)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    said = _("Saved %(time)s") % {"time": buffers.hour(timezone.now())}
    return JsonResponse({"said": said} if kept else {"ended": True})


def act_view(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Takes one's own words up again, or throws them away."""
    if name not in ("take-up", "throw-away"):
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    summary = get_object_or_404(readable, pk=pk)
    key, tab = request.POST.get("words", ""), buffers.new_tab()
    address = summary.get_absolute_url()
    try:
        row = int(key) if key.isdecimal() and len(key) < 19 else 0
        if name == "take-up":
            buffers.take_up(row, request.user, tab)
            return HttpResponseRedirect(f"{address}?edit&words={tab}")
        buffers.throw_away(row, request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Thrown away."))
    return HttpResponseRedirect(address)
