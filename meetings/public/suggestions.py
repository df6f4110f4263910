"""What a search that finds nothing may have meant: names of those who spoke, and words of headlines, that are alike."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from meetings.document import fold
from meetings.models import Body, HeadlineWord, Passage, Publication, SpeakerName
from meetings.models.search import Term

from .asking import Asked, ask, matches
from .listing import Row, Selection

MOST = 3
SHORTEST_WORD = 4
LONGEST_NAME = 60  # a sentence is like no name


def suggestions(chosen: Selection, asked: Asked) -> list[Row]:
    """Other words to search for, that find something: what they are, and the query of the search. Three queries."""
    typed = fold(" ".join(asked.wanted))
    found = [*_names(typed, chosen.language), *_words(typed, chosen.language)]
    different = [words for words in dict.fromkeys(found) if fold(words) != typed]
    return [{"words": words, "query": chosen.query_with(q=words)} for words in _that_find(different, chosen.language)]


def _that_find(candidates: list[str], language: str) -> list[str]:
    """Those of the candidates for which something is published."""
    published = Publication.objects.current().in_language(language)
    finds = {f"finds_{n}": Exists(published.filter(ask(words).matches(language))) for n, words in enumerate(candidates)}
    row: Row = Body.objects.values(one=Value(1)).annotate(**finds).first() or {}
    return [words for n, words in enumerate(candidates) if row.get(f"finds_{n}")]


def _names(typed: str, language: str) -> list[str]:
    """Names like what was typed, of speakers that stand in what is published, as they are printed."""
    if len(typed) > LONGEST_NAME:
        return []
    published = Passage.objects.filter(
        Q(speaker=OuterRef("speaker")) | Q(speaker__merged_into=OuterRef("speaker")),
        publication__is_current=True,
        publication__withdrawal=None,
        publication__language=language,
    )
    names = SpeakerName.objects.filter(Exists(published), language=language, folded__trigram_similar=typed)
    near = names.annotate(like=TrigramSimilarity("folded", typed)).order_by("-like", "text")
    return list(near.values_list("text", flat=True)[:MOST])


def _words(typed: str, language: str) -> list[str]:
    """What was typed, with each word that is like one of a headline that can be read replaced by it."""
    words = [word for word in dict.fromkeys(typed.split()) if len(word) >= SHORTEST_WORD][:MOST]
    if not words:
        return []
    first, *others = (_like(word, language) for word in words)
    better = dict(first.union(*others, all=True) if others else first)
    return [" ".join(better.get(word, word) for word in typed.split())] if better else []


def _like(word: str, language: str) -> QuerySet[HeadlineWord, tuple[str, str]]:
    """The word, and the word of a headline that is most like it."""
    readable = Publication.objects.current().in_language(language).filter(matches(Term(language, OuterRef("folded"))))
    alike = HeadlineWord.objects.filter(Exists(readable), language=language, folded__trigram_similar=word)
    return (
        alike.annotate(typed=Value(word), like=TrigramSimilarity("folded", word))
        .order_by("-like", "folded")
        .values_list("typed", "folded")[:1]
    )
