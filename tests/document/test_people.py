"""Statements open with a name in capitals; nothing else does."""

import pytest

from meetings.document import Person, person, read_opening, title_case


@pytest.mark.parametrize(
    ("language", "text", "speaker", "capacity"),
    [
        ("en", "ZORA LIND-OKO, Deputy Keeper of Lamps, said it was dark.", "ZORA LIND-OKO", "Deputy Keeper of Lamps"),
        ("en", "ZORA K.P., Expert on oil, wicks and light, said so.", "ZORA K.P.", "Expert on oil, wicks and light"),
        ("en", "Ambassador ZORA LIND of Utopia, President, said so.", "Ambassador ZORA LIND of Utopia", "President"),
        ("en", "ZORA LIND, Head of Oil, presenting the report on “Oil”, said so.", "ZORA LIND", "Head of Oil"),
        ("en", "ZORA LIND, Head of Oil, in concluding remarks, said so.", "ZORA LIND", "Head of Oil"),
        ("en", "ZORA LIND said so.", "ZORA LIND", ""),
        ("en", "Presenting the report, ZORA Y LIND, Head, said so.", "ZORA Y LIND", "Head"),
        ("en", "Ms. LIND, Head, thanked all.", "Ms. LIND", "Head"),
        ("fr", "M. ÉLOI D’ÎLE, Chef des lampes, a déclaré que oui.", "M. ÉLOI D’ÎLE", "Chef des lampes"),
        ("fr", "MME ZOÉ LŒSS (Ruritanie) a dit que oui.", "MME ZOÉ LŒSS (Ruritanie)", ""),
        ("fr", "Mme ZOÉ LŒSS, Cheffe, présentant le rapport, a dit oui.", "Mme ZOÉ LŒSS", "Cheffe"),
    ],
)
def test_reads_speaker_and_capacity(language, text, speaker, capacity):
    assert read_opening(text, language) == (speaker, capacity)


@pytest.mark.parametrize(
    "text",
    [
        "Zora Lind, Deputy Keeper of Lamps, said it was dark.",
        "UNICEF, the United Nations Children's Fund, said so.",
        "COVID-19 had caused a crisis, one speaker said.",
        "LONG AND DARK, the night went on without a word.",
        "A B, Head, said so.",
        "ZORA LIND",
        "In the discussion, some speakers said so.",
        "",
    ],
)
def test_any_other_paragraph_opens_no_statement(text):
    assert read_opening(text, "en") is None


@pytest.mark.parametrize(
    ("language", "speaker", "expected"),
    [
        ("en", "ZORA LIND-OKO", Person("Zora Lind-Oko")),
        ("en", "Ambassador JULES D’ÎLE of the Dry Isles", Person("Jules D’Île", "Ambassador", "Dry Isles")),
        ("fr", "MME ZOÉ LŒSS (Ruritanie)", Person("Zoé Lœss", "", "Ruritanie")),
        ("en", "Mr. LIND", Person("Lind")),
    ],
)
def test_takes_a_speaker_apart(language, speaker, expected):
    assert person(speaker, language) == expected


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("ADA O’BRIEN", "Ada O’Brien"),
        ("ASHA K.P.", "Asha K.P."),
        ("TOBIAS McLAMP", "Tobias McLamp"),
        ("JOSÉ DE LA LUZ Y MAR", "José de la Luz y Mar"),
        ("LA LUZ", "La Luz"),
        ("Zora Lind", "Zora Lind"),
        ("", ""),
    ],
)
def test_writes_a_name_as_people_do(capitals, written):
    assert title_case(capitals) == written
