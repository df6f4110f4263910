"""The list of all corrections, as a page and as a feed."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from meetings.models import Meeting, Publication, Summary
from meetings.newsroom.workflow import Words
from tests.world import small_document

from .conftest import ENGLISH

PAGE, FEED = "/en/corrections/", "/en/corrections/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def corrected(english, correct):
    return correct(english, "The headline named the <wrong> debate.", headline="Council Opens Debate on Ink")


@pytest.fixture
def updated(corrected, change):
    return change(corrected, Words(change="update", notice="The vote was added."), subheadline="It Votes")


def page(client, address=PAGE, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def entries(client, address=FEED):
    return ElementTree.fromstring(client.get(address).content).findall(f"{ATOM}entry")


def test_it_names_each_with_its_release_and_note_newest_first(client, updated):
    html = page(client)
    assert html.index("<b>Update</b>") < html.index("<b>Correction</b>")
    assert "The headline named the &lt;wrong&gt; debate." in html and "The vote was added." in html
    assert f'<a href="{ENGLISH}#note-2">Council Opens Debate on Ink</a>' in html
    assert "World Archive Council, Saturday, 11\xa0July 2026, WAC26.001E" in html
    assert f'<a href="{ENGLISH}changes/1/2/">See what changed</a>' in html


def test_first_versions_parts_and_minor_changes_are_not_in_it(client, bring_out, change):
    first = bring_out(small_document(), to_come="The panel")
    second = change(first, Words(change="take", notice="The panel was added."), subheadline="Ink")
    change(second, Words(change="minor"), subheadline="And Ink")
    assert "Nothing has been corrected yet." in page(client)
    assert entries(client) == []


def test_each_language_has_its_own(client, updated):
    assert "Aucun rectificatif" in page(client, "/fr/rectificatifs/")
    assert entries(client, "/fr/rectificatifs/flux/") == []


def test_a_withdrawal_is_in_it_by_symbol_and_reason_and_takes_the_notes_along(client, updated, withdraw):
    withdraw(updated, "It reported what was not public.")
    html = page(client)
    assert "<b>Withdrawal</b>" in html and "It reported what was not public." in html
    assert f'<a href="{ENGLISH}versions/3/">WAC26.001E</a>' in html
    assert client.get(f"{ENGLISH}versions/3/").status_code == 410
    assert "Council Opens Debate" not in html and "The vote was added." not in html
    assert "Council Opens Debate" not in client.get(FEED).content.decode()


def test_a_withdrawal_leads_to_what_replaces_the_text(client, english, bring_out, meeting, session, withdraw):
    later = Meeting.objects.create(session=session, date=meeting.date, period="afternoon")
    other = bring_out(small_document(headline="Council Closes Debate", period="afternoon"), later)
    withdraw(english, "It was published twice.", replacement=other)
    assert ">Council Closes Debate</a>" in page(client)


def test_a_withdrawal_that_was_undone_stays_and_says_so(client, corrected, withdraw, undo):
    withdraw(corrected, "By mistake.")
    before = [entry.find(f"{ATOM}id").text for entry in entries(client)]
    undo(corrected)
    html = page(client)
    assert "By mistake. It can be read again since" in html
    assert f'<a href="{ENGLISH}">WAC26.001E</a>' in html
    assert "<b>Correction</b>" in html
    first = entries(client)[0]
    assert first.find(f"{ATOM}id").text == before[0]
    assert first.find(f"{ATOM}updated").text > first.find(f"{ATOM}published").text


def test_a_former_version_that_was_withdrawn_is_not_compared(client, english, withdraw, correct):
    withdraw(english, "Too early.")
    correct(english, "Now it is time.", subheadline="Now")
    assert "Now it is time." in page(client)
    assert "See what changed" not in page(client)


def test_pages_follow_each_other_without_gap_or_double(client, corrected, robert):
    """Many at one moment, so that place and not time alone decides."""
    fields = {f.attname: getattr(corrected, f.attname) for f in Publication._meta.concrete_fields if f.name != "id"}
    texts = Summary.objects.bulk_create(Summary(language="en", body=corrected.body) for _ in range(59))
    Publication.objects.bulk_create(
        Publication(
            **fields
            | {
                "summary_id": text.pk,
                "key": f"WAC25.{n:03}E",
                "change": "update" if n % 2 else "correction",
                "published_at": corrected.published_at - datetime.timedelta(hours=n // 20),
            }
        )
        for n, text in enumerate(texts, 1)
    )
    found, address = [], PAGE
    while address:
        html = page(client, address)
        found.append(re.findall(r'<h2><a href="/en/summaries/(.{10})/#', html))
        older = re.search(r'<a href="([^"]*)" rel="next"', html)
        address = older and PAGE + older[1]
    assert [len(keys) for keys in found] == [25, 25, 10]
    assert len({key for keys in found for key in keys}) == 60


def test_a_place_that_is_none_is_not_found_and_one_that_never_was_has_nothing_older(client, updated):
    for before in ("correction-", "minor-1", "correction-x", "9", "update-1234567890123456789"):
        page(client, f"{PAGE}?before={before}", 404)
    assert "Nothing older." in page(client, f"{PAGE}?before=update-999999999999")


def test_it_is_one_select(client, updated, django_assert_num_queries):
    for address in (PAGE, FEED, f"{PAGE}?before=update-{updated.pk}"):
        with django_assert_num_queries(1) as captured:
            assert client.get(address).status_code == 200
        assert captured[0]["sql"].startswith(("SELECT", "(SELECT"))


# --- The feed --------------------------------------------------------------------------------------------------------


def test_the_feed_says_who_where_and_when(client, updated, settings):
    response = client.get(FEED)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": settings.SITE_ADDRESS + PAGE, "self": settings.SITE_ADDRESS + FEED}
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert feed.find(f"{ATOM}id").text == f"tag:{settings.FEED_AUTHORITY},2026:en/corrections"
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    newest = datetime.datetime.fromisoformat(feed.find(f"{ATOM}updated").text)
    assert newest == updated.published_at


def test_an_entry_has_an_id_for_ever_and_leads_to_the_note(client, updated, settings):
    newest, oldest = entries(client)
    assert newest.find(f"{ATOM}id").text == f"tag:{settings.FEED_AUTHORITY},2026:update-{updated.pk}"
    assert newest.find(f"{ATOM}title").text == "Update: Council Opens Debate on Ink (WAC26.001E)"
    assert newest.find(f"{ATOM}link").get("href") == f"{settings.SITE_ADDRESS}{ENGLISH}#note-3"
    assert newest.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert oldest.find(f"{ATOM}summary").text == "The headline named the &lt;wrong&gt; debate."  # type="html"


def test_what_is_unchanged_is_not_sent_again(client, updated):
    for address in (PAGE, FEED, "/fr/rectificatifs/flux/"):
        response = client.get(address)
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_the_list_is_offered_to_readers_of_feeds_and_on_every_page(client, updated):
    assert f'<link rel="alternate" type="application/atom+xml" title="Corrections" href="{FEED}">' in page(client)
    for address in ("/en/", ENGLISH, "/en/nothing/"):
        assert f'<a href="{PAGE}">Corrections</a>' in client.get(address).content.decode()
    assert timezone.localtime(updated.published_at).strftime("%H:%M") in page(client)
