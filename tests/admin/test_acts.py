"""Handing in, returning, approving, publishing and all that follows, by the buttons of a page."""

import pytest
from django.urls import reverse

from meetings.models import Activity, Coverage, Publication

from .forms import client_of, page


def act(client, summary, name, fields=None, **changes):
    address = reverse("admin:meetings_summary_transition", args=[summary.pk, name])
    response = client.post(address, (fields or {"seen": summary.revision}) | changes, follow=True)
    summary.refresh_from_db()
    return response, response.content.decode()


def opened(user, summary):
    return client_of(user).get(summary.get_absolute_url()).content.decode()


def test_what_was_typed_is_saved_and_handed_in(anna, draft):
    client = client_of(anna)
    _, answer = act(client, draft, "submit", page(client, draft), headline="Last Words")
    assert (draft.state, draft.headline, draft.submitted_by) == ("in_review", "Last Words", anna)
    assert "Handed in" in answer


def test_a_conflict_is_decided_before_anything_is_handed_in(anna, bea, draft):
    one, other = client_of(anna), client_of(bea)
    first, second = page(one, draft), page(other, draft)
    one.post(draft.get_absolute_url(), first | {"headline": "Anna’s"})
    response, answer = act(other, draft, "submit", second, headline="Bea’s")
    assert (response.status_code, draft.state) == (409, "draft")
    assert "Bea’s" in answer and "Anna’s" in answer


def test_nobody_hands_in_what_another_wrote_meanwhile_and_their_own_words_are_kept(anna, bea, draft):
    one, other = client_of(anna), client_of(bea)
    first, second = page(one, draft), page(other, draft)
    one.post(draft.get_absolute_url(), first | {"headline": "Anna’s"})
    response, answer = act(other, draft, "submit", second, subheadline="Bea’s")
    assert (response.status_code, draft.state) == (409, "draft")
    assert (draft.headline, draft.subheadline) == ("Anna’s", "Bea’s")
    assert "The text has changed since you opened it. Read it again first." in answer


def test_a_reviewer_approves_from_forms_only_what_they_saw(anna, bea, robert, in_review):
    fields = page(client_of(robert), in_review, "?edit")
    client_of(bea).post(in_review.get_absolute_url(), page(client_of(bea), in_review, "?edit") | {"headline": "Unseen"})
    in_review.refresh_from_db()
    act(client_of(anna), in_review, "submit", page(client_of(anna), in_review))
    response, answer = act(client_of(robert), in_review, "approve", fields)
    assert (response.status_code, in_review.state) == (409, "in_review")
    assert "The text has changed since you opened it. Read it again first." in answer


def test_a_text_that_lacks_something_says_so_on_a_grey_button(anna, draft):
    client = client_of(anna)
    client.post(draft.get_absolute_url(), page(client, draft) | {"headline": ""})
    answer = opened(anna, draft)
    assert "The headline is missing." in answer
    assert "disabled" in answer.split("transition/submit/")[1].split(">")[0]


def test_a_refused_act_says_why_and_changes_nothing(anna, draft):
    client = client_of(anna)
    response, answer = act(client, draft, "submit", page(client, draft), headline="")
    assert (response.status_code, draft.state) == (409, "draft")
    assert "The headline is missing." in answer


def test_a_reviewer_reads_first_and_edits_on_demand(robert, in_review):
    assert "segments-TOTAL_FORMS" not in opened(robert, in_review)
    assert "The Council opened its debate." in opened(robert, in_review)
    fields = page(client_of(robert), in_review, "?edit")
    client_of(robert).post(in_review.get_absolute_url(), fields | {"headline": "Reviewed"})
    in_review.refresh_from_db()
    assert (in_review.state, in_review.headline) == ("draft", "Reviewed")


def test_an_officer_only_reads_what_is_in_review(anna, in_review):
    client = client_of(anna)
    assert "segments-TOTAL_FORMS" not in client.get(in_review.get_absolute_url() + "?edit").content.decode()
    response, answer = act(client, in_review, "approve")
    assert (response.status_code, in_review.state) == (409, "in_review")
    assert "“Approve” is for reviewers of the English desk." in answer


def test_a_text_is_returned_with_a_word_to_the_officer(robert, in_review):
    client = client_of(robert)
    response, answer = act(client, in_review, "return")
    assert (response.status_code, in_review.state) == (409, "in_review")
    assert "Say what is to be done" in answer
    act(client, in_review, "return", **{"return-comment": "Check the vote."})
    assert in_review.state == "draft"
    history = client.get(reverse("admin:meetings_summary_history", args=[in_review.pk])).content.decode()
    assert "Check the vote." in history and "in review → draft" in history


