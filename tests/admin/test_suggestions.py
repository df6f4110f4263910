"""What a reviewer changes comes back to the officer to be accepted or refused; a reviewer reads what is new."""

import pytest
from django.urls import reverse

from meetings.models import ReadMark, Suggestions, Summary
from meetings.newsroom import history, mapping

from .forms import client_of, page
from .test_acts import act

PROSE = '<p id="{id}">{text}</p>'


def decide(user, summary, name, place="", **changes):
    """The page that answers one of the buttons, pressed on the officer's page as it is."""
    client = client_of(user)
    fields = page(client, summary) | changes
    if place:
        fields["place"] = place
    address = reverse("admin:meetings_summary_suggestion", args=[summary.pk, name])
    response = client.post(address, fields, follow=True)
    summary.refresh_from_db()
    return response


def opened(user, summary):
    summary.refresh_from_db()
    return client_of(user).get(summary.get_absolute_url())


def keys(response):
    return [shown.suggestion.key for shown in response.context.get("suggestions", ())]


def reviewed(reviewer, summary, **changes):
    """The text after a reviewer edited it in review, by the forms of the page."""
    client = client_of(reviewer)
    client.post(summary.get_absolute_url(), page(client, summary, "?edit") | changes)
    summary.refresh_from_db()
    assert summary.state == "draft"
    return summary


@pytest.fixture
def suggested(in_review, robert):
    """Robert changed the headline and the first paragraph, took out the second, and wrote one of his own."""
    first, second = mapping.read(in_review).round_up
    round_up = PROSE.format(id=first.id, text="The Council began its debate.") + "<p>It was a long day for paper.</p>"
    assert second.text == "Then it closed it."
    return reviewed(robert, in_review, headline="Council Opens Debate on Old Paper", round_up=round_up)


def words(summary):
    summary.refresh_from_db()
    return [block.text for block in mapping.read(summary).round_up]


# --- What the officer sees --------------------------------------------------------------------------------------------


def test_the_officer_sees_each_change_with_its_words_and_whose_it_is(anna, suggested):
    response = opened(anna, suggested)
    shown = response.content.decode()
    assert len(keys(response)) == 4
    assert "Robert suggests 4 changes" in shown
    assert "opened</del>" in shown and "began</ins>" in shown
    assert "Then it closed it." in shown and "It was a long day for paper." in shown


def test_who_may_not_write_sees_what_waits_and_no_buttons(robert, suggested):
    shown = opened(robert, suggested).content.decode()
    assert "Robert suggests 4 changes" in shown
    assert "suggestions/accept/" not in shown


def test_a_text_that_nobody_changed_in_review_suggests_nothing(anna, robert, in_review):
    act(client_of(robert), in_review, "return", **{"return-comment": "Check the vote."})
    assert keys(opened(anna, in_review)) == []


def test_who_edits_their_own_text_in_review_suggests_nothing(bea, draft):
    act(client_of(bea), draft, "submit", page(client_of(bea), draft))
    reviewed(bea, draft, headline="Mine")
    assert not Suggestions.objects.exists()


# --- One by one -------------------------------------------------------------------------------------------------------


def test_an_accepted_change_stays_and_waits_no_more(anna, suggested):
    response = decide(anna, suggested, "accept", "/headline/")
    assert "Accepted." in response.content.decode()
    assert "/headline/" not in keys(response) and len(keys(response)) == 3
    assert suggested.headline == "Council Opens Debate on Old Paper" and suggested.state == "draft"


def test_a_refused_change_is_put_back_as_the_officers_edit(anna, suggested):
    response = decide(anna, suggested, "refuse", "/headline/")
    assert "/headline/" not in keys(response) and len(keys(response)) == 3
    assert suggested.headline == "Council Opens Debate on Paper"
    assert suggested.revisions.first().user == anna
    assert words(suggested) == ["The Council began its debate.", "It was a long day for paper."]


def test_a_paragraph_that_the_reviewer_took_out_comes_back_to_its_place_under_its_id(anna, suggested):
    handed_in = suggested.revisions.get(number=suggested.submitted_revision).document["round_up"]
    gone = handed_in[1]["id"]
    decide(anna, suggested, "refuse", f"round_up/block/{gone}")
    assert words(suggested) == [
        "The Council began its debate.",
        "Then it closed it.",
        "It was a long day for paper.",
    ]
    assert mapping.read(suggested).round_up[1].id == gone


