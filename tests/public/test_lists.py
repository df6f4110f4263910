"""What a list can be narrowed by, how it is told in words, and that each of its pages costs the same."""

import datetime
import re

import pytest
from django.http import QueryDict

from meetings.document import Intervention, Paragraph, Segment, SpeakersList, Statement, with_ids
from meetings.document.tree import prose
from meetings.models import Coverage, Meeting, Publication, Speaker, SpeakerName, Summary
from meetings.newsroom import merging, publishing
from meetings.public.listing import selection
from tests.world import DAY, small_document

NEXT_DAY = DAY + datetime.timedelta(days=1)


def paragraph(text):
    return Paragraph(prose(text))


@pytest.fixture
def rich(bring_out, meeting, session):
    """A text about two meetings, of yesterday evening and this morning, in which much can be filtered by."""
    meeting.agenda_items = ["4"]
    meeting.save()
    statement = Statement("ADA PULP", "Archivist", (paragraph("ADA PULP, Archivist, presented WAC/53/7."),))
    names = (Intervention("Utopia", "Utopia"), Intervention("Erewhon", "Erewhon", on_behalf_of="Friends of Rags"))
    speakers = SpeakersList("discussion", names, lead_in="Speaking were", topic="Wet Cellars")
    segment = Segment(
        "Debate on Paper",
        (statement, speakers),
        kind="panel",
        reports=("A/HRC/53/61",),
        topic="Long Life",
        agenda_item="3",
    )
    document = small_document(date=NEXT_DAY, period="morning", segments=(segment,), headline="Rich")
    later = Meeting.objects.create(session=session, date=NEXT_DAY, period="morning")
    publication = bring_out(with_ids(document), later)
    meeting.period = "evening"
    meeting.save()
    Coverage.objects.create(meeting=meeting, language="en", summary_id=publication.summary_id)
    publishing.rebuild(publication)
    return publication


def found(client, query=""):
    response = client.get(f"/en/{query}")
    assert response.status_code in (200, 302), response.content.decode()
    return re.findall(r'<h3><a href="[^"]*">(.*?)</a></h3>', response.content.decode())


def test_every_filter_finds_what_a_text_says_and_leaves_out_the_rest(client, rich):
    for fits, others in (
        ("since=2026-07-12", "since=2026-07-13"),
        ("until=2026-07-11", "until=2026-07-10"),
        ("since=2026-07-12&until=2026-07-12", "since=2026-07-13&until=2026-07-14"),
        ("period=evening", "period=afternoon"),
        ("period=morning", ""),
        ("segment=panel", "segment=general_debate"),
        ("speaker=ada-pulp", ""),
        ("speaker=utopia", "speaker=friends-of-rags"),
        ("group=friends-of-rags", "group=utopia"),
        ("document=A/HRC/53/61", "document=A/HRC/53"),
        ("document=WAC/53/7", ""),
        ("item=3", "item=5"),
        ("item=4", ""),
        ("topic=long+life", "topic=life"),
        ("topic=Wet+Cellars", ""),
        ("q=archivist", "q=papyrus"),
        ("speaker=erewhon&document=WAC/53/7&item=3&q=presented+utopia", "speaker=erewhon&item=5"),
    ):
        assert found(client, f"?{fits}") == ["Rich"], fits
        if others:
            assert found(client, f"?{others}") == [], others


def test_a_day_inside_a_text_about_two_meetings_finds_it(client, rich):
    assert found(client, "?since=2026-07-11&until=2026-07-11") == ["Rich"]


def test_who_was_merged_is_found_under_one_name_and_the_other_leads_there(client, rich, robert):
    pulp = Speaker.objects.create(key="a-pulp", kind="person", name_en="A. Pulp", confirmed=True)
    merging.merge(Speaker.objects.get(key="ada-pulp").pk, pulp.pk, robert)
    assert found(client, "?speaker=a-pulp") == ["Rich"]
    response = client.get("/en/?speaker=ada-pulp&item=3")
    assert (response.status_code, response["Location"]) == (302, "?speaker=a-pulp&item=3")
    assert "Speaker: <b>A. Pulp</b>" in client.get("/en/?speaker=a-pulp").content.decode()


