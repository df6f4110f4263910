"""Reading, haste and its debt, parts, kinds of change, withdrawals undone, and what the other desk is asked."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from meetings.models import CorrectionRequest, Coverage, Debt, PressSymbol, Publication, State, Withdrawal
from meetings.newsroom import mapping, saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import Words, obstacles, perform
from tests.world import person, small_document

pytestmark = pytest.mark.django_db


def act(summary, name, user, comment="", **words):
    summary.refresh_from_db()
    return perform(summary, name, user, seen=summary.revision, words=Words(comment, **words))


def refusal(*arguments, **words):
    with pytest.raises(Refused) as refused:
        act(*arguments, **words)
    return refused.value.obstacles


@pytest.fixture
def rose(db):
    return person("rose", "English reviewers")


def again(summary, officer, reviewer, **words):
    """The next version, with another headline."""
    act(summary, "reopen", officer)
    mine = replace(mapping.read(summary), headline=f"Headline of Revision {summary.revision + 1}")
    saving.save(summary.pk, mine, summary.revision, officer)
    act(summary, "submit", officer)
    act(summary, "approve", reviewer)
    return act(summary, "publish", reviewer, **words)


# --- Who reads --------------------------------------------------------------------------------------------------------


def test_a_reviewer_takes_a_text_to_read_and_another_may_take_it_over(in_review, robert, rose):
    assert act(in_review, "claim", robert).claimed_by == robert
    assert obstacles(in_review, "claim", robert) == []
    in_review.refresh_from_db()
    assert obstacles(in_review, "claim", robert) == ["You are reading this text already."]
    assert act(in_review, "claim", rose).claimed_by == rose


def test_whose_text_it_is_does_not_take_it_to_read(draft, bea):
    handed_in = act(draft, "submit", bea)
    assert obstacles(handed_in, "claim", bea) == ["You handed this text in: another person approves it."]


def test_it_is_handed_on_to_who_may_approve_it(in_review, robert, rose, anna, renee):
    assert act(in_review, "hand_on", robert, to=rose).claimed_by == rose
    for nobody in (None, robert):
        assert refusal(in_review, "hand_on", robert, to=nobody) == ["Say who is to read it."]
    for other in (anna, renee):
        assert "does not review at this desk" in refusal(in_review, "hand_on", robert, to=other)[0]


def test_it_is_not_handed_on_to_whose_text_it_is(draft, bea, robert):
    handed_in = act(draft, "submit", bea)
    assert refusal(handed_in, "hand_on", robert, to=bea) == ["Bea had a hand in this text, and cannot approve it."]


@pytest.mark.parametrize("name", ["return", "approve"])
def test_nobody_reads_it_any_more_when_it_is_returned_or_approved(in_review, robert, name):
    act(in_review, "claim", robert)
    done = act(in_review, name, robert, "Because.")
    assert (done.claimed_by, done.claimed_at) == (None, None)


# --- Published at once ------------------------------------------------------------------------------------------------


def test_what_cannot_wait_is_published_at_once_and_stays_a_debt(draft, robert):
    done = act(draft, "publish_at_once", robert, "A vote was taken.")
    publication = Publication.objects.get()
    assert (done.state, done.forced_by, done.approved_by) == (State.PUBLISHED, robert, None)
    assert publication.revision == done.approved_revision
    debt = done.debts.get()
    assert (debt.by, debt.reason, debt.publication, debt.cleared_at) == (robert, "A vote was taken.", publication, None)


def test_it_takes_a_reason_and_a_whole_text(draft, robert):
    assert refusal(draft, "publish_at_once", robert) == ["Say why it cannot wait for a second person."]
    draft.coverages.update(summary=None)
    assert refusal(draft, "publish_at_once", robert, "Now.") == ["No meeting is named that this text covers."]


def test_another_reviewer_clears_it_and_nobody_who_had_a_hand_in_it(draft, robert, rose, bea):
    saving.save(draft.pk, replace(mapping.read(draft), headline="By Bea"), draft.revision, bea)
    act(draft, "publish_at_once", robert, "A vote was taken.")
    assert "You vouched for this text" in refusal(draft, "clear_debt", robert)[0]
    assert "You wrote part of this text" in refusal(draft, "clear_debt", bea)[0]
    act(draft, "clear_debt", rose, "All is well.")
    debt = draft.debts.get()
    assert (debt.cleared_by, debt.how) == (rose, "read")
    assert refusal(draft, "clear_debt", rose) == ["This text went through review: there is nothing to clear."]


def test_who_wrote_in_a_later_version_that_went_out_at_once_does_not_clear_it(draft, anna, robert, bea):
    act(draft, "publish_at_once", robert, "A vote was taken.")
    draft = act(draft, "reopen", anna)
    saving.save(draft.pk, replace(mapping.read(draft), headline="By Bea"), draft.revision, bea)
    act(draft, "publish_at_once", robert, "The count was wrong.", change="minor")
    assert "You wrote part of this text" in refusal(draft, "clear_debt", bea)[0]


def test_who_handed_it_in_does_not_clear_it_though_another_hands_it_in_later(draft, anna, robert, bea):
    saving.save(draft.pk, replace(mapping.read(draft), symbol="WAC26.050E"), draft.revision, anna)
    act(draft, "submit", bea)
    act(draft, "publish_at_once", robert, "A vote was taken.")
    act(draft, "reopen", anna)
    act(draft, "submit", anna)
    assert "You vouched for this text" in refusal(draft, "clear_debt", bea)[0]


def test_a_version_that_two_people_vouched_for_clears_it(draft, anna, robert):
    act(draft, "publish_at_once", robert, "A vote was taken.")
    done = again(draft, anna, robert, change="correction", notice="The vote was 47.")
    debt = done.debts.get()
    assert (debt.cleared_by, debt.how, done.forced_by) == (anna, "followed", None)


def test_the_database_lets_nobody_clear_their_own_debt(draft, robert):
    act(draft, "publish_at_once", robert, "A vote was taken.")
    with pytest.raises(IntegrityError, match="debt_cleared_by_another"), transaction.atomic():
        Debt.objects.update(cleared_by=robert, cleared_at=draft.changed_at, how="read")


# --- Parts and kinds of change ----------------------------------------------------------------------------------------


def test_a_text_goes_out_in_parts_until_nothing_is_to_come(approved, anna, robert):
    act(approved, "publish", robert, to_come="The afternoon’s statements")
    assert Publication.objects.current().get().to_come == "The afternoon’s statements"
    again(approved, anna, robert, change="take", to_come="The right of reply")
    again(approved, anna, robert, change="take")
    assert list(Publication.objects.order_by("version").values_list("change", "to_come")) == [
        ("first", "The afternoon’s statements"),
        ("take", "The right of reply"),
        ("take", ""),
    ]
    assert "Say what this version is: correction, update, minor change." in refused_again(
        approved, anna, robert, "take"
    )


def refused_again(summary, officer, reviewer, change, **words):
    with pytest.raises(Refused) as refused:
        again(summary, officer, reviewer, change=change, **words)
    return refused.value.obstacles


def test_from_the_second_version_on_one_says_what_it_is(published, anna, robert):
    assert refused_again(published, anna, robert, "") == ["Say what this version is: correction, update, minor change."]


@pytest.mark.parametrize("change", ["correction", "update"])
def test_a_correction_and_an_update_have_a_note_for_the_public(published, anna, robert, change):
    needed = ["Say what was corrected or added; the public reads it."]
    assert refused_again(published, anna, robert, change) == needed
    act(published, "publish", robert, change=change, notice="The vote was 47.")
    assert Publication.objects.current().get().notice == "The vote was 47."


def test_a_minor_change_needs_none(published, anna, robert):
    again(published, anna, robert, change="minor")
    assert Publication.objects.current().get().change == "minor"


def test_a_first_version_corrects_nothing(approved, robert):
    assert refusal(approved, "publish", robert, change="correction", notice="…") == [
        "This is the first version: there is nothing to correct yet."
    ]


def test_a_whole_text_does_not_become_one_in_parts(published, anna, robert):
    assert refused_again(published, anna, robert, "minor", to_come="More") == [
        "Parts to come are named from the first version on, or not at all."
    ]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"change": "first"}, "first_version_is_the_first"),
        ({"change": "update", "notice": ""}, "correction_and_update_have_a_note"),
    ],
)
def test_the_database_keeps_kinds_of_change(published, changes, constraint):
    row = Publication.objects.get()
    fields = {f.attname: getattr(row, f.attname) for f in Publication._meta.concrete_fields if f.name != "id"}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Publication.objects.create(**fields | {"version": 2, "is_current": False} | changes)


# --- Withdrawals ------------------------------------------------------------------------------------------------------


def test_a_withdrawal_takes_every_version_and_is_undone_by_another_reviewer(published, anna, robert, rose):
    again(published, anna, robert, change="minor")
    act(published, "withdraw", robert, "It reported another meeting.")
    assert not Publication.objects.filter(withdrawal=None).exists()
    assert "another reviewer undoes it" in refusal(published, "undo_withdrawal", robert, "It did not.")[0]
    assert refusal(published, "undo_withdrawal", rose) == ["Say why the text comes back."]
    act(published, "undo_withdrawal", rose, "It did not.")
    assert Publication.objects.current().get().version == 2
    assert Publication.objects.filter(withdrawal=None).count() == 2
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.reason, withdrawal.undone_by) == ("It reported another meeting.", rose)


def test_who_withdrew_a_text_does_not_bring_it_back_at_once(published, robert, rose):
    act(published, "withdraw", robert, "It reported another meeting.")
    act(published, "reopen", robert)
    assert refusal(published, "publish_at_once", robert, "It did not.")[0].startswith("You withdrew this text")
    act(published, "publish_at_once", rose, "It did not.", change="minor")


def test_the_database_lets_nobody_undo_their_own_withdrawal(published, robert):
    act(published, "withdraw", robert, "It reported another meeting.")
    with pytest.raises(IntegrityError, match="withdrawal_undone_by_another"), transaction.atomic():
        Withdrawal.objects.update(undone_by=robert, undone_at=published.changed_at)


def test_what_follows_a_withdrawal_leaves_the_former_versions_withdrawn(published, anna, robert, rose):
    act(published, "withdraw", robert, "It reported another meeting.")
    again(published, anna, robert, change="correction", notice="It reports the right meeting now.")
    first, second = Publication.objects.order_by("version")
    assert (first.withdrawal_id is None, second.withdrawal_id is None) == (False, True)
    assert refusal(published, "undo_withdrawal", rose, "Why not.") == ["This text is not withdrawn."]


def test_what_replaces_it_is_public_and_another(published, robert, french_draft, claire, renee):
    publication = Publication.objects.get()
    assert refusal(published, "withdraw", robert, "Wrong.", replacement=publication) == [
        "A text is not replaced by itself."
    ]
    for name, user in (("submit", claire), ("approve", renee), ("publish", renee)):
        act(french_draft, name, user)
    french = Publication.objects.get(language="fr")
    act(published, "withdraw", robert, "Wrong.", replacement=french)
    assert Withdrawal.objects.get().replacement == french_draft
    act(french_draft, "withdraw", renee, "Faux.")
    assert refusal(published, "withdraw", robert, "Wrong.") == ["Nothing of this text is public."]


# --- The other desk, and who asked for a correction -------------------------------------------------------------------


@pytest.fixture
def both(published, french_draft, claire, renee):
    for name, user in (("submit", claire), ("approve", renee), ("publish", renee)):
        act(french_draft, name, user)
    return published, french_draft


def test_a_correction_asks_the_other_desk_once_and_changes_nothing_there(both, anna, robert, claire):
    english, french = both
    before = mapping.read(french)
    again(english, anna, robert, change="correction", notice="The vote was 47.")
    question = french.counterpart_checks.get()
    assert (question.publication, question.touched) == (Publication.objects.current().get(language="en"), None)
    assert refusal(french, "answer", claire) == ["Say whether the correction touches this text."]
    act(french, "answer", claire, "The French text has the right figure.", touched=False)
    question.refresh_from_db()
    assert (question.touched, question.answered_by) == (False, claire)
    assert mapping.read(french) == before
    assert refusal(french, "answer", claire, touched=True) == ["Nothing is asked about this text."]


@pytest.mark.parametrize(("change", "notice"), [("update", "A list was added."), ("minor", "")])
def test_other_changes_ask_nobody(both, anna, robert, change, notice):
    english, french = both
    again(english, anna, robert, change=change, notice=notice)
    assert not french.counterpart_checks.exists()


def test_a_request_that_was_accepted_leads_to_the_version_that_followed(published, anna, robert):
    asked = {"summary": published, "publication": Publication.objects.get(), "asked_by": "Ada Pulp", "instead": "47"}
    decided = {"answer": "Yes.", "decided_by": robert, "decided_at": published.changed_at}
    accepted = CorrectionRequest.objects.create(**asked, recorded_by=anna, decision="accepted", **decided)
    declined = CorrectionRequest.objects.create(**asked, recorded_by=anna, decision="declined", **decided)
    again(published, anna, robert, change="correction", notice="The vote was 47.")
    for request in (accepted, declined):
        request.refresh_from_db()
    assert (accepted.followed_by, declined.followed_by) == (Publication.objects.current().get(), None)


# --- Discarded --------------------------------------------------------------------------------------------------------


def test_a_draft_that_is_not_needed_frees_its_meeting_and_keeps_its_number_from_others(in_review, robert, anna):
    act(in_review, "return", robert, "Not covered after all.")
    assert refusal(in_review, "discard", anna) == ["Say why it is not needed."]
    act(in_review, "discard", anna, "Begun twice.")
    assert not Coverage.objects.filter(summary=in_review).exists()
    assert PressSymbol.objects.get().void_reason == "The text was discarded."
    coverage = Coverage.objects.get()
    another = saving.begin(small_document(), anna, coverage=coverage)
    assert act(another, "submit", anna).symbol == "WAC26.002E"


def test_it_can_be_taken_back(draft, anna):
    discarded = act(draft, "discard", anna, "Begun twice.")
    assert obstacles(discarded, "edit", anna)
    assert act(draft, "take_back", anna).state == State.DRAFT


def test_what_was_public_is_not_discarded(published, anna):
    reopened = act(published, "reopen", anna)
    assert refusal(reopened, "discard", anna, "Why not.") == ["What was published is not discarded: withdraw it."]
