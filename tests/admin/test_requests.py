"""The pages for requests for corrections at the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import CorrectionRequest, Publication
from meetings.newsroom import requests

LIST = "/desk/meetings/correctionrequest/"
ADD = f"{LIST}add/"


@pytest.fixture
def first(published):
    return Publication.objects.get(summary=published)


@pytest.fixture
def row(first, anna):
    asked = requests.Asked("The <b>Mission</b>", "Paper lasts for ever.", timezone.localdate())
    return requests.record(first, anna, asked)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def posted(first, **changes):
    values = {"asked_by": "A. Counsellor", "for_whom": "A mission", "email": "a@example.org", "instead": "It lasts."}
    return values | {"received_on": timezone.localdate(), "anchor": ""} | changes


def decide(client, row, **changes):
    values = {"decision": "accepted", "answer": "It will be corrected."}
    return client.post(f"{LIST}{row.pk}/change/", values | changes)


def test_a_text_is_found_by_its_symbol(client, anna, first):
    client.force_login(anna)
    response = client.get(ADD, {"text": "wac26/001e"})
    assert response["Location"] == f"{ADD}?publication={first.pk}"
    assert "No public text has this symbol or address." in page(client, f"{ADD}?text=WAC26.404E", 422)


def test_a_text_of_the_other_desk_is_for_that_desk(client, claire, first):
    client.force_login(claire)
    assert "This text is of the other desk" in page(client, f"{ADD}?text=WAC26.001E", 422)
    page(client, f"{ADD}?publication={first.pk}", 404)


def test_a_request_is_recorded_on_a_paragraph_of_a_version(client, anna, first):
    client.force_login(anna)
    html = page(client, f"{ADD}?publication={first.pk}")
    assert "ADA PULP, Archivist, said paper lasts.</option>" in html
    assert '<optgroup label="Panel on Ink">' in html
    anchor = requests.paragraphs(first).get(kind="statement").anchor
    response = client.post(f"{ADD}?publication={first.pk}", posted(first, anchor=anchor), follow=True)
    row = CorrectionRequest.objects.get()
    assert (row.publication, row.recorded_by, row.anchor, row.for_whom) == (first, anna, anchor, "A mission")
    html = response.content.decode()
    assert "<p>ADA PULP, Archivist, said paper lasts.</p>" in html


def test_nothing_typed_is_lost_where_something_is_missing(client, anna, first):
    client.force_login(anna)
    response = client.post(f"{ADD}?publication={first.pk}", posted(first, asked_by="", evidence="Recording, 11:42."))
    assert response.status_code == 422
    assert "Recording, 11:42." in response.content.decode()
    response = client.post(f"{ADD}?publication={first.pk}", posted(first, received_on="2020-01-01"))
    assert "choose the version that it is about" in response.content.decode()
    assert not CorrectionRequest.objects.exists()


def test_open_ones_are_listed_first(client, robert, anna, first, row):
    requests.decide(row, robert, "declined", "The recording says so.")
    requests.record(first, anna, requests.Asked("Somebody else", "No.", timezone.localdate()))
    client.force_login(robert)
    html = page(client, LIST)
    assert "Somebody else" in html and "Mission" not in html
    html = page(client, f"{LIST}?decision=declined")
    assert "Mission" in html and "Somebody else" not in html
    assert "Mission" in page(client, f"{LIST}?decision=all&summary__language__exact=en")


@pytest.mark.parametrize("who", ["claire", "renee"])
def test_the_other_desk_sees_none_of_it(client, who, request, row):
    client.force_login(request.getfixturevalue(who))
    assert "Mission" not in page(client, f"{LIST}?decision=all")
    page(client, f"{LIST}{row.pk}/change/", 404)
    page(client, f"{LIST}of/{row.summary_id}/", 404)


def test_an_administrator_reads_and_does_not_decide(client, administrator, row):
    client.force_login(administrator)
    html = page(client, f"{LIST}{row.pk}/change/")
    assert "The &lt;b&gt;Mission&lt;/b&gt;" in html
    assert "Requests are decided by reviewers of the English desk." in html
    assert decide(client, row).status_code == 422
    page(client, ADD, 403)


def test_an_officer_sees_who_decides_and_a_reviewer_decides(client, anna, robert, row):
    client.force_login(anna)
    assert "Requests are decided by reviewers of the English desk." in page(client, f"{LIST}{row.pk}/change/")
    client.force_login(robert)
    assert decide(client, row, answer="").status_code == 422
    assert decide(client, row, decision="").status_code == 422
    response = decide(client, row)
    assert response.status_code == 302
    html = page(client, response["Location"])
    assert "It will be corrected." in html
    assert "None yet: the next correction or update of the text will be it." in html


def test_a_second_decision_is_refused_with_the_reason(client, robert, row):
    client.force_login(robert)
    decide(client, row)
    response = decide(client, row, decision="declined")
    assert response.status_code == 422
    assert "This request is decided already." in response.content.decode()


def test_the_page_of_a_text_s_requests_shows_each_beside_its_version(client, robert, row, first):
    client.force_login(robert)
    html = page(client, f"{LIST}of/{row.summary_id}/")
    assert "Asked of this version" in html
    assert f'href="{ADD}?publication={first.pk}"' in html
    assert f'href="{LIST}of/{row.summary_id}/"' in page(client, row.summary.get_absolute_url())
    CorrectionRequest.objects.filter(pk=row.pk).update(
        decision="accepted", answer="Yes.", decided_by=robert, decided_at=timezone.now(), followed_by=first
    )
    html = page(client, f"{LIST}of/{row.summary_id}/")
    assert "Follows" in html


def test_a_request_is_never_deleted(client, bea, row):
    client.force_login(bea)
    assert client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "address", [f"{ADD}?publication=x", f"{ADD}?publication=²", f"{LIST}99999999999999999999/change/"]
)
def test_what_is_no_number_is_not_found(client, anna, address):
    client.force_login(anna)
    page(client, address, 404)


# --- Former addresses ------------------------------------------------------------------------------------------------


def test_an_administrator_adds_an_address_and_turns_it(client, administrator, first):
    client.force_login(administrator)
    add = reverse("admin:meetings_redirect_add")
    response = client.post(add, {"key": "WAC26/999E", "text": "WAC26.001E"})
    assert response.status_code == 302
    html = page(client, "/desk/meetings/redirect/")
    assert "WAC26.999E" in html and "Council Opens Debate on Paper" in html
    html = client.post(add, {"key": "WAC26.001E", "text": "WAC26.001E"}).content.decode()
    assert "it keeps its address" in html
    html = client.post(add, {"key": "", "text": ""}).content.decode()
    assert html.count("This field is required.") == 2
    redirect = first.summary.redirects.get()
    assert client.post(f"/desk/meetings/redirect/{redirect.pk}/change/", {"text": "WAC26.001E"}).status_code == 302
    assert client.post(f"/desk/meetings/redirect/{redirect.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("who", ["anna", "robert", "renee"])
def test_nobody_else_sees_former_addresses(client, who, request, first):
    client.force_login(request.getfixturevalue(who))
    for address in ("/desk/meetings/redirect/", "/desk/meetings/redirect/add/"):
        assert client.get(address).status_code == 403
