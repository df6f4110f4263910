"""A document of the United Nations: where it was presented, where it was discussed, and where it can be read."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, JSONField, Q, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse

from meetings.document import is_symbol
from meetings.models import Passage, Publication, Report

from .paging import position
from .passages import releases
from .views import page, public
from .words import OTHER, spelled

RECENT = 40  # texts whose documents the list of documents shows

Row = dict[str, Any]


@public
def documents(request: HttpRequest, language: str) -> HttpResponse:
    """The documents of the latest texts; asked for one by its symbol, it leads to its page. Two SELECTs."""
    symbol = spelled(request.GET.get("symbol", ""))
    if is_symbol(symbol):
        kwargs = {"language": language, "symbol": symbol}
        return HttpResponseRedirect(reverse("public:document", kwargs=kwargs))
    texts = Publication.objects.current().in_language(language).exclude(documents=[]).newest_first()
    latest = list(texts.only("key", "headline", "date", "documents")[:RECENT])
    named_in: dict[str, list[Publication]] = {}
    for text in latest:
        for name in text.documents:
            named_in.setdefault(name, []).append(text)
    titles = dict(Report.objects.filter(symbol__in=named_in).values_list("symbol", f"title_{language}"))
    context = {
        "symbol": symbol,
        "found": [(name, titles.get(name, ""), in_texts) for name, in_texts in named_in.items()],
        "elsewhere": reverse("public:documents", kwargs={"language": OTHER[language]}),
    }
    return page("public/documents.html", language, 400 if symbol else 200, section="documents", **context)


@public
def document(request: HttpRequest, language: str, symbol: str) -> HttpResponse:
    """Three SELECTs: the texts that name it, its title, and whether the other language's texts name it too."""
    canonical = spelled(symbol)
    at = position(request.GET)
    if not is_symbol(canonical) or at.errors():
        raise Http404
    kwargs = {"language": language, "symbol": canonical}
    if symbol != canonical:
        return HttpResponsePermanentRedirect(reverse("public:document", kwargs=kwargs))
    texts, elsewhere = (_naming(symbol, code) for code in (language, OTHER[language]))
    mentions = Q(text__contains=symbol) & ~Q(kind=Passage.Kind.INTERVENTION)
    rows, newer, older = releases(texts.newest_first(), mentions, at, language, presented=_presented(symbol))
    report = Report.objects.filter(symbol=symbol).first()
    there = elsewhere.exists()
    if not rows and not there:
        raise Http404
    context = {
        "symbol": symbol,
        "title": getattr(report, f"title_{language}", ""),
        "author": report.author if report else "",
        "releases": rows,
        "newer": newer,
        "older": older,
        "is_first": at.is_first,
        "elsewhere": reverse("public:document", kwargs={"language": OTHER[language], "symbol": symbol})
        if there
        else "",
    }
    return page("public/document.html", language, section="documents", **context)


def _naming(symbol: str, language: str) -> Any:
    return Publication.objects.current().in_language(language).filter(documents__contains=[symbol])


def _presented(symbol: str) -> Func:
    """The titles of the parts of a text before which a document lay, as a list."""
    path = "$.segments[*] ? (@.reports[*] == $symbol).title"
    return Func(
        F("content"),
        Value(path),
        Func(Value("symbol"), Value(symbol), function="jsonb_build_object"),
        function="jsonb_path_query_array",
        output_field=JSONField(),
    )
