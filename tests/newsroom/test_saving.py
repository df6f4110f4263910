"""What one person saves never overwrites what another saved meanwhile."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.document import Paragraph, Segment, to_json
from meetings.document.tree import prose
from meetings.models import Coverage, Summary
from meetings.newsroom import mapping, revisions, saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(draft):
    """What everybody sees who opens the draft: revision 1."""
    return mapping.read(draft)


def in_segment(document, number, words):
    """`document` with other words in the last paragraph of a segment."""
    segments = list(document.segments)
    *blocks, last = segments[number].blocks
    segments[number] = replace(segments[number], blocks=(*blocks, replace(last, runs=prose(words))))
    return replace(document, segments=tuple(segments))


def said(document):
    """The last paragraph of each segment."""
    return [segment.blocks[-1].text for segment in document.segments]


def new_segment(document, title):
    return replace(document, segments=(*document.segments, Segment(title, (Paragraph(prose("New.")),))))


def test_a_text_is_begun_as_revision_one(draft, anna):
    assert (draft.revision, draft.state, draft.created_by) == (1, "draft", anna)
    assert revisions.get(draft, 1) == mapping.read(draft)
    assert draft.coverages.get().meeting.number == 21
    assert [(row.action, row.user) for row in draft.activities.all()] == [("begin", anna)]


def test_a_save_is_a_revision_with_its_author(draft, text, bea):
    outcome = saving.save(draft.pk, in_segment(text, 0, "Changed."), 1, bea)
    assert (outcome.changed, outcome.conflicts, outcome.summary.revision) == (True, (), 2)
    revision = draft.revisions.get(number=2)
    assert revision.user == bea
    assert revision.document == to_json(outcome.document) == to_json(mapping.read(Summary.objects.get()))


def test_what_is_posted_unchanged_is_no_save(draft, text, anna):
    outcome = saving.save(draft.pk, text, 1, anna)
    assert (outcome.changed, outcome.summary.revision) == (False, 1)
    assert draft.activities.count() == 1


def test_two_officers_on_two_segments(draft, text, anna, bea):
    saving.save(draft.pk, in_segment(text, 0, "Anna's."), 1, anna)
    outcome = saving.save(draft.pk, in_segment(text, 1, "Bea's."), 1, bea)
    assert said(outcome.document) == ["Anna's.", "Bea's."]
    assert (outcome.conflicts, outcome.summary.revision) == ((), 3)


def test_a_segment_that_a_form_merely_carries_along_is_not_put_back(draft, text, anna, bea):
    saving.save(draft.pk, in_segment(text, 0, "Anna's."), 1, anna)
    outcome = saving.save(draft.pk, replace(text, headline="Bea's"), 1, bea)
    assert said(outcome.document)[0] == "Anna's."
    assert outcome.document.headline == "Bea's"


def test_on_one_paragraph_the_first_stays_and_the_conflict_is_told(draft, text, anna, bea):
    saving.save(draft.pk, in_segment(text, 0, "Anna's."), 1, anna)
    mine = replace(in_segment(text, 0, "Bea's."), headline="Bea's Headline")
    outcome = saving.save(draft.pk, mine, 1, bea)
    (conflict,) = outcome.conflicts
    versions = (conflict.ancestor, conflict.mine, conflict.theirs)
    assert [version.text for version in versions] == ["Some speakers said it does not.", "Bea's.", "Anna's."]
    assert said(outcome.document)[0] == "Anna's."
    assert outcome.document.headline == "Bea's Headline"


def test_a_conflict_alone_saves_nothing(draft, text, anna, bea):
    saving.save(draft.pk, replace(text, headline="Anna's"), 1, anna)
    outcome = saving.save(draft.pk, replace(text, headline="Bea's"), 1, bea)
    assert (outcome.changed, outcome.summary.revision, outcome.document.headline) == (False, 2, "Anna's")
    assert [conflict.field for conflict in outcome.conflicts] == ["headline"]


def test_two_new_segments_at_the_same_place_are_both_kept(draft, text, anna, bea):
    saving.save(draft.pk, new_segment(text, "Anna's"), 1, anna)
    outcome = saving.save(draft.pk, new_segment(text, "Bea's"), 1, bea)
    assert {segment.title for segment in outcome.document.segments[2:]} == {"Anna's", "Bea's"}
    assert [segment.position for segment in outcome.summary.segments.all()] == [0, 1, 2, 3]


def test_a_form_that_comes_twice_adds_nothing_twice(draft, text, anna):
    for _ in range(2):
        outcome = saving.save(draft.pk, new_segment(text, "Anna's"), 1, anna)
    assert (outcome.changed, outcome.summary.revision, len(outcome.document.segments)) == (False, 2, 3)


def test_blocks_keep_their_ids_while_their_words_change(draft, text, anna):
    outcome = saving.save(draft.pk, in_segment(text, 0, "Changed."), 1, anna)
    ids = [[block.id for _, block in document.blocks()] for document in (text, outcome.document)]
    assert ids[0] == ids[1] and all(ids[0])


def test_which_segment_a_paragraph_sums_up_is_a_change_too(draft, text, anna):
    first, *others = text.round_up
    mine = replace(text, round_up=(replace(first, digests=text.segments[0].id), *others))
    outcome = saving.save(draft.pk, mine, 1, anna)
    assert outcome.changed
    assert outcome.document.round_up[0].digests == text.segments[0].id


def test_a_revision_that_is_not_kept_is_refused(draft, text, anna):
    for seen in (0, 7):
        with pytest.raises(Refused, match=f"Revision {seen} of this text is not kept"):
            saving.save(draft.pk, text, seen, anna)


def test_nothing_is_saved_from_another_desk(draft, text, claire, administrator):
    for user in (claire, administrator):
        with pytest.raises(Refused, match="desk of this language"):
            saving.save(draft.pk, text, 1, user)


def test_an_officer_does_not_edit_under_the_reviewers_eyes(in_review, anna):
    text = mapping.read(in_review)
    with pytest.raises(Refused, match="While the text is in review"):
        saving.save(in_review.pk, in_segment(text, 0, "Later."), in_review.revision, anna)
    assert not saving.save(in_review.pk, text, in_review.revision, anna).changed


def test_a_reviewers_edit_takes_the_text_out_of_review(in_review, robert):
    mine = in_segment(mapping.read(in_review), 0, "Better.")
    saved = saving.save(in_review.pk, mine, in_review.revision, robert).summary
    assert saved.state == "draft"
    last = saved.activities.first()
    assert (last.action, last.from_state, last.to_state, last.revision) == ("edit", "in_review", "draft", 3)


def test_an_edit_takes_the_approval_away(approved, anna):
    mine = in_segment(mapping.read(approved), 0, "One more word.")
    saved = saving.save(approved.pk, mine, approved.revision, anna).summary
    assert (saved.state, saved.approved_by, saved.approved_revision) == ("draft", None, None)


def test_a_published_text_is_reopened_first(published, anna):
    mine = in_segment(mapping.read(published), 0, "Corrected.")
    with pytest.raises(Refused, match="not possible while the text is published"):
        saving.save(published.pk, mine, published.revision, anna)
    reopened = perform(published, "reopen", anna, seen=published.revision)
    assert saving.save(published.pk, mine, reopened.revision, anna).changed


def test_what_cannot_be_stored_is_refused_and_nothing_of_it_is_there(draft, text, anna):
    wrong = replace(text.segments[1], reports=("the report",))
    with pytest.raises(Refused, match="“the report” is not the symbol"):
        saving.save(draft.pk, replace(text, headline="New", segments=(text.segments[0], wrong)), 1, anna)
    assert mapping.read(Summary.objects.get()) == text


def test_a_second_meeting_may_have_the_same_text(draft, session, meeting):
    meeting.pk, meeting.period, meeting.number = None, "afternoon", 22
    meeting.save()
    Coverage.objects.create(meeting=meeting, language="en", summary=draft)
    assert draft.coverages.count() == 2


def test_a_save_takes_as_many_queries_for_thirty_segments_as_for_three(draft, text, anna):
    counts = []
    for number in (3, 30):
        for title in range(number):
            text = new_segment(text, f"Segment {title}")
        seen = draft.revisions.first().number
        saved = saving.save(draft.pk, text, seen, anna)
        with CaptureQueriesContext(connection) as queries:
            outcome = saving.save(draft.pk, in_segment(saved.document, 0, f"{number}"), saved.summary.revision, anna)
        text = outcome.document
        counts.append(len(queries))
    assert counts[0] == counts[1] < 30
