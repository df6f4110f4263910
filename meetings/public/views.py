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
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from meetings.document import from_json, press_symbol
from meetings.exports import json as json_export
from meetings.models import Publication

from . import pages
from .filters import PublicationFilter
from .queries import listed, publication_at
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
    response = HttpResponseRedirect(reverse("public:latest", kwargs={"language": language}))
    patch_vary_headers(response, ["Accept-Language"])
    return response


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


def at_its_address(show: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds a publication; leads other spellings and the other language's keys to the right address."""

    @functools.wraps(show)
    def view(request: HttpRequest, language: str, key: str, version: int | None = None) -> HttpResponse:
        canonical = canonical_key(key)
        publication = publication_at(canonical, version)
        if publication is None:
            raise Http404
        if (publication.language, publication.key) != (language, key):
            match = request.resolver_match
            right = match.kwargs | {"language": publication.language, "key": canonical}
            return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs=right))
        if withdrawn := pages.withdrawal(publication):
            return page("public/gone.html", language, 410, publication=publication, withdrawn=withdrawn)
        return show(publication)

    return view


def canonical_key(spelling: str) -> str:
    symbol = press_symbol(spelling.upper())
    return symbol.key if symbol else spelling


@public
@at_its_address
def release(publication: Publication) -> HttpResponse:
    return page("public/release.html", publication.language, **pages.release(publication))


@public
def spelling(request: HttpRequest, language: str, spelling: str) -> HttpResponse:
    """A press symbol written with a slash, as bodies used to print it."""
    if not press_symbol(spelling.upper()):
        raise Http404
    kwargs = {"language": language, "key": canonical_key(spelling)}
    return HttpResponsePermanentRedirect(reverse("public:release", kwargs=kwargs))


@public
@at_its_address
def text(publication: Publication) -> HttpResponse:
    return HttpResponse(publication.text, content_type="text/plain; charset=utf-8")


@public
@at_its_address
def json(publication: Publication) -> HttpResponse:
    content = json_export.render(
        from_json(publication.content),
        key=publication.key,
        language=publication.language,
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
