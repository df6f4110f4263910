"""The public's pages: what is published, in the language of the address. No cookie, no session, no user."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from . import feeds, front, paging, search
from .corrections import PLACE, corrections_of
from .listing import selection
from .meant import meant
from .words import OTHER, labelled

PAGE_SIZE = 25
FEED_SIZE = 50


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for everyone: in the language of its address, kept by caches, but asked after each time.

    Its ETag is made of all that it says, so that what is published is seen at once.
    """

    @functools.wraps(view)
    def speaking(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        with translation.override(language):
            return view(request, language=language, **kwargs)

    return require_safe(conditional_page(cache_control(public=True, max_age=0, must_revalidate=True)(speaking)))


def page(template: str, language: str, status: int = 200, **context: Any) -> HttpResponse:
    """A template without the request, so that nothing in it can depend on who asks."""
    context |= {"language": language, "other": OTHER[language]}
    return HttpResponse(render_to_string(template, context), status=status)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """The one address whose answer depends on what the browser asks for."""
    wanted = (code[:2] for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    language = next((code for code in wanted if code in OTHER), "en")
    latest_there = reverse("public:latest", kwargs={"language": language})
    return HttpResponseRedirect(latest_there, headers={"Vary": "Accept-Language"})


@public
def latest(request: HttpRequest, language: str) -> HttpResponse:
    """What is published, newest first, narrowed by filters; without any, the front page of the site."""
    chosen, at = selection(language, request.GET), paging.position(request.GET)
    is_front = not request.GET
    found = paging.page(chosen, at, PAGE_SIZE, **(front.expressions() if is_front else {}))
    if found["leads_to"] and not found["errors"]:
        return HttpResponseRedirect(found["leads_to"])
    above = front.matter(found["besides"], language) if is_front else None
    status = 400 if found["errors"] else 200
    return page("public/latest.html", language, status, **found, front=above, section="latest")


@public
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """The same list as an Atom feed."""
    chosen = selection(language, request.GET)
    found = feeds.releases(chosen) if chosen.valid else None
    if found is None:
        said = "\n".join(labelled(*error) for error in chosen.errors) or _("There is no such list.")
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(found, content_type=feeds.ATOM)


@public
def search_page(request: HttpRequest, language: str) -> HttpResponse:
    """What was said, by its words, best first; the same filters narrow it."""
    found = search.page(selection(language, request.GET), request.GET)
    return page("public/search.html", language, 400 if found["errors"] else 200, **found, section="search")


@public
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """What was corrected, added or withdrawn since it was published, in all releases of a language."""
    before = request.GET.get("before", "")
    if before and not PLACE.fullmatch(before):
        raise Http404
    found = corrections_of(language, PAGE_SIZE + 1, before)
    context = {"corrections": found[:PAGE_SIZE], "more": len(found) > PAGE_SIZE, "before": before}
    return page("public/corrections.html", language, **context)


@public
def corrections_feed(request: HttpRequest, language: str) -> HttpResponse:
    """The same as an Atom feed, for news agencies and readers."""
    return HttpResponse(feeds.corrections(corrections_of(language, FEED_SIZE), language), content_type=feeds.ATOM)


# --- Errors ---------------------------------------------------------------------------------------------------------


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the address may have meant, and a search for its words."""
    language = language_of(request)
    with translation.override(language):
        found, words = meant(request.path_info, language)
        query = urlencode({"q": words}) if words else ""
        return page("404.html", language, 404, meant=found, words=query)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error(request, 400)


def failed(request: HttpRequest) -> HttpResponse:
    return error(request, 500)


def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error in the language of the address; it needs no database."""
    language = language_of(request)
    with translation.override(language):
        return page(f"{status}.html", language, status)


def language_of(request: HttpRequest) -> str:
    return "fr" if request.path_info.startswith("/fr/") else "en"
