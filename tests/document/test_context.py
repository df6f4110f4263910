"""What a paragraph is where it stands: heads, titles, closings, statements, footnotes."""

from pathlib import Path

import pytest

from meetings.document import (
    WARNINGS,
    Heading,
    Names,
    Paragraph,
    Session,
    SpeakersList,
    Statement,
    dump,
    found,
    infer,
    load,
    names_in,
)
from meetings.document.speaking import opening

DOCS = Path(__file__).resolve().parents[2] / "docs"
HEADS = {
    "en": "Keepers Meet\n\nMeeting Summaries\n\nLamps Were Lit\n\nThe Committee this morning met about the lamps.\n\n",
    "fr": "Le Comité se réunit\n\nCompte rendu de séance\n\nIl a allumé\n\nLe Comité s’est réuni ce matin.\n\n",
}


def read(language, *paragraphs, names=None):
    return infer(load(HEADS[language] + "\n\n".join(paragraphs), names, language).document)


def ids(text, **options):
    return [warning.id for warning in load(text, **options).warnings]


def body(document):
    return [block for segment in document.segments for block in segment.blocks]


# --- Heads


@pytest.mark.parametrize(
    ("head", "headline", "subheadline", "kicker", "date"),
    [
        ("A B\nC Meets\n\nC Meets\n\nMeeting Summaries\nHolds a Meeting", "A B C Meets", "Holds a Meeting", "", ""),
        ("Keepers Meet\n\nKeepers Meet\n\nPress Release", "Keepers Meet", "", "", ""),
        ("يجتمع المجلس\n\nMeeting Summaries", "", "", "", ""),
        ("Default title\n\nMeeting Summaries", "", "", "", ""),
        ("Help improve our website by taking this short survey\n\nCompte rendu de séance", "", "", "", ""),
        ("KEEPERS MEET\n\nLamps Were Lit\n\n27 March 2009", "KEEPERS MEET", "Lamps Were Lit", "", "2009-03-27"),
        ("MORNING\n\nKeepers meet\n\n2 May 2031\n\nHuman Rights Council\n\n2 May 2031\n\nLamps Were Lit",
         "Keepers meet", "Lamps Were Lit", "MORNING", "2031-05-02"),
        ("MATIN/MIDI\n15 Juin 2015\nLe Comité examinera les lampes", "Le Comité examinera les lampes", "", "MATIN/MIDI",
         "2015-06-15"),
        ("Keepers to Meet\n\nGENEVA (7 June 2017) - The keepers will meet.", "Keepers to Meet", "", "", "2017-06-07"),
        ("Les allumeurs\n\nGENÈVE (29 septembre 2016) - Les allumeurs se réuniront.", "Les allumeurs", "", "",
         "2016-09-29"),
    ],
)  # fmt: skip
def test_heads_of_pages(head, headline, subheadline, kicker, date):
    document = infer(load(f"{head}\n\nThe Committee met and it was dark in the house.").document)
    told = (document.headline, document.subheadline, document.kicker, str(document.date or ""))
    assert told == (headline, subheadline, kicker, date)


def test_what_is_left_out_of_a_head_is_said():
    assert "foreign-headline" in ids("يجتمع المجلس\n\nPress Release\n\nIt was dark.")
    assert "line-doubled" in ids("Keepers Meet\n\nKeepers Meet\n\nPress Release\n\nIt was dark.")
    assert "second-line" in ids("Keepers Meet\n\n2 May 2031\n\n3 May 2031\n\nPress Release\n\nIt was dark.")
    assert "text-cut" in ids("Keepers Meet\n\nPress Release\n\nIt was dark and")


def test_every_warning_is_explained():
    words = (DOCS / "importing.md").read_text(encoding="utf-8")
    assert [id for id in WARNINGS if f"`{id}`" not in words] == []


# --- Titles and headings


