"""What a speaker is called in a language on a day, and one list of speakers told as facts to the other language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects
from django.utils import timezone

from meetings.document import Intervention, fold
from meetings.document.saying import Name, Speaking, counted, remark_key
from meetings.models import Speaker, SpeakerName

from .speakers import resolve

LEFT_OUT = "…"  # stands for words of the other language, which never pass


def called(speaker: Speaker, language: str, date: datetime.date | None = None) -> Name:
    """The press name in force on a day (None: today), with its article: Swaziland in 2015, Eswatini in 2019.

    Of two former names that were in use on one day the later counts. A speaker without a name in the language is
    called as in the other, and that name is not known. One query, none where the speaker's names are prefetched.
    """
    date = date or timezone.localdate()
    former = [name for name in speaker.names.all() if name.language == language and _in_use(name, date)]
    if former:
        name = max(former, key=lambda name: (name.start or datetime.date.min, name.pk))
        return Name(name.text, name.article)
    if press_name := getattr(speaker, f"name_{language}"):
        return Name(press_name, getattr(speaker, f"article_{language}"))
    return Name(speaker.in_language("name", language), known=False)


def _in_use(name: SpeakerName, date: datetime.date) -> bool:
    """Whether a name that has days was in use; one without days says nothing about what to print."""
    is_dated = bool(name.start or name.end)
    return is_dated and (not name.start or name.start <= date) and (not name.end or date <= name.end)


def told(items: Sequence[Intervention], of: str, language: str, date: datetime.date | None) -> tuple[Speaking, ...]:
    """The facts of a list in language `of`, in the names of `language` on a day, in the same order. Two queries.

    A name that leads to nobody stays as printed, and is not known. A group that is no name, but words of the other
    language, is left out: facts pass, prose does not.
    """
    speakers = resolve([name for item in items for name in (item.name, item.on_behalf_of)], of)
    prefetch_related_objects(_once(speakers.values()), "names")
    return tuple(
        Speaking(
            _name(item.name, speakers, of, language, date),
            _group(item.on_behalf_of, speakers, of, language, date) if item.on_behalf_of else None,
            remark_key(item.remark, of),
        )
        for item in items
    )


def _once(speakers: Iterable[Speaker]) -> list[Speaker]:
    """Every object, also two of one speaker: each keeps its own names."""
    return list({id(speaker): speaker for speaker in speakers}.values())


def _name(printed: str, speakers: dict[str, Speaker], of: str, language: str, date: datetime.date | None) -> Name:
    if speaker := speakers.get(fold(printed)):
        return called(speaker, language, date)
    if number := counted(printed, of):
        return Name(number)
    return Name(printed, known=False)


def _group(printed: str, speakers: dict[str, Speaker], of: str, language: str, date: datetime.date | None) -> Name:
    name = _name(printed, speakers, of, language, date)
    return name if name.known or name.text[:1].isupper() else Name(LEFT_OUT, known=False)
