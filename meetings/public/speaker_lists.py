"""The list of whoever spoke or was spoken for: by kind a page at a time, or by letters of their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.document import fold
from meetings.models import Passage, Speaker, SpeakerName

from .views import page, public
from .words import OTHER, SPEAKERS

LISTED_SPEAKERS = 200  # names on a page
FOUND = 50  # names that a search shows
FIRST = (Speaker.Kind.STATE, Speaker.Kind.OBSERVER_STATE, Speaker.Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker in a list, by the name in the language of the page or, where it has none, in the other."""

    key: str
    name: str
    kind: str
    language: str  # of the name, where it is not that of the page
    count: int = 0

    @property
    def kind_in_words(self) -> str:
        return str(Speaker.Kind(self.kind).label)


def named(speaker: Speaker, language: str, count: int = 0) -> Named:
    own = getattr(speaker, f"name_{language}")
    foreign = "" if own else OTHER[language]
    return Named(speaker.key, speaker.in_language("name", language), speaker.kind, foreign, count)


@public
def speakers(request: HttpRequest, language: str) -> HttpResponse:
    """States and groups; by `?kind=` one kind, a page at a time; by `?q=` those whose names have some letters."""
    words, kind, after = (request.GET.get(name, "")[:120] for name in ("q", "kind", "after"))
    if kind and kind not in SPEAKERS:
        raise Http404
    if words.strip():
        found = [("", _searched(words, kind, language))]
    elif kind:
        found = [(str(SPEAKERS[kind]), _by_name(kind, after, language))]
    else:
        rows = [named(row, language) for row in _spoke(Speaker.objects.filter(kind__in=FIRST), language)]
        found = [(str(SPEAKERS[one]), _sorted(row for row in rows if row.kind == one)) for one in FIRST]
    more = not words.strip() and kind and len(found[0][1]) > LISTED_SPEAKERS
    context = {
        "q": words,
        "kind": kind,
        "kinds": SPEAKERS,
        "found": [(label, rows[:LISTED_SPEAKERS]) for label, rows in found if rows],
        "next": found[0][1][LISTED_SPEAKERS - 1].key if more else "",
        "elsewhere": reverse("public:speakers", kwargs={"language": OTHER[language]}),
    }
    return page("public/speakers.html", language, section="speakers", **context)


def _spoke(speakers: QuerySet[Speaker], language: str) -> QuerySet[Speaker]:
    """Those of some speakers who are named in what the public reads in a language; of drafts nothing is told."""
    said = Passage.objects.filter(
        publication__language=language, publication__is_current=True, publication__withdrawal__isnull=True
    )
    public = Exists(said.filter(speaker=OuterRef("pk"))) | Exists(said.filter(group=OuterRef("pk")))
    return speakers.filter(public, merged_into__isnull=True, discarded=False)


def _by_name(kind: str, after: str, language: str) -> list[Named]:
    """The speakers of a kind that follow another one by name, one more than a page has."""
    name = f"name_{language}"
    rows = Speaker.objects.filter(kind=kind).exclude(**{name: ""})
    if last := Speaker.objects.filter(key=after).first() if after else None:
        here = getattr(last, name)
        rows = rows.filter(Q(**{f"{name}__gt": here}) | Q(**{name: here, "id__gt": last.pk}))
    return [named(row, language) for row in _spoke(rows, language).order_by(name, "id")[: LISTED_SPEAKERS + 1]]


def _searched(words: str, kind: str, language: str) -> list[Named]:
    names = SpeakerName.objects.filter(language=language, folded__contains=fold(words))
    known = names.values("speaker__merged_into_id"), names.values("speaker_id")
    rows = Speaker.objects.filter(Q(pk__in=known[0]) | Q(pk__in=known[1]))
    if kind:
        rows = rows.filter(kind=kind)
    return _sorted(named(row, language) for row in _spoke(rows, language)[:FOUND])


def _sorted(rows: Iterable[Named]) -> list[Named]:
    return sorted(rows, key=lambda row: fold(row.name))
