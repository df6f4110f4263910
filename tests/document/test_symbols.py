"""Symbols and dates: read where they are whole, refused where they are not."""

import datetime

import pytest

from meetings.document import find_mentions, find_symbols, is_symbol, press_symbol
from meetings.document.lines import read_date
from meetings.document.symbols import is_cut_symbol


@pytest.mark.parametrize(
    ("printed", "key", "body", "year", "sequence", "language"),
    [
        ("HRC23.093E", "HRC23.093E", "HRC", 2023, 93, "en"),
        ("DC17/028F", "DC17.028F", "CD", 2017, 28, "fr"),
        ("DC09047F", "DC09.047F", "CD", 2009, 47, "fr"),
        ("CERD17/020F", "CERD17.020F", "CERD", 2017, 20, "fr"),
        ("CAT/98/001E", "CAT98.001E", "CAT", 1998, 1, "en"),
    ],
)
def test_reads_a_press_symbol_in_any_form(printed, key, body, year, sequence, language):
    symbol = press_symbol(printed)
    assert (symbol.key, symbol.body, symbol.year) == (key, body, year)
    assert (symbol.sequence, symbol.language, symbol.printed) == (sequence, language, printed)


@pytest.mark.parametrize("text", ["CCPR/19/1…", "CCPR.2…", "HRC23.0…", "CCPR/19/1..."])
def test_a_cut_press_symbol_is_none_and_is_known_to_be_cut(text):
    assert press_symbol(text) is None
    assert is_cut_symbol(text)


@pytest.mark.parametrize(
    "text", ["", "HRC23.93E", "HRC23.0931E", "HRC2023.093E", "hrc23.093e", "HRC23.093", "HRC23.093E x"]
)
def test_what_is_no_press_symbol_is_none(text):
    assert press_symbol(text) is None


SYMBOLS = (
    "A/HRC/53/61", "A/HRC/RES/48/18", "A/HRC/53/L.12/Rev.1", "CEDAW/C/AUT/CO/9", "CCPR/C/ALB/CO/2", "E/C.12/AUT/5",
    "CD/1864", "CD/WP.602/Rev.1", "A/HRC/31/OD/3", "A/78/120", "CRC/C/88/2", "SCL/12/3",
)  # fmt: skip


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_finds_the_symbol_of_a_document(symbol):
    assert is_symbol(symbol)
    assert find_symbols(f"The report ({symbol}), and {symbol}. And {symbol}") == (symbol,)


@pytest.mark.parametrize(
    "text",
    ["", "A/HRC", "A/HRC/", "HRC23.093E", "DC17/028F", "and/or", "24/7", "a/hrc/53/61", "CCPR/19/1…", "xA/HRC/53/61"],
)
def test_what_is_no_symbol_is_not_found(text):
    assert not is_symbol(text)
    assert find_symbols(text) == ()


def test_finds_resolutions_by_number():
    assert find_mentions("By resolution 48/18, and resolution 48/18, la décision 5/101.") == (
        "resolution 48/18",
        "décision 5/101",
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("21 September 2015", datetime.date(2015, 9, 21)),
        ("15 Juin 2015", datetime.date(2015, 6, 15)),
        ("1er août 2019", datetime.date(2019, 8, 1)),
        ("31 June 2015", None),
        ("Meeting of 21 September 2015", None),
        ("September 2015", None),
    ],
)
def test_reads_a_line_that_is_a_date(line, date):
    assert read_date(line) == date
