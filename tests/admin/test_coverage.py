"""The meetings to cover, as a desk reads them: with a day in words, in the language of the page."""

from django.urls import reverse

from meetings.models import Coverage

from .forms import Fields, client_of


def test_a_meeting_is_told_by_its_day_in_words(claire, meeting):
    Coverage.objects.get_or_create(meeting=meeting, language="fr")
    address = reverse("admin:meetings_coverage_changelist")
    page = client_of(claire).get(address, headers={"accept-language": "fr"}).content.decode()
    assert "Séances à couvrir" in page
    assert "11 juil. 2026, matin" in page


def change(user, coverage, **changes):
    """The page that answers a coverage's form, sent with these changes."""
    address = reverse("admin:meetings_coverage_change", args=[coverage.pk])
    client = client_of(user)
    fields = Fields(client.get(address).content.decode(), form="coverage_form").values
    return client.post(address, fields | changes)


def test_a_published_text_is_not_taken_from_its_meeting(anna, published):
    answer = change(anna, published.coverages.get(), summary="")
    assert answer.status_code == 200
    assert "The text is published: it keeps the meetings that it covers." in answer.content.decode()
    assert published.coverages.exists()


def test_the_rest_of_a_published_texts_coverage_may_change(anna, robert, published):
    assert change(anna, published.coverages.get(), officer=robert.pk).status_code == 302
    assert published.coverages.get().officer == robert


def test_what_is_not_published_is_taken_from_its_meeting(anna, approved):
    assert change(anna, approved.coverages.get(), summary="").status_code == 302
    assert not approved.coverages.exists()
