"""What the samples are made of: the invented body and its sessions, who may speak there, and the fate of each text."""

from dataclasses import dataclass
from datetime import date

BODY = {
    "code": "SCL",
    "symbol_prefix": "SCL",
    "document_prefix": "SCL/",
    "name_en": "Sample Committee on Inland Lighthouses",
    "name_fr": "Comité fictif des phares intérieurs",
    "short_en": "the Committee",
    "short_fr": "le Comité",
    "has_kicker_en": True,
    "members": 12,
    "is_sample": True,
}

# They begin as real ones do, so that import knows them by the same phrases.
WORDINGS = [
    (
        "en", "disclaimer",
        "Produced by the makers of this system for use in demonstrations; not an official record. Sample text: an "
        "invented meeting of an invented body. Nobody said any of it.",
    ),
    (
        "en", "where_to_find",
        "The webcast of this sample meeting and the documents of the Committee’s {session} can be found nowhere: there "
        "are none.",
    ),
    (
        "fr", "disclaimer",
        "Document établi pour la démonstration de ce système\u00a0; il ne constitue pas un document officiel. Texte "
        "d’exemple\u00a0: séance inventée d’un organe inventé. Personne n’a tenu ces propos.",
    ),
    (
        "fr", "where_to_find",
        "Les enregistrements vidéo de cette séance d’exemple et les documents de la {session} du Comité sont "
        "introuvables\u00a0: il n’en existe aucun.",
    ),
]  # fmt: skip

# Invented, too: kind, key, English name, French name, function in either language.
SPEAKERS = [
    ("group", "sample-friends-of-the-small-light", "Friends of the Small Light", "Amis de la petite lumière", "", ""),
    ("ngo", "sample-guild-of-lamp-trimmers", "Guild of Lamp Trimmers", "Guilde des allumeurs", "", ""),
    (
        "ngo", "sample-lanterns-and-ladders", "Lanterns and Ladders International",
        "Lanternes et échelles internationales", "", "",
    ),
    (
        "ngo", "sample-former-keepers", "Association of Former Keepers and Their Neighbours",
        "Association des anciens gardiens et de leurs voisins", "", "",
    ),
    ("ngo", "sample-lacs-calmes", "Société des lacs calmes", "Société des lacs calmes", "", ""),
    (  # two texts print it a little differently: to be merged by the reader
        "ngo", "sample-young-pilots", "Young Pilots for Safe Shallows International",
        "Jeunes pilotes pour des hauts-fonds sûrs (JPHS)", "", "",
    ),
    (
        "person", "sample-adela-norrwick", "Adela Norrwick", "Adela Norrwick",
        "Rapporteur on unattended lights", "Rapporteuse sur les phares sans gardien",
    ),
    (
        "person", "sample-samira-el-lanteri", "Samira El-Lanteri", "Samira El-Lanteri",
        "Expert on audible signals", "Experte des signaux sonores",
    ),
    (
        "person", "sample-mirela-astoura", "Mirela Astoura", "Mirela Astoura",
        "Chairperson of the Committee", "Présidente du Comité",
    ),
    (
        "person", "sample-bastien-corvelle", "Bastien Corvelle", "Bastien Corvelle",
        "Treasurer of the Committee", "Trésorier du Comité",
    ),
]  # fmt: skip

# The first day of a session; the days of any other are counted from the day of the loading.
FIRST_DAYS = {11: date(2026, 3, 9)}


@dataclass(frozen=True)
class Meeting:
    """A meeting on the `day`-th working day after the first of its session, or before it."""

    session: int
    number: int
    day: int
    period: str
    title: str
    not_covered_fr: str = ""


MEETINGS = [
    Meeting(11, 1, 0, "morning", "Opening of the session"),
    Meeting(11, 2, 0, "afternoon", "Fog signals on fresh water"),
    Meeting(12, 1, -3, "morning", "Unattended lights; fog signals; lamps and ladders"),
    Meeting(
        12, 2, -3, "afternoon", "Lamps and ladders, continued",
        "La séance a été écourtée\u00a0; l’équipe de langue française couvrait l’ouverture de la session.",
    ),
    Meeting(12, 3, -2, "morning", "Second report of the Lake Merrow Authority"),
    Meeting(12, 4, -2, "afternoon", "Second report of the Lake Merrow Authority, continued"),
    Meeting(12, 5, -1, "morning", "The training of keepers"),
    Meeting(12, 6, -1, "afternoon", "The state of the library"),
    Meeting(12, 7, 0, "morning", "Lights on canals"),
    Meeting(12, 8, 1, "morning", "Closing of the session"),
]  # fmt: skip


