"""The markup of prose fields: what an editor writes is kept, everything else is read for its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.document.prose import clean, parse, render
from meetings.document.tree import (
    Heading,
    Intervention,
    Paragraph,
    Run,
    SpeakersList,
    Statement,
    prose,
)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)
runs = st.builds(
    Run,
    words,
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "", "https://example.org/a?b=1&c=2", "#b-1"]),
)
paragraphs = st.lists(runs, min_size=1, max_size=5).map(lambda parts: Paragraph(prose(*parts)))
headings = words.map(lambda text: Heading("".join(run.text for run in prose(text))))
blocks = st.lists(st.one_of(paragraphs, headings).filter(lambda block: block.text.strip()), max_size=6)


@given(blocks)
def test_what_is_rendered_is_read_back(blocks):
    markup = render(blocks)
    assert clean(markup) == markup
    assert render(parse(markup, "en")) == markup


@given(st.text(max_size=200))
def test_any_text_becomes_clean_markup_that_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)


def test_paragraphs_headings_emphasis_and_links_are_kept():
    markup = (
        '<p id="aaaa1">A <strong>bold</strong>, <em>soft</em> <a href="https://example.org/">link</a>.</p>\n'
        '<h3 id="aaaa2">Discussion</h3>'
    )
    assert clean(markup) == markup


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("<script>alert(1)</script><p>A</p>", "<p>A</p>"),
        ('<p onclick="x()" style="color:red" class="c">A</p>', "<p>A</p>"),
        ('<p><a href="javascript:alert(1)">A</a></p>', "<p>A</p>"),
        ('<p><a href=" https://x.org/">A</a></p>', '<p><a href="https://x.org/">A</a></p>'),
        ('<p id="&quot;><img src=x>">A</p>', "<p>A</p>"),
        ("<h1>Report</h1>", "<h3>Report</h3>"),
        ("<ul><li>One</li><li>Two</li></ul>", "<p>One</p>\n<p>Two</p>"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "<p>One</p>\n<p>Two</p>"),
        ("<p>One<br>more</p>", "<p>One more</p>"),
        ("One<p>Two", "<p>One</p>\n<p>Two</p>"),
        ("<p>&nbsp;</p><p> </p>", ""),
        ("<p>a < b & c</p>", "<p>a &lt; b &amp; c</p>"),
        ("<p><b>a</b><b>b</b></p>", "<p><strong>ab</strong></p>"),
        ("<svg><p>A</p>", "<p>A</p>"),
        ('<div data-list="llll1"><p>A</p>', '<div data-list="llll1"></div>\n<p>A</p>'),
        ("<html><head><title>t</title></head><body><p>A</p></body></html>", "<p>A</p>"),
    ],
)
def test_anything_else_is_read_for_its_words(dirty, expected):
    assert clean(dirty) == expected


def test_a_paragraph_that_opens_with_a_name_in_capitals_begins_a_statement():
    blocks = parse(
        "<h3>Report</h3><p>ANNA LIND, Keeper of the Light, said A.</p><p>B.</p><h3>Discussion</h3><p>C.</p>",
        "en",
    )
    assert [type(block) for block in blocks] == [Heading, Statement, Heading, Paragraph]
    assert (blocks[1].speaker, blocks[1].capacity) == ("ANNA LIND", "Keeper of the Light")
    assert [p.text for p in blocks[1].paragraphs] == [
        "ANNA LIND, Keeper of the Light, said A.",
        "B.",
    ]


def test_a_marker_becomes_the_list_of_its_key_once():
    names = SpeakersList("discussion", (Intervention("Chad", "Chad"),), lead_in="Speaking were", id="llll1")
    markup = (
        '<p>A.</p>\n<div data-list="llll1">shown in the editor, <b>not</b> kept</div>\n<div data-list="llll1"></div>'
    )
    assert parse(markup, "en", {"llll1": names}) == (Paragraph(prose("A.")), names)
    assert render(parse(markup, "en", {"llll1": names})) == '<p>A.</p>\n<div data-list="llll1"></div>'
