"""A withdrawn text is gone, and says so: nothing that was published vanishes without a trace."""

import pytest

from meetings.models import Meeting
from meetings.newsroom.workflow import Words
from tests.world import small_document

from .conftest import ENGLISH, FRENCH

REASON = "It reported a meeting <that> was not public."
FORMS = ["/en/summaries/WAC26.001E.txt", "/en/summaries/WAC26.001E.json"]
PAGES = [ENGLISH, f"{ENGLISH}versions/", f"{ENGLISH}versions/1/", f"{ENGLISH}changes/1/2/"]


@pytest.fixture
def corrected(english, correct):
    return correct(english, "The headline named the wrong debate.", headline="Council Opens Debate on Ink")


@pytest.fixture
def other(bring_out, session, meeting):
    """A second English text, WAC26.002E."""
    later = Meeting.objects.create(session=session, date=meeting.date, period="afternoon")
    return bring_out(small_document(headline="Council Closes Debate", period="afternoon"), later)


def page(client, address=ENGLISH, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_withdrawn_text_is_gone_at_all_its_addresses_and_says_why(client, corrected, withdraw):
    withdraw(corrected, REASON)
    for address in PAGES:
        html = page(client, address, 410)
        assert "It reported a meeting &lt;that&gt; was not public." in html
        assert "Withdrawn on" in html
        assert "Debate on" not in html


def test_its_other_forms_are_gone_and_say_why(client, corrected, withdraw):
    kinds = [client.get(address).headers["Content-Type"] for address in FORMS]
    withdraw(corrected, REASON)
    for address, kind in zip(FORMS, kinds, strict=True):
        response = client.get(address)
        assert (response.status_code, response.headers["Content-Type"]) == (410, kind)
        assert REASON in response.content.decode()
        assert "Debate on" not in response.content.decode()


def test_the_page_leads_to_what_replaces_it(client, english, other, withdraw):
    withdraw(english, "It was published twice.", replacement=other)
    link = '<a href="/en/summaries/WAC26.002E/" lang="en" hreflang="en">Council Closes Debate</a>'
    assert link in page(client, status=410)
    said = client.get(FORMS[1]).json()
    assert said["replacement"] == {"key": "WAC26.002E", "language": "en", "headline": "Council Closes Debate"}


def test_a_replacement_is_named_as_it_is_now(client, english, other, withdraw, correct):
    withdraw(english, "It was published twice.", replacement=other)
    correct(other, "The debate went on.", headline="Council Goes on with Debate")
    assert ">Council Goes on with Debate</a>" in page(client, status=410)
    withdraw(other, "It was no better.")
    html = page(client, status=410)
    assert "WAC26.002E" not in html and "Replaced by" not in html


def test_lists_forget_it_at_once(client, english, withdraw):
    withdraw(english, "By mistake.")
    assert "WAC26.001E" not in page(client, "/en/")


def test_what_is_undone_is_all_back(client, corrected, french, withdraw, undo):
    before = [client.get(address).content for address in (*PAGES, *FORMS, "/en/", FRENCH)]
    withdraw(corrected, "By mistake.")
    assert "Le texte anglais a été retiré." in page(client, FRENCH)
    undo(corrected)
    assert [client.get(address).content for address in (*PAGES, *FORMS, "/en/", FRENCH)] == before


@pytest.fixture
def replaced(corrected, withdraw, change):
    """Two versions that were withdrawn, and a third that is live."""
    withdraw(corrected, REASON)
    return change(corrected, Words(change="correction", notice="What was not public is left out."), headline="Paper")


def test_a_new_version_is_live_where_former_ones_stay_gone(client, replaced):
    assert "<h1>Paper</h1>" in page(client)
    for version in (1, 2):
        html = page(client, f"{ENGLISH}versions/{version}/", 410)
        assert f"Version {version} of this text was withdrawn" in html
        assert f'<a href="{ENGLISH}">Read the current version</a>' in html
    for pair in ("1/2", "1/3", "2/3"):
        page(client, f"{ENGLISH}changes/{pair}/", 410)
    assert all(client.get(address).status_code == 200 for address in FORMS)


def test_the_live_text_says_what_was_withdrawn_before_and_why(client, replaced):
    html = page(client)
    assert "Versions 1 to 2 of this text were withdrawn:" in html
    assert "It reported a meeting &lt;that&gt; was not public." in html
    assert "The headline named the wrong debate." not in html  # said in a version that is withdrawn
    assert "What was not public is left out." in html
    assert "changes/2/3/" not in html
    assert "(withdrawn)" in html


def test_the_json_of_a_live_text_says_so_too(client, replaced):
    versions = client.get(FORMS[1]).json()["versions"]
    assert [("reason" in version, version.get("notice")) for version in versions] == [
        (False, "What was not public is left out."),
        (True, None),
        (True, None),
    ]


def test_one_of_two_withdrawals_undone_gives_back_only_its_own(client, replaced, withdraw, undo):
    withdraw(replaced, "Again.")
    page(client, status=410)
    undo(replaced)
    page(client)
    page(client, f"{ENGLISH}versions/2/", 410)
