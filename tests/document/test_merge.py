"""Two people change one text: who changed what alone is kept, what both changed is shown, and nothing is lost."""

import time
from dataclasses import fields, replace

import pytest

from meetings.document.merge import HEAD_FIELDS, SEGMENT_FIELDS, merge, same, with_mine
from meetings.document.tree import (
    Document,
    Heading,
    Intervention,
    Paragraph,
    Segment,
    SpeakersList,
    Statement,
    prose,
)
from meetings.document.units import gather, give_ids, ids_of, spread


def p(id: str, text: str) -> Paragraph:
    return Paragraph(prose(text), id=id)


def texts(blocks) -> list[str]:
    return [unit.text for unit in spread(blocks)]


BEFORE = Document(
    "en",
    headline="Keepers meet",
    round_up=(p("aaaa1", "One."), p("aaaa2", "Two."), p("aaaa3", "Three.")),
    segments=(
        Segment("First", (Heading("Report", id="hhhh1"), p("bbbb1", "A."), p("bbbb2", "B.")), id="ssss1"),
        Segment("Second", (p("cccc1", "C."),), id="ssss2"),
    ),
)


def with_round_up(*blocks) -> Document:
    return replace(BEFORE, round_up=blocks)


def with_segment(number: int, **changes) -> Document:
    segments = list(BEFORE.segments)
    segments[number] = replace(segments[number], **changes)
    return replace(BEFORE, segments=tuple(segments))


def test_two_segments_changed_by_two_people_both_stay():
    mine = with_segment(0, blocks=(Heading("Report", id="hhhh1"), p("bbbb1", "A, mine."), p("bbbb2", "B.")))
    theirs = with_segment(1, blocks=(p("cccc1", "C, theirs."),))
    merged = merge(BEFORE, mine, theirs)
    assert merged.conflicts == ()
    assert texts(merged.document.segments[0].blocks) == ["Report", "A, mine.", "B."]
    assert texts(merged.document.segments[1].blocks) == ["C, theirs."]


def test_two_paragraphs_of_one_segment_are_no_conflict():
    mine = with_round_up(p("aaaa1", "One, mine."), p("aaaa2", "Two."), p("aaaa3", "Three."))
    theirs = with_round_up(p("aaaa1", "One."), p("aaaa2", "Two, theirs."), p("aaaa3", "Three."))
    merged = merge(BEFORE, mine, theirs)
    assert merged.conflicts == ()
    assert texts(merged.document.round_up) == ["One, mine.", "Two, theirs.", "Three."]


def test_one_paragraph_changed_by_both_keeps_theirs_and_tells_all_three():
    mine = with_round_up(p("aaaa1", "One, mine."), p("aaaa2", "Two."), p("aaaa3", "Three, mine."))
    theirs = with_round_up(p("aaaa1", "One, theirs."), p("aaaa2", "Two."), p("aaaa3", "Three."))
    merged = merge(BEFORE, mine, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.ancestor.text, conflict.mine.text, conflict.theirs.text) == (
        "One.",
        "One, mine.",
        "One, theirs.",
    )
    assert texts(merged.document.round_up) == ["One, theirs.", "Two.", "Three, mine."]
    decided = with_mine(merged.document, conflict)
    assert texts(decided.round_up) == ["One, mine.", "Two.", "Three, mine."]


def test_both_wrote_the_same_is_no_conflict():
    both = with_round_up(p("aaaa1", "One, corrected."), p("aaaa2", "Two."), p("aaaa3", "Three."))
    assert merge(BEFORE, both, both) == merge(BEFORE, BEFORE, both) == merge(BEFORE, both, BEFORE)


def test_two_new_paragraphs_at_one_place_both_stay_after_their_neighbour():
    mine = with_round_up(*BEFORE.round_up[:1], p("mmmm1", "Mine."), *BEFORE.round_up[1:])
    theirs = with_round_up(*BEFORE.round_up[:1], p("tttt1", "Theirs."), *BEFORE.round_up[1:])
    merged = merge(BEFORE, mine, theirs)
    assert merged.conflicts == ()
    assert sorted(texts(merged.document.round_up)[1:3]) == ["Mine.", "Theirs."]


def test_two_new_segments_both_stay():
    mine = replace(BEFORE, segments=(*BEFORE.segments, Segment("Mine", id="mmmm1")))
    theirs = replace(BEFORE, segments=(*BEFORE.segments, Segment("Theirs", id="tttt1")))
    titles = [segment.title for segment in merge(BEFORE, mine, theirs).document.segments]
    assert titles[:2] == ["First", "Second"] and sorted(titles[2:]) == ["Mine", "Theirs"]


def test_a_paragraph_that_i_deleted_and_they_changed_is_a_conflict():
    merged = merge(
        BEFORE,
        with_round_up(*BEFORE.round_up[1:]),
        with_round_up(p("aaaa1", "New."), *BEFORE.round_up[1:]),
    )
    (conflict,) = merged.conflicts
    assert conflict.mine is None and texts(merged.document.round_up) == ["New.", "Two.", "Three."]
    assert texts(with_mine(merged.document, conflict).round_up) == ["Two.", "Three."]


def test_a_paragraph_that_they_deleted_and_i_changed_can_come_back_at_its_place():
    mine = with_round_up(BEFORE.round_up[0], p("aaaa2", "Two, mine."), BEFORE.round_up[2])
    merged = merge(BEFORE, mine, with_round_up(BEFORE.round_up[0], BEFORE.round_up[2]))
    (conflict,) = merged.conflicts
    assert texts(merged.document.round_up) == ["One.", "Three."]
    assert texts(with_mine(merged.document, conflict).round_up) == ["One.", "Two, mine.", "Three."]