@pytest.mark.parametrize(
    ("language", "line", "after"),
    [
        ("fr", "Clair de lune et marées", "Rapport"),
        ("fr", "Adoption du document final concernant l’Utopie", "MME ADA LIND, Ministre des lampes, a dit oui."),
        ("fr", "Les lampes du lac", "Le Comité est saisi du rapport sur les lampes (A/HRC/58/31)."),
        ("fr", "Suite du débat général sur les lampes", "Les lampes brûlent."),
        ("en", "Graustark", "Report"),
        ("en", "Lamps of the lake", "The Committee has before it the report on lamps (A/HRC/58/31)."),
    ],
)
def test_a_line_without_a_stop_is_a_title_where_a_part_begins(language, line, after):
    first = {"en": ("General Debate on Oil", "It was dark."), "fr": ("Débat général sur l’huile", "Il faisait nuit.")}
    document = read(language, *first[language], line, after)
    assert [segment.title for segment in document.segments] == [first[language][0], line]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Utopia: Tuesday 5 September"),
        ("en", "the lamps of the lake"),
        ("en", "It was dark. The lamps"),
        ("fr", "Utopie : mardi 18 octobre"),
        ("fr", "[Un résumé figure dans la version en anglais de ce communiqué]"),
        ("fr", "Les lampes brûlaient et les"),
    ],
)
def test_any_other_line_without_a_stop_stays_a_paragraph(language, line):
    after = {"en": "It was dark.", "fr": "Il faisait nuit."}[language]
    assert not read(language, line, after).segments


@pytest.mark.parametrize(
    ("language", "title", "under"),
    [
        ("fr", "Dialogue interactif avec l’Expert des marées", "Fin du dialogue interactif"),
        ("fr", "Adoption de résolutions", "Clair de lune"),
        ("en", "Interactive Dialogue on Tides", "Statements by Countries that Are Concerned"),
    ],
)
def test_under_a_title_such_a_line_is_the_heading_of_a_part(language, title, under):
    document = read(language, title, under, "X.")
    assert [segment.title for segment in document.segments] == [title]
    assert document.segments[0].blocks[0] == Heading(under)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ("Report", "Presentation of Report", "Questions by Committee Experts", "Responses by the Delegation",
                "Follow-up Questions by Committee Experts", "Closing Remarks")),
        ("en", ("Opening Statement by the Committee Chair",
                "Questions by a Committee Expert and Responses by the Delegation",
                "Statement by the National Human Rights Institution", "Concluding Statements")),
        ("fr", ("Rapport", "Présentation du rapport", "Questions et observations des membres du Comité",
                "Réponses de la délégation", "Remarques de conclusion")),
        ("fr", ("Présentation", "Examen du rapport par le Comité", "Questions des expertes", "Réponses",
                "Observations préliminaires")),
    ],
)  # fmt: skip
def test_a_review_without_a_title_is_one_segment(language, headings):
    document = read(language, *(part for heading in headings for part in (heading, "X.")))
    assert [(segment.title, segment.kind) for segment in document.segments] == [("", "country_review")]
    assert [block.text for block in body(document) if isinstance(block, Heading)] == [*headings]


# --- Closings


@pytest.mark.parametrize(
    ("language", "sentence", "field"),
    [
        ("en", "The Council will reconvene at 9 a.m. on Wednesday, 5 March, when it will end.", "next_meeting"),
        ("en", "The next public plenary of the Conference is expected to take place at 10 a.m.", "next_meeting"),
        ("en", "The date of the next plenary will be announced by the secretariat.", "next_meeting"),
        ("en", "The Council's next meeting will be on Friday, 5 March.", "next_meeting"),
        (
            "en",
            "The fifty-ninth regular session of the Council will be held from 16 June to 9 July 2025.",
            "next_session",
        ),
        ("en", "The Committee's fifty-fourth session will be held from 25 May to 11 June 2010.", "next_session"),
        ("fr", "Demain, à 10 heures, le Comité entamera l’examen du rapport.", "next_meeting"),
        ("fr", "Demain matin, à 10 heures, le Conseil tiendra une réunion.", "next_meeting"),
        ("fr", "Cet après-midi, à 15 heures, le Comité entamera l’examen.", "next_meeting"),
        ("fr", "Lundi prochain, à 10 heures, le Comité examinera le rapport.", "next_meeting"),
        ("fr", "Le Conseil se réunira demain, à partir de 9 heures.", "next_meeting"),
        ("fr", "La prochaine séance plénière publique de la Conférence doit se tenir jeudi.", "next_meeting"),
        ("fr", "La cinquante-neuvième session du Conseil se tiendra du 16 juin au 9 juillet 2025.", "next_session"),
        ("fr", "La prochaine session du Comité se tiendra à Genève.", "next_session"),
    ],
)
def test_closings(language, sentence, field):
    assert getattr(read(language, sentence), field) == sentence


def test_a_closing_in_the_middle_without_a_time_is_a_paragraph():
    document = read("fr", "Le Comité examinera les rapports de onze pays.", "Les lampes brûlent.")
    assert (document.next_meeting, len(document.round_up)) == ("", 3)
    document = read("en", "General Debate on Oil", "The Committee will hold more meetings.", "It was dark.")
    assert document.next_meeting == ""


