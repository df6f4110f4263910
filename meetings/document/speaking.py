"""Who speaks in a paragraph of the body: a person in capitals or not, a delegation, someone whom nobody names.

What this tells is used only in the body of a text (`context`): in a round-up the same words open a plain paragraph.
"""

from __future__ import annotations

import re
from functools import cache

from .folding import fold
from .names import Names
from .organizations import SMALL_WORDS, has_head
from .people import LONGEST_OPENING, PARTICLES, clause_at, country_at, opening_starts, read_opening
from .phrases import PHRASES
from .templates import pattern

PERSON, DELEGATION, UNNAMED = "person", "delegation", "unnamed"
LONGEST_DELEGATION = 9  # words

_SENTENCE_END = re.compile(r"[^\W\d_A-Z]{3}\.\s")  # but not "St. "
_CAPITALISED = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*,?")


def opening(text: str, language: str, names: Names | None = None) -> tuple[str, str, str] | None:
    """Speaker and capacity as printed, and which of PERSON, DELEGATION, UNNAMED; None where nobody begins to speak."""
    text = text[:LONGEST_OPENING]
    if found := read_opening(text, language):
        return *found, UNNAMED if _unnamed(found[0], language) else PERSON
    if found := _function_first(text, language):
        return *found, PERSON
    for start in opening_starts(text, language):
        if speaker := _delegation(text[start:], language, names):
            return speaker, "", DELEGATION
        if found := _named(text[start:], language):
            return *found, PERSON
    if speaker := _unnamed(text, language):
        return speaker, "", UNNAMED
    return None


def is_organization(speaker: str) -> bool:
    """Whether a name is one by which an organization is known: "Lamp Watch"."""
    return " " in speaker and has_head(speaker)


def kind_of(speaker: str, capacity: str, language: str) -> str:
    """Which of PERSON, DELEGATION, UNNAMED a speaker is, by the words alone."""
    phrases = PHRASES[language]
    if len(_unnamed(speaker, language)) == len(speaker):
        return UNNAMED
    first = speaker.split()[:1]
    if capacity or "(" in speaker or (first and first[0] in (*phrases.honorifics, *phrases.prefixes)):
        return PERSON
    return PERSON if read_opening(f"{speaker}, X, {_SAID[language]}", language) else DELEGATION


_SAID = {"en": "said", "fr": "a dit"}


def _function_first(text: str, language: str) -> tuple[str, str] | None:
    """ "Le Président du Comité, M. Jean Lind, a dit": the function stands before the name."""
    match = re.match(r"(?:L[ea]\s|L['’]|The\s)?(?P<function>[^,.;:]{3,160}?)(?:,\s+|\s+(?=[A-Z]{2,}\s+[A-Z]{2}))", text)
    if not match or not set(map(fold, match["function"].split())) & _functions(language):
        return None
    rest = text[match.end() :]
    if found := read_opening(rest, language):
        return (found[0], match["function"]) if not found[1] else None
    end = _end_of_name(rest, language)
    return (rest[:end], match["function"]) if end and clause_at(rest[end:], language) == "" else None


@cache
def _functions(language: str) -> frozenset[str]:
    return frozenset(map(fold, PHRASES[language].functions))


def _named(text: str, language: str) -> tuple[str, str] | None:
    """Names that are not in capitals: "Mme Zora Lind, Présidente, a dit", "Otto Lind, Utopia, speaking for X, said"."""
    end = _end_of_name(text, language)
    if not end:
        return None
    speaker, rest = text[:end], text[end:]
    capacity = clause_at(rest, language)
    titled = speaker.split()[0] in (*PHRASES[language].honorifics, *PHRASES[language].prefixes)
    if capacity is None or not (capacity or titled or "(" in speaker):
        return None
    return speaker, capacity


def _end_of_name(text: str, language: str) -> int:
    """Where a name of at least two words ends, with the country after it; 0 where the text begins with none."""
    phrases = PHRASES[language]
    titles = (*phrases.honorifics, *phrases.prefixes)
    count = end = 0
    for word in re.finditer(r"\S+", text):
        bare = word[0].rstrip(",")
        if not count and bare in titles:
            continue
        if _CAPITALISED.fullmatch(bare) and not (count == 0 and bare in (*phrases.vague, *phrases.openings)):
            count, end = count + 1, word.start() + len(bare)
        elif not (count and bare in PARTICLES):
            break
        if word[0].endswith(","):
            break
    if not 2 <= count <= 6:
        return 0
    return end + country_at(text[end:])


def _delegation(text: str, language: str, names: Names | None) -> str:
    """The delegation that begins to speak: a known one, or one that speaks for others or as the country concerned."""
    match = _of_delegation(language).match(text)
    start = match.end() if match else 0
    words = list(re.finditer(r"\S+", text[start:]))[:LONGEST_DELEGATION]
    if not words or not _begins_as_name(text[start:], language):
        return ""
    for word in reversed(words):
        speaker, rest = text[start : start + word.end()].rstrip(","), text[start + word.end() :]
        if word[0].endswith(","):
            rest = "," + rest
        if "," in speaker or not _has_shape_of_name(speaker):
            continue
        if _speaks(language).match(rest) and not _is_body(speaker, language):
            return speaker
        named = bool(names and names.key(speaker)) or is_organization(speaker) or bool(match)
        if named and clause_at(rest, language) == "" and not _is_body(speaker, language):
            return speaker
    return ""


@cache
def _of_delegation(language: str) -> re.Pattern[str]:
    words = "|".join(pattern(template).pattern for template in PHRASES[language].representatives)
    return re.compile(rf"(?:{words})\s*(?:the\s)?")


@cache
def _speaks(language: str) -> re.Pattern[str]:
    """What says beyond doubt that a delegation has the floor: "speaking as a country concerned", "on behalf of"."""
    words = "|".join(pattern(template).pattern for template in PHRASES[language].speaks)
    return re.compile(rf",?\s+\(?(?:{words})\b")


def _begins_as_name(text: str, language: str) -> bool:
    first = text.split()[0].rstrip(",")
    return first not in PHRASES[language].vague and (not first[:1].islower() or text.startswith(("l’", "l'")))


def _has_shape_of_name(text: str) -> bool:
    """Written as names are: capitals, and small words between them."""
    if _SENTENCE_END.search(text):
        return False
    words = [word.strip("(),") for word in re.sub(r"^(?:[Ll]['’]|[Ll][ea]s?\s|The\s)", "", text).split()]
    if not words or not all(map(_CAPITALISED.fullmatch, (words[0], words[-1]))):
        return False
    return all(_CAPITALISED.fullmatch(word) or word in SMALL_WORDS for word in words)


def _is_body(speaker: str, language: str) -> bool:
    """Whether a name is that of a body or of an office: "The Council decided" is no statement."""
    folded = fold(speaker).removeprefix("the ").removeprefix("le ").removeprefix("la ")
    return folded in _bodies(language) or bool(set(folded.split()) & _functions(language))


@cache
def _bodies(language: str) -> frozenset[str]:
    words = ("Council", "Committee", "Conference", "Office", "Conseil", "Comité", "Conférence", "Haut-Commissariat")
    return frozenset(map(fold, (*PHRASES[language].bodies.values(), *words)))


def _unnamed(text: str, language: str) -> str:
    """Someone whom nobody names, with the floor: "Another Committee Expert", "La délégation"."""
    text = text.capitalize() if text.isupper() else text
    return next((match[0] for template in PHRASES[language].unnamed if (match := pattern(template).match(text))), "")
