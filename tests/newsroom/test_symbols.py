"""No symbol is borne twice, and every gap in a series says why."""

from dataclasses import replace

import pytest

from meetings.models import PressSymbol, SymbolCounter
from meetings.newsroom import mapping, saving, symbols
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import perform
from tests.world import small_document

pytestmark = pytest.mark.django_db


def submit(document, user):
    summary = saving.begin(document, user)
    return perform(summary, "submit", user, seen=summary.revision)


def retype(summary, symbol, user):
    return saving.save(summary.pk, replace(mapping.read(summary), symbol=symbol), summary.revision, user).summary


def test_a_symbol_is_allotted_when_the_text_is_handed_in(draft, anna):
    handed_in = perform(draft, "submit", anna, seen=1)
    assert handed_in.symbol == "WAC26.001E"
    assert handed_in.press_symbol.origin == "allotted"
    assert (handed_in.revision, handed_in.submitted_revision) == (2, 2)
    assert mapping.read(handed_in).symbol == "WAC26.001E"


def test_each_language_and_year_counts_on_its_own(anna, claire, council):
    texts = [
        submit(small_document("en"), anna),
        submit(small_document("fr"), claire),
        submit(small_document("en", date=small_document().date.replace(year=2025)), anna),
        submit(small_document("en"), anna),
    ]
    assert [text.symbol for text in texts] == ["WAC26.001E", "WAC26.001F", "WAC25.001E", "WAC26.002E"]


def test_a_returned_text_keeps_its_symbol(in_review, robert, anna):
    returned = perform(in_review, "return", robert, seen=in_review.revision, comment="A vote is missing.")
    again = perform(returned, "submit", anna, seen=returned.revision)
    assert (again.symbol, again.revision) == ("WAC26.001E", in_review.revision)


def test_a_symbol_that_was_typed_or_imported_is_passed_over(anna, council):
    typed = saving.begin(small_document(symbol="WAC26/001E"), anna)
    found = saving.begin(small_document(symbol="WAC26002E"), None, origin="import")
    assert [row.origin for row in (typed.press_symbol, found.press_symbol)] == ["typed", "imported"]
    assert (found.symbol, found.press_symbol.key) == ("WAC26002E", "WAC26.002E")
    assert submit(small_document(), anna).symbol == "WAC26.003E"


def test_a_symbol_is_borne_once_in_whatever_spelling(anna, council):
    saving.begin(small_document(symbol="WAC26.007E"), anna)
    for origin in ("desk", "import"):
        with pytest.raises(Refused, match="Another text bears the symbol WAC26/007E already"):
            saving.begin(small_document(symbol="WAC26/007E"), anna, origin=origin)


@pytest.mark.parametrize(
    ("symbol", "sentence"),
    [
        ("WAC26", "“WAC26” is no press symbol, such as HRC23.093E."),
        ("HRC26.001E", "“HRC26.001E” is no symbol of this body and language: WAC26.001E would be."),
        ("WAC26.001F", "“WAC26.001F” is no symbol of this body and language: WAC26.001E would be."),
    ],
)
def test_what_an_officer_types_is_a_symbol_of_that_body_and_language(draft, anna, symbol, sentence):
    with pytest.raises(Refused) as refused:
        retype(draft, symbol, anna)
    assert refused.value.obstacles == [sentence]


def test_a_number_given_up_says_why_and_is_not_allotted_again(in_review, robert, anna):
    returned = perform(in_review, "return", robert, seen=in_review.revision, comment="Another number, please.")
    retype(returned, "WAC26.009E", anna)
    gap = PressSymbol.objects.get(key="WAC26.001E")
    assert (gap.summary, gap.void_reason) == (None, "The text bears WAC26.009E instead.")
    assert submit(small_document(), anna).symbol == "WAC26.002E"


def test_who_typed_a_wrong_symbol_may_go_back_to_the_one_before(draft, anna):
    first = retype(draft, "WAC26.007E", anna)
    second = retype(first, "", anna)
    assert PressSymbol.objects.get().void_reason == "Taken off the text."
    third = retype(second, "WAC26.007E", anna)
    row = PressSymbol.objects.get()
    assert (row.summary, row.void_reason) == (third, "")


def test_a_published_text_keeps_a_symbol(published, anna):
    reopened = perform(published, "reopen", anna, seen=published.revision)
    with pytest.raises(Refused, match="published text keeps a symbol"):
        retype(reopened, "", anna)
    assert retype(reopened, "WAC26/001E", anna).press_symbol.key == "WAC26.001E"


def test_no_other_text_bears_a_number_that_was_public(published, anna, council):
    reopened = perform(published, "reopen", anna, seen=published.revision)
    retype(reopened, "WAC26.009E", anna)
    with pytest.raises(Refused, match="bears the symbol WAC26"):
        saving.begin(small_document(symbol="WAC26.001E"), anna)


def test_a_symbol_cut_off_is_kept_as_it_was_found(council):
    found = saving.begin(small_document(symbol="WAC26.0…"), None, origin="import")
    assert found.symbol == "WAC26.0…"
    assert not symbols.is_registered(found)


def test_an_archive_text_without_a_symbol_gets_none(anna, council):
    old = small_document(date=small_document().date.replace(year=2015))
    text = saving.begin(old, anna, origin="import")
    assert perform(text, "submit", anna, seen=1).symbol == ""
    assert not SymbolCounter.objects.exists()


def test_a_refused_submission_takes_no_number(draft, anna):
    with pytest.raises(Refused):
        perform(draft, "submit", anna, seen=0)
    assert not SymbolCounter.objects.exists() and not PressSymbol.objects.exists()


def test_no_number_is_left_after_the_last(draft, anna):
    SymbolCounter.objects.create(body=draft.body, year=2026, language="en", last=999)
    with pytest.raises(Refused, match="No number is left"):
        perform(draft, "submit", anna, seen=1)
