"""Texts of an invented body: read, printed, warned about; in English and French, spaced and flat."""

import json
from pathlib import Path

import pytest

from meetings.document import (
    Document,
    Heading,
    Intervention,
    Names,
    Paragraph,
    Segment,
    SpeakersList,
    Statement,
    ambiguities,
    dump,
    found,
    infer,
    language_of,
    load,
)
from meetings.document.tree import prose

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def ids(text: str, **options) -> list[tuple[str, int]]:
    return [(warning.id, warning.line) for warning in load(text, **options).warnings]


def release(*paragraphs: str) -> str:
    """A release with a head, these paragraphs, and a symbol."""
    return "\n\n".join(("Keepers Meet", "Press Release", "Lamps Were Lit", *paragraphs, "ALK31/004E"))


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.txt")))
def test_finds_all_that_a_sample_holds(names, name):
    text = sample(name)
    expected = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    assert found(infer(load(text, names(language_of(text))).document)) == expected


def test_warns_of_all_that_it_assumed_in_english():
    assert ids(sample("lanterns_en")) == [
        ("no-date", 1),
        ("broken-paragraph-joined", 13),
        ("list-without-stop", 21),
        ("no-final-stop", 25),
    ]


def test_warns_of_all_that_it_assumed_in_french():
    assert ids(sample("lanternes_fr")) == [("no-date", 1), ("session-assumed", 5), ("footnote-missing", 6)]


def test_names_unknown_names():
    names = Names.build("en", [("Peru", "pe")])
    text = release("Speaking were Peru, Chad and Oil.")
    assert [w.message for w in load(text, names).warnings if w.id == "unknown-names"] == [
        "Not among the known names: Chad; Oil."
    ]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (release("Speaking were Peru , Chad and Oil."), ("list-respelled", 7)),
        (release("CCPR/19/1…"), ("cut-symbol", 7)),
        (release("ALK31/003E"), ("second-symbol", 9)),
        (release("Discussion", "It was dark."), ("segment-without-title", 7)),
        (release("It was very"), ("no-final-stop", 7)),
        (release("It was", "dark."), ("broken-paragraph-joined", 9)),
        (release("Many* spoke."), ("footnote-missing", 7)),
        ("Keepers Meet\n\nIt was dark.", ("no-label", 1)),
        ("Press Release\n\nIt was dark.", ("no-headline", 1)),
        ("", ("language-assumed", 1)),
        ("", ("no-symbol", 1)),
    ],
)
def test_warns(text, warning):
    assert warning in ids(text)


def test_known_names_of_another_language_are_not_used():
    assert ("names-not-used", 1) in ids(release("It was dark."), names=Names("fr"))


def test_the_language_may_be_given():
    assert load(release("It was dark."), language="fr").document.language == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Compte rendu de séance\nThe keepers were with the lamps of the lake.\n", "en"),
        ("Meeting Summaries\nLes allumeurs sont avec les lampes du lac.\n", "fr"),
        ("The keepers were here.\nALK31.004F", "fr"),
        ("", ""),
        ("Xyz.", ""),
    ],
)
def test_the_language_is_that_of_the_text_not_of_its_label(text, language):
    assert language_of(text) == language


def test_lines_of_one_paragraph_are_joined_and_exact_lines_stand_alone():
    text = "Keepers Meet\nPress Release\nLamps Were Lit\n\nIt was dark and the\nlamps were lit.\n\nReport\nNone."
    document = load(text, language="en").document
    assert (document.headline, document.subheadline) == ("Keepers Meet", "Lamps Were Lit")
    assert [block.text for block in document.round_up] == ["It was dark and the lamps were lit."]
    assert [block.text for block in document.segments[0].blocks] == ["Report", "None."]


def test_the_head_of_a_mirror_page_has_a_date_and_no_label():
    text = "Press releases Human Rights Council\n\nCouncil Meets\n\n2 May 2031\n\nHuman Rights Council\n\nIt met."
    document = load(text, language="en").document
    assert (document.headline, document.body, str(document.date)) == ("Council Meets", "HRC", "2031-05-02")
    assert [block.text for block in document.round_up] == ["It met."]


def test_the_ledger_says_what_became_of_every_line():
    text = release("Speaking were Peru and Chad.", "", "CCPR/19/1…", "____")
    assert [(entry.line, entry.kind, entry.what) for entry in load(text).ledger if entry.what != "blank"] == [
        (1, "block", "headline"),
        (3, "block", "label"),
        (5, "block", "subheadline"),
        (7, "block", "list"),
        (11, "warning", "cut_symbol"),
        (13, "chrome", "page"),
        (15, "block", "symbol"),
    ]


