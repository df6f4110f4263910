"""Two officers on one text: nothing that either typed is lost."""

import pytest

from meetings.newsroom import mapping, workflow

from .forms import Fields, client_of, page, send


@pytest.fixture
def both(anna, bea):
    return client_of(anna), client_of(bea)


def text_of(summary):
    summary.refresh_from_db()
    return mapping.read(summary)


def test_two_segments_by_two_officers_are_both_kept(both, draft):
    one, other = both
    first, second = page(one, draft), page(other, draft)
    send(one, draft, first, **{"segments-0-title": "Debate by Anna"})
    response = send(other, draft, second, **{"segments-1-title": "Panel by Bea"})
    assert response.status_code == 302
    assert [segment.title for segment in text_of(draft).segments] == ["Debate by Anna", "Panel by Bea"]


def test_two_paragraphs_of_one_field_are_both_kept(both, draft):
    one, other = both
    first, second = page(one, draft), page(other, draft)
    send(one, draft, first, round_up=first["round_up"].replace("opened its debate", "opened a debate"))
    send(other, draft, second, round_up=second["round_up"].replace("closed it", "ended it"))
    assert [block.text for block in text_of(draft).round_up] == ["The Council opened a debate.", "Then it ended it."]


def test_two_segments_added_at_once_are_both_kept(both, draft):
    one, other = both
    first, second = page(one, draft), page(other, draft)
    send(one, draft, first, **{"segments-2-title": "Added by Anna"})
    send(other, draft, second, **{"segments-2-title": "Added by Bea"})
    titles = [segment.title for segment in text_of(draft).segments]
    assert sorted(titles[2:]) == ["Added by Anna", "Added by Bea"]


def test_a_form_sent_twice_adds_its_words_once(both, draft):
    one, _ = both
    typed = page(one, draft)
    typed |= {"segments-2-title": "Added", "round_up": typed["round_up"] + "<p>Once.</p>"}
    send(one, draft, typed)
    send(one, draft, typed)
    document = text_of(draft)
    assert len(document.segments) == 3
    assert [block.text for block in document.round_up].count("Once.") == 1


@pytest.fixture
def conflict(both, draft):
    """Bea's page after both changed the headline and the first paragraph, and she the second segment besides."""
    one, other = both
    first, second = page(one, draft), page(other, draft)
    html = first["round_up"]
    send(one, draft, first, headline="Anna’s", round_up=html.replace("opened its debate", "began by Anna"))
    second |= {"headline": "Bea’s", "segments-1-title": "Ink by Bea"}
    return send(other, draft, second, round_up=html.replace("opened its debate", "began by Bea"))


def test_a_conflict_shows_mine_theirs_and_what_both_began_from(conflict, draft):
    answer = conflict.content.decode()
    assert conflict.status_code == 409
    for words in (
        "Bea’s",
        "Anna’s",
        "Council Opens Debate on Paper",
        "began by Bea",
        "began by Anna",
        "opened its debate",
    ):
        assert words in answer
    assert answer.count("What both began from") == 2


def test_a_conflict_holds_up_nothing_else(conflict, draft):
    document = text_of(draft)
    assert document.segments[1].title == "Ink by Bea"
    assert (document.headline, document.round_up[0].text) == ("Anna’s", "The Council began by Anna.")


def decide(conflict, other, draft, **choice):
    fields = Fields(conflict.content.decode()).values
    response = other.post(draft.get_absolute_url(), fields | choice)
    assert response.status_code == 302, response.content.decode()
    return text_of(draft)


def test_mine_is_kept_by_a_click(conflict, both, draft):
    document = decide(conflict, both[1], draft, **{"conflict-0-keep": "mine", "conflict-1-keep": "mine"})
    assert (document.headline, document.round_up[0].text) == ("Bea’s", "The Council began by Bea.")
    assert document.round_up[1].text == "Then it closed it."


def test_theirs_is_kept_by_a_click(conflict, both, draft):
    document = decide(conflict, both[1], draft, **{"conflict-0-keep": "theirs", "conflict-1-keep": "theirs"})
    assert (document.headline, document.round_up[0].text) == ("Anna’s", "The Council began by Anna.")


def test_the_two_are_merged_by_hand(conflict, both, draft):
    words = "<p>It began by both.</p><p>And went on.</p>"
    choice = {"conflict-0-keep": "theirs", "conflict-1-keep": "mine", "conflict-1-text": words}
    texts = [block.text for block in decide(conflict, both[1], draft, **choice).round_up]
    assert texts == ["It began by both.", "And went on.", "Then it closed it."]


def test_a_decision_stays_on_the_page_while_something_else_is_refused(conflict, both, draft):
    fields = Fields(conflict.content.decode()).values | {"conflict-1-text": "<p>By both.</p>", "symbol": "XYZ"}
    answer = both[1].post(draft.get_absolute_url(), fields).content.decode()
    assert "is no press symbol" in answer
    assert "By both." in answer and answer.count("What both began from") == 2


def test_a_conflict_of_any_kind_is_shown_in_words_and_decided(both, draft):
    one, other = both
    first, second = page(one, draft), page(other, draft)
    mine = {"segments-0-kind": "panel", "segments-0-reports": "A/HRC/53/1", "date": ""}
    theirs = {"segments-0-kind": "other", "segments-0-reports": "A/HRC/53/2", "date": "2026-07-12"}
    theirs["segments-1-DELETE"] = "on"
    send(one, draft, first | theirs)
    response = send(other, draft, second | mine, **{"segments-1-body": "<p>Mine goes on.</p>"})
    answer = response.content.decode()
    for words in ("<p>panel</p>", "<p>A/HRC/53/1</p>", "Not there.", "<h4>Panel on Ink</h4>"):
        assert words in answer, words
    document = decide(response, other, draft)
    assert (document.segments[0].kind, document.segments[0].reports, document.date) == ("panel", ("A/HRC/53/1",), None)
    assert document.segments[1].blocks[0].text == "Mine goes on."


def test_a_forged_conflict_is_none(anna, draft):
    client = client_of(anna)
    response = send(client, draft, page(client, draft), **{"conflict-0-sealed": "forged", "conflict-0-keep": "mine"})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_text_handed_in_meanwhile_is_refused_and_the_words_stay(anna, draft):
    client = client_of(anna)
    fields = page(client, draft)
    workflow.perform(draft, "submit", anna, seen=draft.revision)
    response = send(client, draft, fields, headline="Too Late")
    answer = response.content.decode()
    assert response.status_code == 409
    assert "Too Late" in answer and "“Edit” is for reviewers of the English desk." in answer
