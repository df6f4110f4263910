"""The tables of fixed phrases: each row does what it says, and none hides another."""

import json
from pathlib import Path

import pytest

from meetings.document import (
    KINDS,
    LANGUAGES,
    LIST_KINDS,
    PERIODS,
    PHRASES,
    SEGMENT_KINDS,
    SEGMENT_STATUSES,
    kicker_period,
    label_of,
    title_kind,
)
from meetings.document.lines import classify
from meetings.document.lists import read_list
from meetings.document.phrases import (
    CHROME,
    body_named,
    each_choice,
    heading_role,
    is_chrome,
    label_kind,
    split_kicker,
)
from meetings.document.templates import pattern

DATA = Path(__file__).resolve().parents[2] / "meetings" / "data"
ROLES = {"", "report", "presenter", "questions", "responses", "concluding_remarks"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_use_the_words_of_the_document(language):
    phrases = PHRASES[language]
    assert set(phrases.labels) == set(KINDS)
    assert {*phrases.kickers.values(), *phrases.period_words.values()} <= {"", *PERIODS}
    assert set(phrases.headings.values()) <= ROLES
    assert {*phrases.lead_ins.values(), *phrases.tails.values()} <= set(LIST_KINDS)
    assert set(phrases.titles.values()) <= set(SEGMENT_KINDS)
    assert set(phrases.statuses.values()) <= set(SEGMENT_STATUSES)


def an_example(template):
    """A text that a template matches: the first of each choice, two words for each gap."""
    while "{" in template:
        start, end = template.index("{"), template.index("}")
        template = template[:start] + template[start + 1 : end].split("|")[0] + template[end + 1 :]
    return template.replace("…", "small rivers")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lead_in_and_tail_gives_a_list_of_its_kind(language):
    phrases = PHRASES[language]
    names = {"en": "Peru and Chad", "fr": "Pérou et Tchad"}[language]
    for template, kind in phrases.lead_ins.items():
        speakers = read_list(f"{an_example(template)} {names}.", None, language)
        assert speakers, template
        assert speakers.kind == kind, template
    for template, kind in phrases.tails.items():
        speakers = read_list(f"{names} {an_example(template)}.", None, language)
        assert speakers, template
        assert speakers.kind == kind, template


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_a_heading_and_nothing_else(language):
    for template, role in PHRASES[language].headings.items():
        for heading in each_choice(template):
            assert classify(heading, language) == "heading"
            assert heading_role(heading.upper() + " :", language) == role


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_opener_makes_a_title(language):
    for opener, kind in PHRASES[language].titles.items():
        assert title_kind(f"{opener} Rivers", language) == kind
        assert classify(f"{opener} Rivers", language) == "title"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("fixed", "where_to_find"),
        ("next_meeting", "next_meeting"),
        ("next_session", "next_session"),
        ("disclaimers", "disclaimer"),
    ],
)
def test_every_fixed_sentence_is_known_by_its_beginning(language, field, what):
    for template in getattr(PHRASES[language], field):
        assert classify(f"{an_example(template)} x, and so on.", language) == what, template


def test_the_wordings_that_releases_are_printed_with_are_read_back():
    for wording in json.loads((DATA / "wordings.json").read_text(encoding="utf-8")):
        text = wording["text"].replace("{session}", "twelfth session")
        assert classify(text, wording["language"]) == wording["kind"], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_is_known_by_its_name(language):
    for code, name in PHRASES[language].bodies.items():
        assert body_named(f"The {name.upper()} met.", language) == code


def test_a_label_is_known_in_either_language():
    for language in LANGUAGES:
        for kind in KINDS:
            assert label_kind(label_of(kind, language).upper()) == kind


def test_the_page_around_a_text_is_known():
    assert all(is_chrome(an_example(line)) for line in CHROME)
    assert all(is_chrome(line) for line in ("____", "* *** *", "—"))
    assert not is_chrome("Share this text with all")


@pytest.mark.parametrize(
    ("line", "kicker", "headline", "period"),
    [
        ("MORNING - Council Hears", "MORNING", "Council Hears", "morning"),
        ("AFTERNOON – Council Hears", "AFTERNOON", "Council Hears", "afternoon"),
        ("APRES-MIDI - Le Conseil", "APRES-MIDI", "Le Conseil", "afternoon"),
        ("MIDDAY / AFTERNOON", "MIDDAY / AFTERNOON", "", ""),
        ("Morning - Council Hears", "", "Morning - Council Hears", None),
        ("Council Hears - and So On", "", "Council Hears - and So On", None),
    ],
)
def test_takes_the_kicker_off_the_headline(line, kicker, headline, period):
    found = split_kicker(line)
    assert (found[0], "" if found[0] == line else found[1]) == (kicker, headline)
    assert kicker_period(kicker) == period


def test_a_template_matches_blanks_and_apostrophes_in_any_form():
    assert pattern("l'été {du|de la} … :").fullmatch("l’été\xa0de la mer\u202f:")
    assert not pattern("l'été …").fullmatch("l'été")
