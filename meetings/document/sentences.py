"""Sentences made from facts, in either language, with their articles and agreement.

The Council has before it the report of the Keeper of Lamps (A/HRC/53/61).
Le Conseil est saisi du rapport de la Gardienne des lampes (A/HRC/53/61).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .folding import fold, words
from .phrases import PHRASES
from .saying import Name, after, with_article

BLANK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Cited:
    """A document: its symbol, and its title in the language of the sentence, "" where none is known."""

    symbol: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """A recorded vote on a text (a key of TEXTS), which has a symbol, a title or both."""

    text: str
    adopted: bool
    in_favour: int
    against: int
    abstentions: int
    symbol: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where what is continued began: the day, and the period where that is the day of the text."""

    day: datetime.date
    period: str = ""


def capitalised(text: str) -> str:
    """With a capital where the sentence begins."""
    return text[:1].upper() + text[1:]


def split_article(short: str, language: str) -> Name:
    """A body's short form as a name with its article: "the Council", "la Conférence", "l’Assemblée"."""
    pattern = r"(the)\s+(.+)" if language == "en" else r"(l['’]|(?:le|la|les)(?=\s))\s*(.+)"
    if found := re.fullmatch(pattern, short.strip(), re.IGNORECASE):
        return Name(found[2], found[1].lower())
    return Name(short.strip())


# --- Documents before the body ----------------------------------------------------------------------------------------

# A title that says itself what the document is begins with one of these nouns; in French with its article.
_NOUNS = {
    "en": dict.fromkeys(words("report reports note notes study summary letter memorandum addendum update list"), "the"),
    "fr": {
        **dict.fromkeys(words("rapport résumé mémorandum document programme rectificatif bilan"), "le"),
        **dict.fromkeys(words("note lettre compilation communication liste synthèse mise"), "la"),
        **dict.fromkeys(words("étude exposé additif aperçu"), "l'"),
        **dict.fromkeys(words("rapports notes observations renseignements"), "les"),
    },
}
# What may stand before the noun.
_PASSED = {
    "en": words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth and to annual final")
    + words("biennial interim initial periodic oral written combined comprehensive joint progress"),
    "fr": words("premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième et à"),
}
_FEMININE = words("assemblée instance équipe organisation")  # after "l’", which does not tell


def before_the_body(body: str, reports: Sequence[Cited], language: str) -> str:
    """ "The Council has before it the report of … (A/HRC/53/61)."; `body` with its article.

    Raises ValueError for no reports.
    """
    name = split_article(body, language)
    if language == "en":
        verb, said = "has before it", [_cited_english(report) for report in reports]
    else:
        verb, said = _is_seized(name), [after("de", _cited_french(report)) for report in reports]
    return f"{capitalised(with_article(name))} {verb} {_listed(said, language)}."


def _is_seized(body: Name) -> str:
    elided = body.article in ("l'", "l’") and _opens(body.text) in map(fold, _FEMININE)
    return "est saisie" if body.article == "la" or elided else "est saisi"


def _cited_english(report: Cited) -> str:
    title = report.title.strip().rstrip(".")
    if not title:
        return f"document {report.symbol}"
    if re.match(r"the\s", title, re.IGNORECASE):
        title = title[4:]
    if _says_what_it_is(title, "en"):
        return f"the {_lowered(title)} ({report.symbol})"
    return f"the report entitled “{title}” ({report.symbol})"


def _cited_french(report: Cited) -> Name:
    title = report.title.strip().rstrip(".")
    if not title:
        return Name(f"document {report.symbol}", "le")
    title = re.sub(r"^(?:[Ll]['’]|L[ea]s?\s)", "", title)
    if article := _says_what_it_is(title, "fr"):
        return Name(f"{_lowered(title)} ({report.symbol})", article)
    return Name(f"rapport intitulé «{BLANK}{title}{BLANK}» ({report.symbol})", "le")


def _says_what_it_is(title: str, language: str) -> str:
    """The article of the noun that a title begins with, behind ordinals and qualifiers; "" where it is none."""
    nouns = {fold(noun): article for noun, article in _NOUNS[language].items()}
    passed = set(map(fold, _PASSED[language]))
    first = next((word for word in fold(title).split()[:6] if word not in passed), "")
    return nouns.get(first, "")