@dataclass(frozen=True)
class Act:
    """A transition by a person; "edit", which puts the phrase `new` in the place of `old`; or "remark", on the
    paragraph with `old`. What is published is whole but for `to_come`; an hour is that of the next working day.
    """

    what: str
    who: str
    comment: str = ""
    old: str = ""
    new: str = ""
    to_come: str = ""
    hour: int = 0


@dataclass(frozen=True)
class Text:
    """A file of `language`, handed in by an officer for some meetings, and what happened to it then."""

    language: str
    name: str
    officer: str
    acts: tuple[Act, ...] = ()

    @property
    def meetings(self) -> list[tuple[int, int]]:
        """Session and number of each meeting that the file's name tells: 12-03-04 is about two."""
        session, *numbers = map(int, self.name.split("-"))
        return [(session, number) for number in numbers]


def published(officer: str, reviewer: str) -> tuple[Act, ...]:
    return Act("submit", officer), Act("approve", reviewer), Act("publish", reviewer)


TEXTS = [
    Text("en", "11-01", "anna", (
        *published("anna", "robert"),
        Act("withdraw", "robert", "The summary was published under the date of another meeting."),
    )),
    Text("en", "11-02", "bea", published("bea", "robert")),
    Text("en", "12-01", "anna", (
        Act("submit", "anna"),
        Act("publish_at_once", "bea", "The agencies wait for the opening; no other reviewer is in the house."),
    )),
    Text("en", "12-02", "anna", (
        *published("anna", "robert"),
        Act("reopen", "anna", "The Treasurer gave another figure."),
        Act("edit", "anna", old="36 of the 40 towers", new="26 of the 40 towers"),
        Act("submit", "anna"),
        Act("approve", "robert"),
        Act("publish", "robert", "The number of towers inspected was corrected."),
    )),
    Text("en", "12-03-04", "bea", (
        Act("submit", "bea"),
        Act("approve", "robert"),
        Act("publish", "robert", to_come="Answers that the delegation gives in writing"),
    )),
    Text("en", "12-05", "bea", (Act("submit", "bea"), Act("approve", "robert"), Act("schedule", "robert", hour=10))),
    Text("en", "12-06", "anna", (
        Act("submit", "anna"),
        Act("return", "bea", "The first paragraph and the body give two different numbers of logbooks."),
        Act("edit", "anna", old="holds 4,010 logbooks and", new="holds 4,100 logbooks and"),
        Act("submit", "anna"),
        Act("remark", "bea", "Was this the figure of the report, or of the speaker?", old="logbooks"),
    )),
    Text("en", "12-07", "anna"),
    Text("fr", "11-01", "claire", published("claire", "renee")),
    Text("fr", "11-02", "benoit", (
        *published("benoit", "renee"),
        Act("withdraw", "renee", "Ce compte rendu portait la date d’une autre séance."),
    )),
    Text("fr", "12-01", "claire", (
        Act("submit", "claire"),
        Act("publish_at_once", "benoit", "Les agences attendent l’ouverture\u00a0; personne d’autre ne peut relire."),
    )),
    Text("fr", "12-03", "claire", (
        Act("submit", "claire"),
        Act("approve", "renee"),
        Act("publish", "renee", to_come="Suite des réponses de la délégation"),
        Act("reopen", "claire", "Erreur sur la portée des feux."),
        Act("edit", "claire", old="visibles à quatorze milles", new="visibles à quatre milles"),
        Act("submit", "claire"),
        Act("approve", "renee"),
        Act("publish", "renee", "La portée des phares a été corrigée.", to_come="Suite des réponses de la délégation"),
    )),
    Text("fr", "12-05", "benoit", (
        Act("submit", "benoit"),
        Act("approve", "renee"),
        Act("schedule", "renee", hour=10),
    )),
    Text("fr", "12-06", "claire", (
        Act("submit", "claire"),
        Act("return", "benoit", "Le chapeau et le titre ne donnent pas le même nombre d’inondations."),
        Act("edit", "claire", old="avait atteint deux fois le rayon", new="avait atteint trois fois le rayon"),
        Act("submit", "claire"),
        Act("remark", "benoit", "Ce chiffre vient-il du rapport, ou de l’oratrice\u00a0?", old="900 journaux"),
    )),
    Text("fr", "12-07", "claire"),
]  # fmt: skip
