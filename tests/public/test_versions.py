"""Corrections and withdrawals: nothing that was published vanishes without a trace."""

import pytest

from .conftest import ENGLISH


@pytest.fixture
def corrected(english, correct):
    return correct(english, "The headline named the wrong debate.", headline="Council Opens Debate on Ink")


def page(client, address=ENGLISH):
    return client.get(address).content.decode()


def test_a_correction_is_seen_at_once_with_its_note(client, corrected):
    html = page(client)
    assert "<h1>Council Opens Debate on Ink</h1>" in html
    assert "The headline named the wrong debate." in html
    assert f'<a href="{ENGLISH}versions/1/">Version 1' in html


def test_an_earlier_version_says_so_and_is_kept_from_search_engines(client, corrected):
    html = page(client, f"{ENGLISH}versions/1/")
    assert "<h1>Council Opens Debate on Paper</h1>" in html
    assert f'<a href="{ENGLISH}">Read the current version</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "The headline named the wrong debate." not in html


def test_a_version_that_never_was_is_not_found(client, corrected):
    assert client.get(f"{ENGLISH}versions/3/").status_code == 404
    assert client.get(f"{ENGLISH}versions/99999999999999999999/").status_code == 404


@pytest.mark.parametrize("address", [ENGLISH, f"{ENGLISH}versions/1/", ENGLISH.rstrip("/") + ".txt"])
def test_a_withdrawn_text_is_gone_and_says_why(client, corrected, withdraw, address):
    withdraw(corrected, "It reported a meeting <that> was not public.")
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 410
    assert "It reported a meeting &lt;that&gt; was not public." in html
    assert "Withdrawn on" in html
    assert "Debate on" not in html


def test_a_withdrawn_text_leaves_the_list(client, english, withdraw):
    withdraw(english, "By mistake.")
    assert "WAC26.001E" not in page(client, "/en/")


@pytest.mark.parametrize("rest", ["", "versions/1/"])
def test_a_wrong_symbol_leads_on_to_the_right_address(client, english, correct, rest):
    correct(english, "It bore another text's symbol.", symbol="WAC26.009E")
    answer = client.get(ENGLISH + rest)
    assert (answer.status_code, answer["Location"]) == (301, f"/en/summaries/WAC26.009E/{rest}")
    assert "Council Opens Debate" in page(client, answer["Location"])