def test_names_that_are_led_elsewhere_take_what_is_published_along(client, rich, robert):
    utopia = Speaker.objects.get(key="utopia")
    other = SpeakerName.objects.create(speaker=utopia, language="en", text="Erewhon Isles")
    SpeakerName.objects.filter(folded="erewhon").update(speaker=utopia)
    publishing.rebuild(rich)
    assert found(client, "?speaker=erewhon") == []
    new = merging.split(utopia.pk, [SpeakerName.objects.get(folded="erewhon").pk, other.pk], robert).other
    assert found(client, f"?speaker={new.key}") == ["Rich"]
    merging.discard(Speaker.objects.get(key="friends-of-rags").pk, robert)
    assert Publication.objects.get(pk=rich.pk).group_ids == []


def test_what_is_not_known_is_refused_with_a_sentence(client, rich):
    assert client.get("/en/?since=2026-07-12&until=2026-07-11").status_code == 400
    for query, label in (("speaker=nobody", "Speaker"), ("group=nobody", "Group spoken for"), ("body=NONE", "Body")):
        response = client.get(f"/en/?{query}")
        assert response.status_code == 400
        assert f"<b>{label}</b> “{query.partition('=')[2]}” is not known here." in response.content.decode()


def test_a_list_is_told_in_words_and_has_one_canonical_query(rich, django_assert_num_queries):
    query = QueryDict("session=53&speaker=utopia&unknown=x&body=WAC&since=2026-07-01&q=+wet++paper")
    chosen = selection("en", query)
    with django_assert_num_queries(1):
        assert chosen.description == (
            "World Archive Council, fifty-third regular session, from 1\xa0July 2026, spoken by Utopia, “wet paper”"
        )
    assert chosen.query == "q=wet+paper&body=WAC&session=53&since=2026-07-01&speaker=utopia"
    assert selection("fr", QueryDict(chosen.query)).query == chosen.query
    assert selection("fr", QueryDict("body=WAC")).description == "Conseil mondial des archives"
    assert selection("en", QueryDict("since=never")).errors == (("From", "Enter a valid date."),)


def test_filters_are_removed_one_by_one_and_what_fits_is_counted(client, rich):
    html = client.get("/en/?speaker=utopia&item=3").content.decode()
    assert 'href="?item=3"' in html and 'href="?speaker=utopia"' in html
    assert '<p class="count">1 text</p>' in html


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(english):
    """Sixty texts, seven a day."""
    fields = {f.attname: getattr(english, f.attname) for f in Publication._meta.concrete_fields if f.name != "id"}
    texts = Summary.objects.bulk_create(Summary(language="en", body=english.body) for _ in range(2, 61))
    Publication.objects.bulk_create(
        Publication(
            **fields | {"summary_id": text.pk, "key": f"WAC26.{n:03}E", "date": DAY - datetime.timedelta(days=n // 7)}
        )
        for n, text in enumerate(texts, start=2)
    )


def keys(html):
    return re.findall(r'<h3><a href="/en/summaries/([^/]*)/">', html)


def link(html, rel):
    there = re.search(rf'<a href="([^"]*)" rel="{rel}"', html)
    return there and there[1].replace("&amp;", "&")


def test_pages_lead_back_the_way_they_came(client, many):
    first = client.get("/en/?period=morning").content.decode()
    second = client.get(f"/en/{link(first, 'next')}").content.decode()
    third = client.get(f"/en/{link(second, 'next')}").content.decode()
    assert [len(keys(html)) for html in (first, second, third)] == [25, 25, 10]
    assert link(first, "prev") is None and link(third, "next") is None
    assert keys(client.get(f"/en/{link(third, 'prev')}").content.decode()) == keys(second)
    back = client.get(f"/en/{link(second, 'prev')}")
    assert back.status_code == 302 and back["Location"] == "?period=morning"


def test_a_page_before_which_too_little_has_come_in_is_the_first(client, many):
    few = keys(client.get("/en/").content.decode())[3]
    assert client.get(f"/en/?after={few}")["Location"] == "?"


def test_a_page_is_one_select_wherever_it_is(client, many, django_assert_num_queries):
    for query in ("", "?before=WAC26.030E&body=WAC&speaker=nobody", "?after=WAC26.050E&session=53&item=3"):
        with django_assert_num_queries(1):
            client.get(f"/en/{query}")


def test_no_place_in_a_list_is_refused(client, english):
    for query in ("before=%3Cb%3E", "after=a/b", "before=WAC26.001E&after=WAC26.001E"):
        response = client.get(f"/en/?{query}")
        assert response.status_code == 400 and "<b>Page</b>" in response.content.decode(), query


def test_what_is_beyond_a_bound_is_not_counted(client, many, monkeypatch):
    monkeypatch.setattr("meetings.public.paging.COUNTED", 50)
    assert "more than 50 texts" in client.get("/en/?body=WAC").content.decode()