def test_what_one_moved_the_other_may_change():
    mine = with_round_up(BEFORE.round_up[2], *BEFORE.round_up[:2])
    theirs = with_round_up(*BEFORE.round_up[:2], p("aaaa3", "Three, theirs."))
    assert texts(merge(BEFORE, mine, theirs).document.round_up) == [
        "Three, theirs.",
        "One.",
        "Two.",
    ]
    assert texts(merge(BEFORE, theirs, mine).document.round_up) == [
        "Three, theirs.",
        "One.",
        "Two.",
    ]


def test_a_segment_deleted_by_one_and_changed_by_the_other_is_a_conflict():
    mine = replace(BEFORE, segments=BEFORE.segments[:1])
    (conflict,) = merge(BEFORE, mine, with_segment(1, title="Second, theirs")).conflicts
    assert conflict.field == "segment" and conflict.theirs.title == "Second, theirs"
    assert with_mine(with_segment(1, title="Second, theirs"), conflict).segments == BEFORE.segments[:1]


@pytest.mark.parametrize("field", HEAD_FIELDS)
def test_every_field_of_the_head_is_merged(field):
    mine, theirs = replace(BEFORE, **{field: "mine"}), replace(BEFORE, **{field: "theirs"})
    assert merge(BEFORE, mine, BEFORE).document == mine
    assert merge(BEFORE, BEFORE, theirs).document == theirs
    (conflict,) = merge(BEFORE, mine, theirs).conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == (field, "mine", "theirs")
    assert with_mine(theirs, conflict) == mine


@pytest.mark.parametrize("field", SEGMENT_FIELDS)
def test_every_field_of_a_segment_is_merged(field):
    mine, theirs = with_segment(1, **{field: "mine"}), with_segment(1, **{field: "theirs"})
    (conflict,) = merge(BEFORE, mine, theirs).conflicts
    assert (conflict.segment, conflict.field) == ("ssss2", field)
    assert with_mine(theirs, conflict) == mine


def test_no_field_of_a_document_is_forgotten_by_the_merge():
    parts = {"language", "round_up", "where_to_find", "segments"}
    assert {field.name for field in fields(Document)} == {*HEAD_FIELDS, *parts}
    assert {field.name for field in fields(Segment)} == {*SEGMENT_FIELDS, "blocks", "id"}


def test_a_list_that_i_gave_to_a_segment_is_a_change_though_its_words_are_the_same():
    names = SpeakersList("discussion", (Intervention("Chad", "Chad"),), lead_in="Speaking were", id="llll1")
    before = with_round_up(names)
    mine = with_round_up(replace(names, digests="ssss1"))
    assert same(before.round_up[0], mine.round_up[0]) is False
    assert merge(before, mine, before).document.round_up[0].digests == "ssss1"


# --- ids --------------------------------------------------------------------------------------------------------------


def bare(*blocks: str) -> Document:
    return with_round_up(*(p("", text) for text in blocks))


def ids(document: Document) -> list[str]:
    return [unit.id for unit in spread(document.round_up)]


def test_paragraphs_that_come_back_without_ids_get_those_of_the_text_they_continue():
    changed = bare("One.", "Something quite new and long was written here.", "Two.", "Three and a bit.")
    first, new, second, third = ids(give_ids(changed, BEFORE))
    assert (first, second) == ("aaaa1", "aaaa2") and new not in ids_of(BEFORE)
    assert third not in ("aaaa1", "aaaa2")


def test_a_paragraph_keeps_its_id_while_a_word_changes():
    long = with_round_up(p("aaaa1", "The keeper of the northern light said that oil was dear."))
    changed = bare("The keeper of the northern light said that oil was cheap.")
    assert ids(give_ids(changed, long)) == ["aaaa1"]


def test_a_huge_paragraph_of_one_word_is_given_an_id_in_no_time():
    huge, changed = "on " * 20_000, "on " * 19_999
    started = time.perf_counter()
    give_ids(bare(changed), with_round_up(p("aaaa1", huge)))
    assert time.perf_counter() - started < 1


def test_an_id_from_elsewhere_is_never_taken_over():
    assert ids(give_ids(with_round_up(p("zzzz9", "Pasted from another text.")), BEFORE)) != ["zzzz9"]


def test_a_split_paragraph_leaves_its_id_to_the_first_half():
    split = with_round_up(p("aaaa1", "One"), p("aaaa1", "half."), *BEFORE.round_up[1:])
    first, second, *_ = ids(give_ids(split, BEFORE))
    assert first == "aaaa1" != second


def test_a_paragraph_moved_to_another_segment_takes_its_id_along():
    moved = replace(
        BEFORE,
        round_up=BEFORE.round_up[1:],
        segments=(
            BEFORE.segments[0],
            replace(BEFORE.segments[1], blocks=(p("cccc1", "C."), p("aaaa1", "One."))),
        ),
    )
    assert give_ids(moved, BEFORE).segments[1].blocks[1].id == "aaaa1"


def test_a_statement_is_spread_into_paragraphs_and_gathered_again():
    statement = Statement("ANNA LIND", "Keeper", (p("aaaa1", "ANNA LIND, Keeper, said so."), p("aaaa2", "And so.")))
    blocks = (Heading("Report"), statement, Heading("Discussion"), p("aaaa3", "Some said."))
    assert len(spread(blocks)) == 5
    assert gather(spread(blocks)) == blocks
