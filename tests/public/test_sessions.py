"""Sessions, bodies and meetings: the programme, both languages' texts or why there is none, and who spoke."""

import datetime

import pytest
from django.utils import timezone

from meetings.document import Intervention, Paragraph, Segment, SpeakersList, Statement
from meetings.document.tree import prose
from meetings.models import Coverage, Meeting, PlannedSegment, Publication, Session, Speaker, SpeakerName
from meetings.newsroom import publishing, saving
from tests.markup import problems
from tests.world import DAY, small_document

from .conftest import ENGLISH, FRENCH

SESSION = {"en": "/en/sessions/wac/53/", "fr": "/fr/sessions/wac/53/"}


def html(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    page = response.content.decode()
    assert problems(page) == []
    return page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_session_has_the_texts_of_both_languages_under_its_days(client, english, french, language):
    page = html(client, SESSION[language])
    day = "Saturday, 11\xa0July 2026" if language == "en" else "samedi 11\xa0juillet 2026"
    assert page.index(day) < page.index(f'href="{ENGLISH}"') and page.index(day) < page.index(f'href="{FRENCH}"')
    assert f'<a href="{FRENCH}" lang="fr" hreflang="fr">' in page or language == "fr"


def test_a_session_says_why_a_meeting_has_no_text(client, english, session, meeting):
    Coverage.objects.create(meeting=meeting, language="fr", decision="not_covered", reason="Salle fermée.")
    page = html(client, SESSION["en"])
    assert 'The meeting is not covered in French: <span lang="fr">Salle fermée.</span>' in page


def test_nothing_is_missing_of_a_meeting_that_is_still_to_come(client, session):
    day = datetime.date.today() + datetime.timedelta(days=30)
    later = Meeting.objects.create(session=session, date=day, period="morning", title="Debate on glue")
    Coverage.objects.create(meeting=later, language="en")
    page = html(client, SESSION["en"])
    assert "Debate on glue" in page
    assert "There is no" not in page and "not yet published" not in page


def test_a_meeting_without_a_text_is_told_in_the_language_of_the_page(client, session):
    day = datetime.date.today() + datetime.timedelta(days=30)
    later = Meeting.objects.create(session=session, date=day, period="morning", title="Debate on glue")
    assert "Debate on glue" not in html(client, SESSION["fr"])
    PlannedSegment.objects.create(
        meeting=later, title_en="General debate on glue", title_fr="Débat général sur la colle"
    )
    assert "Débat général sur la colle" in html(client, SESSION["fr"])
    assert "General debate on glue" in html(client, SESSION["en"])


def test_a_draft_is_on_no_page(client, draft, session, meeting):
    for address in (SESSION["en"], f"/en/meetings/{meeting.pk}/", "/en/bodies/wac/", "/en/sessions/"):
        assert draft.headline not in html(client, address)


def test_a_withdrawn_text_is_named_as_withdrawn(client, english, withdraw):
    withdraw(english, "By mistake.")
    page = html(client, SESSION["en"])
    assert "The English text was withdrawn." in page and english.headline not in page


def test_a_text_of_which_no_meeting_is_known_stands_under_its_day(client, session, anna, robert):
    summary = saving.begin(small_document(), anna)
    summary.approved_revision = summary.revision  # as of an archive: its texts came without meetings
    publishing.publish(summary, robert)
    page = html(client, SESSION["en"])
    assert page.index("11\xa0July 2026") < page.index("Council Opens Debate on Paper")


def test_who_spoke_is_counted_by_kind_and_for_whom(client, bring_out, council):
    group = Speaker.objects.create(key="friends", kind="group", name_en="Friends of Paper", confirmed=True)
    state = Speaker.objects.create(key="ruritania", kind="state", name_en="Ruritania", confirmed=True)
    for speaker in (group, state):
        SpeakerName.objects.create(speaker=speaker, language="en", text=speaker.name_en)
    named = SpeakersList(
        "discussion",
        (
            Intervention("Ruritania on behalf of Friends of Paper", "Ruritania", "Friends of Paper"),
            Intervention("Ruritania", "Ruritania"),
        ),
        lead_in="Speaking were",
    )
    said = Statement("ADA PULP", "Archivist", (Paragraph(prose("ADA PULP, Archivist, said paper lasts.")),))
    bring_out(small_document(segments=(Segment("Debate", (said, named)),)))
    page = html(client, SESSION["en"])
    assert '<tr><th scope="row">States</th><td>0</td><td>2</td></tr>' in page
    assert '<tr><th scope="row">Persons</th><td>1</td><td>0</td></tr>' in page
    assert '<tr><th scope="row">Friends of Paper</th><td>0</td><td>1</td></tr>' in page
    assert "Who spoke" in page and "style=" not in page


@pytest.mark.parametrize(
    ("address", "leads_to"), [("/en/sessions/WAC/53/", SESSION["en"]), ("/fr/organes/WAC/", "/fr/organes/wac/")]
)
def test_another_spelling_leads_to_the_one_address(client, session, address, leads_to):
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, leads_to)


