"""The desk's page of speakers that nobody has looked at yet: confirmed, merged or split by one click or key each."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Language, Speaker, SpeakerAct
from meetings.newsroom import merging, undoing
from meetings.newsroom.likeness import Suggestion, suggestions
from meetings.newsroom.merging import looked_up
from meetings.newsroom.permissions import readable_languages, speaker_acts
from meetings.newsroom.refusal import Refused
from meetings.newsroom.speakers import relink, search
from meetings.newsroom.unconfirmed import LARGEST_KEY, Asked, rows, wanted

from .speaker_cards import card, said, twins

PAGE = 25
MOST_ACTS = 50
MOST_COUNTED = 999
MOST_FOUND = 9  # one key each


class Decided(admin.ModelAdmin):
    """The stock form of a speaker: merging has pages of its own, and what a name leads to follows the names."""

    def save_model(self, request, obj, form, change) -> None:
        """Only what was changed is written: someone may merge the speaker at this very moment."""
        obj.save(update_fields=form.changed_data if change else None)

    def save_related(self, request, form, formsets, change) -> None:
        speaker = form.instance
        before = looked_up(speaker.names.all())
        super().save_related(request, form, formsets, change)
        after = looked_up(speaker.names.all())
        relink(before - after, [speaker.pk])
        relink(after - before, None)


def list_view(request: HttpRequest) -> HttpResponse:
    """Those to confirm, as filtered, with suggestions; `done` is the act that a click has just led to."""
    acts = _allowed(request)
    asked = read_asked(request.GET)
    found = rows(asked, readable_languages(request.user), PAGE + 1)
    likely = suggestions([row.speaker.pk for row in found[:PAGE]])
    shown = [card(row) | {"suggestions": likely[row.speaker.pk]} for row in found[:PAGE]]
    for one, following in pairwise(shown):
        one["next"] = following["speaker"].pk
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = _context(request, _("Speakers to confirm")) | {
        "rows": shown,
        "total": wanted(asked).count(),
        "asked": asked,
        "acts": acts,
        "kinds": [(kind.value, kind.label) for kind in merging.KINDS],
        "languages": Language.choices,
        "back": address_of(asked),
        "next": address_of(asked, (last.places, last.speaker.pk)) if last else "",
        "first": address_of(Asked(asked.kind, asked.language, asked.words)) if asked.after else "",
        "plain": [row["speaker"].pk for row in shown if not row["suggestions"]],
        "twins": twins(shown) if "merge" in acts else [],
        "done": _done(request.GET.get("done", "")),
    }
    return TemplateResponse(request, "admin/meetings/speaker/unconfirmed.html", context)


def to_confirm(user: User) -> str:
    """How many wait for someone who may decide about them: "" for none, "999+" for very many. One query."""
    count = wanted(Asked())[: MOST_COUNTED + 1].count() if speaker_acts(user) else 0
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")


def decide_view(request: HttpRequest) -> HttpResponse:
    """Does what the button says that was clicked, and leads back to the place, at the speaker that comes next."""
    _allowed(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    what, *keys = request.POST.get("do", "").split(":")
    pks = [int(key) for key in keys if is_key(key)]
    try:
        act = _decide(request, what, pks, keys)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(request, stay=pks[0] if pks else None)
    if what == "undo":
        messages.success(request, _("Undone: %(act)s") % {"act": said(act)})
        return _back(request, stay=act.speaker_id)
    return _back(request, act)


def _decide(request: HttpRequest, what: str, pks: list[int], keys: list[str]) -> SpeakerAct:
    """The act of a button "what:key:…". Raises Refused, also for what no button says."""
    user: Any = request.user
    match what, pks:
        case "confirm", [pk]:
            return merging.confirm([pk], user)
        case "confirm_all", []:
            return merging.confirm([int(key) for key in request.POST.get("plain", "").split(",") if is_key(key)], user)
        case "merge_all", []:
            pairs = (pair.split(":") for pair in request.POST.get("twins", "").split(","))
            return merging.merge_all(
                [(int(p[0]), int(p[1])) for p in pairs if len(p) == 2 and all(map(is_key, p))], user
            )
        case "merge", [pk, other]:
            return merging.merge(pk, other, user)
        case "split", [pk]:
            return merging.split(pk, [int(key) for key in request.POST.getlist("names") if is_key(key)], user)
        case "discard", [pk]:
            return merging.discard(pk, user)
        case "kind", [pk]:
            return merging.change_kind(pk, keys[-1], user)
        case "undo", [pk] if SpeakerAct.objects.filter(pk=pk).exists():
            return undoing.undo(pk, user)
    raise Refused([_("This is not possible here. Look at the page again.")])


def merge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Any speaker to merge this one into: found by words of its name."""
    _speaker, context = _one(request, pk, "merge", _("Merge into another"))
    words = request.GET.get("q", "")[:250]
    found = [each for each in search(words, MOST_FOUND + 1) if each.pk != pk][:MOST_FOUND]
    likely: list[Suggestion] = [] if words.strip() else suggestions([pk])[pk]
    context |= {"words": words, "found": found or [each.speaker for each in likely], "likely": bool(likely)}
    return TemplateResponse(request, "admin/meetings/speaker/merge.html", context)


