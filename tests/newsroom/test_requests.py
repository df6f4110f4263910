"""Requests for corrections: recorded, decided once by a reviewer, and linked to the version that followed."""

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.models import CorrectionRequest, Publication, Summary
from meetings.newsroom import requests, revisions, saving, workflow
from meetings.newsroom.activity import verify_chain
from meetings.newsroom.refusal import Refused
from meetings.newsroom.requests import Asked
from meetings.newsroom.workflow import Words


@pytest.fixture
def first(published):
    return Publication.objects.get(summary=published)


def asked(**changes):
    values = {
        "asked_by": "The Permanent Mission",
        "instead": "Paper lasts for ever.",
        "received_on": timezone.localdate(),
    }
    return Asked(**values | changes)


@pytest.fixture
def request_made(first, anna):
    anchor = requests.paragraphs(first).get(kind="statement").anchor
    return requests.record(first, anna, asked(anchor=anchor))


def published_again(publication, anna, robert, change="correction"):
    summary = Summary.objects.get(pk=publication.summary_id)
    summary = workflow.perform(summary, "reopen", robert, seen=summary.revision)
    mine = replace(revisions.get(summary, summary.revision), subheadline=f"Version of {timezone.now()}")
    summary = saving.save(summary.pk, mine, summary.revision, anna).summary
    words = Words(change=change, notice="" if change == "minor" else "The Archivist’s words were corrected.")
    for act, person in (("submit", anna), ("approve", robert), ("publish", robert)):
        summary = workflow.perform(
            summary, act, person, seen=summary.revision, words=words if act == "publish" else None
        )
    return Publication.objects.get(summary=summary, is_current=True)


def refusal(act, *arguments, **named):
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.obstacles


# --- To record -------------------------------------------------------------------------------------------------------


def test_a_request_quotes_the_paragraph_as_it_was_published(request_made, anna, robert):
    published_again(request_made.publication, anna, robert)
    assert requests.quote(request_made).text == "ADA PULP, Archivist, said paper lasts."


def test_paragraphs_are_offered_and_single_names_of_lists_are_not(first):
    kinds = {passage.kind for passage in requests.paragraphs(first)}
    assert kinds == {"paragraph", "statement"}


def test_the_record_names_the_request_and_not_who_asks(request_made, first):
    row = first.summary.activities.first()
    assert (row.action, row.detail) == ("request", {"request": request_made.pk, "version": 1})
    assert "Mission" not in str(row.detail) + row.comment
    assert verify_chain(first.summary) == []


def test_only_the_desk_of_the_language_records(first, claire, renee, administrator):
    for person in (claire, renee, administrator):
        assert refusal(requests.record, first, person, asked()) == ["Requests are recorded by the English desk."]
    assert not CorrectionRequest.objects.exists()


def test_what_is_missing_is_told(first, anna):
    too_early = "The request came before this version was published: choose the version that it is about."
    for changes, sentence in (
        ({"asked_by": "  "}, "Say who asks for the correction."),
        ({"instead": ""}, "Say what is asked for instead."),
        ({"anchor": "b-nowhere"}, "This version has no such paragraph."),
        ({"received_on": datetime.date(2999, 1, 1)}, "A request is not recorded before it has come."),
        ({"received_on": datetime.date(2020, 1, 1)}, too_early),
    ):
        assert refusal(requests.record, first, anna, asked(**changes)) == [sentence]


# --- To decide -------------------------------------------------------------------------------------------------------


def test_a_reviewer_decides_with_an_answer(request_made, robert):
    row = requests.decide(request_made, robert, "in_part", "  The first sentence stands. ")
    row.refresh_from_db()
    assert (row.decision, row.answer, row.decided_by) == ("in_part", "The first sentence stands.", robert)
    activity = row.summary.activities.first()
    assert (activity.action, activity.comment) == ("decide_request", "The first sentence stands.")
    assert activity.detail == {"request": row.pk, "version": 1, "decision": "in_part"}


def test_nobody_else_decides(request_made, anna, renee, administrator):
    for person in (anna, renee, administrator):
        against = refusal(requests.decide, request_made, person, "declined", "No.")
        assert against == ["Requests are decided by reviewers of the English desk."]


def test_who_handed_the_text_in_does_not_decide_on_it(draft, bea, robert):
    summary = draft
    for act, person in (("submit", bea), ("approve", robert), ("publish", robert)):
        summary = workflow.perform(summary, act, person, seen=summary.revision)
    row = requests.record(Publication.objects.get(summary=summary), bea, asked())
    against = refusal(requests.decide, row, bea, "declined", "I wrote what I heard.")
    assert against == ["You handed this text in: another reviewer decides on it."]
    requests.decide(row, robert, "declined", "The recording says so.")


def test_a_request_is_decided_once(request_made, robert, bea):
    requests.decide(request_made, robert, "declined", "The recording says so.")
    assert refusal(requests.decide, request_made, bea, "accepted", "It is so.") == ["This request is decided already."]


def test_a_decision_is_one_of_three_and_has_an_answer(request_made, robert):
    for decision in ("open", "", "perhaps"):
        assert refusal(requests.decide, request_made, robert, decision, " ") == [
            "Say whether the request is accepted, accepted in part, or declined.",
            "Write what is answered to whoever asked.",
        ]


def test_the_database_refuses_a_decision_without_an_answer(request_made, robert):
    rows = CorrectionRequest.objects.filter(pk=request_made.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(decision="accepted", decided_by=robert, decided_at=timezone.now(), answer="")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(followed_by=request_made.publication)


# --- What follows ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "follows"), [("correction", True), ("update", True), ("minor", False)])
def test_the_next_correction_follows_what_was_accepted(request_made, anna, robert, change, follows):
    requests.decide(request_made, robert, "accepted", "It will be corrected.")
    second = published_again(request_made.publication, anna, robert, change)
    request_made.refresh_from_db()
    assert request_made.followed_by == (second if follows else None)


def test_nothing_follows_what_is_open_or_declined(request_made, first, anna, robert):
    declined = requests.record(first, anna, asked())
    requests.decide(declined, robert, "declined", "The recording says so.")
    published_again(first, anna, robert)
    assert not CorrectionRequest.objects.exclude(followed_by=None).exists()


def test_a_request_may_have_been_met_before_it_is_decided(request_made, first, anna, robert):
    second = published_again(first, anna, robert)
    third = published_again(first, anna, robert, "minor")
    assert list(requests.answers(request_made)) == [second]
    for wrong in (first, third):
        against = refusal(requests.decide, request_made, robert, "accepted", "Done.", followed_by=wrong)
        assert against == ["This version is no later correction of the text."]
    against = refusal(requests.decide, request_made, robert, "declined", "No.", followed_by=second)
    assert against == ["No version follows a request that is declined."]
    requests.decide(request_made, robert, "accepted", "It was corrected on the same day.", followed_by=second)
    published_again(first, anna, robert)
    request_made.refresh_from_db()
    assert request_made.followed_by == second
