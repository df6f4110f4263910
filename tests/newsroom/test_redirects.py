"""Wrongly printed addresses lead to a text for ever, in every form of it, and never in a circle."""

import pytest

from meetings.models import Meeting, PressSymbol, Publication, Redirect, Summary
from meetings.newsroom import publishing, redirects
from meetings.newsroom.refusal import Refused
from tests.public.conftest import bring_out, change, correct  # noqa: F401
from tests.world import small_document


@pytest.fixture
def text(published):
    return published


@pytest.fixture
def other(bring_out, session, meeting):  # noqa: F811
    later = Meeting.objects.create(session=session, date=meeting.date, period="afternoon")
    return bring_out(small_document(headline="Council Closes Debate", period="afternoon"), later).summary


def refusal(act, *arguments):
    with pytest.raises(Refused) as refused:
        act(*arguments)
    return refused.value.obstacles


def test_a_wrongly_printed_address_leads_to_the_text_however_it_was_written(client, text, administrator):
    for written, asked in (
        ("WAC26/999E", "/en/summaries/WAC26/999E"),
        ("https://press.example.org/en/summaries/wac26.998e/", "/en/summaries/wac26998e"),
        ("opening-of-the-debate", "/en/summaries/opening-of-the-debate"),
    ):
        redirects.lead(written, text, administrator)
        response = client.get(f"{asked}/", follow=True)
        assert response.redirect_chain[-1] == ("/en/summaries/WAC26.001E/", 301)
        assert response.status_code == 200


def test_it_leads_on_in_every_form(client, text, administrator):
    redirects.lead("WAC26.999E", text, administrator)
    for rest in (".txt", ".json", "/", "/versions/", "/versions/1/"):
        response = client.get(f"/fr/comptes-rendus/WAC26.999E{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/en/summaries/WAC26.001E{rest}")
        assert client.get(response["Location"]).status_code == 200


def test_it_leads_to_the_reason_where_the_text_is_withdrawn(client, text, administrator, robert):
    redirects.lead("WAC26.999E", text, administrator)
    publishing.withdraw(text, robert, "It was not so.")
    for form in ("/", ".txt", ".json"):
        response = client.get(f"/en/summaries/WAC26.999E{form}", follow=True)
        assert (len(response.redirect_chain), response.status_code) == (1, 410)
        assert "It was not so." in response.content.decode()


def test_there_and_back_is_no_circle(client, text, correct):  # noqa: F811
    first = Publication.objects.get(summary=text, is_current=True)
    correct(first, "It bore another symbol.", symbol="WAC26.009E")
    correct(first, "It was right before.", symbol="WAC26.001E")
    assert client.get("/en/summaries/WAC26.001E/").status_code == 200
    response = client.get("/en/summaries/WAC26.009E/")
    assert (response.status_code, response["Location"]) == (301, "/en/summaries/WAC26.001E/")


def test_a_text_at_its_own_address_comes_before_what_led_on_from_there(client, text, administrator, bring_out, session):  # noqa: F811
    redirects.lead("WAC26.002E", text, administrator)
    later = Meeting.objects.create(session=session, date=text.date, period="afternoon")
    bring_out(small_document(headline="Council Closes Debate", period="afternoon"), later)
    assert "Council Closes Debate" in client.get("/en/summaries/WAC26.002E/").content.decode()
    # What it never had is not looked for in the other text.
    assert client.get("/en/summaries/WAC26.002E/versions/9/").status_code == 404


def test_an_address_that_is_not_free_is_refused(text, other, administrator):
    redirects.lead("printed-wrongly", other, administrator)
    no_address = "An address has letters, digits, full stops and hyphens, and nothing else."
    for key, sentence in (
        ("WAC26.001E", "A text is, or was, published at WAC26.001E: it keeps its address."),
        ("printed-wrongly", "printed-wrongly leads on already: change where to."),
        *((key, no_address) for key in ("a_b", "", "x" * 61)),
    ):
        assert refusal(redirects.lead, key, text, administrator) == [sentence]


def test_a_number_that_was_given_to_a_draft_is_not_free(text, administrator, french_draft, claire):
    number = PressSymbol.objects.create(
        key="WAC26.777F", body=text.body, year=2026, language="fr", number=777, printed="WAC26.777F",
        origin="typed", summary=french_draft,
    )  # fmt: skip
    assert refusal(redirects.lead, number.key, text, administrator) == ["WAC26.777F is the symbol of another text."]


def test_only_administrators_say_where_an_address_leads(text, anna, robert, bea):
    for person in (anna, robert, bea):
        against = refusal(redirects.lead, "WAC26.999E", text, person)
        assert against == ["Administrators say where an address leads."]


def test_an_address_leads_to_nothing_that_is_not_public(french_draft, text, administrator, robert):
    assert refusal(redirects.lead, "x", french_draft, administrator) == ["An address leads to a text that is public."]
    publishing.withdraw(text, robert, "It was not so.")
    assert refusal(redirects.lead, "x", text, administrator) == ["An address leads to a text that is public."]


def test_an_address_that_was_added_can_be_turned_and_both_texts_record_it(text, other, administrator):
    redirect = redirects.lead("WAC26.999E", text, administrator)
    redirects.turn(redirect, other, administrator)
    assert Redirect.objects.get(key="WAC26.999E").summary == other
    assert [row.action for row in text.activities.all()[:2]] == ["lead_away", "lead_here"]
    assert other.activities.first().detail == {"address": "WAC26.999E"}


def test_a_text_s_own_former_address_is_never_turned_away(text, other, administrator, correct):  # noqa: F811
    correct(Publication.objects.get(summary=text), "It bore another symbol.", symbol="WAC26.009E")
    redirect = Redirect.objects.get(key="WAC26.001E")
    against = refusal(redirects.turn, redirect, Summary.objects.get(pk=other.pk), administrator)
    assert against == ["WAC26.001E was the address of its text, and leads to it for ever."]
