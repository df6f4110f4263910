"""Documents made at random: most are such as people write, some hold what looks like something else."""

from __future__ import annotations

from hypothesis import strategies as st

from meetings.document import (
    KINDS,
    SEGMENT_KINDS,
    SEGMENT_STATUSES,
    Document,
    Heading,
    Intervention,
    Paragraph,
    Run,
    Segment,
    Session,
    SpeakersList,
    Statement,
    read_item,
)
from meetings.document.folding import words
from meetings.document.tree import prose

WORDS = {
    "en": words("the rights of children and women were said to be in danger on this coast with which it was for by"),
    "fr": words("les droits des enfants et de la femme sont dans le cœur du débat que pour une île à l’été où qui"),
}
NAMES = {
    "en": (
        "Panama",
        "Antigua and Barbuda",
        "Bosnia and Herzegovina",
        "Côte d’Ivoire",
        "Viet Nam",
        "Guinea-Bissau",
        "Timor-Leste",
        "Forum for Rivers and Rights",
        "Lakes and Islands Watch Inc.",
        "Union of Æolian Harps",
        "Bread, Roses and Peace",
        "Centre: Law",
        "International-Harbours.Org",
    ),
    "fr": (
        "Panama",
        "Côte d’Ivoire",
        "Bosnie-Herzégovine",
        "Saint-Vincent-et-les Grenadines",
        "Égypte",
        "Forum des fleuves et des droits",
        "Œuvre des îles",
        "Lacs et Montagnes",
        "Pain, Paix et Roses",
    ),
}
ARTICLES = {"en": ("", "the "), "fr": ("", "l’", "le ", "du ", "de la ")}
GROUPS = {
    "en": ("", " on behalf of a group of countries", " (on behalf of the Harbour Group)", " in a joint statement"),
    "fr": ("", " au nom d’un groupe de pays", " (au nom du Groupe des ports)", ", au nom de l’Union des lacs,"),
}
LEAD_INS = {
    "en": (
        ("Speaking in the discussion on rivers were", "", "discussion"),
        ("Also speaking were", "", "also_speaking"),
        ("", "spoke in right of reply", "right_of_reply"),
    ),
    "fr": (
        ("Ont pris la parole :", "", "discussion"),
        ("Ont également pris la parole", "", "also_speaking"),
        ("", "ont exercé leur droit de réponse", "right_of_reply"),
    ),
}
HEADINGS = {"en": ("Report", "Discussion", "Concluding Remarks"), "fr": ("Rapport", "Débat", "Observations finales")}
TITLES = {
    "en": ("Interactive Dialogue on Rivers", "Consideration of Report of Ruritania", "Harbours and Their People"),
    "fr": ("Dialogue interactif sur les fleuves", "Examen du rapport de la Ruritanie", "Débat général sur les ports"),
}
OPENINGS = {
    "en": (("ADA O’BRIEN", "Expert on Rivers", "said that"), ("Ambassador JOSÉ VAN LIND of Utopia", "", "stated")),
    "fr": (("M. JOSÉ D’ÎLE", "Expert des fleuves", "a déclaré que"), ("MME ADA LÉ-CŒUR (Utopie)", "", "a dit que")),
}
FIXED = {
    "en": ("The webcast of the Council meetings can be found here.", "All meeting summaries can be found here."),
    "fr": ("Tous les résumés sont en ligne.", "Les documents relatifs à la session sont en ligne."),
}
NEXT = {
    "en": "The Council will resume this afternoon at 3 p.m. to discuss rivers.",
    "fr": "La prochaine séance du Comité se tiendra demain.",
}
DISCLAIMERS = {
    "en": "For use of the information media; not an official record.",
    "fr": "Ce document est destiné à l’information; il ne constitue pas un document officiel",
}
# What looks like another part of a release, in either language, or like nothing at all.
TRAPS = (
    "Discussion",
    "Rapport",
    "MORNING",
    "Press Release",
    "HRC23.001E",
    "Skip to main content",
    "* * *",
    "and so on",
    "Also speaking were Panama and Peru.",
    "General Debate on Rivers",
    "ADA LIND, Expert, said no.",
    "12 May 2020",
    "La prochaine séance se tiendra demain.",
    "Human Rights Council",
    "",
    "  two  blanks",
    "a line\nand another",
    "Of",
)

blocks_ids = st.sampled_from(("", "b2345ab"))


def sentences(language: str) -> st.SearchStrategy[str]:
    """A paragraph of one or two sentences; now and then a trap, or any text at all."""
    sequence = st.lists(st.sampled_from(WORDS[language]), min_size=4, max_size=14)
    stop = weighted((12, st.sampled_from((".", ".", ".", "?", ".”"))), (1, st.just("")))
    written = st.builds(lambda sequence, stop: " ".join(sequence).capitalize() + stop, sequence, stop)
    two = st.builds("{} {}".format, written, written)
    return weighted((30, written), (10, two), (1, st.sampled_from(TRAPS)), (1, st.text(max_size=40)))


def weighted(*choices: tuple[int, st.SearchStrategy]) -> st.SearchStrategy:
    """One of some strategies, each so many times as likely."""
    bag = [strategy for weight, strategy in choices for _ in range(weight)]
    return st.integers(0, len(bag) - 1).flatmap(bag.__getitem__)


