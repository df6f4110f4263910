"""A statement's own address: the passage, who and in what capacity, how to cite it, and what became of it."""

import re
from dataclasses import replace

import pytest

from meetings.document import Paragraph, Segment, Statement, from_json
from meetings.document.tree import prose
from meetings.models import Passage, Publication
from meetings.newsroom.workflow import Words
from tests.markup import problems
from tests.world import small_document

from .conftest import ENGLISH


def statement_of(publication) -> str:
    """The id of the first statement of a publication."""
    return publication.passages.filter(kind=Passage.Kind.STATEMENT).first().anchor.removeprefix("b-")


@pytest.fixture
def address(english):
    return f"{ENGLISH}statements/{statement_of(english)}/"


def html(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    page = response.content.decode()
    assert problems(page) == []
    return page


def without_segments(english):
    """The text of a publication, its statement taken out."""
    document = from_json(english.content)
    blocks = tuple(block for block in document.segments[0].blocks if not isinstance(block, Statement))
    return {"segments": (replace(document.segments[0], blocks=blocks), *document.segments[1:])}


def test_a_statement_tells_who_said_it_where_and_that_it_is_a_summary(client, english, address):
    page = html(client, address)
    for words in ("<h1>Ada Pulp</h1>", "Archivist", "ADA PULP, Archivist, said paper lasts.", "General Debate on Paper",
                  "World Archive Council, fifty-third regular session", "WAC26.001E, version 1",
                  "Not an official record.", f'href="{ENGLISH}#b-{statement_of(english)}"'):  # fmt: skip
        assert words in page


def test_it_is_cited_in_words_with_its_own_address(client, english, address, settings):
    page = html(client, address)
    assert "Ada Pulp (Archivist), summarised in “Council Opens Debate on Paper”" in page
    assert f'<a href="{settings.SITE_ADDRESS}{address}">' in page


def test_it_is_cited_by_programs(client, bring_out):
    said = Statement("ADA PULP", "50% {owner} & keeper", (Paragraph(prose("ADA PULP, 50% {owner} & keeper, spoke.")),))
    publication = bring_out(small_document(segments=(Segment("Debate", (said,)),)))
    address = f"{ENGLISH}statements/{statement_of(publication)}"
    bibtex = client.get(f"{address}.bib")
    assert bibtex.headers["Content-Type"].startswith("application/x-bibtex")
    text = bibtex.content.decode()
    assert text.startswith("@misc{WAC26.001E-") and r"50\% \{owner\} \& keeper" in text
    assert re.sub(r"\\[{}]", "", text).count("{") == re.sub(r"\\[{}]", "", text).count("}")
    ris = client.get(f"{address}.ris").content.decode()
    assert ris.startswith("TY  - GEN\r\n") and ris.endswith("ER  - \r\n") and f"{address}/" in ris
    assert "DA  - 2026/07/11\r\n" in ris


def test_a_paragraph_that_nobody_spoke_stands_under_its_first_words(client, english):
    block = english.passages.filter(kind=Passage.Kind.PARAGRAPH).first().anchor.removeprefix("b-")
    assert "<h1>The Council opened its debate.</h1>" in html(client, f"{ENGLISH}statements/{block}/")


def test_a_statement_that_was_corrected_is_shown_as_it_is_now(client, english, address, correct):
    document = from_json(english.content)
    said = document.segments[0].blocks[0]
    ink = replace(said, paragraphs=(replace(said.paragraphs[0], runs=prose("ADA PULP, Archivist, said ink lasts.")),))
    segment = replace(document.segments[0], blocks=(ink, *document.segments[0].blocks[1:]))
    correct(english, "Ink was meant.", segments=(segment, *document.segments[1:]))
    page = html(client, address)
    assert "said ink lasts" in page and "said paper lasts" not in page and "WAC26.001E, version 2" in page


def test_a_statement_that_the_text_has_no_more_is_shown_as_it_was_and_says_so(client, english, address, correct):
    correct(english, "She did not speak.", **without_segments(english))
    page = html(client, address)
    assert "This passage stands in version 1 of the text. The current version has it no more." in page
    assert "said paper lasts" in page and f'href="{ENGLISH}versions/1/#b-{statement_of(english)}"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_statement_of_a_withdrawn_text_is_gone(client, english, address, withdraw):
    withdraw(english, "She never was there.")
    page = html(client, address, 410)
    assert "She never was there." in page and "said paper lasts" not in page
    assert client.get(f"{address[:-1]}.ris").status_code == 410


@pytest.mark.parametrize("end", ["statements/2222222/", "statements/2222222.bib", "statements/2222222.xml/"])
def test_what_no_version_has_is_not_found(client, english, end):
    assert client.get(ENGLISH + end).status_code == 404


def test_under_the_other_language_it_leads_to_its_own(client, english, address):
    elsewhere = f"/fr/comptes-rendus/WAC26.001E/interventions/{statement_of(english)}/"
    response = client.get(elsewhere)
    assert (response.status_code, response.headers["Location"]) == (301, address)


def test_it_is_one_select(client, english, address, correct, change, django_assert_num_queries):
    correct(english, "Ink was meant.", headline="Council Opens Debate on Ink")
    change(Publication.objects.get(is_current=True), Words(change="minor"), headline="Council Opens Debate")
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200
