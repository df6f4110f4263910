"""The words that were found, marked in what a search shows, and of a long passage the stretch that has most of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from django.db import connection
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from meetings.document import fold

from .asking import Asked

LENGTH = 320
BEFORE = 60  # of a stretch, what precedes its first marked word
_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*/[^\W_]+(?:[./-][^\W_]+)*|[^\W_]+")  # a symbol, or a word

# The database decides, as it did when it searched: stems and accents are the same.
_FOUND = "SELECT word FROM unnest(%s::text[]) AS word WHERE meetings_vector(%s, word) @@ ({terms})"


def words_found(texts: Iterable[str], asked: Asked, language: str) -> frozenset[str]:
    """Those words of some texts that were searched for, as they stand there. One query."""
    *others, last = (part for term in asked.wanted for part in _WORD.findall(term))
    first_letters = {fold(term)[:1] for term in (*others, last)}  # no stem changes it
    words = sorted(
        word
        for word in {match[0] for text in texts for match in _WORD.finditer(text)}
        if "/" in word or fold(word)[:1] in first_letters
    )
    terms = [(language, term, False) for term in others] + [(language, last, asked.open)]
    sql = _FOUND.format(terms=" || ".join("meetings_term(%s, %s, %s)" for _ in terms))
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, language, *(value for term in terms for value in term)])
        return frozenset(word for (word,) in cursor.fetchall())


def marked(text: str, words: Set[str]) -> SafeString:
    """`text` as HTML, with each of the `words` in a <mark>."""
    parts, end = [], 0
    for match in _WORD.finditer(text):
        if match[0] in words:
            parts += [conditional_escape(text[end : match.start()]), f"<mark>{conditional_escape(match[0])}</mark>"]
            end = match.end()
    return mark_safe("".join((*parts, conditional_escape(text[end:]))))


def excerpt(text: str, words: Set[str]) -> SafeString:
    """The stretch of a text that has most of the words, marked; "…" stands for what is left out."""
    text = " ".join(text.split())
    if len(text) <= LENGTH + BEFORE:
        return marked(text, words)
    places = [(match.start(), match[0]) for match in _WORD.finditer(text) if match[0] in words]
    inside = [{word for at, word in places if start <= at < start + LENGTH - BEFORE} for start, _ in places]
    best = max(range(len(places)), key=lambda n: (len(inside[n]), -n), default=None)
    start = max(0, places[best][0] - BEFORE) if best is not None else 0
    if start:
        start = text.find(" ", start) + 1
    end = text.rfind(" ", start, start + LENGTH) if start + LENGTH < len(text) else len(text)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + marked(text[start:end], words) + after)