def test_a_paragraph_that_the_reviewer_wrote_goes_when_it_is_refused(anna, suggested):
    added = mapping.read(suggested).round_up[1].id
    decide(anna, suggested, "refuse", f"round_up/block/{added}")
    assert words(suggested) == ["The Council began its debate."]


def test_a_first_paragraph_that_was_taken_out_comes_back_first(anna, robert, in_review):
    first, second = mapping.read(in_review).round_up
    reviewed(robert, in_review, round_up=PROSE.format(id=second.id, text=second.text))
    decide(anna, in_review, "refuse", f"round_up/block/{first.id}")
    assert words(in_review) == [first.text, second.text]


def test_paragraphs_that_only_stand_otherwise_are_one_change(anna, robert, in_review):
    first, second = mapping.read(in_review).round_up
    other = "".join(PROSE.format(id=block.id, text=block.text) for block in (second, first))
    reviewed(robert, in_review, round_up=other)
    response = opened(anna, in_review)
    assert keys(response) == ["round_up/order/"] and "The order is another." in response.content.decode()
    decide(anna, in_review, "refuse", "round_up/order/")
    assert words(in_review) == [first.text, second.text]


def test_a_segments_title_and_a_segment_that_was_taken_out_are_put_back(anna, robert, in_review):
    one, two = mapping.read(in_review).segments
    reviewed(robert, in_review, **{"segments-0-title": "Other Title", "segments-1-DELETE": "on"})
    response = opened(anna, in_review)
    assert set(keys(response)) == {f"{one.id}/title/", f"{two.id}/segment/"}
    for key in keys(response):
        decide(anna, in_review, "refuse", key)
    assert mapping.read(in_review).segments == (one, two)


def test_what_the_officer_has_changed_since_is_said_instead(anna, suggested):
    client = client_of(anna)
    client.post(suggested.get_absolute_url(), page(client, suggested) | {"headline": "Anna’s Own"})
    response = opened(anna, suggested)
    assert "This place has been changed again since." in response.content.decode()
    refused = decide(anna, suggested, "refuse", "/headline/")
    assert refused.status_code == 409
    assert "This place has been changed since the suggestion was made: change it there." in refused.content.decode()
    assert suggested.headline == "Anna’s Own"


def test_what_the_officer_undid_by_hand_waits_no_more(anna, suggested):
    client = client_of(anna)
    client.post(suggested.get_absolute_url(), page(client, suggested) | {"headline": "Council Opens Debate on Paper"})
    assert "/headline/" not in keys(opened(anna, suggested))


def test_what_was_typed_beside_the_buttons_is_saved_first(anna, suggested):
    decide(anna, suggested, "accept", "/headline/", kicker="MORNING")
    assert (suggested.kicker, suggested.headline) == ("MORNING", "Council Opens Debate on Old Paper")


def test_with_the_last_decision_nothing_waits_any_more(anna, suggested):
    for key in keys(opened(anna, suggested)):
        decide(anna, suggested, "accept", key)
    assert Suggestions.objects.get().closed_at is not None
    assert keys(opened(anna, suggested)) == []
    act(client_of(anna), suggested, "submit", page(client_of(anna), suggested))
    assert suggested.state == "in_review"


# --- All at once ------------------------------------------------------------------------------------------------------


def test_to_accept_all_hands_the_text_in(anna, suggested):
    response = decide(anna, suggested, "accept-all")
    assert "Handed in" in response.content.decode()
    assert (suggested.state, suggested.submitted_by) == ("in_review", anna)
    assert words(suggested) == ["The Council began its debate.", "It was a long day for paper."]
    assert Suggestions.objects.get().closed_at is not None


def test_to_refuse_all_puts_back_what_was_handed_in(anna, suggested):
    decide(anna, suggested, "refuse-all")
    assert suggested.headline == "Council Opens Debate on Paper"
    assert words(suggested) == ["The Council opened its debate.", "Then it closed it."]
    assert suggested.state == "draft" and keys(opened(anna, suggested)) == []


def test_to_hand_in_accepts_what_is_left(anna, suggested):
    act(client_of(anna), suggested, "submit", page(client_of(anna), suggested))
    assert suggested.state == "in_review" and Suggestions.objects.get().closed_at is not None


def test_a_second_review_suggests_only_what_is_new(anna, robert, suggested):
    decide(anna, suggested, "accept-all")
    reviewed(robert, suggested, headline="Council Debates Old Paper")
    response = opened(anna, suggested)
    assert keys(response) == ["/headline/"]


