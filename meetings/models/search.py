"""How the database reads a text and a query: its functions meetings_vector and meetings_term, see docs/search.md."""

from __future__ import annotations

from django.contrib.postgres.search import (
    SearchQueryCombinable,
    SearchQueryField,
    SearchVectorCombinable,
    SearchVectorField,
)
from django.db.models import Func, OuterRef, Value


class Vector(SearchVectorCombinable, Func):
    """Vector("fr", text): the words of a text as searches look for them, with one weight of A to D."""

    function = "meetings_vector"
    output_field = SearchVectorField()
    config = None

    def __init__(self, language: str, text: str, weight: str = "D"):
        template = f"setweight(%(function)s(%(expressions)s), '{weight}')"
        super().__init__(Value(language), Value(text), template=template)


class Term(SearchQueryCombinable, Func):  # type: ignore[misc]  # of Django's own two classes
    """Term("fr", "Côte d'Ivoire"): what one word or phrase of a query asks for.

    `open`: its last word may go on; `without`: texts that do not have it.
    """

    function = "meetings_term"
    output_field = SearchQueryField()
    config = None

    def __init__(self, language: str, text: str | OuterRef, *, open: bool = False, without: bool = False):
        template = "!!%(function)s(%(expressions)s)" if without else "%(function)s(%(expressions)s)"
        words = Value(text) if isinstance(text, str) else text
        super().__init__(Value(language), words, Value(open), template=template)
