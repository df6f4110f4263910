"""A reader asks for a correction: what the desk gets, what is refused and how it is said, and that nothing is lost."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from meetings.models import Activity, CorrectionRequest, InboxItem
from meetings.newsroom import activity, requests
from tests.markup import problems
from tests.public.conftest import ENGLISH, bring_out, change, correct, english, french, withdraw  # noqa: F401

ASK = "/en/ask-for-a-correction/WAC26.001E/"
SENT = {
    "asked_by": "Otto Quill", "for_whom": "Mission of Ruritania", "email": "otto@example.org",
    "instead": "Ink, not paper.", "evidence": "Recording, 00:12.", "version": "1", "website": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


@pytest.fixture
def about(english):  # noqa: F811
    """The address of the form about a statement."""
    return f"{ASK}{english.passages.get(kind='statement').anchor.removeprefix('b-')}/"


def html(response, status=200):
    assert response.status_code == status
    page = response.content.decode()
    assert problems(page) == []
    return page


def test_the_form_quotes_the_passage(client, about):
    page = html(client.get(about))
    assert "ADA PULP, Archivist, said paper lasts." in page and 'name="instead"' in page
    assert not client.get(about).cookies


def test_a_request_is_in_the_list_of_the_desk_which_is_told(client, about, english, anna, robert):  # noqa: F811
    assert "Your request is sent" in html(client.post(about, SENT))
    row = CorrectionRequest.objects.get()
    assert (row.publication, row.recorded_by, row.decision) == (english, None, "open")
    assert (row.asked_by, row.email, row.instead) == ("Otto Quill", "otto@example.org", "Ink, not paper.")
    assert requests.quote(row).kind == "statement"
    told = InboxItem.objects.filter(kind="requested")
    assert {item.user for item in told} == {anna, robert}
    assert "otto" not in str([item.values for item in told]).lower()
    last = Activity.objects.filter(summary=english.summary).latest("number")
    assert (last.action, last.user, last.detail["request"]) == ("receive", None, row.pk)
    assert "Otto" not in str(last.detail) and activity.verify_chain(english.summary) == []


def test_a_reviewer_sees_who_asked_and_decides(client, about, anna, robert):
    client.post(about, SENT)
    row = CorrectionRequest.objects.get()
    client.force_login(robert)
    page = client.get(f"/desk/meetings/correctionrequest/{row.pk}/change/").content.decode()
    assert "by the form on the public’s pages" in page and "otto@example.org" in page
    assert requests.decide(row, robert, "declined", "The recording says paper.").decision == "declined"


@pytest.mark.parametrize("name", ["asked_by", "email", "instead"])
def test_what_is_missing_is_said_and_nothing_is_lost(client, about, name):
    page = html(client.post(about, SENT | {name: ""}), 400)
    assert f'id="id_{name}_error"' in page and "Recording, 00:12." in page
    assert not CorrectionRequest.objects.exists()


def test_an_address_that_is_none_is_refused(client, about):
    assert 'id="id_email_error"' in html(client.post(about, SENT | {"email": "otto"}), 400)


def test_what_a_program_fills_in_is_not_kept(client, about):
    html(client.post(about, SENT | {"website": "https://example.org"}))
    assert not CorrectionRequest.objects.exists()


def test_one_address_asks_five_times_a_day(client, about):
    for _ in range(requests.AN_ADDRESS):
        html(client.post(about, SENT))
    page = html(client.post(about, SENT | {"email": "OTTO@example.org"}), 409)
    assert "Several requests came from this address today." in page and "Ink, not paper." in page
    assert CorrectionRequest.objects.count() == requests.AN_ADDRESS


def test_one_text_gets_no_more_requests_than_a_desk_can_read(client, about, monkeypatch):
    monkeypatch.setattr(requests, "A_TEXT", 1)
    html(client.post(about, SENT))
    assert "More requests came today" in html(client.post(about, SENT | {"email": "rita@example.org"}), 409)


def test_one_network_is_held_back_without_a_cookie(client, about, monkeypatch):
    monkeypatch.setattr("meetings.contact.corrections.AskedForCorrections.rate", "1/hour")
    html(client.post(about, SENT))
    response = client.post(about, SENT | {"email": "rita@example.org"})
    assert "from your network" in html(response, 429) and not response.cookies


def test_a_request_is_about_the_version_that_was_read(client, about, english, correct):  # noqa: F811
    correct(english, "Ink was meant.", headline="Council Opens Debate on Ink")
    html(client.post(about, SENT))
    assert CorrectionRequest.objects.get().publication.version == 1


def test_the_text_as_a_whole_may_be_asked_about_in_french(client, french):  # noqa: F811
    html(client.post("/fr/demander-un-rectificatif/WAC26.001F/", SENT))
    assert CorrectionRequest.objects.get().anchor == ""


@pytest.mark.parametrize("end", ["", "zzzzzzz/"])
def test_of_what_is_not_public_nothing_is_asked(client, draft, end):
    html(client.get(ASK + end), 404)


def test_a_withdrawn_text_is_asked_about_no_more(client, about, english, withdraw):  # noqa: F811
    withdraw(english, "By mistake.")
    html(client.get(about), 404)
    html(client.post(about, SENT), 404)


def test_the_database_keeps_no_request_of_the_public_without_an_address(english):  # noqa: F811
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionRequest.objects.create(
            summary=english.summary, publication=english, asked_by="Otto", instead="Ink.", email=""
        )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_contact_page_says_whom_to_write_to(client, db, settings, language):
    assert "mailto:" not in html(client.get(f"/{language}/contact/"))
    settings.CONTACT_EMAIL = "press@example.org"
    assert 'href="mailto:press@example.org"' in html(client.get(f"/{language}/contact/"))


def test_a_text_and_its_statements_lead_to_the_form(client, about, english):  # noqa: F811
    assert f'href="{ASK}"' in html(client.get(ENGLISH))
    block = about.removesuffix("/").rpartition("/")[2]
    assert f'href="{ENGLISH}statements/{block}/"' in html(client.get(ENGLISH))
    assert f'href="{about}"' in html(client.get(f"{ENGLISH}statements/{block}/"))
