"""Ordinals in words: made from the number, and read back in every spelling that releases show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.document import ordinal, read_ordinal

NUMBERS = st.integers(1, 999)
LANGUAGES = st.sampled_from(["en", "fr"])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (12, "twelfth"),
        (20, "twentieth"),
        (53, "fifty-third"),
        (100, "one hundredth"),
        (111, "one hundred and eleventh"),
        (399, "three hundred and ninety-ninth"),
        (800, "eight hundredth"),
        (999, "nine hundred and ninety-ninth"),
    ],
)
def test_says_an_ordinal_in_english(number, words):
    assert ordinal(number, "en") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "première"),
        (2, "deuxième"),
        (4, "quatrième"),
        (5, "cinquième"),
        (9, "neuvième"),
        (21, "vingt et unième"),
        (61, "soixante et unième"),
        (71, "soixante et onzième"),
        (80, "quatre-vingtième"),
        (81, "quatre-vingt-unième"),
        (91, "quatre-vingt-onzième"),
        (93, "quatre-vingt-treizième"),
        (100, "centième"),
        (101, "cent unième"),
        (139, "cent trente-neuvième"),
        (200, "deux centième"),
        (201, "deux cent unième"),
        (680, "six cent quatre-vingtième"),
        (999, "neuf cent quatre-vingt-dix-neuvième"),
    ],
)
def test_says_an_ordinal_in_french(number, words):
    assert ordinal(number, "fr") == words


def test_only_the_first_has_a_gender_in_french():
    assert ordinal(1, "fr", feminine=False) == "premier"
    assert all(ordinal(n, "fr", feminine=False) == ordinal(n, "fr") for n in range(2, 1000))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_ordinal_is_read_back_and_no_two_are_alike(language):
    assert [read_ordinal(f"of its {ordinal(n, language)}", language) for n in range(1, 1000)] == list(range(1, 1000))


@given(NUMBERS, LANGUAGES, st.sampled_from(["-", " ", "\u2011", "\xa0"]), st.booleans(), st.booleans())
def test_an_ordinal_is_read_back_in_any_spelling(number, language, joint, with_and, capitals):
    """Hyphens everywhere or nowhere, as French has them since 1990; "and" or none; capitals."""
    words = ordinal(number, language).replace("-", " ")
    if not with_and:
        words = words.replace(" and ", " ").replace(" et ", " ")
    words = words.replace(" ", joint)
    assert read_ordinal(words.upper() if capitals else words, language) == number


@given(NUMBERS, LANGUAGES, st.sampled_from(["th", "st", "nd", "rd", "e", "ème", "ième", "re", "ère", "er"]))
def test_an_ordinal_is_read_in_figures(number, language, ending):
    assert read_ordinal(f"its {number}{ending}", language) == number


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [
        ("one hundred and eleventh", "en", 111),
        ("one hundred eleventh", "en", 111),
        ("its hundred and third", "en", 103),
        ("a hundredth", "en", 100),
        ("the tenth and twentieth", "en", 20),
        ("23rd", "en", 23),
        ("2d", "en", 2),
        ("toute première", "fr", 1),
        ("seconde", "fr", 2),
        ("soixante-et-unième", "fr", 61),
        ("soixante-onzième", "fr", 71),
        ("cent-trente-huitième", "fr", 138),
        ("cent et unième", "fr", 101),
        ("deux-cents-unième", "fr", 201),
        ("la dixième et vingtième", "fr", 20),
        ("1re", "fr", 1),
        ("1ère", "fr", 1),
        ("19ème", "fr", 19),
        ("19ᵉ", "fr", 19),
        ("2nde", "fr", 2),
    ],
)
def test_reads_an_ordinal(words, language, number):
    assert read_ordinal(words, language) == number


@pytest.mark.parametrize("text", ["", "and", "resumed", "fifty-three", "0th", "1000th", "2015", "tenth session"])
def test_what_is_no_ordinal_is_none(text):
    assert read_ordinal(text, "en") is None


@pytest.mark.parametrize("number", [0, 1000, -1])
def test_no_ordinal_is_made_up(number):
    with pytest.raises(ValueError, match="No ordinal"):
        ordinal(number, "en")
