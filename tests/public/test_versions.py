"""Corrections, updates and parts: what is said about a text since it was published, and how it was before."""

import re

import pytest

from meetings.newsroom.workflow import Words
from tests.world import small_document

from .conftest import ENGLISH

CHANGES = "/en/summaries/WAC26.001E/changes/"


@pytest.fixture
def corrected(english, correct):
    return correct(english, "The headline named the wrong debate.", headline="Council Opens Debate on Ink")


@pytest.fixture
def updated(corrected, change):
    words = Words(change="update", notice="The vote was added.")
    return change(corrected, words, subheadline="It Votes on Lead")


def page(client, address=ENGLISH, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


# --- Takes -----------------------------------------------------------------------------------------------------------


def test_a_text_in_parts_says_so_until_the_last_one(client, bring_out, change):
    first = bring_out(small_document(), to_come="The panel\nRights of reply")
    html = page(client)
    assert "In progress" in html
    assert "<li>The panel</li>" in html and "<li>Rights of reply</li>" in html
    assert "in progress</span>" in page(client, "/en/")

    second = change(first, Words(change="take", to_come="Rights of reply"), subheadline="Ink as Well")
    html = page(client)
    assert "<li>Rights of reply</li>" in html and "The panel</li>" not in html
    assert "<b>Part added</b>" in html

    change(second, Words(change="take", notice="The rights of reply were added."), subheadline="And Replies")
    html = page(client)
    assert "In progress" not in html
    assert html.count("<b>Part added</b>") == 2
    assert "The rights of reply were added." in html
    assert "in progress" not in page(client, "/en/")


# --- Notes and versions ----------------------------------------------------------------------------------------------


def test_a_correction_is_seen_at_once_with_its_note(client, corrected):
    html = page(client)
    assert "<h1>Council Opens Debate on Ink</h1>" in html
    assert "<b>Correction</b>" in html
    assert "The headline named the wrong debate." in html
    assert f'<a href="{ENGLISH}versions/1/">Version 1' in html
    assert f'<a href="{CHANGES}1/2/">See what changed</a>' in html


def test_notes_come_newest_first_each_with_what_it_is(client, updated):
    html = page(client).partition("<main")[2]
    assert html.index("The vote was added.") < html.index("The headline named the wrong debate.")
    assert html.index("<b>Update</b>") < html.index("<b>Correction</b>")


def test_a_minor_change_has_no_note(client, corrected, change):
    change(corrected, Words(change="minor"), next_meeting="It meets again.")
    html = page(client)
    assert "Minor change" not in html and 'id="note-3"' not in html
    assert f'<a href="{ENGLISH}versions/2/">' in html
    assert "<b>Minor change</b>" in page(client, f"{ENGLISH}versions/")


def test_an_earlier_version_says_so_and_is_kept_from_search_engines(client, corrected):
    html = page(client, f"{ENGLISH}versions/1/")
    assert "<h1>Council Opens Debate on Paper</h1>" in html
    assert f'<a href="{ENGLISH}">Read the current version</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "The headline named the wrong debate." not in html


def test_a_version_and_the_correction_that_replaced_it_lead_to_each_other(client, updated):
    html = page(client, f"{ENGLISH}versions/1/")
    assert "It was replaced on" in html
    assert f'<a href="{ENGLISH}versions/2/#note-2">version 2 (correction)</a>' in html
    assert f'<a href="{CHANGES}1/2/">See what changed</a>' in html
    html = page(client, f"{ENGLISH}versions/2/")
    assert f'<a href="{ENGLISH}#note-3">version 3 (update)</a>' in html
    assert 'id="note-2"' in html
    assert f'<a href="{ENGLISH}versions/1/">Version 1 as it was</a>' in html


def test_the_list_of_versions_leads_to_all(client, updated):
    html = page(client, f"{ENGLISH}versions/")
    found = re.findall(r'<h2><a href="([^"]*)">Version (\d)</a>', html)
    assert found == [(ENGLISH, "3"), (f"{ENGLISH}versions/2/", "2"), (f"{ENGLISH}versions/1/", "1")]
    assert "<b>First publication</b>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_version_that_never_was_is_not_found(client, corrected):
    assert client.get(f"{ENGLISH}versions/3/").status_code == 404
    assert client.get(f"{ENGLISH}versions/99999999999999999999/").status_code == 404


# --- Two versions compared -------------------------------------------------------------------------------------------


def test_two_versions_are_shown_as_one_text(client, updated):
    html = page(client, f"{CHANGES}1/3/")
    assert "Council Opens Debate on <del>" in html
    assert "Paper</del><ins>" in html and "Ink</ins>" in html
    assert "It Votes on Lead" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "The headline named the wrong debate." in html and "The vote was added." in html
    assert "Version 1" in words_of(html) and "Version 3" in words_of(html)


def test_a_comparison_says_in_words_what_colours_show(client, corrected):
    said = words_of(page(client, f"{CHANGES}1/2/"))
    assert "removed: Paper added: Ink" in said


def test_only_the_notes_between_the_two_are_told(client, updated):
    html = page(client, f"{CHANGES}2/3/")
    assert "The vote was added." in html and "wrong debate" not in html


def test_what_cannot_be_compared_is_not_found(client, updated):
    for pair in ("1/1", "1/4", "4/1", "0/1", "2/99999999999999999999"):
        assert client.get(f"{CHANGES}{pair}/", follow=True).status_code == 404, pair


def test_ways_to_a_comparison_lead_to_its_one_address(client, updated):
    for address in (
        f"{CHANGES}3/1/",
        f"{ENGLISH}versions/?old=3&new=1",
        f"{ENGLISH}versions/?old=1&new=3",
        "/fr/comptes-rendus/WAC26.001E/modifications/1/3/",
        "/en/summaries/wac26001e/changes/1/3/",
    ):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, f"{CHANGES}1/3/"), address


def test_two_versions_that_make_no_pair_leave_the_list_as_it_is(client, updated):
    for query in ("?old=1&new=1", "?old=x&new=2", "?old=1", "?old=²&new=1"):
        assert "Compare two versions" in page(client, f"{ENGLISH}versions/{query}")


# --- A symbol that was wrong -----------------------------------------------------------------------------------------


def test_a_wrong_symbol_leads_on_to_the_right_address_in_every_form(client, english, correct):
    correct(english, "It bore another text's symbol.", symbol="WAC26.009E")
    for rest in ("/", "/versions/", "/versions/1/", "/changes/1/2/", ".txt", ".json"):
        answer = client.get(f"/en/summaries/WAC26.001E{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"/en/summaries/WAC26.009E{rest}")
        assert "Council Opens Debate" in page(client, answer["Location"])


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_the_json_tells_what_the_page_tells(client, updated):
    said = client.get("/en/summaries/WAC26.001E.json").json()
    assert (said["version"], said["change"], said["notice"]) == (3, "update", "The vote was added.")
    assert (said["to_come"], said["archive"]) == ([], False)
    assert [(v["version"], v["change"], v["current"]) for v in said["versions"]] == [
        (3, "update", True),
        (2, "correction", False),
        (1, "first", False),
    ]
