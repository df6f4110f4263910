"""The public's pages: what is published, in the language of the address. No cookie, no session, no user."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from meetings.document import from_json, press_symbol
from meetings.exports import json as json_export
from meetings.models import Publication

from . import pages
from .filters import PublicationFilter
from .queries import listed, moved_to, publication_at
from .words import OTHER

PAGE_SIZE = 25


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
    wanted = (code[:2] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    language = next((code for code in wanted if code in OTHER), "en")
    latest_there = reverse("public:latest", kwargs={"language": language})
    return HttpResponseRedirect(latest_there, headers={"Vary": "Accept-Language"})


@public
def latest(request: HttpRequest, language: str) -> HttpResponse:
    publications = Publication.objects.current().in_language(language).newest_first()
    narrowed = PublicationFilter(request.GET, publications)
    valid = narrowed.is_valid()
    found = listed(
        narrowed.qs if valid else publications.none(), PAGE_SIZE + 1, body=narrowed.form.cleaned_data.get("body", "")
    )
    context = pages.latest(found, narrowed, PAGE_SIZE, language)
    return page("public/latest.html", language, 200 if valid else 400, **context)


# --- A release ------------------------------------------------------------------------------------------------------

Show = Callable[[Publication], HttpResponse]


@public
def release(request: HttpRequest, language: str, key: str, version: int | None = None) -> HttpResponse:
    return at_its_address(request, publication_at(canonical(key), version, "html"), as_page)


@public
def text(request: HttpRequest, language: str, key: str) -> HttpResponse:
    return at_its_address(request, publication_at(canonical(key), None, "text"), as_text)


@public
def json(request: HttpRequest, language: str, key: str) -> HttpResponse:
    return at_its_address(request, publication_at(canonical(key), None, "content"), as_json)


@public
def spelling(request: HttpRequest, language: str, spelling: str) -> HttpResponse:
    """A press symbol written with slashes, as it was printed in former years."""
    if not press_symbol(spelling.upper()):
        raise Http404
    kwargs = {"language": language, "key": canonical(spelling)}
    return HttpResponsePermanentRedirect(reverse("public:release", kwargs=kwargs))


def canonical(spelling: str) -> str:
    """The key that a spelling of a press symbol stands for; keys of other kinds have one spelling."""
    symbol = press_symbol(spelling.upper())
    return symbol.key if symbol else spelling


def at_its_address(request: HttpRequest, publication: Publication | None, show: Show) -> HttpResponse:
    """Shows a publication at the one address that is its own, and why it is gone where it was withdrawn."""
    match = request.resolver_match
    publication = publication or moved_to(canonical(match.kwargs["key"]))
    if publication is None:
        raise Http404
    own = {"language": publication.language, "key": pages.current_key(publication)}
    if match.kwargs != match.kwargs | own:
        return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs=match.kwargs | own))
    if withdrawn := pages.withdrawal(publication):
        return page("public/gone.html", publication.language, 410, publication=publication, withdrawn=withdrawn)
    return show(publication)


def as_page(publication: Publication) -> HttpResponse:
    return page("public/release.html", publication.language, **pages.release(publication))


def as_text(publication: Publication) -> HttpResponse:
    return HttpResponse(publication.text, content_type="text/plain; charset=utf-8")


def as_json(publication: Publication) -> HttpResponse:
    content = json_export.render(
        from_json(publication.content),
        key=publication.key,
        version=publication.version,
        published_at=publication.published_at.isoformat(),
        notice=publication.notice,
        hash=publication.hash,
    )
    return HttpResponse(content, content_type="application/json")


# --- Errors ---------------------------------------------------------------------------------------------------------


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    return error(request, 500)


def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error in the language of the address; it needs no database."""
    language = "fr" if request.path_info.startswith("/fr/") else "en"
    with translation.override(language):
        return page(f"{status}.html", language, status)
