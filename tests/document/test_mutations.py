"""However a text was mangled, it is read in time and no word of it is lost.

A few hundred mutations in the suite; more by hand:
`MUTATIONS=20000 pytest tests/document/test_mutations.py`.
"""

import os
import re
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.document import ambiguities, dump, found, infer, load, mend, names_in
from meetings.document.text import source_lines
from meetings.document.tree import squeeze
from meetings.newsroom.refusal import Refused
from meetings.newsroom.sources import read_text

from .mutations import mutated

SAMPLES = tuple(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "samples").glob("*.txt")))
EXAMPLES = int(os.environ.get("MUTATIONS", "300"))
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "mac-roman")
LONGEST = 1.0  # seconds of computing

hand = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
some = settings(hand, max_examples=max(1, EXAMPLES // 5))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


# Lines that the document holds as values, not as words; and what a list divided anew may leave out.
VALUES = {"label", "date", "body"}
CONJUNCTIONS = {"and", "et", "as", "well", "ainsi", "que", "And", "Et"}


@hand
@given(mutated(SAMPLES), st.sampled_from((None, "en", "fr")))
@example("", None)
def test_no_word_of_a_mangled_text_is_lost(text, language):
    start = time.process_time()
    loaded = load(text, language=language)
    document = infer(loaded.document)
    found(document)
    assert time.process_time() - start < LONGEST
    lines = source_lines(mend(text))
    assert [entry.line for entry in loaded.ledger] == list(range(1, len(lines) + 1))
    kept = [squeeze(lines[e.line - 1]) for e in loaded.ledger if e.kind == "block" and e.what not in VALUES]
    lost = words(" ".join(kept)) - words(dump(document))
    assert set(lost) <= CONJUNCTIONS, lost
    for entry in loaded.ledger:
        if entry.kind == "warning":
            assert any(w.line == entry.line or w.id == "second-symbol" for w in loaded.warnings)


@some
@given(mutated(SAMPLES))
def test_a_mangled_text_is_read_back_from_its_print_or_said_to_be_ambiguous(text):
    document = infer(load(text).document)
    if not ambiguities(document):
        assert load(dump(document), names_in(document)).document == document.plain()


@some
@given(
    mutated(SAMPLES),
    st.sampled_from(("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "mac-roman")),
    st.binary(max_size=3),
)
def test_bytes_of_any_encoding_are_a_text_or_a_refusal(text, encoding, bytes_of_another):
    content = text.encode(encoding, errors="replace")
    middle = len(content) // 2
    try:
        read = read_text(BytesIO(content[:middle] + bytes_of_another + content[middle:]))
    except Refused as refusal:
        assert str(refusal)
    else:
        assert any(character.isalpha() for character in read)