def test_next_meeting_and_next_session_are_kept_apart():
    document = read(
        "en",
        "The Committee will next meet on Monday at 10 a.m.",
        "The next session of the Committee will be held from 2 May to 4 May 2031 in Geneva.",
    )
    assert document.next_meeting.startswith("The Committee will next")
    assert found(document)["next_session"] == {"from": "2031-05-02", "to": "2031-05-04", "place": "Geneva"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The Committee will issue its concluding observations at the end of the session."),
        ("en", "Meeting summary releases can be found here."),
        ("en", "The webcast of the Committee’s public meetings can be accessed via the webpage."),
        ("fr", "Le Comité adoptera, dans le cadre de séances privées, ses observations finales."),
        ("fr", "Le Comité adoptera ultérieurement, en séance privée, des observations finales sur ce rapport."),
        ("fr", "Les observations finales du Comité seront rendues publiques."),
        ("fr", "Les enregistrements vidéo des séances du Conseil sont disponibles."),
    ],
)
def test_fixed_sentences(language, sentence):
    assert [paragraph.text for paragraph in read(language, sentence).where_to_find] == [sentence]


def test_both_sentences_of_a_disclaimer_are_one_text():
    document = read("fr", "Débat", "X.", "Ce document, produit par le Service de l’information, n’est pas un document "
                    "officiel.", "Les versions anglaise et française de nos communiqués sont différentes.")  # fmt: skip
    assert document.disclaimer.endswith(
        "officiel. Les versions anglaise et française de nos communiqués sont différentes."
    )


# --- Statements


def speakers(document):
    return [(block.speaker, block.capacity) for block in body(document) if isinstance(block, Statement)]


@pytest.mark.parametrize(
    ("language", "paragraph", "speaker", "capacity"),
    [
        ("en", "Ambassador JULIO LIND of Utopia, President of the Conference, said so.",
         "Ambassador JULIO LIND of Utopia", "President of the Conference"),
        ("en", "OTTO BÖCK, (Utopia), said so.", "OTTO BÖCK, (Utopia)", ""),
        ("en", "ADA LIND (Utopia), speaking on behalf of the Lake Group, said so.", "ADA LIND (Utopia)", ""),
        ("en", "Hamid Ali Lind, Utopia, speaking on behalf of the Group of 21, said so.", "Hamid Ali Lind", "Utopia"),
        ("en", "Presenting the informal report, ALVARO LIND Y OKO, Committee Rapporteur, said so.",
         "ALVARO LIND Y OKO", "Committee Rapporteur"),
        ("en", "In reply to questions, KOFI OGLU, Director, Shade for All, said so.", "KOFI OGLU",
         "Director, Shade for All"),
        ("en", "The Chair of the Committee, ADA LIND, said so.", "ADA LIND", "Chair of the Committee"),
        ("en", "ZORA K.P., Expert on oil, reaffirmed so.", "ZORA K.P.", "Expert on oil"),
        ("en", "Utopia, speaking as a country concerned, said so.", "Utopia", ""),
        ("en", "Utopia, in an explanation of the vote before the vote, said so.", "Utopia", ""),
        ("en", "The representative of Utopia said so.", "Utopia", ""),
        ("fr", "Le Président du Comité, M. Jens Lind, a dit oui.", "M. Jens Lind", "Président du Comité"),
        ("fr", "La corapporteuse pour le rapport, MME ADA LIND, a dit oui.", "MME ADA LIND",
         "corapporteuse pour le rapport"),
        ("fr", "Mme Ada Lind, Ministre des lampes de l’Utopie, a déclaré que oui.", "Mme Ada Lind",
         "Ministre des lampes de l’Utopie"),
        ("fr", "M. Omar Lind, Expert des marées, a, en conclusion, remercié.", "M. Omar Lind", "Expert des marées"),
        ("fr", "M. Jean de la Lune (Utopie) a estimé que oui.", "M. Jean de la Lune (Utopie)", ""),
        ("fr", "MME ADA LIND (Utopie, au nom du Groupe des lacs) a dit oui.",
         "MME ADA LIND (Utopie, au nom du Groupe des lacs)", ""),
        ("fr", "Remerciant la délégation, M. JENS LIND, Président du Comité, a dit oui.", "M. JENS LIND",
         "Président du Comité"),
        ("fr", "L’Utopie, présentant le projet, a dit oui.", "L’Utopie", ""),
    ],
)  # fmt: skip
def test_whoever_begins_to_speak_in_a_body_opens_a_statement(language, paragraph, speaker, capacity):
    title = {"en": "General Debate on Oil", "fr": "Débat général sur l’huile"}[language]
    assert speakers(read(language, title, paragraph)) == [(speaker, capacity)]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "The Council then adopted the report."),
        ("en", "Some speakers said so."),
        ("en", "In the discussion, speakers said so."),
        ("en", "The Office had said so."),
        ("en", "Human rights were said to be in danger."),
        ("en", "In Utopia, Graustark, it was said."),
        ("fr", "Le Comité a adopté le rapport."),
        ("fr", "Les lampes ont brûlé."),
        ("fr", "Dans le débat, il a été dit que oui."),
    ],
)
def test_nothing_else_does(language, paragraph):
    title = {"en": "General Debate on Oil", "fr": "Débat général sur l’huile"}[language]
    assert speakers(read(language, title, paragraph)) == []


