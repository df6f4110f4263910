"""For every document: JSON gives it back; and so does its plain text, where nothing in it is ambiguous."""

import json
import os

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from meetings.document import ambiguities, dump, found, from_json, infer, load, names_in, parse_names, to_json

from .strategies import TRAPS, documents

EXAMPLES = int(os.environ.get("EXAMPLES", 60))  # more of them by EXAMPLES=1000
slow = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@slow
@given(documents())
def test_json_gives_a_document_back(document):
    data = to_json(document)
    assert from_json(json.loads(json.dumps(data))) == document
    assert to_json(from_json(data)) == data


def test_plain_text_gives_a_document_back_unless_it_is_ambiguous():
    tried = []

    @slow
    @given(documents())
    def reads_back(document):
        tried.append(not ambiguities(document))
        event("unambiguous" if tried[-1] else "ambiguous")
        read = load(dump(document), names_in(document)).document
        if tried[-1]:
            assert read == document.plain()

    reads_back()
    assert sum(tried) > 0.3 * len(tried), "Too few documents without ambiguities: the property says little."


@slow
@given(documents())
def test_what_a_text_tells_of_itself_changes_no_word(document):
    read = load(dump(document)).document
    told = infer(read)
    assert dump(told) == dump(read)
    assert infer(told) == told
    json.dumps(found(told))


any_lines = st.lists(st.text(max_size=60) | st.sampled_from(TRAPS), max_size=30).map("\n".join)


@slow
@given(any_lines, st.sampled_from(("en", "fr", None)))
def test_any_text_is_read_with_every_line_accounted_for(text, language):
    loaded = load(text, language=language)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [entry.line for entry in loaded.ledger] == list(range(1, len(lines) + (lines[-1] != "")))
    assert all(1 <= warning.line <= max(1, len(lines)) for warning in loaded.warnings)
    ambiguities(loaded.document)
    found(infer(loaded.document))
    parse_names(text, None, language or "en")
