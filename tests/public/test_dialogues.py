"""A dialogue over several meetings, told in order, and named on the page of each of its texts."""

import datetime

import pytest

from meetings.document import Paragraph, Segment, from_json
from meetings.document.tree import prose
from meetings.models import Meeting
from tests.markup import problems
from tests.world import small_document

from .conftest import ENGLISH


def html(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    page = response.content.decode()
    assert problems(page) == []
    return page


@pytest.fixture
def three_parts(bring_out, session, meeting):
    """A panel that is held on three days; the ids of its parts, and the texts."""
    texts, parts = [], []
    for number in range(3):
        day = meeting.date + datetime.timedelta(days=number)
        held = Meeting.objects.create(session=session, date=day, period="evening")
        segment = Segment(
            f"Panel, part {number + 1}", (Paragraph(prose("It went on.")),), continues=(parts or [""])[-1]
        )
        document = small_document(date=day, headline=f"Panel on Day {number + 1}", segments=(segment,))
        texts.append(bring_out(document, held))
        parts.append(from_json(texts[-1].content).segments[0].id)
    return parts, texts


def test_any_part_leads_to_all_in_order(client, three_parts, django_assert_num_queries):
    parts, _texts = three_parts
    for part in parts:
        with django_assert_num_queries(1):
            page = html(client, f"/en/dialogues/{part}/")
        places = [page.index(f"Panel on Day {number}") for number in (1, 2, 3)]
        assert places == sorted(places) and all(f"#s-{one}" in page for one in parts)


def test_a_release_says_what_it_goes_on_with_and_where_it_goes_on(client, three_parts, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = html(client, "/en/summaries/WAC26.002E/")
    assert 'Continued from <a href="/en/summaries/WAC26.001E/">Panel on Day 1</a>' in page
    assert 'Continued in <a href="/en/summaries/WAC26.003E/">Panel on Day 3</a>' in page
    assert "/en/dialogues/" in page


def test_a_withdrawn_part_is_not_told(client, three_parts, withdraw):
    parts, texts = three_parts
    withdraw(texts[2], "By mistake.")
    assert "Panel on Day 3" not in html(client, f"/en/dialogues/{parts[0]}/")
    assert "Continued in" not in html(client, "/en/summaries/WAC26.002E/")


def test_of_a_text_alone_nothing_is_said(client, english):
    assert "Continued" not in html(client, ENGLISH)


def test_under_the_other_language_there_is_none(client, three_parts):
    html(client, f"/fr/dialogues/{three_parts[0][0]}/", 404)
    html(client, "/en/dialogues/zzzzzzz/", 404)
