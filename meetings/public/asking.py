"""What someone searches for, read as they typed it: words, "phrases", « locutions », and -words to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import Combinable

from meetings.document import fold, press_symbol
from meetings.models.search import Term

LONGEST = 200
MOST_TERMS = 16
SHORTEST_BEGINNING = 3  # letters of a last word that may go on: shorter ones begin too many
_PART = re.compile(r"(?P<without>(?<!\S)-)?(?:[\"“”«]\s*(?P<phrase>[^\"“”«»]*?)\s*[\"“”»]|(?P<word>[^\s\"“”«»]+))")

# Words of grammar that have a letter or an accent too few to be known as such by the database.
_IGNORED = frozenset(("a", "d", "l", "y", "les", "ou"))


@dataclass(frozen=True)
class Asked:
    """Words and phrases that a text has to have, and those that it must not. `open`: the last word may go on."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    open: bool = False

    @property
    def only_excludes(self) -> bool:
        return bool(self.unwanted) and not self.wanted

    def query(self, language: str) -> Any:
        """What a text is asked for: all that is wanted, and nothing of what is not."""
        unwanted = (Term(language, term, without=True) for term in self.unwanted)
        return reduce(and_, (*self._terms(language), *unwanted))

    def any(self, language: str) -> Any:
        """What a passage is asked for: anything that is wanted."""
        return reduce(or_, self._terms(language))

    def matches(self, language: str) -> Func:
        """A condition on publications. Nothing fits where nothing is asked for."""
        return matches(self.query(language) if self.wanted else Term(language, ""))

    def _terms(self, language: str) -> list[Term]:
        *others, last = self.wanted
        return [*(Term(language, term) for term in others), Term(language, last, open=self.open)]


def matches(query: Combinable) -> Func:
    """Whether the words of a row fit a query."""
    return Func(F("search"), query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())


def ask(words: str) -> Asked:
    """Reads what was typed.

    ask('aide "droits de l’homme" -Genève négo') wants "aide", "droits de l’homme" and "négo", which may go on.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    last_is_word = False
    for part in _PART.finditer(words):
        term = _term(part["word"] or part["phrase"] or "")
        if not term or (part["word"] and fold(term) in _IGNORED):
            continue
        (unwanted if part["without"] else wanted).append(term)
        last_is_word = bool(part["word"]) and not part["without"]
    is_open = last_is_word and len(wanted[-1]) >= SHORTEST_BEGINNING if wanted else False
    return Asked(tuple(wanted[:MOST_TERMS]), tuple(unwanted[:MOST_TERMS]), is_open and len(wanted) <= MOST_TERMS)


def _term(text: str) -> str:
    """A word or phrase without punctuation around it, a press symbol as addresses spell it; "" if nothing is left."""
    text = re.sub(r"^[^\w]+|[^\w]+$", "", text)
    symbol = press_symbol(text.upper()) if text else None
    return symbol.key if symbol else text