@pytest.mark.parametrize(
    "address", ["/en/sessions/wac/54/", "/en/sessions/nobody/53/", "/en/bodies/nobody/", "/en/meetings/99999999999/"]
)
def test_what_is_not_known_is_not_found(client, session, address):
    html(client, address, 404)


def test_sessions_are_told_apart_by_when_they_are(client, council):
    today = datetime.date.today()
    for number, days in ((52, -400), (53, -1), (54, 100)):
        start = today + datetime.timedelta(days=days)
        end = start + datetime.timedelta(days=10)
        Session.objects.create(body=council, number=number, start=start, end=end)
    page = html(client, "/en/sessions/")
    now, coming = page.index("Meeting now"), page.index("To come")
    assert now < page.index("/en/sessions/wac/53/") < coming < page.index("/en/sessions/wac/54/")
    assert page.count("/en/sessions/wac/52/") == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_body_has_its_sessions_latest_texts_and_next_meetings(client, english, french, session, language):
    day = datetime.date.today() + datetime.timedelta(days=1)
    Meeting.objects.create(session=session, date=day, period="morning", title="Debate on glue")
    page = html(client, "/en/bodies/wac/" if language == "en" else "/fr/organes/wac/")
    own, other = (ENGLISH, FRENCH) if language == "en" else (FRENCH, ENGLISH)
    assert ("Debate on glue" in page) == (language == "en") and SESSION[language] in page and own in page
    assert other not in page


def test_a_meeting_has_both_texts_and_what_it_was_about(client, english, french, meeting):
    page = html(client, f"/en/meetings/{meeting.pk}/")
    assert ENGLISH in page and FRENCH in page
    assert "<li>Panel on Ink</li>" in page


def test_a_meeting_of_which_a_language_has_no_text_says_so(client, english, meeting):
    page = html(client, f"/fr/seances/{meeting.pk}/")
    assert "Il n’existe pas de texte français sur cette séance." in page
    assert f'hreflang="en">{english.headline}</a>' in page


def test_a_page_leads_to_itself_in_the_other_language(client, english, meeting):
    assert f'href="/fr/seances/{meeting.pk}/" lang="fr" hreflang="fr"' in html(client, f"/en/meetings/{meeting.pk}/")
    assert '<link rel="alternate" hreflang="fr" href="/fr/sessions/wac/53/">' in html(client, SESSION["en"])


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (SESSION["en"], 1),
        ("/fr/sessions/wac/53/", 1),
        ("/en/meetings/{}/", 1),
        ("/en/bodies/wac/", 4),
        ("/en/sessions/", 1),
    ],
)
def test_the_number_of_statements_is_fixed(
    client, english, french, session, meeting, address, number, django_assert_num_queries
):
    for days in range(1, 6):
        day = DAY + datetime.timedelta(days=days)
        Coverage.objects.create(
            meeting=Meeting.objects.create(session=session, date=day, period="morning"), language="en"
        )
        Session.objects.create(body=session.body, number=80 + days)
    assert Publication.objects.count() == 2
    with django_assert_num_queries(number):
        assert client.get(address.format(meeting.pk)).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_front_page_says_what_meets_now_and_next(client, english, council, language, django_assert_num_queries):
    today = datetime.date.today()
    now = Session.objects.create(body=council, number=54, start=today, end=today + datetime.timedelta(days=3))
    meeting = Meeting.objects.create(session=now, date=now.end, period="morning")
    with django_assert_num_queries(1):
        page = html(client, f"/{language}/")
    assert f"/{language}/sessions/wac/54/" in page
    assert f"/{'en/meetings' if language == 'en' else 'fr/seances'}/{meeting.pk}/" in page
    assert f"/{language}/sessions/wac/54/" not in html(client, f"/{language}/?kind=meeting_summary")


def test_a_cancelled_meeting_is_said_to_be(client, session):
    day = datetime.date.today() + datetime.timedelta(days=2)
    values = {"cancelled_at": timezone.now(), "cancelled_reason": "The room is flooded."}
    meeting = Meeting.objects.create(session=session, date=day, period="morning", title="Debate on glue", **values)
    for address in (SESSION["en"], f"/en/meetings/{meeting.pk}/", "/en/bodies/wac/"):
        page = html(client, address)
        assert "Cancelled" in page and "The room is flooded." in page
