"""Who spoke, said in either language from the same values: facts, of which no prose comes along.

    Lithuania on behalf of a group of countries, Qatar and Haiti
    la Lituanie (au nom d’un groupe de pays), le Qatar et Haïti
    les représentants de la Lituanie (au nom d’un groupe de pays), du Qatar et d’Haïti

What is said here, `read_list` reads back as the same names, groups and order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .folding import fold, words
from .templates import pattern
from .tree import Intervention, SpeakersList

# How a list stands in the text: in a sentence; after "the representatives of", which in French changes the articles;
# or at the end of the page, where the text calls it by an asterisk.
STYLES = ("running", "representatives", "footnote")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language, with the article that belongs to it ("le", "la", "l'", "les", "the", or "").

    `known` says whether it is a name in this language; else it stands as the other language printed it.
    """

    text: str
    article: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Speaking:
    """One speaker of a list: the name, the group that was spoken for, and what else is said (a key of REMARKS)."""

    name: Name
    group: Name | None = None
    remark: str = ""


REMARKS = {
    "joint_statement": {"en": "in a joint statement", "fr": "dans une déclaration conjointe"},
    "country_concerned": {"en": "speaking as a country concerned", "fr": "en tant que pays concerné"},
}
_REMARKS_AS_PRINTED = {
    "joint_statement": {
        "en": "{in|through|by} {a joint statement|joint statements}",
        "fr": "dans une déclaration {conjointe|commune}",
    },
    "country_concerned": {"en": "speaking as {a|the} country concerned", "fr": "en tant que pays concerné"},
}

# Kind of list: opening words; or the words after the names, in the singular and in the plural.
_SENTENCES = {
    "en": {
        "discussion": ("Speaking in the discussion were", "took the floor", "took the floor"),
        "also_speaking": ("Also speaking were", "also took the floor", "also took the floor"),
        "right_of_reply": ("Speaking in right of reply were", "spoke in right of reply", "spoke in right of reply"),
    },
    "fr": {
        "discussion": ("Ont pris la parole\u00a0:", "a pris la parole", "ont pris la parole"),
        "also_speaking": (
            "Ont également pris la parole\u00a0:",
            "a également pris la parole",
            "ont également pris la parole",
        ),
        "right_of_reply": (
            "Ont exercé leur droit de réponse\u00a0:",
            "a exercé son droit de réponse",
            "ont exercé leur droit de réponse",
        ),
    },
}
_REPRESENTATIVES = {
    "en": {
        "discussion": "Speaking in the discussion were representatives of",
        "also_speaking": "Also speaking were representatives of",
    },
    "fr": {
        "discussion": "Ont pris la parole les représentants",
        "also_speaking": "Ont également pris la parole les représentants",
    },
}
CALLS = {"en": "many speakers*", "fr": "de nombreuses délégations*"}  # what a text says where a footnote is called
_CONJUNCTIONS = {"en": " and ", "fr": " et "}


def say(rows: Sequence[Speaking], kind: str, language: str, style: str = "running") -> SpeakersList:
    """A list of a kind (see LIST_KINDS), as its sentence. One speaker, or a right of reply, has its verb last.

    Raises ValueError for no rows.
    """
    if not rows:
        raise ValueError("A list has names.")
    lead_in, tail = _frame(rows, kind, language, style)
    of = "de" if language == "fr" and lead_in == _REPRESENTATIVES["fr"].get(kind) else ""
    printed = [_item(row, language, of) for row in rows]
    if of and printed[0].startswith("de "):
        lead_in, printed[0] = f"{lead_in} de", printed[0].removeprefix("de ")
    if not lead_in:
        printed[0] = printed[0][0].upper() + printed[0][1:]
    items = (_intervention(row, text, language) for row, text in zip(rows, printed, strict=True))
    return SpeakersList(kind, tuple(items), lead_in, tail, _separator(rows), _CONJUNCTIONS[language])


def _frame(rows: Sequence[Speaking], kind: str, language: str, style: str) -> tuple[str, str]:
    """The words before the names, and those after them."""
    opening, singular, plural = _SENTENCES[language][kind]
    if style == "footnote":
        return f"* {opening}", ""
    if len(rows) == 1 or kind == "right_of_reply":
        return "", plural if len(rows) > 1 or rows[0].name.article == "les" else singular
    return (_REPRESENTATIVES[language][kind] if style == "representatives" else opening), ""


def _item(row: Speaking, language: str, preposition: str) -> str:
    if language == "en":
        group = f"on behalf of {with_article(row.group)}" if row.group else ""
        group = f"({group})" if "," in group else group  # whose comma would end the item
        text = f"{row.name.text} {group}".strip()  # English lists have no articles: "Gambia, Maldives"
    else:
        group = f" (au nom {after('de', row.group)})" if row.group else ""
        text = (after(preposition, row.name) if preposition else with_article(row.name)) + group
    remark = REMARKS[row.remark][language] if row.remark else ""
    return (f"{text} ({remark})" if remark else text).replace("'", "’")


