"""What was typed outlives the session."""

from django.test import Client
from django.urls import reverse

from meetings.models import Summary

from .forms import Fields, client_of, page

OWN = {"origin": "http://testserver"}


def kept(response):
    """The fields of the page that offers to go on."""
    return Fields(response.content.decode(), form="kept").values


def test_words_posted_after_the_session_ended_are_saved_by_signing_in(anna, draft):
    client = client_of(anna)
    typed = page(client, draft) | {"headline": "Typed before the session ended"}
    client.logout()
    response = client.post(draft.get_absolute_url(), typed)
    assert response.status_code == 401
    assert "What you wrote is kept" in response.content.decode()
    again = kept(response) | {"sign-in-username": "anna", "sign-in-password": "anna"}
    client.post(draft.get_absolute_url(), again)
    draft.refresh_from_db()
    assert draft.headline == "Typed before the session ended"


def test_a_wrong_password_loses_no_word(anna, draft):
    typed = page(client_of(anna), draft) | {"headline": "Typed"}
    client = Client()
    response = client.post(draft.get_absolute_url(), typed | {"sign-in-username": "anna", "sign-in-password": "wrong"})
    assert response.status_code == 401
    assert kept(response)["headline"] == "Typed"
    assert "sign-in-password" not in response.content.decode().split("Typed")[0]


def test_signing_in_gives_nobody_more_than_their_own_rights(anna, claire, draft):
    typed = page(client_of(anna), draft) | {"headline": "Typed"}
    signed = {"sign-in-username": "claire", "sign-in-password": "claire"}
    assert Client().post(draft.get_absolute_url(), typed | signed).status_code == 404
    draft.refresh_from_db()
    assert draft.headline != "Typed"


def test_handing_in_goes_on_after_signing_in(anna, draft):
    typed = page(client_of(anna), draft) | {"headline": "Typed"}
    address = reverse("admin:meetings_summary_transition", args=[draft.pk, "submit"])
    client = Client()
    response = client.post(address, typed)
    client.post(address, kept(response) | {"sign-in-username": "anna", "sign-in-password": "anna"})
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == ("Typed", "in_review")


def test_an_outdated_token_is_offered_a_new_one_with_the_words(anna, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    typed = page(client, draft) | {"headline": "Typed", "csrfmiddlewaretoken": "x" * 64}
    response = client.post(draft.get_absolute_url(), typed, headers=OWN)
    assert response.status_code == 403
    client.post(draft.get_absolute_url(), kept(response), headers=OWN)
    draft.refresh_from_db()
    assert draft.headline == "Typed"


def test_another_site_gets_no_token_for_what_it_posts(anna, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    for headers in ({}, {"origin": "https://elsewhere.example"}):
        response = client.post(draft.get_absolute_url(), {"headline": "Foreign"}, headers=headers)
        assert response.status_code == 403
        assert "Foreign" not in response.content.decode()


def test_no_password_comes_back_in_a_page(anna):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/desk/login/", {"username": "anna", "password": "in the open"}, headers=OWN)
    assert response.status_code == 403
    assert "in the open" not in response.content.decode()


def test_a_pasted_text_to_import_is_kept_too(anna, council):
    client = Client()
    response = client.post(reverse("admin:meetings_summary_import"), {"text": "Long words"})
    assert kept(response)["text"] == "Long words"
    assert not Summary.objects.exists()
