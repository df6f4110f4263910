"""A whole text is pasted: what it becomes is shown, each step can be undone, and nothing changes before it is taken."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordDocument

from meetings.document import Names, SpeakersList, Statement, paragraphs_of, text_of
from meetings.document.clipboard import read_html
from meetings.models import Summary
from meetings.newsroom import mapping, pasting, saving, workflow
from meetings.newsroom.refusal import Refused
from tests.world import small_document

from .forms import Fields, client_of

WORD = (Path(__file__).parent / "clipboard" / "word.html").read_text()


def address(summary):
    return reverse("desk:paste", args=[summary.pk])


def now(summary):
    return Summary.objects.get(pk=summary.pk)


def shown(user, summary, **fields):
    """The second page, as a browser without JavaScript sends it on; "keep" is a list there."""
    response = client_of(user).post(address(summary), {"way": "replace", "html": "", "text": "", **fields})
    return response.content.decode()


def take(user, summary, page, **fields):
    values = Fields(page, form="paste_form").values
    values.pop("shown", None), values.pop("keep", None)
    return client_of(user).post(address(summary), values | {"act": "take"} | fields)


def proposal(html=WORD, without=()):
    return pasting.propose(html, "html", "en", Names("en"), without)


def words(document):
    return [text_of(paragraph.runs) for paragraph in paragraphs_of(block for _, block in document.blocks())]


# --- What word processors write ---------------------------------------------------------------------------------------


def test_of_words_clipboard_the_words_stay_and_all_else_goes():
    pasted = read_html(WORD)
    text = pasted.text
    assert not any(rest in text for rest in ("mso", "Normal", "·", "[1]", "slept", "dozed", "\u00ad", "xml"))
    assert "this morning heard of paper. It woke." in text
    assert "said paper “lasts”, as a report showed" in text
    assert "than ink*." in text and "* A note of the page." in text
    assert text.split("\n\n")[-3:-1] == ["The left column closed.", "The right column closed."]
    assert pasted.empty == 2


def test_emphasis_and_links_are_kept_where_a_paragraph_was_broken_too():
    document = proposal().document
    runs = [run for paragraph in paragraphs_of(b for _, b in document.blocks()) for run in paragraph.runs]
    assert [run.text for run in runs if run.emphasis] == ["paper"]
    assert [(run.text, run.href) for run in runs if run.href] == [("a report", "https://example.org/paper")]


def test_a_script_or_an_address_that_runs_one_is_no_text():
    pasted = read_html("<p onclick='x()'>Words<script>alert(1)</script> <a href='javascript:x()'>here</a>.</p>")
    assert pasted.text == "Words here."
    assert all(run.href is None for runs in pasted.paragraphs for run in runs)


@pytest.mark.parametrize("html", ["", "<p>", "<b><p>a</b></i>", "<!--StartFragment-->a", "</p></p>b<", "<![if x]>c"])
def test_markup_that_is_none_breaks_nothing(html):
    read_html(html)


# --- What it becomes, step by step ------------------------------------------------------------------------------------


def test_a_break_that_is_unticked_stands_again():
    (step,) = proposal().of("join")
    assert any("Voluntary Fund for Technical Paper" in text for text in words(proposal().document))
    undone = proposal(without={step.key})
    assert not any("Voluntary Fund for Technical Paper" in text for text in words(undone.document))
    assert [step.kept for step in undone.of("join")] == [False]


@pytest.mark.parametrize(("kind", "block"), [("statement", Statement), ("list", SpeakersList)])
def test_a_statement_or_list_that_is_unticked_is_paragraphs_with_every_word(kind, block):
    whole = proposal()
    (step,) = whole.of(kind)
    undone = proposal(without={step.key}).document
    assert not any(isinstance(part, block) for _, part in undone.blocks())
    assert any(step.words in text for text in words(undone))


def test_a_symbol_that_is_unticked_is_no_report():
    steps = proposal().of("report")
    assert [step.words for step in steps] == ["A/HRC/53/61"]
    undone = proposal(without={step.key for step in steps}).document
    assert not any(segment.reports for segment in undone.segments)


# --- On the page ------------------------------------------------------------------------------------------------------


def test_the_page_tells_what_was_done_and_changes_nothing(anna, draft):
    page = shown(anna, draft, html=WORD)
    assert "1 broken paragraph joined, 2 empty ones removed, 1 statement, 1 list, 1 symbol" in page
    assert now(draft).revision == draft.revision


def test_what_is_taken_replaces_the_text_as_a_new_revision(anna, draft):
    page = shown(anna, draft, html=WORD)
    keys = [step.key for step in proposal().steps]
    assert take(anna, draft, page, shown=keys, keep=keys).status_code == 302
    document = mapping.read(now(draft))
    assert now(draft).revision == draft.revision + 1
    assert [segment.title for segment in document.segments] == ["General Debate on Paper"]
    assert document.headline == "Council Hears of Paper" and document.date == draft.date


def test_what_is_appended_leaves_the_text_before_it(anna, draft):
    page = shown(anna, draft, text="Paper was praised by all.", way="append")
    take(anna, draft, page)
    document, before = mapping.read(now(draft)), small_document()
    assert document.headline == before.headline and document.segments == before.segments
    assert [block.text for block in document.round_up[:2]] == [block.text for block in before.round_up]


def test_what_is_unticked_on_the_page_is_not_taken(anna, draft):
    page = shown(anna, draft, html=WORD)
    take(anna, draft, page, shown=[step.key for step in proposal().steps], keep=[])
    assert not any(isinstance(block, Statement | SpeakersList) for _, block in mapping.read(now(draft)).blocks())


def test_a_text_that_changed_meanwhile_is_shown_again_first(anna, bea, draft):
    page = shown(anna, draft, html=WORD)
    saving.save(draft.pk, small_document(headline="Another"), draft.revision, bea)
    answer = take(anna, draft, page)
    assert answer.status_code == 200 and "The text was changed meanwhile" in answer.content.decode()
    assert mapping.read(now(draft)).headline == "Another"


def test_another_desk_and_a_text_that_was_handed_in_take_nothing(anna, claire, draft):
    assert client_of(claire).get(address(draft)).status_code == 404
    page = shown(anna, draft, html=WORD)
    handed_in = workflow.perform(draft, "submit", anna, seen=draft.revision)
    answer = take(anna, handed_in, page)
    assert answer.status_code == 409 and "Council Hears of Paper" in answer.content.decode()
    assert mapping.read(now(draft)).headline == small_document().headline


def test_nothing_or_two_things_at_once_are_asked_about(anna, draft):
    for fields in ({}, {"text": "Words.", "file": SimpleUploadedFile("a.docx", b"PK")}):
        assert "one of the two" in shown(anna, draft, **fields)
    assert "There are no words" in shown(anna, draft, text="— 1 —")


# --- Files of Word ----------------------------------------------------------------------------------------------------


def packed(**parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def test_a_file_of_word_is_read_with_its_emphasis(anna, draft):
    word, file = WordDocument(), BytesIO()
    word.add_paragraph("The Council heard of ").add_run("paper").italic = True
    word.save(file)
    assert pasting.read_docx(BytesIO(file.getvalue())) == "<p>The Council heard of <em>paper</em></p>"
    assert "Council heard of" in shown(anna, draft, file=SimpleUploadedFile("a.docx", file.getvalue()))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no zip", "no Word document"),
        (packed(other="<a/>"), "no Word document"),
        (packed(word__document='<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'), "entities"),
        (packed(word__document="<!DOCTYPE a []><a/>".encode("utf-16")), "entities"),
        (packed(word__document=b" " * 50_000_001), "unpacked"),
        (b"P" * 5_000_001, "larger than 5 MB"),
    ],
    ids=["no-zip", "no-word", "entities", "utf-16", "bomb", "large"],
)
def test_a_file_that_is_none_or_does_harm_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence):
        pasting.read_docx(BytesIO(content))