def split_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The printed names that lead to a speaker, to choose those that belong to another."""
    speaker, context = _one(request, pk, "split", _("Split"))
    context["names"] = merging.names_of(speaker)
    return TemplateResponse(request, "admin/meetings/speaker/split.html", context)


def acts_view(request: HttpRequest) -> HttpResponse:
    """Who decided what, the newest first, each to be undone where that is possible still."""
    _allowed(request)
    acts = SpeakerAct.objects.filter(by__isnull=False, part_of=None).select_related(
        "speaker", "other", "by", "undone_by"
    )
    acts = acts.prefetch_related(Prefetch("parts", SpeakerAct.objects.select_related("speaker").order_by("pk")))
    before = request.GET.get("before", "")
    found = list((acts.filter(pk__lt=int(before)) if is_key(before) else acts).order_by("-pk")[: MOST_ACTS + 1])
    context = _context(request, _("What was decided about speakers")) | {
        "lines": [(act, said(act)) for act in found[:MOST_ACTS]],
        "older": found[MOST_ACTS - 1].pk if len(found) > MOST_ACTS else None,
        "back_here": request.get_full_path(),
        "acts": speaker_acts(request.user),
    }
    return TemplateResponse(request, "admin/meetings/speaker/acts.html", context)


# --- Addresses --------------------------------------------------------------------------------------------------------


def is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def read_asked(query: QueryDict) -> Asked:
    """What an address asks for; what it says wrongly is not asked."""
    kind, language = query.get("kind", ""), query.get("language", "")
    places, _dash, pk = query.get("after", "").partition("-")
    return Asked(
        kind if kind in merging.KINDS else "",
        language if language in Language.values else "",
        query.get("q", "").strip()[:250],
        (int(places), int(pk)) if is_key(places) and is_key(pk) else None,
    )


def address_of(asked: Asked, after: tuple[int, int] | None = None) -> str:
    """The address of a page of the list."""
    place = after or asked.after
    query = {
        "kind": asked.kind,
        "language": asked.language,
        "q": asked.words,
        "after": "-".join(map(str, place)) if place else "",
    }
    query = {name: value for name, value in query.items() if value}
    return reverse("desk:speakers") + (f"?{urlencode(query)}" if query else "")


def _back(request: HttpRequest, act: SpeakerAct | None = None, stay: int | None = None) -> HttpResponse:
    """Back to where the click was: to the speaker that comes next there, or, for `stay`, to that one."""
    back = request.POST.get("back", "")
    list_address = reverse("desk:speakers")
    if not back.startswith(list_address):
        back = list_address
    path, _mark, query = back.partition("?")
    values = QueryDict(query, mutable=True)
    values.pop("done", None)
    if act:
        values["done"] = str(act.pk)
        if path != reverse("desk:speaker_acts"):
            path = list_address
    order = request.POST.get("order", "").split(",")
    key = str(stay or (act.speaker_id if act else ""))
    if act and act.action != "kind" and key in order:
        following = order[order.index(key) + 1 :] or order[: order.index(key)][-1:]
        key = following[0] if following else ""
    where = f"?{values.urlencode()}" if values else ""
    return HttpResponseRedirect(f"{path}{where}" + (f"#s-{key}" if is_key(key) else ""))


# --- What all pages need ----------------------------------------------------------------------------------------------


def _allowed(request: HttpRequest) -> frozenset[str]:
    """What this person may decide about speakers; the page is for those who may decide something."""
    acts = speaker_acts(request.user)
    if not acts:
        raise PermissionDenied
    return acts


def _one(request: HttpRequest, pk: int, act: str, title: str) -> tuple[Speaker, dict[str, Any]]:
    """The speaker of a page of its own, and what the page needs; for those who may do the act."""
    if act not in _allowed(request) or request.method not in ("GET", "HEAD"):
        raise PermissionDenied
    speaker = get_object_or_404(Speaker.objects.current(), pk=pk if pk <= LARGEST_KEY else 0)
    back = request.GET.get("back", "")
    if not back.startswith(reverse("desk:speakers")):
        back = reverse("desk:speakers")
    following = request.GET.get("next", "")
    order = f"{pk},{following}" if is_key(following) else ""
    return speaker, _context(request, title) | {"speaker": speaker, "back": back, "order": order}


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return admin.site.each_context(request) | {"title": title, "opts": Speaker._meta}


def _done(key: str) -> tuple[SpeakerAct, str] | None:
    """The act that was just done, and what is said of it, as long as it is not undone."""
    if not is_key(key):
        return None
    acts = SpeakerAct.objects.select_related("speaker", "other").filter(by__isnull=False, undone_at=None)
    act = acts.prefetch_related("parts__speaker").filter(pk=key).first()
    return (act, said(act)) if act else None