def runs(text: str) -> st.SearchStrategy[tuple[Run, ...]]:
    """The text as prose, its words in up to three appearances."""
    looks = st.lists(
        st.tuples(st.booleans(), st.booleans(), st.sampled_from((None, None, "", "https://example.org/a"))),
        min_size=1,
        max_size=3,
    )

    def cut(looks: list) -> tuple[Run, ...]:
        size = len(text) // len(looks) + 1
        return prose(*(Run(text[i * size : (i + 1) * size], *look) for i, look in enumerate(looks)))

    return looks.map(cut)


def paragraphs(language: str) -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, sentences(language).flatmap(runs), id=blocks_ids, digests=blocks_ids)


@st.composite
def statements(draw, language: str) -> Statement:
    speaker, capacity, verb = draw(st.sampled_from(OPENINGS[language]))
    rest = draw(sentences(language))
    text = f"{speaker}, {capacity}, {verb} {rest}" if capacity else f"{speaker} {verb} {rest}"
    capacity = draw(weighted((20, st.just(capacity)), (1, st.just("Of another capacity"))))
    first = Paragraph(draw(runs(text)), id=draw(blocks_ids))
    return Statement(speaker, capacity, (first, *draw(st.lists(paragraphs(language), max_size=2))))


@st.composite
def interventions(draw, language: str) -> Intervention:
    name = draw(weighted((30, st.sampled_from(NAMES[language])), (1, st.sampled_from((*TRAPS, "x, y", "a and b")))))
    printed = draw(st.sampled_from(ARTICLES[language])) + name + draw(st.sampled_from(GROUPS[language])).rstrip(",")
    wrong = Intervention(printed, "Somebody else")
    return draw(weighted((30, st.just(read_item(printed, language))), (1, st.just(wrong))))


@st.composite
def lists(draw, language: str) -> SpeakersList:
    lead_in, tail, kind = draw(st.sampled_from(LEAD_INS[language]))
    word = " and " if language == "en" else " et "
    return SpeakersList(
        kind=kind,
        interventions=tuple(draw(st.lists(interventions(language), min_size=1, max_size=5))),
        lead_in=lead_in,
        tail=tail,
        separator=draw(weighted((4, st.just(", ")), (1, st.just("; ")))),
        conjunction=draw(weighted((4, st.just(word)), (1, st.just("," + word)))),
        topic=draw(st.sampled_from(("", "rivers"))),
        digests=draw(blocks_ids),
        id=draw(blocks_ids),
    )


def headings(language: str) -> st.SearchStrategy[Heading]:
    text = weighted((30, st.sampled_from(HEADINGS[language])), (1, st.sampled_from(("Rivers", *TRAPS))))
    return st.builds(Heading, text, id=blocks_ids)


def titles(language: str) -> st.SearchStrategy[str]:
    return weighted((30, st.sampled_from(TITLES[language])), (1, st.sampled_from(TRAPS)), (1, sentences(language)))


@st.composite
def segments(draw, language: str) -> Segment:
    """A segment in parts: paragraphs stand before the statements, as they do on a page, but for a few."""
    blocks = [*draw(st.lists(paragraphs(language), max_size=1))]
    for heading in draw(st.lists(headings(language), max_size=3)):
        blocks += [heading, *draw(st.lists(paragraphs(language), max_size=2))]
        blocks += draw(st.lists(statements(language), max_size=2))
        blocks += draw(weighted((9, st.just([])), (1, st.lists(paragraphs(language), max_size=1))))
    return Segment(
        title=draw(titles(language)),
        blocks=tuple(blocks),
        kind=draw(st.sampled_from(SEGMENT_KINDS)),
        status=draw(st.sampled_from(SEGMENT_STATUSES)),
        reports=draw(st.sampled_from(((), ("A/HRC/53/61",)))),
        started_before=draw(st.booleans()),
        id=draw(blocks_ids),
    )


@st.composite
def documents(draw, language: str | None = None) -> Document:
    """Any document: in its head what a press officer types, in its body the parts above."""
    language = language or draw(st.sampled_from(("en", "fr")))
    letter = "E" if language == "en" else "F"
    maybe = lambda text: weighted((3, st.just(text)), (1, st.just("")))  # noqa: E731
    head = st.sampled_from(("Council Hears of Rivers", "Le Comité examine la situation", "RIVERS AND ÎLES", "A B"))
    lead = st.one_of(paragraphs(language), paragraphs(language), lists(language))
    rare = weighted((30, st.just([])), (1, st.lists(statements(language), max_size=1)))
    return Document(
        language=language,
        kind=draw(st.sampled_from(KINDS)),
        body=draw(st.sampled_from(("", "HRC"))),
        session=draw(st.sampled_from((None, Session(53), Session(36, "special")))),
        date=draw(st.none() | st.dates()),
        period=draw(st.sampled_from(("", "morning"))),
        symbol=draw(weighted((20, st.just(f"HRC23.093{letter}")), (1, st.sampled_from(("", "CD/1", "HRC23.09"))))),
        kicker=draw(weighted((8, st.sampled_from(("MORNING", ""))), (1, st.sampled_from(("Morning", "LATE"))))),
        headline=draw(weighted((30, head), (1, st.sampled_from(TRAPS)))),
        subheadline=draw(weighted((8, head), (1, st.sampled_from(("", "It has a stop.", *TRAPS))))),
        round_up=(*draw(st.lists(lead, max_size=4)), *draw(rare)),
        segments=tuple(draw(st.lists(segments(language), max_size=2))),
        where_to_find=tuple(Paragraph(prose(text)) for text in FIXED[language] if draw(st.booleans())),
        next_meeting=draw(maybe(NEXT[language])),
        disclaimer=draw(maybe(DISCLAIMERS[language])),
    )