def _opens(text: str) -> str:
    return next(iter(fold(text).split()), "")


def _lowered(title: str) -> str:
    """Without the capital of a title; one in capitals throughout, as an acronym is, stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _listed(said: Sequence[str], language: str) -> str:
    *head, last = said
    return ", ".join(head) + (" and " if language == "en" else " et ") + last if head else last


# --- Votes ------------------------------------------------------------------------------------------------------------

# What may be voted on: in English, in French, and the French article.
TEXTS = {
    "draft_resolution": ("draft resolution", "projet de résolution", "le"),
    "resolution": ("resolution", "résolution", "la"),
    "draft_decision": ("draft decision", "projet de décision", "le"),
    "decision": ("decision", "décision", "la"),
    "amendment": ("amendment", "amendement", "l'"),
}


def vote(body: str, of: Vote, language: str) -> str:
    """ "The Council adopted resolution A/HRC/RES/53/2 by a vote of 28 in favour to 12 against, with 7 abstentions."

    Raises ValueError for a text without symbol and title.
    """
    if not (of.symbol or of.title):
        raise ValueError("A text that was voted on has a symbol or a title.")
    name = capitalised(with_article(split_article(body, language)))
    if language == "en":
        verb = "adopted" if of.adopted else "rejected"
        return f"{name} {verb} {_voted(of, 'en')} by {counts(of, 'en')}."
    return f"{name} a {'adopté' if of.adopted else 'rejeté'} {_voted(of, 'fr')} {counts(of, 'fr')}."


def counts(of: Vote, language: str) -> str:
    """ "a vote of 28 in favour to none against, with 1 abstention", "par 28 voix pour, 3 contre et 1 abstention"."""
    if language == "en":
        left = "no abstentions" if not of.abstentions else _plural(of.abstentions, "abstention")
        return f"a vote of {of.in_favour or 'none'} in favour to {of.against or 'none'} against, with {left}"
    left = "aucune abstention" if not of.abstentions else _plural(of.abstentions, "abstention", BLANK)
    in_favour = f"{of.in_favour}{BLANK}voix pour" if of.in_favour else "aucune voix pour"
    return f"par {in_favour}, {f'{of.against}{BLANK}contre' if of.against else 'aucune contre'} et {left}"


def _plural(number: int, noun: str, blank: str = " ") -> str:
    return f"{number}{blank}{noun}{'s' if number > 1 else ''}"


def _voted(of: Vote, language: str) -> str:
    english, french, article = TEXTS[of.text]
    if language == "en":
        said, title = (f"the {english} entitled" if of.title else english), f" “{of.title}”"
    else:
        entitled = (" intitulée" if article == "la" else " intitulé") if of.title else ""
        said, title = with_article(Name(french, article)) + entitled, f" «{BLANK}{of.title}{BLANK}»"
    symbol = f"({of.symbol})" if of.title and of.symbol else of.symbol
    return said + (title if of.title else "") + (f" {symbol}" if symbol else "")


# --- Days, hours and the next meeting ---------------------------------------------------------------------------------

_WEEKDAYS = {
    "en": words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "fr": words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
}
_PARTS_OF_DAY = {
    "morning": {"en": "this morning", "fr": "ce matin"},
    "midday": {"en": "today", "fr": "aujourd’hui"},
    "afternoon": {"en": "this afternoon", "fr": "cet après-midi"},
    "evening": {"en": "this evening", "fr": "ce soir"},
}


def day(date: datetime.date, language: str, today: datetime.date | None) -> str:
    """ "Monday, 10 July", "lundi 10 juillet"; with the year where it is another than today's."""
    weekday, month = _WEEKDAYS[language][date.weekday()], PHRASES[language].months[date.month - 1]
    year = f" {date.year}" if today and today.year != date.year else ""
    if language == "en":
        return f"{weekday}, {date.day} {month}{year}"
    return f"{weekday} {'1er' if date.day == 1 else date.day}{BLANK}{month}{year}"