def _intervention(row: Speaking, printed: str, language: str) -> Intervention:
    remark = REMARKS[row.remark][language] if row.remark else ""
    group = row.group.text if row.group else ""
    return Intervention(printed, row.name.text.replace("'", "’"), group.replace("'", "’"), remark)


def _separator(rows: Iterable[Speaking]) -> str:
    """Semicolons where a name that nobody knows in this language has a comma of its own."""
    names = [name for row in rows for name in (row.name, row.group) if name and not name.known]
    return "; " if any("," in name.text for name in names) else ", "


def remark_key(remark: str, language: str) -> str:
    """The key in REMARKS of what a list says besides a name, or "" where it is nothing fixed."""
    found = (key for key, said in _REMARKS_AS_PRINTED.items() if pattern(said[language]).match(remark))
    return next(found, "")


# --- French articles --------------------------------------------------------------------------------------------------

_CONTRACTIONS = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_SECOND = (
    " et la Chine"  # the Groupe des 77 et la Chine is two, and each is governed: "du Groupe des 77 et de la Chine"
)
# A mute h; before every other h nothing is elided (le Honduras, Human Rights Watch).
_MUTE = words(
    "habit haiti hebr hell helv hemis herb herit heur hispan histoi homm honn honor hopit hospit hotel humain humanit "
    "humanis hydr hygi"
)
_NOT_ELIDED = ("onz", "oui", "uhlan")


def with_article(name: Name) -> str:
    """ "la Lituanie", "l’Iran", "Cuba"; "the Gulf Cooperation Council"."""
    return _joined(name.article, name.text)


def after(preposition: str, name: Name) -> str:
    """A French name after "de" or "à": "du Qatar", "de l’Iran", "d’Haïti", "des Maldives", "au Qatar", "à Cuba"."""
    text = name.text
    if text.endswith(_SECOND):
        text = text.removesuffix(_SECOND) + f" et {preposition} la Chine"
    if contracted := _CONTRACTIONS.get((preposition, name.article)):
        return f"{contracted} {text}"
    if not name.article and preposition == "de" and _elides(text):
        return f"d’{text}"
    return f"{preposition} {_joined(name.article, text)}"


def _joined(article: str, text: str) -> str:
    return f"l’{text}" if article in ("l'", "l’") else f"{article} {text}".strip()


def _elides(text: str) -> bool:
    """Whether "de" loses its e before a word: a vowel or a mute h follows; "de 57 pays" and "de onze pays" keep it."""
    folded = fold(text)
    if folded.startswith("h"):
        return folded.startswith(_MUTE)
    return folded[:1] in tuple("aeiou") and not folded.startswith(_NOT_ELIDED)


# --- Groups that are a number -----------------------------------------------------------------------------------------

_COUNTED = {
    "countries": "pays",
    "States": "États",
    "Member States": "États Membres",
    "Member States and Observers": "États Membres et observateurs",
    "Member and Observer States": "États Membres et observateurs",
    "delegations": "délégations",
    "African countries": "pays africains",
    "African States": "États africains",
    "Arab countries": "pays arabes",
    "Arab States": "États arabes",
    "European countries": "pays européens",
    "Latin American countries": "pays d'Amérique latine",
    "developing countries": "pays en développement",
    "organizations": "organisations",
    "non-governmental organizations": "organisations non gouvernementales",
}
_AROUND = {
    "en": ("{}", "a group of {}", "a core group of {}", "more than {}", "a group of more than {}"),
    "fr": ("{}", "un groupe de {}", "un groupe restreint de {}", "plus de {}", "un groupe de plus de {}"),
}
_SMALL = {
    "en": words("two three four five six seven eight nine"),
    "fr": words("deux trois quatre cinq six sept huit neuf"),
}
_NUMBER = re.compile(r"[1-9]\d{0,2}")


def counted(group: str, language: str) -> str:
    """A group that is a number of States, in the other language: "57 countries" is "57 pays", "nine" is "neuf".

    "" where `group`, said in `language`, is something else.
    """
    other = "fr" if language == "en" else "en"
    nouns = _COUNTED if language == "en" else {fr: en for en, fr in reversed(_COUNTED.items())}
    for here, there in zip(_AROUND[language], _AROUND[other], strict=True):
        before, _, _ = here.partition("{}")
        number, _, noun = group.removeprefix(before).partition(" ")
        said = _number(number, language, other)
        if group.startswith(before) and said and (translated := _folded(nouns).get(fold(noun))):
            return there.format(f"{said} {translated}")
    return ""


def _number(text: str, language: str, other: str) -> str:
    if text in _SMALL[language]:
        return _SMALL[other][_SMALL[language].index(text)]
    return text if _NUMBER.fullmatch(text) else ""


def _folded(nouns: dict[str, str]) -> dict[str, str]:
    return {fold(noun): said for noun, said in nouns.items()}
