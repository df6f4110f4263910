"""The meetings to cover, as a desk reads them: with a day in words, in the language of the page."""

from django.urls import reverse

from meetings.models import Coverage

from .forms import client_of


def test_a_meeting_is_told_by_its_day_in_words(claire, meeting):
    Coverage.objects.get_or_create(meeting=meeting, language="fr")
    address = reverse("admin:meetings_coverage_changelist")
    page = client_of(claire).get(address, headers={"accept-language": "fr"}).content.decode()
    assert "Séances à couvrir" in page
    assert "11 juil. 2026, matin" in page
