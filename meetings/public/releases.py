"""A release: its page, its versions, two of them compared, and its other forms, each at the one address of its own."""

from __future__ import annotations

import json as python_json
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.document import from_json, press_symbol
from meetings.exports import json as json_export
from meetings.models import Publication

from . import pages
from .dialogues import around, before_and_after
from .queries import moved_to, publication_at
from .versions import Version, current_key, versions, withdrawal
from .views import page, public

Show = Callable[[Publication], HttpResponse]
Gone = Callable[[Publication, Version], HttpResponse]


@public
def release(request: HttpRequest, language: str, key: str, version: int | None = None) -> HttpResponse:
    return at_its_address(request, publication_at(canonical(key), version, "html", around=around()), as_page)


@public
def text(request: HttpRequest, language: str, key: str) -> HttpResponse:
    return at_its_address(request, publication_at(canonical(key), None, "text"), as_text, gone_as_text)


@public
def json(request: HttpRequest, language: str, key: str) -> HttpResponse:
    return at_its_address(request, publication_at(canonical(key), None, "content"), as_json, gone_as_json)


@public
def all_versions(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The list of versions; asked for two of them (`?old=1&new=3`), it leads to what changed from one to the other."""
    old, new = (request.GET.get(name, "") for name in ("old", "new"))
    if all(number.isdecimal() and len(number) < 6 for number in (old, new)) and old != new:
        kwargs = {"language": language, "key": key, "old": min(int(old), int(new)), "new": max(int(old), int(new))}
        return HttpResponsePermanentRedirect(reverse("public:comparison", kwargs=kwargs))
    return at_its_address(request, publication_at(canonical(key), None), as_list_of_versions)


@public
def comparison(request: HttpRequest, language: str, key: str, old: int, new: int) -> HttpResponse:
    """What changed from one version to a later one."""
    if old > new:
        kwargs = {"language": language, "key": key, "old": new, "new": old}
        return HttpResponsePermanentRedirect(reverse("public:comparison", kwargs=kwargs))
    publication = publication_at(canonical(key), new, "content", beside=old)
    if old == new or (publication and publication.former is None):
        raise Http404

    def as_comparison(publication: Publication) -> HttpResponse:
        return page("public/comparison.html", publication.language, **pages.comparison(publication, old))

    return at_its_address(request, publication, as_comparison, also=old)


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


# --- Where it is, and where it is no more ----------------------------------------------------------------------------


def gone(publication: Publication, withdrawn: Version) -> HttpResponse:
    """Why a text, or one version of it, cannot be read any more, and what to read instead."""
    live = next((v for v in versions(publication) if v.is_current and not v.withdrawn), None)
    context = {"publication": publication, "withdrawn": withdrawn, "live": live}
    return page("public/gone.html", publication.language, 410, **context)


def at_its_address(
    request: HttpRequest, publication: Publication | None, show: Show, gone: Gone = gone, *, also: int = 0
) -> HttpResponse:
    """Shows a publication at the one address that is its own, and why it is gone where it was withdrawn.

    `also` is another version that is shown along with it.
    """
    match = request.resolver_match
    publication = publication or moved_to(canonical(match.kwargs["key"]))
    if publication is None:
        raise Http404
    own = {"language": publication.language, "key": current_key(publication)}
    if match.kwargs != match.kwargs | own:
        return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs=match.kwargs | own))
    if withdrawn := withdrawal(versions(publication), publication.version, also):
        return gone(publication, withdrawn)
    return show(publication)


# --- Its forms --------------------------------------------------------------------------------------------------------


def as_page(publication: Publication) -> HttpResponse:
    context = pages.release(publication) | {"dialogue": before_and_after(publication)}
    return page("public/release.html", publication.language, **context)


def as_list_of_versions(publication: Publication) -> HttpResponse:
    return page("public/versions.html", publication.language, **pages.all_versions(publication))


def as_text(publication: Publication) -> HttpResponse:
    return HttpResponse(publication.text, content_type="text/plain; charset=utf-8")


def gone_as_text(publication: Publication, withdrawn: Version) -> HttpResponse:
    words = {"symbol": publication.symbol or publication.key, "day": withdrawn.withdrawn}
    said = _("%(symbol)s was withdrawn on %(day)s.") % words
    return HttpResponse(f"{said}\n\n{withdrawn.reason}\n", status=410, content_type="text/plain; charset=utf-8")


def as_json(publication: Publication) -> HttpResponse:
    content = json_export.render(
        from_json(publication.content),
        key=publication.key,
        version=publication.version,
        published_at=publication.published_at.isoformat(),
        change=publication.change,
        notice=publication.notice,
        to_come=publication.to_come.splitlines(),
        archive=publication.archive,
        hash=publication.hash,
        versions=[json_export.version(row) for row in publication.versions],
    )
    return HttpResponse(content, content_type="application/json")


def gone_as_json(publication: Publication, withdrawn: Version) -> HttpResponse:
    rows = [row for row in publication.versions if row["version"] == withdrawn.number]
    content = {"key": publication.key, **json_export.version(rows[0]), "replacement": withdrawn.replacement}
    said = python_json.dumps(content, ensure_ascii=False)
    return HttpResponse(said, status=410, content_type="application/json")
