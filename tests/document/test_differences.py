"""What differs between two documents: each paragraph found again, each word told, in time for a page."""

import time
from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from meetings.document import infer, load
from meetings.document.differences import compare, stretches
from meetings.document.sequences import common
from meetings.document.tree import Document, Heading, Paragraph, Run, Segment, Session, prose
from meetings.document.wordwise import compare_words


def p(id: str, text: str) -> Paragraph:
    return Paragraph(prose(text), id=id)


OLD = Document(
    "en",
    session=Session(53),
    period="morning",
    headline="Keepers Meet",
    round_up=(
        p("aaaa1", "The keepers met on the question of paper."),
        p("aaaa2", "They agreed that paper lasts longer than ink."),
        p("aaaa3", "Then they went home to their archives."),
    ),
    segments=(
        Segment("First", (Heading("Discussion", id="hhhh1"), p("bbbb1", "Some speakers said so.")), id="ssss1"),
        Segment("Second", (Heading("Discussion", id="hhhh2"), p("cccc1", "Others did not say so.")), id="ssss2"),
    ),
)


def told(old: Document, new: Document) -> list[tuple[str, str, str]]:
    """Status, old and new words of all that is not the same."""
    return [(unit.status, unit.old, unit.new) for unit in compare(old, new) if unit.status != "same"]


def with_round_up(*blocks) -> Document:
    return replace(OLD, round_up=blocks)


def test_a_text_is_no_different_from_itself():
    assert told(OLD, OLD) == []


def test_the_words_that_went_and_came_are_told():
    one, _, three = OLD.round_up
    new = with_round_up(one, p("aaaa2", "They agreed that parchment lasts much longer than ink."), three)
    (unit,) = [unit for unit in compare(OLD, new) if unit.status != "same"]
    assert (unit.status, unit.what, unit.id) == ("changed", "paragraph", "aaaa2")
    assert [(piece.status, piece.text) for piece in unit.pieces if piece.status != "same"] == [
        ("removed", "paper"),
        ("added", "parchment"),
        ("added", " much"),
    ]


def test_paragraphs_come_and_go_where_they_stood():
    one, two, three = OLD.round_up
    new = with_round_up(one, p("", "An unheard of announcement followed."), three)
    assert told(OLD, new) == [("removed", two.text, ""), ("added", "", "An unheard of announcement followed.")]
    units = [unit.new or unit.old for unit in compare(OLD, new)][:5]
    assert units == ["Keepers Meet", one.text, two.text, "An unheard of announcement followed.", three.text]


def test_a_rewritten_paragraph_is_known_by_its_id_and_without_ids_by_its_words():
    one, two, three = OLD.round_up
    assert told(OLD, with_round_up(one, p("aaaa2", "Nothing is left of it."), three)) == [
        ("changed", two.text, "Nothing is left of it.")
    ]
    similar = "They agreed that paper lasts longer than anything."
    assert told(OLD, with_round_up(p("", one.text), p("", similar), p("", three.text))) == [
        ("changed", two.text, similar)
    ]


def test_what_stands_elsewhere_has_moved_with_or_without_its_id():
    one, two, three = OLD.round_up
    for ids in (("aaaa1", "aaaa2", "aaaa3"), ("", "", "")):
        new = with_round_up(*(p(id, unit.text) for id, unit in zip(ids, (three, one, two), strict=True)))
        assert told(OLD, new) == [("moved", three.text, three.text)]


def test_headings_of_the_same_words_are_not_taken_for_each_other():
    new = replace(OLD, segments=(OLD.segments[0], replace(OLD.segments[1], blocks=OLD.segments[1].blocks[1:])))
    assert told(OLD, new) == [("removed", "Discussion", "")]


def test_a_link_alone_is_told_as_such():
    one, two, three = OLD.round_up
    linked = Paragraph(prose("They agreed that ", Run("paper", href="https://example.org"), two.text[22:]), id="aaaa2")
    assert linked.text == two.text
    (unit,) = [unit for unit in compare(OLD, with_round_up(one, linked, three)) if unit.restyled]
    assert (unit.status, unit.id) == ("same", "aaaa2")


