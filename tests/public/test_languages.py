"""What a page says about the other language: its text, or honestly why there is none."""

import pytest

from meetings.models import Coverage, Meeting
from meetings.newsroom import publishing
from tests.world import small_document

from .conftest import ENGLISH, FRENCH


def page(client, address=ENGLISH):
    return client.get(address).content.decode()


def test_the_other_text_is_offered_by_its_own_headline(client, english, french):
    link = f'<a href="{FRENCH}" lang="fr" hreflang="fr">Le Conseil ouvre un débat sur le papier</a>'
    assert link in page(client)
    link = f'<a href="{ENGLISH}" lang="en" hreflang="en">Council Opens Debate on Paper</a>'
    assert link in page(client, FRENCH)


def test_only_true_counterparts_are_alternates(client, english, french):
    assert f'<link rel="alternate" hreflang="fr" href="{FRENCH}">' in page(client)


def test_no_word_where_nothing_was_decided(client, english):
    html = page(client)
    assert "There is no French text of this meeting." in html
    assert 'rel="alternate" hreflang' not in html


def test_the_switch_leads_to_the_other_text_or_to_the_sentence_that_says_why_there_is_none(client, bring_out):
    bring_out(small_document("en"))
    assert '<a href="#no-text" lang="fr">Français</a>' in page(client)
    assert '<p id="no-text" tabindex="-1">There is no French text of this meeting.</p>' in page(client)
    bring_out(small_document("fr"))
    assert f'<a href="{FRENCH}" lang="fr" hreflang="fr">Français</a>' in page(client)


def test_it_is_said_in_the_language_of_the_page(client, french):
    html = page(client, FRENCH)
    assert "Il n’existe pas de texte anglais sur cette séance." in html
    assert "Compte rendu de séance" in html


def test_a_draft_is_not_yet_published(client, english, french_draft):
    html = page(client)
    assert "The French text is not yet published." in html
    assert french_draft.headline not in html


def test_a_text_that_is_only_intended_is_not_yet_published(client, english, meeting):
    Coverage.objects.create(meeting=meeting, language="fr")
    assert "The French text is not yet published." in page(client)


def test_an_undecided_coverage_promises_nothing(client, english, meeting):
    Coverage.objects.create(meeting=meeting, language="fr", decision="undecided")
    assert "There is no French text of this meeting." in page(client)


def test_a_meeting_that_is_not_covered_says_why(client, english, meeting):
    Coverage.objects.create(meeting=meeting, language="fr", decision="not_covered", reason="Nobody <was> free.")
    assert 'The meeting is not covered in French: <span lang="fr">Nobody &lt;was&gt; free.</span>' in page(client)


def test_a_withdrawn_counterpart_is_not_offered(client, english, french, renee):
    publishing.withdraw(french.summary, renee, "Erreur.")
    html = page(client)
    assert "The French text was withdrawn." in html
    assert FRENCH not in html


def test_a_text_about_two_meetings_offers_both_others_once(client, bring_out, session, meeting):
    second = Meeting.objects.create(session=session, date=meeting.date, period="afternoon")
    english = bring_out(small_document())
    Coverage.objects.create(meeting=second, language="en", summary=english.summary)
    for covered, headline in ((meeting, "Le matin"), (second, "Le soir")):
        bring_out(small_document("fr", headline=headline), covered)
    html = page(client)
    assert html.count(">Le matin</a>") == html.count(">Le soir</a>") == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_has_the_texts_of_its_language_only(client, english, french, language):
    html = page(client, f"/{language}/")
    assert ("WAC26.001E" in html, "WAC26.001F" in html) == (language == "en", language == "fr")