# --- Refusals ---------------------------------------------------------------------------------------------------------


def test_a_decision_on_a_page_that_is_out_of_date_is_refused(anna, robert, suggested):
    client = client_of(anna)
    address = reverse("admin:meetings_summary_suggestion", args=[suggested.pk, "refuse"])
    response = client.post(address, {"seen": suggested.revision - 1, "place": "/headline/"})
    assert response.status_code == 409
    assert "The text has changed since you opened it." in response.content.decode()


def test_what_is_decided_or_unknown_is_not_decided_again(anna, suggested):
    decide(anna, suggested, "accept", "/headline/")
    again = decide(anna, suggested, "refuse", "/headline/")
    assert again.status_code == 409 and "has been decided already" in again.content.decode()
    assert decide(anna, suggested, "accept", "nonsense").status_code == 409
    assert decide(anna, suggested, "nonsense").status_code == 404


def test_a_reviewer_does_not_decide_on_their_own_suggestions(robert, suggested):
    address = reverse("admin:meetings_summary_suggestion", args=[suggested.pk, "accept"])
    response = client_of(robert).post(address, {"seen": suggested.revision, "place": "/headline/"})
    assert response.status_code == 409
    assert client_of(robert).get(address).status_code == 405


def test_the_other_desk_finds_no_suggestions(claire, suggested):
    address = reverse("admin:meetings_summary_suggestion", args=[suggested.pk, "accept"])
    assert client_of(claire).post(address, {"seen": suggested.revision}).status_code == 404


def test_every_decision_is_recorded_and_the_record_is_whole(anna, suggested):
    decide(anna, suggested, "accept", "/headline/")
    decide(anna, suggested, "refuse-all")
    acts = [(row.action, row.detail.get("place")) for row in suggested.activities.filter(user=anna).order_by("number")]
    assert ("accept", "headline") in acts and ("refuse", "round_up") in acts
    assert list(history.faults()) == []
    address = reverse("admin:meetings_summary_history", args=[suggested.pk])
    assert "Accept a suggestion" in client_of(anna).get(address).content.decode()


# --- What a reviewer reads --------------------------------------------------------------------------------------------


def test_a_reviewer_reads_a_text_for_the_first_time_as_it_is(robert, in_review):
    assert "What changed since you last read it" not in opened(robert, in_review).content.decode()
    assert ReadMark.objects.get().revision == in_review.revision


def test_a_reviewer_finds_first_what_changed_since(anna, robert, in_review):
    opened(robert, in_review)
    act(client_of(robert), in_review, "return", **{"return-comment": "Say which paper."})
    client = client_of(anna)
    act(client, in_review, "submit", page(client, in_review), headline="Council Opens Debate on Old Paper")
    for _ in range(2):  # loaded again, it says the same
        shown = opened(robert, in_review).content.decode()
        assert "What changed since you last read it" in shown
        assert "Old </ins>" in shown
        assert shown.index("Old </ins>") < shown.index('<article class="release"')


def test_each_reviewer_has_read_for_themselves(anna, bea, robert, in_review):
    opened(robert, in_review)
    assert "What changed since" not in opened(bea, in_review).content.decode()
    assert ReadMark.objects.count() == 2


def test_officers_leave_no_mark(anna, in_review):
    opened(anna, in_review)
    assert not ReadMark.objects.exists()


def test_a_text_that_came_back_unchanged_says_nothing(anna, robert, in_review):
    opened(robert, in_review)
    act(client_of(robert), in_review, "return", **{"return-comment": "Are you sure?"})
    act(client_of(anna), in_review, "submit", page(client_of(anna), in_review))
    assert "What changed since" not in opened(robert, in_review).content.decode()


def test_many_changes_cost_no_more_queries_than_one(
    anna, robert, in_review, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(anna)
    reviewed(robert, in_review, headline="Other")
    with django_assert_max_num_queries(40) as asked:
        client.get(in_review.get_absolute_url())
    as_often = len(asked)
    decide(anna, in_review, "accept-all")
    paragraphs = "".join(f"<p>Paragraph {number}.</p>" for number in range(40))
    reviewed(robert, in_review, headline="Third", round_up=paragraphs)
    with django_assert_num_queries(as_often):
        assert len(keys(client.get(in_review.get_absolute_url()))) > 40
    assert Summary.objects.get(pk=in_review.pk).state == "draft"
