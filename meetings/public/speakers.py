"""A speaker: what one said in all bodies, newest first, for whom, or who spoke for it, and in what functions."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from meetings.exports.dates import date_in_words
from meetings.models import Passage, Publication, Speaker, SpeakerFunction

from .paging import position
from .passages import releases
from .queries import as_json
from .speaker_lists import Named, named
from .views import page, public
from .words import OTHER

COUNTED = 30  # groups that one spoke for, or speakers who spoke for a group

Row = dict[str, Any]


@public
def speaker(request: HttpRequest, language: str, speaker: str) -> HttpResponse:
    """Four SELECTs: who it is, what it said, for whom or who for it, and whether the other language names it too."""
    found, at = speaker_at(speaker), position(request.GET)
    if found is None or at.errors():
        raise Http404
    if found.merged_into:
        kwargs = {"language": language, "speaker": found.merged_into.key}
        return HttpResponsePermanentRedirect(reverse("public:speaker", kwargs=kwargs))
    ids = [found.pk, *found.others]
    texts, elsewhere = (_texts(ids, code) for code in (language, OTHER[language]))
    named_in = Q(speaker__in=ids) | Q(group__in=ids)
    rows, newer, older = releases(texts.newest_first(), named_in, at, language)
    there = found.confirmed or elsewhere.exists()
    if not rows and not there:
        raise Http404
    kwargs = {"language": OTHER[language], "speaker": found.key}
    context = {
        "speaker": named(found, language),
        "formal": getattr(found, f"formal_{language}"),
        "functions": [_function(row, language) for row in found.held],
        "releases": rows,
        "newer": newer,
        "older": older,
        "is_first": at.is_first,
        "counted": counted(found, ids, language) if at.is_first else [],
        "is_group": found.kind == Speaker.Kind.GROUP,
        "elsewhere": reverse("public:speaker", kwargs=kwargs) if there else "",
    }
    return page("public/speaker.html", language, section="speakers", **context)


def speaker_at(key: str) -> Any:
    """A speaker with the functions that were `held` and the `others` that were merged into it; None for no name."""
    held = SpeakerFunction.objects.filter(speaker=OuterRef("pk")).order_by(F("start").desc(nulls_last=True), "-id")
    others = Speaker.objects.filter(merged_into=OuterRef("pk"))
    rows = Speaker.objects.filter(key=key, discarded=False).select_related("merged_into")
    return rows.annotate(
        others=ArraySubquery(others.values("pk")),
        held=ArraySubquery(held.values(json=as_json("title_en", "title_fr", "start", "end"))),
    ).first()


def _texts(ids: list[int], language: str) -> Any:
    """The texts of a language in which someone speaks, or is spoken for."""
    texts = Publication.objects.current().in_language(language)
    return texts.filter(Q(speaker_ids__overlap=ids) | Q(group_ids__overlap=ids))


def _function(row: Row, language: str) -> Row:
    """A function in words; one that is known in the other language only is marked as such."""
    own = row[f"title_{language}"]
    start, end = (datetime.date.fromisoformat(row[name]) if row[name] else None for name in ("start", "end"))
    return {
        "title": own or row[f"title_{OTHER[language]}"],
        "language": "" if own else OTHER[language],
        "start": date_in_words(start, language) if start else "",
        "end": date_in_words(end, language) if end else "",
    }


def counted(speaker: Speaker, ids: list[int], language: str) -> list[Named]:
    """The groups that one spoke for, with how often, or the speakers who spoke for a group; the most frequent first."""
    passages = Passage.objects.filter(
        publication__language=language, publication__is_current=True, publication__withdrawal__isnull=True
    )
    if speaker.kind == Speaker.Kind.GROUP:
        path, passages = "speaker", passages.filter(group__in=ids, speaker__isnull=False)
    else:
        path, passages = "group", passages.exclude(on_behalf_of="").filter(speaker__in=ids, group__isnull=False)
    names = {name: F(f"{path}__{name}") for name in ("key", "kind", "name_en", "name_fr")}
    rows = passages.order_by().values(**{f"of_{name}": value for name, value in names.items()})
    rows = rows.annotate(count=Count("id")).order_by("-count", "of_key")[:COUNTED]
    return [named(Speaker(**{name: row[f"of_{name}"] for name in names}), language, row["count"]) for row in rows]
