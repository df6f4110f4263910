"""Pages to follow a list, and to stop. No cookie: what is allowed is allowed by the token of a mail, or to everyone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from rest_framework.throttling import SimpleRateThrottle

from meetings.models import Subscription
from meetings.public.listing import Selection, selection, unknown
from meetings.public.views import page
from meetings.public.words import OTHER

from . import subscriptions
from .forms import FollowForm, FrequencyForm

LONGEST_QUERY = Subscription._meta.get_field("query").max_length or 0
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


class AskedOften(SimpleRateThrottle):
    """How often one network address may ask for mails."""

    rate = "20/hour"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return f"follow-{self.get_ident(request)}"


def unkept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """In the language of its address, kept by no cache. No session gives a form its power, so none can be misused."""

    @functools.wraps(view)
    def speaking(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        with translation.override(language):
            response = view(request, language=language, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return never_cache(csrf_exempt(speaking))


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, language: str) -> HttpResponse:
    """The ways to follow a list: `?body=HRC` is the list of that body."""
    chosen = selection(language, request.GET)
    errors = list(chosen.errors) or unknown(chosen, chosen.offered)
    if errors or len(chosen.query) > LONGEST_QUERY:
        return page("contact/no_list.html", language, 400, errors=errors)
    if request.method != "POST":
        return _form(chosen, FollowForm())
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _form(chosen, form, 400)
    if not AskedOften().allow_request(request, None):
        return page("contact/too_often.html", language, 429, selection=chosen)
    address = form.cleaned_data["address"]
    if not form.is_by_a_program:
        subscriptions.ask(address, chosen, form.cleaned_data["frequency"])
    return page("contact/asked.html", language, selection=chosen, address=address)


def _form(chosen: Selection, form: FollowForm, status: int = 200) -> HttpResponse:
    query = f"?{chosen.query}" if chosen.query else ""
    context = {
        "selection": chosen,
        "form": form,
        "most": subscriptions.MOST_LISTS,
        "calendar": _calendar(chosen),
        "elsewhere": reverse("contact:follow", kwargs={"language": OTHER[chosen.language]}) + query,
    }
    return page("contact/follow.html", chosen.language, status, **context)


def _calendar(chosen: Selection) -> str:
    """The calendar of the session or body of a list, or of all meetings."""
    kwargs = {"language": chosen.language}
    if body := chosen.values.get("body", "").lower():
        kwargs |= {"body": body}
        if session := chosen.values.get("session"):
            return reverse("public:session_calendar", kwargs=kwargs | {"session": session})
    return reverse("public:body_calendar" if body else "public:calendar", kwargs=kwargs)


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Confirms, changes or stops: what a mail leads to. Looking at it does nothing, since programs look at mails."""
    found = subscriptions.find(token)
    if found is None:
        return page("contact/ended.html", language, 410)
    if request.method != "POST":
        return _subscription(found, token)
    return ACTS.get(request.POST.get("act", ""), _change)(request, found, token)


def _subscription(found: Subscription, token: str, done: str = "") -> HttpResponse:
    chosen = selection(found.language, QueryDict(found.query))
    form = FrequencyForm(initial={"frequency": found.frequency})
    context = {"subscription": found, "selection": chosen, "form": form, "token": token, "done": done}
    return page("contact/subscription.html", found.language, **context)


def _confirm(request: HttpRequest, found: Subscription, token: str) -> HttpResponse:
    subscriptions.confirm(found)
    found.refresh_from_db()
    return _subscription(found, token, done="confirmed")


def _change(request: HttpRequest, found: Subscription, token: str) -> HttpResponse:
    form = FrequencyForm(request.POST)
    if form.is_valid():
        subscriptions.change(found, form.cleaned_data["frequency"])
        found.refresh_from_db()
    return _subscription(found, token, done="changed" if form.is_valid() else "")


def _stop(request: HttpRequest, found: Subscription, token: str) -> HttpResponse:
    subscriptions.stop(found)
    return page("contact/ended.html", found.language)


def _stop_all(request: HttpRequest, found: Subscription, token: str) -> HttpResponse:
    subscriptions.stop_all(found)
    return page("contact/ended.html", found.language)


ACTS = {"confirm": _confirm, "change": _change, "stop": _stop, "stop_all": _stop_all}


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """What mail programs post to at one click (RFC 8058), as often as they like; a person who comes here is asked."""
    found = subscriptions.find(token)
    if found is None:
        return page("contact/ended.html", language)
    return _subscription(found, token) if request.method != "POST" else _stop(request, found, token)