def test_the_officer_reads_the_word_on_the_page_until_the_text_is_handed_in_again(anna, robert, in_review):
    act(client_of(robert), in_review, "return", **{"return-comment": "Check the vote."})
    client = client_of(anna)
    assert "Check the vote." in opened(anna, in_review)
    act(client, in_review, "submit", page(client, in_review))
    assert in_review.state == "in_review"
    assert "Check the vote." not in opened(anna, in_review)


def test_a_word_to_the_officer_is_kept_when_the_return_is_refused(robert, in_review):
    changes = {"seen": 1000, "return-comment": "Check the vote."}
    _, answer = act(client_of(robert), in_review, "return", **changes)
    assert "The text has changed since you opened it." in answer
    assert "Check the vote.</textarea>" in answer


def test_nobody_approves_what_they_handed_in(bea, draft):
    client = client_of(bea)
    act(client, draft, "submit", page(client, draft), headline="Mine")
    assert draft.state == "in_review"
    assert "You handed this text in: another person approves it." in opened(bea, draft)
    act(client, draft, "approve")
    assert draft.state == "in_review"


def test_an_approved_text_is_published_and_the_public_page_is_one_click_away(robert, approved):
    act(client_of(robert), approved, "publish")
    publication = Publication.objects.get(summary=approved)
    assert approved.state == "published"
    address = reverse("public:release", kwargs={"language": "en", "key": publication.key})
    assert address in opened(robert, approved)
    assert client_of(robert).get(address).status_code == 200


def test_an_edit_after_approval_takes_it_away_and_the_page_says_so(anna, approved):
    assert "An edit takes the approval away." in opened(anna, approved)
    fields = page(client_of(anna), approved, "?edit")
    client_of(anna).post(approved.get_absolute_url() + "?edit", fields)
    approved.refresh_from_db()
    assert approved.state == "approved"
    client_of(anna).post(approved.get_absolute_url(), fields | {"headline": "Later Thought"})
    approved.refresh_from_db()
    assert (approved.state, approved.approved_by) == ("draft", None)


def test_a_published_text_is_reopened_and_withdrawn_with_a_public_reason(robert, published):
    client = client_of(robert)
    act(client, published, "reopen")
    assert published.state == "draft"
    response, _ = act(client, published, "withdraw")
    assert response.status_code == 409
    act(client, published, "withdraw", **{"withdraw-comment": "It names the wrong State."})
    publication = Publication.objects.get(summary=published)
    assert publication.withdrawal.reason == "It names the wrong State."
    address = reverse("public:release", kwargs={"language": "en", "key": publication.key})
    assert client.get(address).status_code == 410


def test_a_second_version_may_say_to_the_public_what_was_corrected(anna, robert, published):
    editor, reviewer = client_of(anna), client_of(robert)
    act(editor, published, "reopen")
    act(editor, published, "submit", page(editor, published), headline="Corrected")
    act(reviewer, published, "approve")
    assert "Note for the public" in opened(robert, published)
    act(
        reviewer,
        published,
        "publish",
        **{"publish-change": "correction", "publish-notice": "The number of States was wrong."},
    )
    address = reverse("public:release", kwargs={"language": "en", "key": published.publications.first().key})
    assert "The number of States was wrong." in reviewer.get(address).content.decode()


def test_no_word_on_a_correction_is_asked_for_before_there_is_one(robert, approved):
    assert "Note for the public" not in opened(robert, approved)


def test_withdrawing_is_not_offered_where_nothing_is_public(robert, draft):
    assert "transition/withdraw/" not in opened(robert, draft)


def test_an_act_is_no_link(anna, draft):
    client = client_of(anna)
    assert client.get(reverse("admin:meetings_summary_transition", args=[draft.pk, "submit"])).status_code == 405
    for name in ("edit", "nonsense"):
        assert act(client, draft, name)[0].status_code == 404


def test_the_meeting_is_named_from_the_page(anna, robert, approved, session):
    Coverage.objects.all().delete()
    assert "No meeting is named" in opened(robert, approved)
    client_of(anna).post(reverse("admin:meetings_summary_cover", args=[approved.pk]), {"seen": approved.revision})
    assert approved.coverages.get().meeting.number == 21
    assert "Covers:" in opened(robert, approved)


def test_a_text_without_a_date_names_no_meeting(anna, draft):
    Coverage.objects.all().delete()
    client = client_of(anna)
    fields = page(client, draft) | {"date": "", "headline": "Kept"}
    response = client.post(reverse("admin:meetings_summary_cover", args=[draft.pk]), fields)
    assert response.status_code == 409
    assert "Session, date and period tell the meeting" in response.content.decode()
    draft.refresh_from_db()
    assert draft.headline == "Kept"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_history_names_every_act_in_both_languages(robert, published, language):
    client = client_of(robert)
    address = reverse("admin:meetings_summary_history", args=[published.pk])
    answer = client.get(address, headers={"accept-language": language}).content.decode()
    assert answer.count("<tr>") == 1 + Activity.objects.filter(summary=published).count()
