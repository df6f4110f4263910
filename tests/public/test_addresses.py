"""Which addresses lead where."""

import pytest
from django.urls import reverse

from .conftest import ENGLISH, FRENCH


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("fr-CH, en;q=0.5", "/fr/"),
        ("en", "/en/"),
        ("de, fr;q=0.3", "/fr/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("x;;=", "/en/"),
    ],
)
def test_the_first_address_asks_the_browser(client, asked, given):
    response = client.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response.headers["Location"]) == (302, given)
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("spelling", ["wac26.001e", "WAC26001E", "WAC26/001E", "WAC/26/001E", "WAC.26.001E"])
def test_other_spellings_of_a_symbol_lead_to_one_address(client, english, spelling):
    response = client.get(f"/en/summaries/{spelling}/")
    assert (response.status_code, response.headers["Location"]) == (301, ENGLISH)


def test_a_key_under_the_other_language_leads_to_its_own(client, english, french):
    response = client.get("/en/summaries/WAC26.001F/")
    assert (response.status_code, response.headers["Location"]) == (301, FRENCH)
    response = client.get("/fr/comptes-rendus/WAC26.001E.txt")
    assert response.headers["Location"] == "/en/summaries/WAC26.001E.txt"


def test_one_name_leads_to_both_languages():
    assert reverse("public:release", kwargs={"language": "en", "key": "WAC26.001E"}) == ENGLISH
    assert reverse("public:release", kwargs={"language": "fr", "key": "WAC26.001F"}) == FRENCH


@pytest.mark.parametrize("address", [ENGLISH, "/en/summaries/WAC26.001E.txt", "/en/summaries/WAC26.001E.json", "/en/"])
@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_what_is_not_published_is_nowhere(client, request, state, address):
    summary = request.getfixturevalue(state)
    response = client.get(address)
    assert response.status_code == (200 if address == "/en/" else 404)
    assert summary.headline not in response.content.decode()


def test_a_reopened_text_stays_as_it_was_published(client, english, robert, anna):
    from_before = client.get(ENGLISH).content
    english.summary.__class__.objects.filter(pk=english.summary_id).update(headline="Changed", state="draft")
    assert client.get(ENGLISH).content == from_before


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_public_only_reads(client, english, method):
    assert getattr(client, method)(ENGLISH).status_code == 405


@pytest.mark.parametrize("address", ["/nothing/", "/en/summaries/%00/", "/en/summaries/a/b/c/"])
def test_what_does_not_exist_is_not_found(client, db, address):
    assert client.get(address).status_code == 404
