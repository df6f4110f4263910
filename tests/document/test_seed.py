"""Real summaries, that lie beside the project: each must give what was found in it by hand."""

import json
import re
import time

import pytest

from meetings.document import ambiguities, dump, found, infer, load, names_in

SEED = "HRC23.093E"
OTHERS = (
    "CED-2011-11-FR",
    "CERD-2023-12-04-EN",
    "CMW13-012F",
    "DC17-028F",
    "HRC-2015-09-21-EN",
    "HRC-2023-07-11-FR",
)


def normal(value):
    """White space of any kind is one blank, ’ is '."""
    if isinstance(value, str):
        return " ".join(value.replace("’", "'").split())
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    return value


def source(corpus, name):
    expected = json.loads((corpus / f"{name}.expected.json").read_text(encoding="utf-8"))
    text = (corpus / expected["source"]).read_text(encoding="utf-8")
    notes = {key for key in expected if key in ("note", "source", "partial") or key.endswith("_note")}
    return text, {key: value for key, value in expected.items() if key not in notes}


@pytest.mark.parametrize("known", [False, True], ids=["names withheld", "names known"])
@pytest.mark.parametrize("name", [SEED, *OTHERS])
def test_finds_what_was_found_by_hand(corpus, names, name, known):
    text, expected = source(corpus, name)
    result = found(infer(load(text, names(expected["language"]) if known else None).document))
    for key, value in expected.items():
        assert normal(result[key]) == normal(value), key


def test_prints_the_seed_paragraph_by_paragraph(corpus):
    text, _ = source(corpus, SEED)
    paragraphs = [normal(paragraph) for paragraph in re.split(r"\n(?:\s*\n)+", text)]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph and paragraph != "Skip to main content"]
    broken = next(i for i, paragraph in enumerate(paragraphs) if paragraph.endswith("Voluntary Fund for"))
    paragraphs[broken : broken + 2] = [" ".join(paragraphs[broken : broken + 2])]
    assert [normal(paragraph) for paragraph in dump(load(text).document).split("\n\n")] == paragraphs


def test_says_what_it_assumed_about_the_seed(corpus):
    text, _ = source(corpus, SEED)
    assert [(warning.id, warning.line) for warning in load(text).warnings] == [
        ("no-date", 1),
        ("broken-paragraph-joined", 17),
        ("no-final-stop", 27),
        ("no-final-stop", 95),
    ]


def test_every_line_of_the_seed_is_accounted_for(corpus):
    text, _ = source(corpus, SEED)
    ledger = load(text).ledger
    lines = text.splitlines()
    assert [entry.line for entry in ledger] == list(range(1, len(lines) + 1))
    assert all(bool(lines[e.line - 1].strip()) == (e.what != "blank") for e in ledger)
    assert [lines[entry.line - 1] for entry in ledger if entry.what == "page"] == ["Skip to main content"]


def test_the_seed_without_its_empty_lines_says_the_same(corpus):
    text, _ = source(corpus, SEED)
    flat = "\n".join(line for line in text.splitlines() if line.strip())
    assert load(flat).document == load(text).document


def test_the_seed_is_read_back_from_its_own_print(corpus):
    text, _ = source(corpus, SEED)
    document = infer(load(text).document)
    assert ambiguities(document) == ()
    assert load(dump(document), names_in(document)).document == document.plain()


def test_the_seed_is_read_in_less_than_the_blink_of_an_eye(corpus):
    text, _ = source(corpus, SEED)
    load(text)  # the first time compiles the phrases
    start = time.process_time()  # of this process: others may keep the machine busy
    infer(load(text).document)
    assert time.process_time() - start < 0.3
