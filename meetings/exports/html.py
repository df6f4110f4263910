"""A document as HTML: semantic, escaped, every block with its own address. No style, no script, no database.

What stands here is the article only, from kicker to symbol; the page around it is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from django.utils.html import escape

from meetings.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Prose,
    Run,
    Segment,
    SpeakersList,
    Statement,
    find_symbols,
)
from meetings.document.text import with_stop

# Words that the page adds to the text, in the text's language and not in the reader's.
WORDS = {
    "en": {"contents": "Contents", "round_up": "In brief", "permalink": "Link to this statement by {}"},
    "fr": {"contents": "Sommaire", "round_up": "En bref", "permalink": "Lien vers cette intervention de {}"},
}
SAFE_LINK = re.compile(r"(?:https?://|mailto:|/(?!/)|#)[^\s\\]+", re.IGNORECASE)


def render(document: Document) -> str:
    """The article of a document: head, contents, round-up, segments in order, disclaimer, symbol."""
    language = document.language
    segments = [(f"s-{escape(segment.id or n)}", segment) for n, segment in enumerate(document.segments, 1)]
    head = _lines(
        ('<p class="kicker">{}</p>', document.kicker),
        ("<h1>{}</h1>", document.headline),
        ('<p class="sub-headline">{}</p>', document.subheadline),
    )
    foot = _lines(('<p class="disclaimer">{}</p>', document.disclaimer), ('<p class="symbol">{}</p>', document.symbol))
    return "".join(
        (
            f"<header>\n{head}</header>\n",
            _contents(document, segments),
            _round_up(document),
            *(_segment(anchor, segment, language) for anchor, segment in segments),
            f"<footer>\n{foot}</footer>\n" if foot else "",
        )
    )


def round_up(document: Document) -> str:
    """The round-up alone: what readers of feeds show."""
    return _blocks(document.round_up, document.language)


def _lines(*lines: tuple[str, str]) -> str:
    """Each text in its element; none of an empty text."""
    return "".join(element.format(escape(text)) + "\n" for element, text in lines if text)


def _contents(document: Document, segments: list[tuple[str, Segment]]) -> str:
    """Where a text has several parts: a link to each."""
    words = WORDS[document.language]
    entries = [("round-up", words["round_up"])] if document.round_up else []
    entries += [(anchor, segment.title) for anchor, segment in segments]
    if len(entries) < 2:
        return ""
    links = "".join(f'<li><a href="#{anchor}">{escape(title)}</a></li>\n' for anchor, title in entries)
    return (
        f'<nav class="contents" aria-labelledby="contents">\n<p class="label" id="contents">{words["contents"]}</p>\n'
        f"<ol>\n{links}</ol>\n</nav>\n"
    )


def _round_up(document: Document) -> str:
    """The round-up; then where webcast and documents are found, and when the body meets next."""
    language = document.language
    inner = _blocks(document.round_up, language)
    if document.where_to_find:
        inner += f'<div class="where">\n{_blocks(document.where_to_find, language)}</div>\n'
    following = (Paragraph((Run(text),)) for text in (document.next_meeting, document.next_session) if text)
    if next_time := _blocks(following, language):
        inner += f'<div class="next">\n{next_time}</div>\n'
    title = f'<h2 class="label" id="round-up-title">{WORDS[language]["round_up"]}</h2>\n'
    section = f'<section class="round-up" id="round-up" aria-labelledby="round-up-title">\n{title}{inner}</section>\n'
    return section if inner else ""


def _segment(anchor: str, segment: Segment, language: str) -> str:
    return (
        f'<section class="segment" id="{anchor}" aria-labelledby="{anchor}-title">\n'
        f'<h2 id="{anchor}-title">{escape(segment.title)}</h2>\n{_blocks(segment.blocks, language)}</section>\n'
    )


# --- Blocks -----------------------------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], language: str) -> str:
    return "".join(_block(block, language) for block in blocks)


def _block(block: Block, language: str) -> str:
    match block:
        case Heading():
            return f"<h3{_id(block)}>{escape(block.text)}</h3>\n"
        case Paragraph():
            return f"<p{_id(block)}>{_prose(block.runs, language)}</p>\n"
        case SpeakersList():
            return f'<p class="speakers"{_id(block)}>{escape(with_stop(block.text))}</p>\n'
        case Statement():
            return _statement(block, language)


def _statement(statement: Statement, language: str) -> str:
    first, *others = statement.paragraphs
    label = escape(WORDS[language]["permalink"].format(statement.speaker))
    link = f'<a class="permalink" href="#b-{escape(first.id)}" aria-label="{label}">#</a>' if first.id else ""
    paragraphs = f"<p>{_attributed(first, statement.speaker, language)}{link}</p>\n"
    paragraphs += "".join(_block(paragraph, language) for paragraph in others)
    return f'<div class="statement"{_id(first)}>\n{paragraphs}</div>\n'


def _attributed(paragraph: Paragraph, speaker: str, language: str) -> str:
    """A paragraph that opens with its speaker's name, the name marked."""
    if not paragraph.text.startswith(speaker):
        return _prose(paragraph.runs, language)
    rest: list[Run] = []
    left = len(speaker)
    for run in paragraph.runs:
        rest.append(replace(run, text=run.text[left:]))
        left = max(0, left - len(run.text))
    return f'<b class="speaker">{escape(speaker)}</b>{_prose(tuple(rest), language)}'


def _id(block: Block) -> str:
    return f' id="b-{escape(block.id)}"' if block.id else ""


# --- Prose ------------------------------------------------------------------------------------------------------------


def _prose(runs: Prose, language: str) -> str:
    """Runs as HTML; neighbours that lead to one address are one link."""
    html = ""
    for href, linked in groupby(runs, key=lambda run: run.href):
        safe = href is not None and SAFE_LINK.fullmatch(href)
        inner = "".join(_run(run, "" if safe else language) for run in linked)
        html += f'<a href="{escape(href)}">{inner}</a>' if safe else inner
    return html


def _run(run: Run, language: str) -> str:
    """One run; without a language it stands inside a link, and its symbols are not linked."""
    html = _link_symbols(run.text, language) if language else str(escape(run.text))
    if run.emphasis and html:
        html = f"<em>{html}</em>"
    if run.strong and html:
        html = f"<strong>{html}</strong>"
    return html


def _link_symbols(text: str, language: str) -> str:
    """Escaped text with the symbols of United Nations documents as links to them."""
    symbols = find_symbols(text)
    if not symbols:
        return str(escape(text))
    longest_first = sorted(symbols, key=len, reverse=True)
    pieces = re.split(rf"(?<![\w/])({'|'.join(map(re.escape, longest_first))})(?![\w/])", text)
    return "".join(_symbol(piece, language) if piece in symbols else str(escape(piece)) for piece in pieces)


def _symbol(symbol: str, language: str) -> str:
    return f'<a class="document" href="https://docs.un.org/{language}/{symbol}">{symbol}</a>'
