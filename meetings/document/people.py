"""Statements open with a name in capitals: who speaks, in what capacity, and the name as people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .folding import fold, words
from .phrases import PHRASES
from .templates import pattern

# In lower case inside a name; and where a name in capitals is written down, they become so.
PARTICLES = frozenset(words("de del la y van von der den bin bint ibn oglu e da das do dos du di ter ten zu"))
LONGEST_OPENING = 700
LONGEST_PHRASE = 250  # before the speaker
_WORD = re.compile(r"\S+")
_COUNTRY = re.compile(r",?\s\([^()]{2,160}\)|\sof (?:the )?[^\W\d_a-z][\w’'-]*(?:\s(?:and |of )?[^\W\d_a-z][\w’'-]*)*")


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as printed, taken apart."""

    name: str
    prefix: str = ""
    country: str = ""


def read_opening(text: str, language: str) -> tuple[str, str] | None:
    """Speaker and capacity, as printed, of a paragraph that opens a statement; None for any other paragraph.

    "ZORA AL-LIND, Keeper of Lamps, said ..." gives ("ZORA AL-LIND", "Keeper of Lamps").
    """
    text = text[:LONGEST_OPENING]
    return next(
        (found for start in opening_starts(text, language) if (found := _read_at(text[start:], language))), None
    )


def opening_starts(text: str, language: str) -> list[int]:
    """Where the speaker may stand: at the beginning; or after a phrase as "Presenting the report, "."""
    first = re.match(r"[^\W\d_]+", text)
    phrases = PHRASES[language]
    if first and (text.startswith(phrases.openings) or first[0].endswith(phrases.participles)):
        return [0, *(match.end() for match in re.finditer(r",\s+", text[:LONGEST_PHRASE]))]
    return [0]


def _read_at(text: str, language: str) -> tuple[str, str] | None:
    end = _end_of_speaker(text, language)
    capacity = clause_at(text[end:], language) if end else None
    return None if capacity is None else (text[:end], capacity)


def clause_at(rest: str, language: str) -> str | None:
    """The capacity between a speaker and the verb of saying, "" for none; None where no such verb follows."""
    match = clauses(language).search(rest)
    if not match or (match.start() and not rest.startswith(",")):
        return None
    return rest[: match.start()].strip(" ,\xa0")


def country_at(rest: str) -> int:
    """How long the country is that a text begins with: " (Utopia)", " of Utopia"."""
    country = _COUNTRY.match(rest)
    return country.end() if country else 0


def _end_of_speaker(text: str, language: str) -> int:
    """Where a name in capitals ends, the country after it included; 0 where the text begins with none."""
    phrases = PHRASES[language]
    titles = (*phrases.honorifics, *phrases.prefixes)
    count = end = 0
    titled = False
    for word in _WORD.finditer(text):
        bare = word[0].rstrip(",")
        if not count and bare in titles:
            titled = True
        elif is_capitals(bare):
            count, end = count + 1, word.start() + len(bare)
        elif not (count and bare in PARTICLES):
            break
        if word[0].endswith(","):
            break
    if count < (1 if titled else 2) or not re.search(r"[^\W\d_]{2}", text[:end]):
        return 0
    return end + country_at(text[end:])


def is_capitals(word: str) -> bool:
    """Whether a word is in capitals as names are: "AL-LIND", "K.P.", "O’BRIEN", "McDONALD"."""
    word = re.sub(r"^(?:Mc|Mac)(?=[A-Z]{2})", "", word)
    letters = [character for character in word if character.isalpha()]
    if not letters or any(c.isdigit() for c in word) or word[-1] in ":;!?…":
        return False
    return all(not c.islower() for c in letters) and any(c.isupper() for c in letters)


@cache
def clauses(language: str) -> re.Pattern[str]:
    """What ends a capacity: a comma and a verb; or, right after the speaker, the verb alone."""
    words = "|".join(pattern(template).pattern for template in PHRASES[language].clauses)
    verbs = r"|[a-z]{2,}(?:ed|ied)" if language == "en" else ""
    return re.compile(rf"(?:,\s+|(?<!.)\s+)(?:{words}{verbs})\b")


def person(speaker: str, language: str) -> Person:
    """A speaker as printed, with the name as people write it: "Ambassador ZORA LIND of Utopia"."""
    phrases = PHRASES[language]
    prefix = country = ""
    if match := re.search(r"\s+\(([^()]+)\)$|\s+of (?:the )?([A-Z].+)$", speaker):
        speaker, country = speaker[: match.start()].rstrip(","), match[1] or match[2]
        country = re.split(rf",?\s+(?:{_group_words(language)})\b", country)[0]
    words = re.sub(r"^[Ll]['’](?=[^\W\d_a-z])", "", speaker).split()
    while len(words) > 1 and words[0] in (*phrases.honorifics, *phrases.prefixes):
        word = words.pop(0)
        prefix = word if word in phrases.prefixes else prefix
    return Person(title_case(" ".join(words)), prefix, country)


def names_by_speaker(speakers: Iterable[str], language: str) -> dict[str, str]:
    """The name of each speaker of a text, as printed: "Mme LIND" is Zora Lind where one other ends so, and only one."""
    names = {speaker: person(speaker, language).name for speaker in speakers}
    whole = {fold(name): name for name in names.values()}
    for speaker, name in names.items():
        longer = [other for folded, other in whole.items() if folded.endswith(f" {fold(name)}")]
        if len(longer) == 1 and speaker.split()[0] in PHRASES[language].honorifics:
            names[speaker] = longer[0]
    return names


@cache
def _group_words(language: str) -> str:
    return "|".join(pattern(template).pattern for template in PHRASES[language].on_behalf_of)


def title_case(name: str) -> str:
    """A name in capitals as people write it; what is not in capitals stays: "O’Brien", "Zora K.P."."""
    words = name.split()
    return " ".join(_title_word(word, first=not i) for i, word in enumerate(words))


def _title_word(word: str, first: bool) -> str:
    if not is_capitals(word) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", word):
        return word
    if word.lower() in PARTICLES and not first:
        return word.lower()
    parts = re.findall(r"Ma?c(?=[A-Z]{2})|[^\W\d_]+|[\W\d_]+", word)
    return "".join(part[0].upper() + part[1:].lower() for part in parts)