STATEMENT = Statement("ZORA LIND", "Head of Oil", (Paragraph(prose("ZORA LIND, Head of Oil, said that it was dark.")),))
CLEAR = Document(
    "en",
    symbol="ALK31.004E",
    kicker="MORNING",
    headline="Keepers Meet",
    subheadline="Lamps Were Lit",
    round_up=(Paragraph(prose("It was dark.")),),
    segments=(Segment("General Debate on Oil", (Heading("Discussion"), STATEMENT)),),
    next_meeting="The Council will next meet tomorrow.",
)


def test_prints_a_release_in_its_order():
    assert dump(CLEAR).split("\n\n") == [
        "MORNING - Keepers Meet",
        "Meeting Summaries",
        "Lamps Were Lit",
        "It was dark.",
        "The Council will next meet tomorrow.",
        "General Debate on Oil",
        "Discussion",
        "ZORA LIND, Head of Oil, said that it was dark.",
        "ALK31.004E\n",
    ]
    assert ambiguities(CLEAR) == ()


def changed(**values) -> Document:
    return Document(**{**{name: getattr(CLEAR, name) for name in CLEAR.__dataclass_fields__}, **values})


def of_blocks(*blocks) -> Document:
    return changed(segments=(Segment("General Debate on Oil", blocks),))


def a_list(*items: Intervention) -> SpeakersList:
    return SpeakersList("discussion", items, lead_in="Speaking were")


@pytest.mark.parametrize(
    ("document", "part"),
    [
        (of_blocks(Paragraph(prose("Discussion"))), "looks like the heading of a part"),
        (of_blocks(Paragraph(prose("HRC23.001E"))), "looks like a press symbol"),
        (of_blocks(Paragraph(prose("Speaking were Peru and Chad."))), "looks like a list of speakers"),
        (of_blocks(Paragraph(prose("ADA LIND, Head, said no."))), "looks like the opening of a statement"),
        (of_blocks(Paragraph(prose("General Debate on Lamps"))), "looks like the heading of a part"),
        (of_blocks(Paragraph(prose("No.")), Paragraph(prose("Panel on Lamps"))), "looks like the title of a segment"),
        (of_blocks(Paragraph(prose("Skip to main content"))), "looks like a line of the page"),
        (of_blocks(Paragraph(prose("No.")), Heading("Of lamps")), "is the heading of a part, but looks like"),
        (of_blocks(STATEMENT, Paragraph(prose("It was dark."))), "the end of the statement before it"),
        (of_blocks(Statement("ADA", "", STATEMENT.paragraphs)), "Speaker or capacity"),
        (of_blocks(a_list(Intervention("Peru", "Chad"))), "would be read otherwise"),
        (of_blocks(a_list(Intervention("Peru, Chad", "Peru"))), "would be read otherwise"),
        (of_blocks(a_list()), "would be read otherwise"),
        (of_blocks(Paragraph(())), "An empty paragraph."),
        (of_blocks(Paragraph(prose("It was the")), Paragraph(prose("end."))), "looks like the rest of"),
        (changed(segments=(Segment("It was dark."),)), "is the title of a segment, but looks like a paragraph"),
        (changed(segments=(Segment(""),)), "A segment without a title"),
        (changed(round_up=(Heading("Discussion"),)), "stands in the round-up"),
        (changed(subheadline=""), ""),
        (changed(subheadline="", round_up=(Paragraph(prose("It was dark")),)), "Without a sub-headline"),
        (changed(subheadline="It was dark."), "The sub-headline"),
        (changed(headline="Press Release", kicker=""), "The headline"),
        (changed(kicker="LATE"), "Where the kicker ends"),
        (changed(kicker="", headline="MORNING - Keepers"), "Where the kicker ends"),
        (changed(symbol="ALK31"), "is a press symbol, but looks like"),
        (changed(symbol="ALK31.004F"), "do not show that the text is in"),
        (changed(next_meeting="Tomorrow."), "is a sentence on the next meeting, but looks like"),
        (changed(headline="Keepers  Meet"), "blanks that plain text does not keep"),
    ],
)
def test_says_what_plain_text_cannot_carry(document, part):
    told = ambiguities(document)
    assert any(part in sentence for sentence in told) if part else told == ()
