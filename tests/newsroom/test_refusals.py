"""Each rule refuses with its sentence, and the sentence that greys a button is the one that refuses."""

import pytest

from meetings.models import Coverage
from meetings.newsroom import saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import obstacles, perform
from tests.world import small_document

pytestmark = pytest.mark.django_db


def refusal(summary, transition, user, **changes):
    """The sentences of a refused act; they are those that were told before."""
    with pytest.raises(Refused) as refused:
        perform(summary, transition, user, **{"seen": summary.revision, "comment": "Because."} | changes)
    return refused.value.obstacles


def test_another_role_is_told_whose_act_it_is(in_review, anna, claire):
    assert refusal(in_review, "approve", anna) == ["“Approve” is for reviewers of the English desk."]
    assert refusal(in_review, "return", claire) == ["“Return” is for reviewers of the English desk."]
    assert obstacles(in_review, "edit", anna) == [
        "While the text is in review, “Edit” is for reviewers of the English desk."
    ]


def test_another_state_is_named(published, anna):
    assert refusal(published, "submit", anna) == ["“Hand in” is not possible while the text is published."]


def test_a_text_is_handed_in_with_headline_and_round_up(anna, council):
    bare = small_document(headline=" ", round_up=(), date=None)
    assert obstacles(saving.begin(bare, anna), "submit", anna) == [
        "The headline is missing.",
        "The round-up is missing.",
        "A symbol is allotted by the year of the meeting: the date is missing.",
    ]


def test_a_return_says_what_is_to_be_done(in_review, robert):
    assert refusal(in_review, "return", robert, comment=" ") == ["Say what is to be done; the officer reads it."]
    assert obstacles(in_review, "return", robert) == []


def test_a_withdrawal_has_a_reason_for_the_public(published, robert):
    assert refusal(published, "withdraw", robert, comment="") == ["Give the reason; the public reads it."]


def test_only_what_is_public_is_withdrawn(published, robert):
    withdrawn = perform(published, "withdraw", robert, seen=published.revision, comment="A wrong vote.")
    assert refusal(withdrawn, "withdraw", robert) == ["Nothing of this text is public."]


def test_who_saw_an_earlier_revision_reads_again_first(in_review, robert):
    assert refusal(in_review, "approve", robert, seen=in_review.revision - 1) == [
        "The text has changed since you opened it. Read it again first."
    ]


# --- Four eyes --------------------------------------------------------------------------------------------------------


def test_nobody_approves_what_they_handed_in(draft, bea, robert):
    handed_in = perform(draft, "submit", bea, seen=draft.revision)
    assert refusal(handed_in, "approve", bea) == [
        "You handed this text in: another person approves it.",
    ]
    assert obstacles(handed_in, "approve", robert) == []


def test_a_superuser_neither(draft, bea):
    bea.is_superuser = True
    handed_in = perform(draft, "submit", bea, seen=draft.revision)
    assert obstacles(handed_in, "approve", bea)


def test_nobody_approves_what_they_changed_since_it_was_handed_in(in_review, bea):
    """An edit takes a text out of review; should one ever not, the approver is still asked."""
    in_review.revisions.create(number=in_review.revision + 1, document={}, user=bea)
    assert obstacles(in_review, "approve", bea) == [
        "You have changed this text since it was handed in: another person approves it."
    ]


def test_a_reviewers_edit_goes_back_to_the_officer_whose_text_it_is(in_review, robert, anna):
    changed = saving.save(in_review.pk, small_document(headline="Better", symbol=in_review.symbol), 2, robert).summary
    assert changed.state == "draft"
    accepted = perform(changed, "submit", anna, seen=changed.revision)
    assert perform(accepted, "approve", robert, seen=accepted.revision).approved_by == robert


# --- What the public needs --------------------------------------------------------------------------------------------


def approve(summary, anna, robert):
    handed_in = perform(summary, "submit", anna, seen=summary.revision)
    return perform(handed_in, "approve", robert, seen=handed_in.revision)


def test_the_public_needs_a_session_and_a_meeting_that_is_covered(anna, robert, council):
    text = approve(saving.begin(small_document(session=None), anna), anna, robert)
    assert refusal(text, "publish", robert) == [
        "The session is missing.",
        "No meeting is named that this text covers.",
    ]


def test_the_public_needs_a_date_and_a_whole_symbol(anna, robert, council, meeting):
    coverage = Coverage.objects.create(meeting=meeting, language="en")
    found = small_document(date=None, symbol="WAC26.0")
    text = saving.begin(found, None, coverage=coverage, origin="import")
    assert refusal(approve(text, anna, robert), "publish", robert) == [
        "The date is missing.",
        "The press symbol is missing, or not complete.",
    ]


def test_a_change_behind_the_softwares_back_is_not_published(approved, robert):
    type(approved).objects.filter(pk=approved.pk).update(approved_revision=1)
    approved.refresh_from_db()
    assert refusal(approved, "publish", robert) == ["The text has changed since it was approved."]


# --- Beginning --------------------------------------------------------------------------------------------------------


def test_a_text_is_begun_at_ones_own_desk(claire, administrator, council):
    for user in (claire, administrator):
        with pytest.raises(Refused, match="desk of this language"):
            saving.begin(small_document("en"), user)


def test_a_text_has_a_body(anna, council):
    with pytest.raises(Refused, match="Choose the body"):
        saving.begin(small_document(body=""), anna)


def test_a_meeting_has_one_text_a_language(draft, anna):
    with pytest.raises(Refused, match="has a text already"):
        saving.begin(small_document(), anna, coverage=draft.coverages.get())


def test_a_meeting_that_is_not_to_be_covered_gets_no_text(anna, meeting):
    coverage = Coverage.objects.create(meeting=meeting, language="en", decision="not_covered", reason="No one free.")
    with pytest.raises(Refused, match="not to be covered"):
        saving.begin(small_document(), anna, coverage=coverage)
