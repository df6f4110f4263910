"""Where two texts differ, place by place: each place can be taken back, and all together give the first text again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.document.places import (
    CHANGED_SINCE,
    TAKEN,
    TAKEN_BACK,
    key_of,
    places,
    standing,
    take_back,
    take_back_all,
    units,
    where,
)
from meetings.document.tree import Document, Heading, Paragraph, Segment, Statement
from meetings.document.units import ids_of

from .test_merge import BEFORE, p, texts, with_round_up, with_segment


def blocks(prefix: str) -> st.SearchStrategy[tuple[Paragraph, ...]]:
    """Some of six paragraphs, in any order, each as it was or changed."""
    ids = st.lists(st.sampled_from([f"{prefix}{number}" for number in range(6)]), unique=True)
    return ids.flatmap(
        lambda ids: st.tuples(*(st.sampled_from(["One.", "Other."]).map(lambda t, i=i: p(i, t)) for i in ids))
    )


@st.composite
def documents(draw) -> Document:
    order = draw(st.lists(st.sampled_from(["s1", "s2", "s3"]), unique=True))
    titles = st.sampled_from(["First", "Second"])
    return Document(
        "en",
        headline=draw(titles),
        round_up=draw(blocks("r")),
        segments=tuple(Segment(draw(titles), draw(blocks(id)), id=id) for id in order),
        where_to_find=draw(blocks("w")),
    )


def outline(document: Document) -> list:
    return [(s.id, s.title, [(b.id, b.text) for b in s.blocks]) for s in document.segments] + [
        (block.id, block.text) for block in document.round_up + document.where_to_find
    ]


@given(documents(), documents())
def test_all_places_taken_back_give_the_first_text_again(before, after):
    back = take_back_all(places(before, after), after, before)
    assert outline(back) == outline(before) and back == before
    assert ids_of(back) == ids_of(before)


@given(documents(), documents())
def test_each_place_taken_back_alone_leaves_the_others_as_they_are(before, after):
    found = [place for place in places(before, after) if place.field not in ("order", "segment")]
    for place in found:
        now = take_back(place, after, before)
        assert standing(place, now) == TAKEN_BACK
        assert all(standing(other, now) == TAKEN for other in found if other != place)


@given(documents())
def test_a_text_differs_from_itself_nowhere(document):
    assert places(document, document) == []


@given(documents(), documents())
def test_every_place_has_a_name_of_its_own(before, after):
    found = [key_of(place) for place in places(before, after)]
    assert len(found) == len(set(found))


def test_a_place_that_a_third_text_changed_is_neither_taken_nor_taken_back():
    (place,) = places(BEFORE, replace(BEFORE, headline="Keepers met"))
    assert standing(place, replace(BEFORE, headline="Keepers will meet")) == CHANGED_SINCE


def test_the_paragraphs_of_a_statement_come_back_into_it():
    said = Statement("ADA PULP", "Archivist", (p("aaaa1", "ADA PULP, Archivist, said so."), p("aaaa2", "And so.")))
    before, after = with_round_up(said), with_round_up(replace(said, paragraphs=said.paragraphs[:1]))
    (place,) = places(before, after)
    assert take_back(place, after, before) == before


def test_a_paragraph_whose_neighbours_are_gone_comes_back_after_the_nearest_that_is_left():
    after = with_round_up(p("aaaa1", "One."))
    last = next(place for place in places(BEFORE, after) if place.block == "aaaa3")
    assert texts(take_back(last, after, BEFORE).round_up) == ["One.", "Three."]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (replace(BEFORE, headline="Keepers met"), [("headline", "Keepers meet", "Keepers met")]),
        (with_segment(0, title="Third"), [("title", "First", "Third")]),
        (with_segment(0, agenda_item="9"), [("segment_agenda_item", "", "9")]),
        (with_round_up(*BEFORE.round_up[:2]), [("paragraph", "Three.", "")]),
        (with_round_up(*BEFORE.round_up, Heading("End", id="hhhh9")), [("heading", "", "End")]),
    ],
)
def test_a_place_is_shown_with_its_words(after, told):
    (place,) = places(BEFORE, after)
    assert [(unit.what, unit.old, unit.new) for unit in units(place, "en")] == told


def test_a_place_in_a_segment_is_told_by_its_title():
    (place,) = places(BEFORE, with_segment(1, blocks=()))
    assert where(place, (BEFORE,)) == "Second"
    (place,) = places(BEFORE, replace(BEFORE, headline=""))
    assert where(place, (BEFORE,)) == ""
