"""A release as a Word document with real styles: titles, statements and lists can be restyled, and make an outline."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from meetings.document import Block, Heading, Prose, Run, SpeakersList, Statement, label_of
from meetings.document.text import with_stop

from .html import SAFE_LINK
from .html import WORDS as OF_THE_TEXT
from .pdf import NO_TITLE, WORDS, attributed
from .release import Release

LANGUAGE_TAGS = {"en": "en-GB", "fr": "fr-FR"}

# Style: the one it is based on, size in points, what else it is.
STYLES: dict[str, tuple[str, float, frozenset[str]]] = {
    "Place": ("Normal", 9, frozenset({"quiet"})),
    "Kicker": ("Normal", 9, frozenset({"quiet", "keep"})),
    "Statement": ("Normal", 11, frozenset()),
    "List of speakers": ("Normal", 11, frozenset({"indented"})),
    "Disclaimer": ("Normal", 8.5, frozenset({"quiet", "italic"})),
    "Symbol": ("Normal", 11, frozenset({"bold"})),
}
QUIET = RGBColor(0x55, 0x58, 0x5F)
INK = RGBColor(0x1D, 0x1D, 0x1F)
BLUE = RGBColor(0x00, 0x59, 0x9C)


def render(release: Release) -> bytes:
    """The file of a release."""
    document, language = release.document, release.document.language
    word = docx.Document()
    _set_up(word, release)
    word.add_paragraph(label_of(document.kind, language), "Place")
    word.add_paragraph(release.place, "Place")
    for label, text in release.notices:
        notice = word.add_paragraph(style="Intense Quote")
        notice.add_run(f"{label} ").bold = True
        notice.add_run(text)
    for text, style in (
        (document.kicker, "Kicker"),
        (document.headline or release.key, "Title"),
        (document.subheadline, "Subtitle"),
    ):
        if text:
            word.add_paragraph(text, style)
    if document.round_up:
        word.add_heading(OF_THE_TEXT[language]["round_up"], 1)
    _add(word, [*document.round_up, *document.where_to_find])
    for text in filter(None, (document.next_meeting, document.next_session)):
        word.add_paragraph(text)
    for segment in document.segments:
        word.add_heading(segment.title or NO_TITLE[language], 1)
        _add(word, segment.blocks)
    _end(word, release)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up(word: WordDocument, release: Release) -> None:
    """Page, properties, language and styles."""
    section, properties = word.sections[0], word.core_properties
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin = section.bottom_margin = Cm(2.4)
    properties.title = (release.document.headline or release.key)[:255]  # the longest that the library takes
    properties.author = release.body[:255]
    properties.subject = release.place[:255]
    properties.identifier = release.address[:255]
    properties.language = LANGUAGE_TAGS[release.document.language]
    properties.created = properties.modified = release.published_at
    properties.comments = ""
    for name, points in (("Normal", 11), ("Title", 20), ("Subtitle", 13), ("Heading 1", 14), ("Heading 2", 11)):
        _font(word.styles[name], points)
    for name, (base, size, marks) in STYLES.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[base]
        _font(style, size, marks)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE_TAGS[release.document.language])
    word.styles["Normal"].element.get_or_add_rPr().append(language)


def _font(style: ParagraphStyle, size: float, marks: frozenset[str] = frozenset()) -> None:
    font = style.font
    font.name, font.size = "Georgia", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    font.color.rgb = QUIET if "quiet" in marks else INK
    if "italic" in marks:
        font.italic = True
    if "bold" in marks:
        font.bold = True
    style.paragraph_format.keep_with_next = "keep" in marks or style.name.startswith("Heading") or None
    if "indented" in marks:
        style.paragraph_format.left_indent = Cm(0.6)


def _add(word: WordDocument, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Heading():
                word.add_heading(block.text, 2)
            case SpeakersList():
                word.add_paragraph(with_stop(block.text), "List of speakers")
            case Statement():
                first, *others = block.paragraphs
                _prose(word.add_paragraph(style="Statement"), attributed(first.runs, block.speaker))
                _add(word, others)
            case _:
                _prose(word.add_paragraph(), block.runs)


def _prose(paragraph: WordParagraph, runs: Prose) -> None:
    for run in runs:
        if run.href and SAFE_LINK.fullmatch(run.href) and ":" in run.href:
            _link(paragraph, run, run.href)
        else:
            _style(paragraph.add_run(run.text), run)


def _style(added, run: Run):
    """Marks of `run` on what was added; unset ones stay those of the paragraph."""
    added.bold, added.italic = run.strong or None, run.emphasis or None
    return added


def _link(paragraph: WordParagraph, run: Run, href: str) -> None:
    """A run that leads to an address; the library has no call of its own for one."""
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    added = _style(paragraph.add_run(run.text), run)
    added.font.color.rgb, added.font.underline = BLUE, True
    link.append(added._r)
    paragraph._p.append(link)


def _end(word: WordDocument, release: Release) -> None:
    """Disclaimer, where it is on the web, version and symbol."""
    document, words = release.document, WORDS[release.document.language]
    if document.disclaimer:
        word.add_paragraph(document.disclaimer, "Disclaimer")
    where = word.add_paragraph(f"{words['address']} ", "Place")
    _link(where, Run(release.address), release.address)
    word.add_paragraph(words["version"].format(release.version, release.published), "Place")
    if document.symbol:
        word.add_paragraph(document.symbol, "Symbol")
