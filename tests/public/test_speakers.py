"""Speakers and documents: what was said by whom and for whom, and where a document was discussed."""

import datetime

import pytest

from meetings.document import Intervention, Paragraph, Segment, SpeakersList, Statement
from meetings.document.tree import prose
from meetings.models import Coverage, Meeting, Report, Speaker, SpeakerFunction, SpeakerName
from tests.markup import problems
from tests.world import small_document

from .conftest import ENGLISH

SYMBOL = "WAC/53/61"
FRIENDS = "Ruritania on behalf of Friends of Paper"


def html(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    page = response.content.decode()
    assert problems(page) == []
    return page


def speaker(key, kind, name, **more):
    row = Speaker.objects.create(key=key, kind=kind, name_en=name, confirmed=True, **more)
    SpeakerName.objects.create(speaker=row, language="en", text=name)
    return row


@pytest.fixture
def ruritania(db):
    return speaker("ruritania", "state", "Ruritania", formal_en="Kingdom of Ruritania", name_fr="Ruritanie")


@pytest.fixture
def friends(db):
    return speaker("friends-of-paper", "group", "Friends of Paper")


@pytest.fixture
def ada(db):
    row = speaker("ada-pulp", "person", "Ada Pulp")
    SpeakerFunction.objects.create(speaker=row, title_en="Archivist", start=datetime.date(2024, 1, 1))
    return row


@pytest.fixture
def debate(ruritania, friends, ada, council, bring_out):
    """A text in which Ada speaks on a report, and Ruritania stands in a list twice."""
    said = Statement("ADA PULP", "Archivist", (Paragraph(prose(f"ADA PULP, Archivist, said {SYMBOL} was long.")),))
    names = (Intervention(FRIENDS, "Ruritania", "Friends of Paper"), Intervention("Ruritania", "Ruritania"))
    named = SpeakersList("discussion", names, lead_in="Speaking were")
    return bring_out(small_document(segments=(Segment("Debate on Paper", (said, named), reports=(SYMBOL,)),)))


def test_a_speaker_has_what_was_said_with_the_place_in_the_text(client, debate):
    page = html(client, "/en/speakers/ada-pulp/")
    anchor = debate.passages.get(kind="statement").anchor
    assert f'href="{ENGLISH}#{anchor}"' in page and f"ADA PULP, Archivist, said {SYMBOL} was long." in page
    assert "Archivist</span>" in page and "since 1\xa0January 2024" in page


def test_a_state_says_for_whom_it_spoke_and_a_group_who_spoke_for_it(client, debate):
    page = html(client, "/en/speakers/ruritania/")
    assert '<a href="/en/speakers/friends-of-paper/">Friends of Paper</a> (1)' in page
    assert page.count("Named in the list of speakers:") == 2 and "Kingdom of Ruritania" in page
    page = html(client, "/en/speakers/friends-of-paper/")
    assert '<a href="/en/speakers/ruritania/">Ruritania</a> (1)' in page and FRIENDS in page


def test_who_was_merged_leads_to_whom_it_is_now(client, debate, ruritania):
    speaker("old-ruritania", "ngo", "Old Ruritania", merged_into=ruritania)
    response = client.get("/en/speakers/old-ruritania/")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/speakers/ruritania/")


def test_of_a_draft_no_speaker_is_known(client, draft):
    nobody = Speaker.objects.create(key="nobody-yet", kind="person", name_en="Nobody Yet")
    SpeakerName.objects.create(speaker=nobody, language="en", text="Nobody Yet")
    html(client, "/en/speakers/nobody-yet/", 404)
    assert "Nobody Yet" not in html(client, "/en/speakers/?kind=person")
    assert "nobody-yet" not in html(client, "/en/speakers/?q=Nobody")


def test_a_discarded_name_is_nobody(client, debate):
    Speaker.objects.filter(key="ada-pulp").update(discarded=True, confirmed=False)
    html(client, "/en/speakers/ada-pulp/", 404)


def test_the_other_language_has_its_own_page_of_a_speaker(client, debate):
    page = html(client, "/fr/intervenants/ruritania/")
    assert "<h1>Ruritanie</h1>" in page and "Debate on Paper" not in page
    assert '<h1 lang="en">Ada Pulp</h1>' in html(client, "/fr/intervenants/ada-pulp/")


def test_speakers_are_listed_by_kind_and_found_by_letters(client, debate):
    page = html(client, "/en/speakers/")
    assert "/en/speakers/ruritania/" in page and "/en/speakers/friends-of-paper/" in page and "ada-pulp" not in page
    assert "/en/speakers/ada-pulp/" in html(client, "/en/speakers/?kind=person")
    assert "/en/speakers/ada-pulp/" in html(client, "/en/speakers/?q=pulp")
    assert "No speaker in a summary has “&lt;b&gt;” in the name." in html(client, "/en/speakers/?q=<b>")
    html(client, "/en/speakers/?kind=robot", 404)


def test_a_document_says_where_it_was_presented_and_discussed(client, debate):
    Report.objects.update_or_create(symbol=SYMBOL, defaults={"title_en": "Report on paper"})
    page = html(client, f"/en/documents/{SYMBOL}/")
    assert "Presented in: Debate on Paper" in page and f"said {SYMBOL} was long" in page
    assert f'href="https://docs.un.org/en/{SYMBOL}"' in page and "Report on paper" in page
    assert "Report on paper" in html(client, "/en/documents/")


def test_a_document_is_found_in_any_spelling(client, debate):
    response = client.get("/en/documents/?symbol= wac/53/61 ")
    assert (response.status_code, response.headers["Location"]) == (302, f"/en/documents/{SYMBOL}/")
    response = client.get("/en/documents/wac/53/61/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/en/documents/{SYMBOL}/")
    assert "is not the symbol of a document" in html(client, "/en/documents/?symbol=nonsense", 400)


@pytest.mark.parametrize("symbol", ["A/HRC/1/1", "nonsense"])
def test_a_document_that_no_text_names_has_no_page(client, debate, symbol):
    html(client, f"/en/documents/{symbol}/", 404)


def test_a_long_list_goes_on_and_comes_back(client, debate, bring_out, session, monkeypatch):
    monkeypatch.setattr("meetings.public.passages.SIZE", 1)
    later = Meeting.objects.create(session=session, date=datetime.date(2026, 7, 12), period="morning")
    said = Statement("ADA PULP", "Archivist", (Paragraph(prose("ADA PULP, Archivist, said glue lasts.")),))
    bring_out(small_document(date=later.date, headline="Council on Glue", segments=(Segment("Glue", (said,)),)), later)
    first = html(client, "/en/speakers/ada-pulp/")
    assert "said glue lasts" in first and "was long" not in first and 'href="?before=WAC26.002E"' in first
    second = html(client, "/en/speakers/ada-pulp/?before=WAC26.002E")
    assert "was long" in second and "said glue lasts" not in second and 'href="?after=WAC26.001E"' in second
    assert "said glue lasts" in html(client, "/en/speakers/ada-pulp/?after=WAC26.001E")


def test_a_withdrawn_text_is_on_none_of_these_pages(client, debate, withdraw):
    withdraw(debate, "By mistake.")
    assert "was long" not in html(client, "/en/speakers/ada-pulp/")
    html(client, f"/en/documents/{SYMBOL}/", 404)


@pytest.mark.parametrize(
    ("address", "number"),
    [("/en/speakers/ruritania/", 3), ("/en/speakers/", 1), ("/en/speakers/?kind=state", 1), ("/en/speakers/?q=a", 1),
     (f"/en/documents/{SYMBOL}/", 3), ("/en/documents/", 2)],
)  # fmt: skip
def test_the_number_of_statements_is_fixed(
    client, debate, bring_out, session, address, number, django_assert_num_queries
):
    with django_assert_num_queries(number):
        client.get(address)
    later = Meeting.objects.create(session=session, date=datetime.date(2026, 7, 12), period="morning")
    Coverage.objects.create(meeting=later, language="en")
    bring_out(small_document(date=later.date, segments=debate_segments()), later)
    with django_assert_num_queries(number):
        client.get(address)


def debate_segments():
    names = (Intervention(FRIENDS, "Ruritania", "Friends of Paper"),)
    return (Segment(f"On {SYMBOL}", (SpeakersList("discussion", names, lead_in="Speaking were"),), reports=(SYMBOL,)),)
