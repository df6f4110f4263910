"""What lists are narrowed by and searches look into: of a text, of its meetings, of whom its names lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from meetings.document import Document, Heading, find_symbols, fold, squeeze
from meetings.models import Coverage, HeadlineWord, Passage, Publication, Summary
from meetings.models.search import Vector

SHORTEST_WORD = 4  # of headlines: what is shorter is never taken for a slip


def columns(document: Document, summary: Summary) -> dict[str, Any]:
    """What lists filter by, but for speakers and groups. One query, for the meetings that the text is about."""
    meetings = Coverage.objects.filter(summary=summary).order_by("meeting__date", "meeting_id")
    rows = list(meetings.values_list("meeting_id", "meeting__date", "meeting__period", "meeting__agenda_items"))
    segments = document.segments
    items = [segment.agenda_item for segment in segments] + [item for row in rows for item in row[3]]
    topics = [segment.topic for segment in segments] + [block.topic for block in document.lists()]
    return {
        "first_date": min(day for day in (document.date, *(row[1] for row in rows)) if day),
        "periods": _each([*(row[2] for row in rows), document.period]),
        "meeting_ids": [row[0] for row in rows],
        "documents": _each([*(symbol for segment in segments for symbol in segment.reports), *_symbols(document)]),
        "agenda_items": _each(map(squeeze, items)),
        "topics": _each(map(fold, topics)),
        "segment_kinds": _each(segment.kind for segment in segments),
        "segment_keys": _each(segment.id for segment in segments),
        "continues": _each(segment.continues for segment in segments),
    }


def _each(values: Iterable[str]) -> list[str]:
    """The values in order, each once, without empty ones."""
    return [value for value in dict.fromkeys(values) if value]


def _symbols(document: Document) -> Iterator[str]:
    for text in _texts(document):
        yield from find_symbols(text)


def _texts(document: Document) -> Iterator[str]:
    """What a text says, without the fixed sentences of its end, which are in every text."""
    yield from (segment.title for segment in document.segments)
    yield from (block.text for _, block in document.blocks() if not isinstance(block, Heading))


def vector(document: Document, key: str) -> Any:
    """The words of a whole text: those of the headline weigh most, then those of the sub-headline.

    Its address and its symbol are words of it too.
    """
    language = document.language
    said = " ".join((key, document.symbol, *_texts(document)))
    head = Vector(language, document.headline, "A") + Vector(language, document.subheadline, "B")
    return head + Vector(language, said)


def passage_vector(kind: str, language: str, *texts: str) -> Vector | None:
    """The words of a passage; None for one name of a list, since the list says it too."""
    return None if kind == Passage.Kind.INTERVENTION else Vector(language, " ".join(texts))


def names_lead_anew(publications: Q, **others: Any) -> None:
    """Says of some publications, by their passages, who spoke in them and for whom. One query."""
    Publication.objects.filter(publications).update(
        speaker_ids=_distinct("speaker_id"), group_ids=_distinct("group_id"), **others
    )


def _distinct(field: str) -> ArraySubquery:
    passages = Passage.objects.filter(publication=OuterRef("pk"), **{f"{field}__isnull": False})
    return ArraySubquery(passages.order_by(field).values(field).distinct())


def learn_words(document: Document) -> None:
    """Keeps the words of the headline, for searches that find nothing. One query."""
    words = re.findall(r"[^\W\d_]+", fold(f"{document.headline} {document.subheadline}"))
    HeadlineWord.objects.bulk_create(
        (
            HeadlineWord(language=document.language, folded=word)
            for word in sorted(set(words))
            if SHORTEST_WORD <= len(word) <= 60
        ),
        ignore_conflicts=True,
    )
