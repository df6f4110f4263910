"""Look-ups in the tables of fixed phrases: one small function for each question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from .english import ENGLISH
from .folding import fold
from .french import FRENCH
from .templates import Phrases, pattern

PHRASES: Mapping[str, Phrases] = {"en": ENGLISH, "fr": FRENCH}

# Where the prefix of press symbols is not the code of the body.
PREFIXES = {"DC": "CD"}

# Lines of the page around a text. Their language is the reader's, not the text's.
CHROME = (
    "Skip to main content",
    "Aller au contenu principal",
    "Pasar al contenido principal",
    "Перейти к основному содержанию",
    "跳转到主要内容",
    "تجاوز إلى المحتوى الرئيسي",
    "Breadcrumb",
    "Fil d'Ariane",
    "Строка навигации",
    "Sobrescribir enlaces de ayuda a la navegación",
    "Help improve our website by taking this short survey",
    "ACCESSIBILITY AT UNOG A A A A The United Nations in the Heart of Europe",
    "Header image for news printout",
    "{News|Press releases} {Treaty bodies|Human Rights Council}",
    "{Actualités|Communiqués de presse} {Conseil des droits de l’homme|Organes conventionnels}",
    "{Share|Partager|En savoir plus|Read more|Fermer|Close|Default title}",
    "{Home|Accueil}",
    "{ENDS|END|FIN|///|Print|Imprimer|Back to top|Haut de page|Related|Tags}",
)

_LABELS = {fold(line): kind for phrases in PHRASES.values() for kind, lines in phrases.labels.items() for line in lines}
_KICKERS = {
    fold(kicker).replace(" ", ""): period for phrases in PHRASES.values() for kicker, period in phrases.kickers.items()
}


def each_choice(template: str) -> Iterator[str]:
    """The lines that a template without `…` stands for: "{a|b} c" for "a c" and "b c"."""
    before, brace, rest = template.partition("{")
    if not brace:
        yield template
        return
    choices, _, after = rest.partition("}")
    for choice in choices.split("|"):
        for end in each_choice(after):
            yield before + choice + end


_HEADINGS = {
    language: {
        fold(line): role
        for heading, role in phrases.headings.items()
        if "…" not in heading
        for line in each_choice(heading)
    }
    for language, phrases in PHRASES.items()
}
LONGEST_HEADING = 120


def label_kind(line: str) -> str:
    """The kind of document that a label line says, in either language; "" where it is no label."""
    return _LABELS.get(fold(line), "")


def label_of(kind: str, language: str) -> str:
    """The label line that a document of this kind is printed with."""
    return PHRASES[language].labels[kind][0]


def kicker_period(line: str) -> str | None:
    """The period that a kicker names, "" where it names two; None where the line is no kicker."""
    return _KICKERS.get(fold(line).replace(" ", "")) if line.isupper() else None


def split_kicker(line: str) -> tuple[str, str]:
    """Kicker and headline of "MORNING - Council Adopts ..."; the kicker is "" where there is none."""
    if kicker_period(line) is not None:
        return line, ""
    match = re.match(r"(.{1,40}?)\s+[-–—]\s+(.*)", line)
    return (match[1], match[2]) if match and kicker_period(match[1]) is not None else ("", line)


def heading_role(line: str, language: str) -> str | None:
    """The role that a part heading gives, "" for none; None where the line is no part heading."""
    line = line.rstrip(" :\xa0\u202f")
    role = _HEADINGS[language].get(fold(line))
    if role is not None or len(line) > LONGEST_HEADING:
        return role
    return next((role for expression, role in _heading_patterns(language) if expression.fullmatch(line)), None)


@cache
def _heading_patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The headings of any wording: "Questions by … and Responses by …"."""
    headings = PHRASES[language].headings.items()
    return tuple((re.compile(pattern(text).pattern, re.IGNORECASE), role) for text, role in headings if "…" in text)


def is_chrome(line: str) -> bool:
    """Whether a line belongs to the page around the text: navigation, a rule, asterisks."""
    if not any(character.isalnum() for character in line):
        return True
    return any(pattern(template).fullmatch(line) for template in CHROME)


def opens_with(text: str, templates: Iterable[str]) -> bool:
    """Whether a text begins with one of these templates, at the end of a word."""
    return any((m := pattern(t).match(text)) and not text[m.end() : m.end() + 1].isalpha() for t in templates)


def fixed_subject(text: str, language: str) -> str:
    """What a fixed sentence is about ("webcast" ...); "" where the text begins with none."""
    fixed = PHRASES[language].fixed
    return next((subject for opener, subject in fixed.items() if opens_with(text, (opener,))), "")


def title_kind(title: str, language: str) -> str:
    """The kind of segment that a title says by its first words; "" where it says none."""
    titles = sorted(PHRASES[language].titles.items(), key=lambda item: -len(item[0]))
    folded = fold(title) + " "
    return next((kind for opener, kind in titles if folded.startswith(fold(opener) + " ")), "")


def kind_named(text: str, language: str) -> str:
    """The kind of segment of which a text speaks first, in the words that open titles; "" where it speaks of none."""
    folded = f" {fold(text)} "
    titles = PHRASES[language].titles.items()
    places = (
        (place, -len(opener), kind) for opener, kind in titles if (place := folded.find(f" {fold(opener)} ")) >= 0
    )
    return min((found for found in places if found[2] not in ("other", "statements")), default=(0, 0, ""))[2]


def body_named(text: str, language: str) -> str:
    """The code of the body that a text names first; "" where it names none."""
    folded = fold(text)
    places = ((folded.find(fold(name)), -len(name), code) for code, name in PHRASES[language].bodies.items())
    return min((place for place in places if place[0] >= 0), default=(0, 0, ""))[2]
