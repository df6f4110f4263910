"""Every public page is well-formed, and what officers wrote in it is text and never markup."""

from xml.etree import ElementTree

import pytest

from meetings.document import Heading, Intervention, Paragraph, Run, Segment, SpeakersList, Statement
from meetings.document.tree import prose
from meetings.models import Body, Coverage
from tests.markup import problems
from tests.world import small_document

from .conftest import ENGLISH, FRENCH

NASTY = """<script>alert("1")</script> & 'quotes' </p></section> {{ 7 }} {% now %} “∞” \\"""


def nasty_document(**changes):
    """Markup in every field that a person fills in."""
    linked = prose(NASTY, Run("link", href='javascript:alert("1")'), Run("quote", href='https://example.org/"><b>'))
    blocks = (
        Heading(NASTY),
        Statement(f"ADA {NASTY}", NASTY, (Paragraph(prose(f"ADA {NASTY}, said.")), Paragraph(linked))),
        SpeakersList("discussion", (Intervention(NASTY, NASTY, NASTY, NASTY),), lead_in=NASTY, tail=NASTY),
    )
    return small_document(
        kicker="MORNING", headline=NASTY, subheadline=NASTY, round_up=(Paragraph(linked),), next_meeting=NASTY,
        next_session=NASTY, disclaimer=NASTY, where_to_find=(Paragraph(linked),),
        segments=(Segment(NASTY, blocks), Segment(NASTY)), **changes,
    )  # fmt: skip


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/en/?body=WAC&since=2026-01-01", "/fr/?since=x", ENGLISH, FRENCH])
def test_a_page_is_well_formed(client, english, french, address):
    assert problems(client.get(address).content.decode()) == []


def test_what_was_written_is_text(client, bring_out, correct, meeting):
    Body.objects.update(name_en=NASTY, name_fr=NASTY)
    Coverage.objects.create(meeting=meeting, language="fr", decision="not_covered", reason=NASTY[:200])
    publication = bring_out(nasty_document())
    correct(publication, NASTY, kicker="")
    pages = ("", "versions/", "versions/1/", "changes/1/2/")
    for address in (*(ENGLISH + rest for rest in pages), "/en/", "/en/corrections/", f"/en/?body={NASTY}"):
        html = client.get(address).content.decode()
        assert problems(html) == []
        assert "<script>" not in html


def test_a_reason_is_text(client, english, withdraw):
    withdraw(english, NASTY)
    html = client.get(ENGLISH).content.decode()
    assert problems(html) == []
    assert "&lt;script&gt;" in html
    listed = client.get("/en/corrections/").content.decode()
    assert problems(listed) == [] and "&lt;script&gt;" in listed
    ElementTree.fromstring(client.get("/en/corrections/feed/").content)


@pytest.mark.parametrize(("address", "language"), [("/en/nothing/", "en"), ("/fr/rien/", "fr"), ("/nothing/", "en")])
def test_a_page_not_found_speaks_the_language_of_its_address(client, db, address, language):
    response = client.get(address)
    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert problems(response.content.decode()) == []


@pytest.mark.parametrize(("address", "language"), [("/en/", "en"), ("/fr/", "fr")])
def test_a_failure_needs_no_database(client, address, language):
    """No test database is asked for here: a query would be refused."""
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert problems(response.content.decode()) == []