def test_a_delegation_is_known_by_the_lists_of_the_text():
    document = read(
        "en",
        "Speaking were Utopia and Graustark.",
        "Statements",
        "ADA LIND (Utopia) said so.",
        "Graustark regretted it.",
    )
    assert speakers(document) == [("ADA LIND (Utopia)", ""), ("Graustark", "")]
    assert found(document)["segments"][0]["statements_by_delegation"] == ["Graustark"]
    assert [who["name"] for who in found(document)["segments"][0]["named_speakers"]] == ["Ada Lind"]


def test_several_delegations_of_one_paragraph_are_told():
    names = Names.build("en", [("Chad", "td"), ("Peru", "pe")])
    document = read("en", "General Debate on Oil", "Peru, speaking on behalf of a group, said so.  Chad said no.",
                    "Speaking were Peru and Chad.", names=names)  # fmt: skip
    assert found(document)["segments"][0]["statements_by_delegation"] == ["Peru", "Chad"]


def test_words_of_another_are_not_given_to_who_spoke_before():
    document = read(
        "en", "Report", "X.", "Questions by Committee Experts", "OTTO LIND, Country Rapporteur, asked why.",
        "He asked again.", "Another Committee Expert asked when.", "The delegation said so.",
    )  # fmt: skip
    assert speakers(document) == [
        ("OTTO LIND", "Country Rapporteur"), ("Another Committee Expert", ""), ("The delegation", ""),
    ]  # fmt: skip
    assert len(found(document)["segments"][0]["named_speakers"]) == 1


def test_a_report_on_a_country_is_not_that_country_speaking():
    names = Names.build("en", [("Chad", "td")])
    document = read("en", "General Debate on Oil", "Presentation of Report", "ADA LIND, Expert, said so.",
                    "Chad welcomed lamps.", names=names)  # fmt: skip
    assert speakers(document) == [("ADA LIND", "Expert")]


def test_a_name_in_capitals_above_a_body_is_part_of_the_round_up():
    document = read("en", "Opening the panel, ADA LIND, Expert, said so.", "It was dark.", "Discussion", "X.")
    assert all(isinstance(block, Paragraph) for block in document.round_up)


def test_statements_after_the_closing_of_a_text_without_headings_are_its_body():
    document = read("en", "The Conference will meet again on Monday at 10 a.m.", "ADA LIND (Utopia) said so.")
    assert speakers(document) == [("ADA LIND (Utopia)", "")]
    assert [(segment.title, segment.kind) for segment in document.segments] == [("", "statements")]


# --- Footnotes


NOTES = (
    "De nombreuses délégations* ont parlé, et des organisations**.",
    "La prochaine séance se tiendra lundi, à 10 heures.",
    "Débat général sur l’huile",
    "Des intervenants* ont parlé d’huile.",
    "* Ont pris la parole : le Pérou et le Tchad.",
    "**Lampes du lac, Lueurs et Ombres et Moon Lawyers Inc.",
    "*Pérou, Chili (au nom du Groupe des lacs).",
)


def test_footnotes_stand_after_their_calls_and_are_printed_at_the_end():
    document = read("fr", *NOTES)
    _, note, others = document.round_up[1:]
    assert [item.name for item in note.interventions] == ["Pérou", "Tchad"]
    assert [item.name for item in others.interventions] == ["Lampes du lac", "Lueurs et Ombres", "Moon Lawyers Inc."]
    assert [item.name for item in body(document)[1].interventions] == ["Pérou", "Chili"]
    assert dump(document).split("\n\n")[-3:] == [
        "* Ont pris la parole : le Pérou et le Tchad.",
        "** Lampes du lac, Lueurs et Ombres et Moon Lawyers Inc.",
        "* Pérou, Chili (au nom du Groupe des lacs).\n",
    ]
    assert load(dump(document), names_in(document)).document == document.plain()


