"""The page of a changed text: the difference to what stands, and what becomes of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.document import dump
from meetings.models import ImportProposal, Summary
from meetings.newsroom import workflow
from tests.world import small_document

from .forms import client_of

TEXT = dump(small_document(headline="World Archive Council Opens Debate on Paper", symbol="WAC26.007E"))
CHANGED = TEXT.replace("Then it closed it.", "Then it adjourned it.")
IMPORT = reverse("admin:meetings_summary_import")


def upload(user, text, **options):
    file = SimpleUploadedFile("release.txt", text.encode())
    return client_of(user).post(IMPORT, {"file": file}, follow=True, **options)


@pytest.fixture
def summary(council, anna, db):
    upload(anna, TEXT)
    return Summary.objects.get()


@pytest.fixture
def proposal(summary, anna):
    upload(anna, CHANGED)
    return ImportProposal.objects.get()


def decide(user, proposal, act, seen):
    return client_of(user).post(proposal.get_absolute_url(), {"act": act, "seen": seen}, follow=True)


def test_a_changed_text_leads_to_what_differs(summary, anna):
    response = upload(anna, CHANGED)
    proposal = ImportProposal.objects.get()
    html = response.content.decode()
    assert response.redirect_chain[-1][0] == proposal.get_absolute_url()
    assert "Nothing was changed: decide here" in html
    assert "removed: </span>closed</del>" in html
    assert "added: </span>adjourned</ins>" in html
    assert "Another text of this release came in from “release.txt”" in html


def test_the_page_of_the_text_leads_there_until_it_is_decided(summary, proposal, anna):
    assert proposal.get_absolute_url() in client_of(anna).get(summary.get_absolute_url()).content.decode()
    decide(anna, proposal, "dismiss", 1)
    assert proposal.get_absolute_url() not in client_of(anna).get(summary.get_absolute_url()).content.decode()


def test_it_is_taken_over_with_one_click(summary, proposal, anna):
    response = decide(anna, proposal, "take", 1)
    summary.refresh_from_db()
    assert (summary.revision, "Then it adjourned it." in summary.round_up) == (2, True)
    assert response.redirect_chain[-1][0] == summary.get_absolute_url()
    assert "Decided by Anna" in client_of(anna).get(proposal.get_absolute_url()).content.decode()


def test_it_is_dismissed_and_the_text_stays(summary, proposal, anna):
    decide(anna, proposal, "dismiss", 1)
    summary.refresh_from_db()
    assert summary.revision == 1
    assert ImportProposal.objects.get().decision == "dismissed"


def test_what_changed_meanwhile_is_shown_first(summary, proposal, anna):
    response = decide(anna, proposal, "take", 0)
    assert response.status_code == 409
    assert "has changed since you opened it" in response.content.decode()
    assert ImportProposal.objects.get().decision == ""


def test_a_reviewer_reads_why_a_draft_is_not_theirs_to_change(proposal, robert):
    html = client_of(robert).get(proposal.get_absolute_url()).content.decode()
    assert "disabled" in html
    assert "is for officers of the English desk" in html


def test_a_published_text_is_reopened_first(summary, proposal, anna, robert):
    vouched = {"submitted_by": anna, "submitted_revision": 1, "approved_by": robert, "approved_revision": 1}
    Summary.objects.update(state="published", **vouched)
    html = client_of(anna).get(proposal.get_absolute_url()).content.decode()
    assert "reopened first" in html
    response = decide(anna, proposal, "reopen", 1)
    assert response.redirect_chain[-1][0] == proposal.get_absolute_url()
    decide(anna, proposal, "take", 1)
    summary.refresh_from_db()
    assert (summary.state, summary.revision) == ("draft", 2)


def test_the_other_desk_finds_nothing(proposal, claire):
    client = client_of(claire)
    assert client.get(proposal.get_absolute_url()).status_code == 404
    assert client.post(proposal.get_absolute_url(), {"act": "take", "seen": 1}).status_code == 404
    assert "WAC26.007E" not in client.get(reverse("admin:meetings_importproposal_changelist")).content.decode()


def test_an_administrator_reads_and_decides_nothing(proposal, administrator):
    client = client_of(administrator)
    assert 'name="act"' not in client.get(proposal.get_absolute_url()).content.decode()
    for act in ("take", "dismiss"):
        assert client.post(proposal.get_absolute_url(), {"act": act, "seen": 1}).status_code == 409
    assert ImportProposal.objects.get().decision == ""


def test_an_act_that_does_not_exist_is_none(proposal, anna):
    assert decide(anna, proposal, "publish", 1).status_code == 404


def test_the_page_asks_the_database_no_more_for_a_long_text(proposal, anna, django_assert_max_num_queries):
    client = client_of(anna)
    client.get(proposal.get_absolute_url())
    with django_assert_max_num_queries(24):
        client.get(proposal.get_absolute_url())


def test_a_discarded_text_takes_nothing_over(summary, proposal, anna):
    workflow.perform(summary, "discard", anna, seen=1, comment="By mistake.")
    assert decide(anna, proposal, "take", 1).status_code == 409
