"""The speakers that nobody has looked at yet, those printed most often first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from meetings.document import fold
from meetings.models import Intervention, Passage, Speaker, SpeakerAct, SpeakerFunction, SpeakerName

LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Asked:
    """Which of them are wanted. `after` is the last one seen: in how many places it is printed, and its key."""

    kind: str = ""
    language: str = ""
    words: str = ""
    after: tuple[int, int] | None = None


def wanted(asked: Asked) -> QuerySet[Speaker]:
    """All that are to be confirmed, as filtered, in no order."""
    speakers = Speaker.objects.to_confirm()
    if asked.kind:
        speakers = speakers.filter(kind=asked.kind)
    named = SpeakerName.objects.filter(speaker=OuterRef("pk"))
    if asked.language:
        speakers = speakers.filter(Exists(named.filter(language=asked.language)))
    for word in fold(asked.words).split():
        speakers = speakers.filter(Exists(named.filter(folded__contains=word)))
    return speakers


@dataclass(frozen=True)
class Row:
    """A speaker to confirm: in how many places it is printed, its printed names, its functions, and a first place.

    `places` counts the lists of working copies and the statements of what is public. `seen` is where the name was
    printed first, among what is public and what the reader may read; None where it is in none of these.
    """

    speaker: Speaker
    places: int
    printed: tuple[dict[str, str], ...]
    functions: tuple[dict[str, str], ...]
    seen: dict[str, Any] | None


def rows(asked: Asked, readable: Collection[str], size: int) -> list[Row]:
    """The next `size` of them, for someone who may read the drafts of the `readable` languages. Two queries:

    what is asked of every speaker for the order is not asked along with what only those of the page need.
    """
    speakers: QuerySet[Any] = wanted(asked).annotate(places=_places())
    if asked.after:
        places, pk = asked.after
        speakers = speakers.filter(Q(places__lt=places) | Q(places=places, pk__gt=pk))
    page = dict(speakers.order_by("-places", "pk").values_list("pk", "places")[:size])
    this = OuterRef(OuterRef("pk"))
    family = Speaker.objects.filter(Q(pk=this) | Q(merged_into=this)).order_by().values("pk")
    names = SpeakerName.objects.filter(speaker__in=family).order_by("language", "text")
    functions = SpeakerFunction.objects.filter(speaker__in=family).order_by("id")
    found: QuerySet[Any] = Speaker.objects.filter(pk__in=page).annotate(
        printed=ArraySubquery(names.values(json=JSONObject(language=F("language"), text=F("text")))),
        titles=ArraySubquery(functions.values(json=JSONObject(en=F("title_en"), fr=F("title_fr")))),
        seen=Coalesce(Subquery(_public()), Subquery(_learnt(readable)), Subquery(_drafts(readable))),
    )
    by_key = {row.pk: row for row in found}
    return [
        Row(row, places, tuple(row.printed), tuple(row.titles), row.seen)
        for pk, places in page.items()
        if (row := by_key.get(pk))
    ]


def _places() -> Any:
    """In how many places a speaker is printed, with those of whoever was merged into it."""
    statements = Passage.objects.filter(kind=Passage.Kind.STATEMENT, publication__is_current=True)
    counted: Any = Value(0)
    for bearer in ("", "__merged_into"):
        counted = counted + _count(Intervention.objects, f"speaker{bearer}")
        counted = counted + _count(Intervention.objects, f"group{bearer}")
        counted = counted + _count(statements, f"speaker{bearer}")
    return counted


def _count(places: Any, path: str) -> Coalesce:
    found = places.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(count=Count("*"))
    return Coalesce(Subquery(found.values("count")), 0)


def _public() -> QuerySet[Any, Any]:
    passages = Passage.objects.filter(
        speaker=OuterRef("pk"), publication__is_current=True, publication__withdrawal=None
    ).order_by("publication__date", "pk")
    return passages.values(json=_place("publication", F("anchor"), key=F("publication__key")))[:1]


def _drafts(readable: Collection[str]) -> QuerySet[Any, Any]:
    printed = Intervention.objects.filter(speaker=OuterRef("pk"), list__summary__language__in=readable)
    return printed.order_by(F("list__summary__date").asc(nulls_last=True), "pk").values(
        json=_place("list__summary", F("list__key"), summary=F("list__summary"))
    )[:1]


def _learnt(readable: Collection[str]) -> QuerySet[Any, Any]:
    acts = SpeakerAct.objects.filter(action=SpeakerAct.Action.LEARN, speaker=OuterRef("pk"))
    acts = acts.filter(summary__language__in=readable)
    return acts.values(json=_place("summary", F("anchor"), summary=F("summary")))[:1]


def _place(text: str, anchor: Any, **more: Any) -> JSONObject:
    about = {name: F(f"{text}__{name}") for name in ("language", "date", "symbol", "headline")}
    return JSONObject(anchor=anchor, **about, **more)
