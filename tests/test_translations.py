"""Everything that the system says, it says in French as well, and as French is printed."""

import ast
import re
from gettext import GNUTranslations

import pytest

from meetings.management.commands.translations import CATALOGUE, KEYWORDS, ROOT, collected, read_catalogue

UPDATE = "DEBUG=1 .venv/bin/python manage.py translations"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def french() -> list[tuple[str, str]]:
    """Pairs of a message and its French, each plural on its own."""
    return [
        pair
        for message in read_catalogue()
        if message.id
        for pair in (
            zip(message.id, message.string, strict=True)
            if isinstance(message.id, tuple)
            else [(message.id, message.string)]
        )
    ]


def test_no_message_stands_inside_an_f_string_where_it_would_not_be_collected():
    for path in (ROOT / "meetings").rglob("*.py"):
        for string in ast.walk(ast.parse(path.read_text())):
            calls = ast.walk(string) if isinstance(string, ast.JoinedStr) else ()
            names = {call.func.id for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}
            assert not names & set(KEYWORDS), path


def test_every_message_is_in_the_catalogue_and_nothing_else():
    there = {message.id for message in read_catalogue() if message.id}
    wanted = {message.id for message in collected() if message.id}
    assert (wanted - there, there - wanted) == (set(), set()), f"To bring it up to date: {UPDATE}"


def test_every_message_has_its_french(french):
    assert [message for message, words in french if not words] == []


def test_the_compiled_catalogue_is_that_of_the_text():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in read_catalogue():
        if isinstance(message.id, tuple):
            assert message.string == (compiled.ngettext(*message.id, 1), compiled.ngettext(*message.id, 2)), UPDATE
        elif message.context:
            assert message.string == compiled.pgettext(message.context, message.id), UPDATE
        elif message.id:
            assert message.string == compiled.gettext(message.id), UPDATE


def test_no_translation_drops_or_invents_a_value(french):
    for message, words in french:
        assert set(PLACEHOLDER.findall(words)) <= set(PLACEHOLDER.findall(message)), message
    for message in read_catalogue():
        if isinstance(message.id, str):
            assert set(PLACEHOLDER.findall(message.id)) == set(PLACEHOLDER.findall(message.string)), message.id


def test_french_is_printed_as_french(french):
    """Apostrophes are curved; what stands before : ; ? ! » or after « does not break."""
    for _, words in french:
        assert not re.search(r"'| [:;?!»]|« |\"", words), words