def test_footnotes_count_for_their_segment_and_for_no_paragraph():
    result = found(read("fr", *NOTES))
    assert result["summary_paragraphs"] == 2
    assert [who["speaker"] for who in result["segments"][0]["discussion"]][-2:] == ["Pérou", "Chili"]
    assert result["segments"][0]["parts"] == [{"heading": None, "paragraphs": 1}]
    assert result["footnote_marks"] == []


def test_footnotes_that_are_missing_or_not_called_are_said():
    text = HEADS["fr"] + "Des délégations* et des organisations** ont parlé.\n\n*Pérou et Tchad.\n\n***Lampes et Lune."
    assert [(w.id, w.about) for w in load(text).warnings if w.id.startswith("footnote")] == [
        ("footnote-missing", "**"),
        ("footnote-apart", "***Lampes et Lune."),
    ]
    assert sum(isinstance(block, SpeakersList) for block in load(text).document.round_up) == 2


# --- The rest


def test_lists_of_one_paragraph_are_set_apart_and_one_inside_a_paragraph_is_told():
    both = (
        HEADS["en"] + "Speaking were Peru and Chad. The following organizations also spoke: Lamp Watch and Dusk Fund."
    )
    assert "list-set-apart" in ids(both)
    assert [block.kind for block in load(both).document.lists()] == ["discussion", "also_speaking"]
    inside = HEADS["en"] + "It was dark.  Peru and Chad spoke in right of reply."
    assert "list-in-paragraph" in ids(inside)
    assert found(infer(load(inside).document))["lead_speakers"][0]["formula"] == "spoke in right of reply"


def test_the_conference_has_a_session_a_year():
    text = "X Meets\n\nPress Release\n\nThe Conference on Disarmament this morning opened its 2031 session."
    assert infer(load(text).document).session == Session(2031)


def test_a_label_above_the_headline_is_navigation_where_another_follows():
    page = "Home\n\nMeeting Summaries\n\nAFTERNOON - Council Meets\n\nMeeting Summaries\n\nHears of Oil\n\nIt met."
    loaded = load(page, language="en")
    assert (loaded.document.kicker, loaded.document.headline) == ("AFTERNOON", "Council Meets")
    assert loaded.document.subheadline == "Hears of Oil"
    assert loaded.ledger[2].kind == "chrome"
    late = "Meeting Summaries\n\nThe Council met.\n\nIt heard of oil.\n\nMeeting Summaries"
    assert load(late, language="en").document.headline == ""


def test_two_labels_one_after_the_other_are_one():
    page = "Meeting Summaries\n\nMeeting Summaries\n\nThe Council met."
    assert load(page, language="en").document.kind == "meeting_summary"


def test_a_line_broken_at_a_hyphen_goes_on_without_a_blank():
    page = (
        "Council Meets\n\nMeeting Summaries\n\n"
        "   The Council of Lamps this morning heard how in its twenty-\n"
        "   third year the oil for lamps was dear in the short- and the long-\n"
        "   term, which nobody in the hall could explain to the delegations.\n"
    )
    assert "twenty-third year" in load(page, language="en").document.round_up[0].text


def test_two_known_names_that_a_conjunction_holds_are_two():
    page = HEADS["en"] + "Speaking were Lamp Watch, Chad and Peru, as well as Centre for Tides."
    names = Names.build("en", [("Chad", "td"), ("Peru", "pe")])
    (speakers,) = load(page, names).document.lists()
    assert [item.name for item in speakers.interventions] == ["Lamp Watch", "Chad", "Peru", "Centre for Tides"]


def test_the_end_of_a_sentence_is_in_no_name():
    text = "Speaking were Chad and Peru.  Chad, in an explanation of the vote, said that oil was dear."
    assert opening(text, "en") is None


def test_those_who_voted_are_no_speakers():
    for words in ("ont voté pour (3) :", "se sont abstenus (3) :"):
        assert not list(read("fr", f"Les États membres suivants {words} Pérou, Tchad et Chine.").lists())
    (speakers,) = read("fr", "Les États membres suivants ont pris la parole : Pérou, Tchad et Chine.").lists()
    assert len(speakers.interventions) == 3