def test_facts_are_told_in_words_and_are_not_what_the_public_reads():
    segment = replace(OLD.segments[0], reports=("A/HRC/53/61",))
    new = replace(OLD, session=Session(54), date=date(2026, 7, 1), segments=(segment, OLD.segments[1]))
    facts = [unit for unit in compare(OLD, new) if not unit.printed]
    assert [(unit.status, unit.what, unit.old, unit.new) for unit in facts] == [
        ("changed", "session", "fifty-third session", "fifty-fourth session"),
        ("added", "date", "", "1 July 2026"),
        ("added", "segment_reports", "", "A/HRC/53/61"),
    ]
    assert facts[-1].segment == "First"


def test_what_is_far_from_every_change_can_be_folded_away():
    many = tuple(p(f"dddd{n}", f"This is paragraph number {n} of many.") for n in range(9))
    changed = (*many[:4], p("dddd4", "This is paragraph number four of many."), *many[5:])
    found = stretches(compare(with_round_up(*many), with_round_up(*changed)))
    assert [(stretch.quiet, len(stretch.units)) for stretch in found] == [(True, 4), (False, 3), (True, 9)]


TEXTS = st.text(alphabet="ab é.,-\n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_from_the_pieces(old, new):
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.status != "added") == old
    assert "".join(piece.text for piece in pieces if piece.status != "removed") == new


@given(st.lists(st.integers(0, 9), max_size=80), st.lists(st.integers(0, 9), max_size=80))
def test_what_is_common_is_equal_and_in_order(old, new):
    pairs = common(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(set(pairs)) and len({j for _, j in pairs}) == len({i for i, _ in pairs}) == len(pairs)


SLOW = {
    "one word over and over": ("the cat " * 5000, "the dog " * 4000 + "the cat " * 3000),
    "every word changed": (" ".join(map(str, range(9000))), " ".join(map(str, range(9000, 18000)))),
    "every other word": (" ".join(map(str, range(9000))), " ".join(str(n * (n % 2)) for n in range(9000))),
}


@pytest.mark.parametrize("texts", SLOW.values(), ids=SLOW)
def test_no_paragraph_takes_long(texts):
    start = time.perf_counter()
    compare_words(*texts)
    assert time.perf_counter() - start < 1


def test_a_thousand_paragraphs_all_changed_do_not_take_long():
    old = with_round_up(*(p("", f"In paragraph {n} some speakers said that {n} was too many.") for n in range(1000)))
    new = with_round_up(*(p("", f"In paragraph {n} many speakers said that {n} was too few.") for n in range(1000)))
    start = time.perf_counter()
    assert len(told(old, new)) == 1000
    assert time.perf_counter() - start < 1


def test_the_seed_against_itself_changed_is_compared_at_once(corpus):
    text = (corpus / "HRC23.093E.txt").read_text(encoding="utf-8")
    old, new = (infer(load(t).document) for t in (text, text.replace("that", "which")))
    start = time.perf_counter()
    units = compare(old, new)
    assert time.perf_counter() - start < 0.1
    assert {unit.status for unit in units} == {"same", "changed"}


def test_the_page_says_what_went_and_came_in_words_and_marks_it_up():
    one, two, three = OLD.round_up
    changed = with_round_up(one, p("aaaa2", two.text.replace("paper", "<parchment>")), three)
    found = stretches(compare(OLD, replace(changed, period="evening")))
    html = render_to_string("_comparison.html", {"comparison": found, "text_language": "en"})
    assert '<del><span class="told" lang="en">removed: </span>paper</del>' in html
    assert '<ins><span class="told" lang="en">added: </span>&lt;parchment&gt;</ins>' in html
    assert "Period – <b>Changed</b>" in html
    assert "unchanged paragraphs</summary>" in html
