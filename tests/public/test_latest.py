"""The list of what is published: newest first, narrowed by filters, paged without end."""

import datetime
import re

import pytest

from meetings.document import Session
from meetings.models import Body, Meeting, Publication, Summary
from meetings.models import Session as SessionRow
from tests.world import DAY, small_document


@pytest.fixture
def shelf(bring_out, council):
    """Three texts: two of the Council's, a day apart, and one of a committee's special session."""
    committee = Body.objects.create(
        code="CIS", symbol_prefix="CIS", name_en="Committee on Ink", name_fr="Comité de l'encre"
    )
    day = datetime.timedelta(days=1)
    for body, code, number, kind, date, period, headline in (
        (council, "WAC", 53, "regular", DAY, "morning", "First"),
        (council, "WAC", 54, "regular", DAY + day, "afternoon", "Second"),
        (committee, "CIS", 7, "special", DAY + 2 * day, "morning", "Third"),
    ):
        session, _ = SessionRow.objects.get_or_create(body=body, number=number, kind=kind)
        meeting, _ = Meeting.objects.get_or_create(session=session, date=date, period=period)
        bring_out(
            small_document(body=code, session=Session(number, kind), date=date, period=period, headline=headline),
            meeting,
        )


def headlines(client, query=""):
    html = client.get(f"/en/{query}").content.decode()
    found = ((html.find(f">{word}</a></h3>"), word) for word in ("First", "Second", "Third"))
    return [word for place, word in sorted(found) if place >= 0]


def test_the_newest_comes_first(client, shelf):
    assert headlines(client) == ["Third", "Second", "First"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?body=WAC", ["Second", "First"]),
        ("?body=WAC&session=53", ["First"]),
        ("?session=special-7", ["Third"]),
        ("?since=2026-07-12", ["Third", "Second"]),
        ("?until=2026-07-12", ["Second", "First"]),
        ("?since=2026-07-12&until=2026-07-12", ["Second"]),
        ("?period=morning", ["Third", "First"]),
        ("?kind=press_release", []),
        ("?body=NONE", []),
        ("?body=+WAC+&session=53", ["First"]),
        ("?unknown=parameter", ["Third", "Second", "First"]),
    ],
)
def test_filters_narrow_it_together(client, shelf, query, expected):
    assert headlines(client, query) == expected


def test_a_filter_in_force_is_shown_and_can_be_removed(client, shelf):
    html = client.get("/en/?body=WAC&period=morning&session=53").content.decode()
    assert "Body: <b>World Archive Council</b>" in html
    assert "Session: <b>fifty-third regular session</b>" in html
    assert 'href="?period=morning"' in html  # without the body, and without its session
    assert 'href="?body=WAC&amp;session=53"' in html


def test_the_sessions_of_a_chosen_body_are_offered(client, shelf):
    assert "All sessions" not in client.get("/en/").content.decode()
    html = client.get("/en/?body=WAC").content.decode()
    assert '<option value="54">fifty-fourth regular session</option>' in html
    assert "seventh special session" not in html


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("?since=yesterday", "From"),
        ("?session=ninth", "Session"),
        ("?period=night", "Time of day"),
        ("?body=%00", "Body"),
    ],
)
def test_nonsense_is_refused_with_the_reason(client, shelf, query, label):
    response = client.get(f"/en/{query}")
    assert response.status_code == 400
    assert f'<p class="nothing"><b>{label}</b>' in response.content.decode()
    assert headlines(client, query) == []


def test_pages_follow_each_other_without_gap_or_double(client, english):
    fields = {f.attname: getattr(english, f.attname) for f in Publication._meta.concrete_fields if f.name != "id"}
    texts = Summary.objects.bulk_create(Summary(language="en", body=english.body) for _ in range(2, 61))
    Publication.objects.bulk_create(
        Publication(
            **fields | {"summary_id": text.pk, "key": f"WAC26.{n:03}E", "date": DAY - datetime.timedelta(days=n // 7)}
        )
        for n, text in enumerate(texts, 2)
    )
    pages, query = [], ""
    while query is not None:
        html = client.get(f"/en/{query}").content.decode()
        pages.append(re.findall(r'<h3><a href="/en/summaries/(.{10})/"', html))
        older = re.search(r'<a href="([^"]*)" rel="next"', html)
        query = older and older[1]
    assert [len(keys) for keys in pages] == [25, 25, 10]
    assert len({key for keys in pages for key in keys}) == 60


def test_an_empty_list_says_so(client, council):
    assert "Nothing is published yet." in client.get("/en/").content.decode()
    assert "Nothing is published that fits these filters." in client.get("/en/?body=WAC").content.decode()
