"""The prose editor changes what was typed, and nothing else."""

import re

import pytest

from meetings.models import Summary

PROSE = (
    '<p id="para222">One <strong>two</strong> <em>three</em> <a href="https://example.org/x">four</a>.</p>\n'
    '<p id="para333" data-digests="segm222">A summary can be found <a href="">here</a>.</p>\n'
    '<h3 id="head222">Part</h3>\n'
    '<p id="para444">The end.</p>'
)

COPY = 'html => navigator.clipboard.write([new ClipboardItem({"text/html": new Blob([html], {type: "text/html"})})])'


@pytest.fixture
def editor(sign_in):
    """Anna's page with this prose in the round-up, the caret at the end of it."""
    page = sign_in("anna", locale="en", permissions=["clipboard-read", "clipboard-write"])
    summary = Summary.objects.filter(language="en", state="draft").first()
    summary.lists.all().delete()
    Summary.objects.filter(pk=summary.pk).update(round_up=PROSE)
    page.goto(summary.get_absolute_url())
    page.locator(".field-round_up .ProseMirror p").last.click()
    caret(page, "End")
    return page


def caret(page, *keys):
    """Moves the caret at a person's pace: the editor learns of it by an event that comes a moment later."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(50)


def prose(page):
    return page.input_value("#id_round_up").replace("\n", "")


def test_words_typed_into_one_paragraph_leave_the_others_as_they_were(editor):
    editor.keyboard.type(" Or not.")
    assert prose(editor) == PROSE.replace("\n", "").replace("The end.", "The end. Or not.")


def test_a_divided_paragraph_keeps_its_id_with_its_beginning(editor):
    caret(editor, "ArrowUp", "ArrowUp", "End")
    editor.keyboard.press("Enter")
    editor.keyboard.type("More.")
    assert '<p id="para333" data-digests="segm222">' in prose(editor)
    assert '<p data-digests="segm222">More.</p>' in prose(editor)


def test_a_copied_paragraph_is_a_new_one(editor):
    caret(editor, "Control+A", "Control+C", "Control+End", "Control+V")
    assert prose(editor).count("<h3") == 2
    ids = re.findall(r' id="(\w+)"', prose(editor))
    assert sorted(ids) == sorted(set(ids))


def test_what_comes_from_word_keeps_its_headings_and_no_more(editor):
    html = (
        "<h1>Report</h1><p class=MsoNormal><b><span style='font-size:12pt'>Discussion</span></b></p>"
        "<p style='margin:0'>One<br>two <i>three</i></p><ul><li>four</li></ul><table><tr><td>five</td></tr></table>"
    )
    editor.keyboard.press("Enter")
    editor.evaluate(COPY, html)
    editor.keyboard.press("Control+V")
    after = prose(editor).split("The end.</p>")[1]
    assert "<h3>Discussion</h3><p>One two <em>three</em></p><p>four</p><p>five</p>" in after
    assert not re.search("<(h1|ul|li|table|span|b)|style|class", after)


def test_the_keyboard_passes_the_toolbar_in_one_step(editor):
    editor.locator(".field-round_up .ProseMirror").focus()
    editor.keyboard.press("Shift+Tab")
    assert editor.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Tab")
    assert editor.evaluate("document.activeElement.getAttribute('aria-label')") == "Round-up"
    editor.keyboard.press("Tab")
    assert not editor.evaluate("document.activeElement.closest('.prose-editor') !== null")
