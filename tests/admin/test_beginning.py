"""How a summary comes to the desk: for a meeting, on a blank sheet, out of a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.document import dump
from meetings.models import Coverage, Summary
from tests.world import small_document

from .forms import client_of

TEXT = dump(small_document(headline="World Archive Council Opens Debate on Paper"))
ADD, IMPORT = reverse("admin:meetings_summary_add"), reverse("admin:meetings_summary_import")


@pytest.fixture
def planned(meeting):
    meeting.session.body.has_kicker_en = True
    meeting.session.body.save()
    return Coverage.objects.create(meeting=meeting, language="en")


def test_a_planned_meeting_brings_body_session_date_and_kicker(anna, planned):
    client = client_of(anna)
    client.post(ADD, {"coverage": planned.pk, "language": "en"})
    summary = Summary.objects.get()
    assert (summary.body.code, summary.session.number, summary.period) == ("WAC", 53, "morning")
    assert (summary.date, summary.kicker) == (planned.meeting.date, "MORNING")
    assert summary.coverages.get() == planned


def test_the_coverage_leads_to_a_new_summary_and_then_to_it(anna, planned):
    client = client_of(anna)
    coverages = reverse("admin:meetings_coverage_changelist")
    write = f"{ADD}?coverage={planned.pk}"
    assert write in client.get(coverages).content.decode()
    assert f'<option value="{planned.pk}" selected>' in client.get(write).content.decode()
    client.post(ADD, {"coverage": planned.pk, "language": "en"})
    assert Summary.objects.get().get_absolute_url() in client.get(coverages).content.decode()


def test_a_blank_sheet_needs_a_body_only(anna, council):
    client = client_of(anna)
    response = client.post(ADD, {"language": "en"})
    assert "Choose a planned meeting, or a body." in response.content.decode()
    client.post(ADD, {"language": "en", "body": council.pk, "period": "evening"})
    summary = Summary.objects.get()
    assert (summary.language, summary.period, summary.kicker, summary.created_by) == ("en", "evening", "", anna)


def test_nobody_begins_a_text_in_the_other_desks_language(anna, council):
    response = client_of(anna).post(ADD, {"language": "fr", "body": council.pk})
    assert response.status_code == 422
    assert not Summary.objects.exists()


@pytest.mark.parametrize("address", [ADD, IMPORT])
def test_reviewers_and_administrators_begin_nothing(robert, administrator, address):
    for user in (robert, administrator):
        assert client_of(user).get(address).status_code == 403


def test_a_file_becomes_a_draft_and_its_doubts_are_told(anna, council):
    file = SimpleUploadedFile("release.txt", TEXT.encode())
    response = client_of(anna).post(IMPORT, {"file": file}, follow=True)
    summary = Summary.objects.get()
    assert response.redirect_chain[-1][0] == summary.get_absolute_url()
    assert (summary.headline, summary.source_name) == ("World Archive Council Opens Debate on Paper", "release.txt")
    assert "Imported as a draft." in response.content.decode()


def test_a_text_is_pasted_and_the_second_time_it_is_here_already(anna, council):
    client = client_of(anna)
    for _ in range(2):
        response = client.post(IMPORT, {"text": TEXT}, follow=True)
    assert "This text is here already" in response.content.decode()
    assert Summary.objects.count() == 1


def test_a_text_of_no_known_body_is_refused_and_stays_in_its_box(anna, council):
    response = client_of(anna).post(IMPORT, {"text": "Nothing that is known here."})
    answer = response.content.decode()
    assert response.status_code == 422
    assert "Nothing that is known here." in answer
    assert "names none of the bodies" in answer


def test_a_file_or_a_text_but_not_neither(anna):
    assert "one of the two" in client_of(anna).post(IMPORT, {}).content.decode()
