"""What is said where there is nothing: what was meant, what is not understood, and a fault of ours."""

import pytest
from django.test import RequestFactory

from meetings.models import Speaker, SpeakerName
from meetings.public import views
from tests.markup import problems

from .conftest import ENGLISH, FRENCH


def html(client, address, status=404):
    response = client.get(address)
    assert response.status_code == status
    page = response.content.decode()
    assert problems(page) == []
    return page


@pytest.mark.parametrize(
    "address",
    [
        "/en/summaries/WAC26.002E/",
        "/en/summaries/WAC26.01E/",
        "/en/summaries/WCA26.001E/",
        "/en/WAC26.001E",
        "/wac26.001",
    ],
)
def test_a_symbol_near_the_one_that_was_asked_for_is_offered(client, english, address):
    assert f'<a href="{ENGLISH}">WAC26.001E: Council Opens Debate on Paper</a>' in html(client, address)


def test_a_text_in_the_other_language_is_offered_as_such(client, french):
    page = html(client, "/en/summaries/WAC26.001E/")
    assert f'<a href="{FRENCH}" lang="fr" hreflang="fr">' in page


def test_a_session_and_a_name_in_an_address_are_offered(client, session):
    speaker = Speaker.objects.create(key="ruritania", kind="state", name_en="Ruritania", confirmed=True)
    SpeakerName.objects.create(speaker=speaker, language="en", text="Ruritania")
    assert 'href="/en/sessions/wac/53/"' in html(client, "/en/session/wac/53/")
    assert 'href="/en/speakers/ruritania/"' in html(client, "/en/states/ruritania")


def test_the_words_of_an_address_are_searched_for(client, db):
    assert 'href="/en/search/?q=general+debate+paper"' in html(client, "/en/articles/general-debate-paper/")
    assert 'href="/fr/recherche/?q=d%C3%A9bat"' in html(client, "/fr/articles/débat/")


def test_a_draft_is_not_what_was_meant(client, draft):
    page = html(client, "/en/summaries/WAC26.002E/")
    assert draft.headline not in page


def test_not_to_find_a_page_takes_five_queries_at_most(client, english, session, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):  # with those that keep them apart from a transaction around
        client.get("/en/summaries/WAC26.002E/a/53/")


def test_what_is_not_understood_is_said_in_the_language_of_the_address():
    request = RequestFactory().get("/fr/nonsense/")
    response = views.not_understood(request, ValueError())
    assert response.status_code == 400 and '<html lang="fr">' in response.content.decode()
    assert problems(response.content.decode()) == []


def test_without_a_database_a_page_that_is_not_there_is_said_to_be_none(monkeypatch):
    """No database is asked for here: a query is refused."""
    monkeypatch.setattr("meetings.public.meant.DatabaseError", RuntimeError)
    response = views.not_found(RequestFactory().get("/en/nothing/53/"), ValueError())
    assert response.status_code == 404 and "There is no such page" in response.content.decode()
