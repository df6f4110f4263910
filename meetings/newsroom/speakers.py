"""From a printed name to the speaker who bears it. Names decide: what rows lead to follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Length, NullIf

from meetings.document import PHRASES, Names, fold
from meetings.models import Intervention, Passage, Speaker, SpeakerName

from .narrowing import names_lead_anew

LOCK = 7_041_776  # any number that no other advisory lock has

# The rows that lead to a speaker by a printed name: model, link, name, language.
LINKED: tuple[tuple[Any, str, str, str], ...] = (
    (Intervention, "speaker", "name", "list__summary__language"),
    (Intervention, "group", "on_behalf_of", "list__summary__language"),
    (Passage, "speaker", "speaker_name", "publication__language"),
    (Passage, "group", "on_behalf_of", "publication__language"),
)

Name = tuple[str, str]  # language, folded


def load_names(language: str) -> Names:
    """The names known in a language, each with its speaker's key, for the reading of lists. One query.

    Without those that are not confirmed and have an "and" inside: such a name may be two, and would never be cut.
    """
    doubtful = Q(pk__in=[])
    for conjunction in PHRASES[language].conjunctions:
        doubtful |= Q(folded__contains=f" {fold(conjunction)} ")
    names = _of_speakers(language).exclude(doubtful & Q(sure=False)).order_by("-sure", "id")
    return Names.build(language, names.values_list("text", Coalesce("speaker__merged_into__key", "speaker__key")))


def resolve(names: Iterable[str], language: str) -> dict[str, Speaker]:
    """Folded name → speaker, for those of the printed names that are known. One query.

    Where several speakers bear one name, a confirmed one counts, then the one known longest.
    """
    folded = {fold(name) for name in names} - {""}
    if not folded:
        return {}
    rows = _of_speakers(language).filter(folded__in=folded)
    rows = rows.select_related("speaker__merged_into").order_by("sure", "-id")
    return {row.folded: row.speaker.survivor() for row in rows}


def _of_speakers(language: str) -> QuerySet[Any]:
    """The names of a language but for those found to be none; `sure` where whom they lead to is confirmed."""
    somebody = Q(speaker__merged_into=None) | Q(speaker__merged_into__discarded=False)
    names = SpeakerName.objects.filter(somebody, language=language, speaker__discarded=False)
    return names.annotate(sure=Coalesce("speaker__merged_into__confirmed", "speaker__confirmed"))


def search(words: str, most: int) -> list[Speaker]:
    """Speakers of whom a printed name has all the words, or their beginnings: confirmed ones and short names first."""
    parts = fold(words).split()
    if not parts:
        return []
    names = SpeakerName.objects.all()
    for part in parts:
        names = names.filter(folded__contains=part)
    bearers = names.values(bearer=Coalesce("speaker__merged_into", "speaker"))
    speakers = Speaker.objects.current().filter(pk__in=bearers)
    length = Length(Coalesce(NullIf("name_en", Value("")), "name_fr"))
    return list(speakers.order_by("-confirmed", length, "pk")[:most])


def lock() -> None:
    """Who changes which name leads to whom goes alone, to the end of the transaction.

    To be taken after the locks on texts, by whoever takes both.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def relink(names: Collection[Name], former: Collection[int] | None) -> None:
    """Lets the rows that print one of the names lead to who bears it now.

    `former`: the keys of the speakers to whom those rows led until now; None: to nobody.
    """
    to: dict[Name, int | None] = dict.fromkeys(names)
    for language in {language for language, _ in names}:
        found = resolve([name for of, name in names if of == language], language)
        to |= {(language, name): speaker.pk for name, speaker in found.items()}
    for model, link, printed, language in LINKED:
        rows = model.objects.filter(**({f"{link}__isnull": True} if former is None else {f"{link}__in": former}))
        wanted: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
        for of, text in rows.exclude(**{printed: ""}).order_by().values_list(language, printed).distinct():
            if (name := (of, fold(text))) in to:
                wanted[of, to[name]].append(text)
        for (of, speaker), texts in wanted.items():
            rows.filter(**{language: of, f"{printed}__in": texts}).update(**{f"{link}_id": speaker})
            if model is Passage:
                touched = Passage.objects.filter(**{f"{printed}__in": texts})
                names_lead_anew(Q(language=of, pk__in=touched.values("publication")))
