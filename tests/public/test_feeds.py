"""Every list as an Atom feed."""

import datetime
from xml.etree import ElementTree

from meetings.models import Meeting
from tests.atom import problems
from tests.world import small_document

from .conftest import ENGLISH

FEED = "/en/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address=FEED):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert problems(response.content) == []
    return ElementTree.fromstring(response.content)


def entries(client, address=FEED):
    return feed(client, address).findall(f"{ATOM}entry")


def said(element, name) -> str:
    return element.find(f"{ATOM}{name}").text


def test_an_entry_has_headline_round_up_and_address(client, english, settings):
    (entry,) = entries(client)
    assert said(entry, "title") == "Council Opens Debate on Paper"
    assert entry.find(f"{ATOM}link").get("href") == settings.SITE_ADDRESS + ENGLISH
    assert "The Council opened its debate.</p>" in said(entry, "summary")
    assert said(entry, "id") == f"tag:{settings.FEED_AUTHORITY},2026:release-{english.summary_id}"


def test_a_correction_updates_the_entry_and_says_what_it_is(client, english, correct):
    before = said(entries(client)[0], "id")
    new = correct(english, "It was <ink>.", headline="Council Opens Debate on Ink")
    (entry,) = entries(client)
    assert said(entry, "id") == before
    assert datetime.datetime.fromisoformat(said(entry, "published")) == english.published_at
    assert datetime.datetime.fromisoformat(said(entry, "updated")) == new.published_at
    assert said(entry, "summary").startswith("<p>Correction: It was &lt;ink&gt;.</p>")


def test_a_search_is_a_feed_too(client, english):
    root = feed(client, f"{FEED}?q=papers")
    assert said(root, "title") == "“papers” – Meeting coverage"
    assert len(root.findall(f"{ATOM}entry")) == 1
    assert entries(client, f"{FEED}?q=glue") == []


def test_the_feed_of_corrections_is_valid_too(client, english, correct):
    assert problems(client.get("/en/corrections/feed/").content) == []
    correct(english, "It was ink.", headline="Council Opens Debate on Ink")
    assert problems(client.get("/en/corrections/feed/").content) == []


def test_a_narrowed_list_has_its_own_feed_in_words_of_its_language(client, english, french, settings):
    root = feed(client, "/fr/flux/?session=53&body=WAC")
    assert said(root, "title").startswith("Conseil mondial des archives, cinquante-troisième session")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"{settings.SITE_ADDRESS}/fr/flux/?body=WAC&session=53"  # however it was asked for
    assert links["alternate"] == f"{settings.SITE_ADDRESS}/fr/?body=WAC&session=53"
    assert [said(entry, "title") for entry in root.findall(f"{ATOM}entry")] == [french.headline]
    assert entries(client, f"{FEED}?session=52") == []


def test_a_withdrawn_text_leaves_the_feed(client, english, withdraw):
    withdraw(english, "By mistake.")
    assert entries(client) == []


def test_a_feed_of_nonsense_says_what_is_wrong(client, council):
    for query, why in (("session=x", "Session"), ("since=2026-13-01", "From"), ("body=NONE", "no such list")):
        response = client.get(f"{FEED}?{query}")
        assert response.status_code == 400 and why in response.content.decode()


def test_it_is_one_select_and_not_sent_again(client, english, bring_out, session, django_assert_num_queries):
    later = Meeting.objects.create(session=session, date=english.date, period="evening")
    bring_out(small_document(headline="Another", period="evening"), later)
    with django_assert_num_queries(1):
        response = client.get(f"{FEED}?body=WAC")
    assert response.content.count(b"<entry") == 2
    again = client.get(f"{FEED}?body=WAC", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_lists_and_searches_lead_to_their_feeds(client, english):
    link = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'
    assert link.format("Latest summaries", FEED) in client.get("/en/").content.decode()
    assert link.format("World Archive Council", f"{FEED}?body=WAC") in client.get("/en/?body=WAC").content.decode()