def hour(time: datetime.time, language: str) -> str:
    """ "10 a.m.", "3.30 p.m.", "noon"; "10 heures", "15 h 30", "midi"."""
    if (time.hour, time.minute) == (12, 0):
        return "noon" if language == "en" else "midi"
    if language == "en":
        minutes = f".{time.minute:02}" if time.minute else ""
        return f"{time.hour % 12 or 12}{minutes} {'a.m.' if time.hour < 12 else 'p.m.'}"
    if time.minute:
        return f"{time.hour}{BLANK}h{BLANK}{time.minute:02}"
    return f"{time.hour}{BLANK}heure{'s' if time.hour > 1 else ''}"


def next_meeting(
    body: str, date: datetime.date, at: datetime.time | None, to: str, language: str, today: datetime.date | None
) -> str:
    """ "The Council will next meet on Monday, 10 July at 10 a.m. to …"; on the day of the text "this afternoon".

    `to` is what it will do, as the sentence says it: "hold a debate", "tenir un débat"; "" leaves it out.
    """
    to = re.sub(r"^(?:to|pour)\s+", "", to.strip().rstrip("."), flags=re.IGNORECASE)
    name = capitalised(with_article(split_article(body, language)))
    if language == "en":
        when = _PARTS_OF_DAY[_part(at)]["en"] if date == today else f"on {day(date, language, today)}"
        when += f" at {hour(at, language)}" if at else ""
        said = f"{name} will next meet {when}" + (f" to {to}" if to else "")
    else:
        when = _PARTS_OF_DAY[_part(at)]["fr"] if date == today else day(date, language, today)
        when += f", à {hour(at, language)}" if at else ""
        said = f"{name} se réunira {when}" + (f", pour {to}" if at and to else f" pour {to}" if to else "")
    return said if said.endswith(".") else f"{said}."


def _part(at: datetime.time | None) -> str:
    if at is None or (at.hour, at.minute) == (12, 0):
        return "midday"
    return "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening"


# --- What goes on from another meeting --------------------------------------------------------------------------------

# Kind of segment: what is continued.
_CONTINUED = {
    "interactive_dialogue": ("interactive dialogue", "dialogue interactif"),
    "enhanced_interactive_dialogue": ("enhanced interactive dialogue", "dialogue interactif renforcé"),
    "general_debate": ("general debate", "débat général"),
    "panel": ("panel discussion", "réunion-débat"),
    "country_review": ("review", "examen"),
    "presentation_of_report": ("consideration of the report", "examen du rapport"),
    "statements": ("hearing of statements", "audition de déclarations"),
    "other": ("discussion", "discussion"),
}
_FEMININE_KINDS = ("panel", "statements", "other")
_EARLIER = {"en": "earlier today", "fr": "plus tôt dans la journée"}  # at midday, or nobody knows when


def nouns(kind: str, language: str) -> str:
    """What a segment of a kind is called: "interactive dialogue", "dialogue interactif"."""
    return _CONTINUED[kind][0 if language == "en" else 1]


def continuation(
    body: str, kind: str, status: str, about: str, earlier: Earlier, language: str, today: datetime.date | None
) -> str:
    """ "The Council continued its interactive dialogue with …, which began on Thursday, 6 July."

    `status` is that of the segment now, and `about` its subject as the sentence says it: "with …", "sur …".
    """
    name = capitalised(with_article(split_article(body, language)))
    what = " ".join(part for part in (nouns(kind, language), about.strip().rstrip(".,")) if part)
    ends = status in ("concluded", "held")
    parts = _PARTS_OF_DAY.get(earlier.period, _EARLIER) if earlier.period != "midday" else _EARLIER
    is_today = earlier.day == today
    if language == "en":
        when = parts["en"] if is_today else f"on {day(earlier.day, 'en', today)}"
        return f"{name} {'concluded' if ends else 'continued'} its {what}, which began {when}."
    when = parts["fr"] if is_today else f"le {day(earlier.day, 'fr', today)}"
    feminine = kind in _FEMININE_KINDS
    # "son" before a vowel, whatever the gender.
    of_it = "sa" if feminine and _opens(what)[:1] not in tuple("aeiou") else "son"
    verb, began = "achevé" if ends else "poursuivi", "entamée" if feminine else "entamé"
    return f"{name} a {verb} {of_it} {what}, {began} {when}."
