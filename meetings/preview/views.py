"""An approved text under embargo, at a personal address: kept by no cache, found by no search engine."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.exports import html
from meetings.models import PreviewLink, Publication
from meetings.newsroom import embargo

OTHER = {"en": "fr", "fr": "en"}
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


@require_safe
@never_cache
def text(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """The approved revision; once it is public the public page; where access has ended, that it has."""
    link = embargo.find(token, language)
    if link is None:
        raise Http404
    with translation.override(language):
        public = _public_address(link)
        if not link.is_open:
            return page("preview/ended.html", language, 410, link=link, public=public)
        document = embargo.document(link.summary)
        if document is None:
            return _elsewhere(public, language)
        if request.method == "GET":
            embargo.count_opening(link)
        return page(
            "preview/text.html",
            language,
            link=link,
            document=document,
            body=link.summary.body.in_language("name", language),
            embargo=embargo.not_before(link.summary),
            article=html.render(document),
        )


def _public_address(link: PreviewLink) -> str:
    """Where the public reads the text; "" while it cannot."""
    publication = Publication.objects.current().filter(summary=link.summary_id).only("language", "key").first()
    if publication is None:
        return ""
    return reverse("public:release", kwargs={"language": publication.language, "key": publication.key})


def _elsewhere(public: str, language: str) -> HttpResponse:
    """Nothing is approved now: it is public, or someone is changing it again."""
    if public:
        return HttpResponseRedirect(public, headers=HEADERS)
    return page("preview/not_now.html", language, 404)


def page(template: str, language: str, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"language": language, "other": OTHER[language]}
    return HttpResponse(render_to_string(template, context), status=status, headers=HEADERS)
