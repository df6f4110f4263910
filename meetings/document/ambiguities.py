"""What the plain text of a document cannot carry: found by asking of every part what it looks like, alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .context import settle
from .footnotes import attach, detach
from .ledger import quote
from .lines import breaks, classify, language_of
from .lists import lists_in, read_list
from .loading import FURNITURE, is_headline, is_latin
from .mending import mend
from .names import Names, names_in
from .phrases import split_kicker
from .speaking import opening
from .text import Chunk, Part, dump, parts, with_stop
from .tree import Block, Document, Heading, Paragraph, SpeakersList, Statement, plain_block, squeeze

NO_HEADLINE = FURNITURE | {"label"}

# What a part is called in a sentence.
CALLED = {
    "headline": "a headline",
    "label": "a label",
    "subheadline": "a sub-headline",
    "paragraph": "a paragraph",
    "heading": "the heading of a part",
    "statement": "the opening of a statement",
    "list": "a list of speakers",
    "footnote": "a footnote",
    "where_to_find": "a sentence on where to find webcast and documents",
    "next_meeting": "a sentence on the next meeting",
    "next_session": "a sentence on the next session",
    "title": "the title of a segment",
    "disclaimer": "a disclaimer",
    "symbol": "a press symbol",
    "cut_symbol": "a press symbol that is cut",
    "chrome": "a line of the page around the text",
    "kicker": "a kicker",
    "date": "a date",
    "body": "the name of the body",
}


def ambiguities(document: Document) -> tuple[str, ...]:
    """Sentences that name what would be read otherwise from the plain text; none: it reads back as `plain()`."""
    names = names_in(document)
    return tuple(
        dict.fromkeys(
            (
                *_of_language(document),
                *_of_head(document, names),
                *_of_parts(document, names),
                *_of_neighbours(document),
                *_of_blocks(document, names),
            )
        )
    )


def _of_language(document: Document) -> Iterator[str]:
    if mend(dump(document)) != dump(document):
        yield "Some letters look garbled."
    if language_of(dump(document)) != document.language:
        yield f"Symbol and words do not show that the text is in “{document.language}”."


def _of_head(document: Document, names: Names) -> Iterator[str]:
    head, _, subheadline, *rest = parts(document)
    if split_kicker(head.text) != (document.kicker, document.headline) and head.text != document.kicker:
        yield f"Where the kicker ends cannot be told in {quote(head.text)}."
    if not is_latin(document.headline):
        yield f"The headline {quote(document.headline)} is of another script."
    if document.headline and classify(squeeze(head.text), document.language, names) in NO_HEADLINE:
        yield f"The headline {quote(document.headline)} does not look like one."
    if subheadline.text and not _may_be_subheadline(subheadline, document.language, names):
        yield f"The sub-headline {quote(subheadline.text)} does not look like one."
    first = next((part for part in rest if squeeze(part.text)), None)
    if not subheadline.text and first and _may_be_subheadline(first, document.language, names):
        yield f"Without a sub-headline, {quote(first.text)} stands in its place."


def _may_be_subheadline(part: Part, language: str, names: Names) -> bool:
    text = squeeze(part.text)
    return is_headline(Chunk(text, (), classify(text, language, names)))


def _of_parts(document: Document, names: Names) -> Iterator[str]:
    """Parts that look like something else."""
    printed = [part for part in parts(document) if squeeze(part.text)]
    for part in printed:
        if squeeze(part.text) != part.text and part.what not in ("paragraph", "statement", "where_to_find"):
            yield f"{quote(part.text)} has blanks that plain text does not keep."
    body = [part for part in printed if part.what not in ("headline", "label", "subheadline")]
    texts = [squeeze(part.text) for part in body]
    alone = [(classify(text, document.language, names), text) for text in texts]
    for part, text, looks in zip(body, texts, settle(alone, document.language, names), strict=True):
        if looks != part.what:
            yield f"{quote(text)} is {CALLED[part.what]}, but looks like {CALLED[looks]}."
        lists = lists_in(text, names, document.language)
        if looks == part.what == "paragraph" and len(lists) > 1 and all(speakers for _, speakers in lists):
            yield f"{quote(text)} would be read as several lists."


def _of_neighbours(document: Document) -> Iterator[str]:
    """Parts that look like two halves of a broken paragraph."""
    printed = [text for part in parts(document) if (text := squeeze(part.text))]
    for first, second in pairwise(printed):
        if breaks(first, second, document.language):
            yield f"{quote(second)} looks like the rest of {quote(first)}."


def _of_blocks(document: Document, names: Names) -> Iterator[str]:
    """Blocks that their own text does not give back, or that have no place where they stand."""
    for heading in document.round_up:
        if isinstance(heading, Heading):
            yield f"The heading {quote(heading.text)} stands in the round-up, where it would open a segment."
    closed = document.where_to_find or document.next_meeting or document.next_session
    for place, segment in enumerate(document.segments):
        first = next(iter(segment.blocks), None)
        if not segment.title and (
            place or not (isinstance(first, Heading) or (closed and isinstance(first, Statement)))
        ):
            yield "A segment without a title, without a heading at its beginning or after another segment."
    if attach(*detach(document))[0] != document:
        yield "A footnote stands elsewhere than after the block that calls it."
    for blocks in (document.round_up, *(segment.blocks for segment in document.segments)):
        before: Block | None = None
        for block in blocks:
            yield from _of_block(before, block, document.language, names)
            before = block
    if not all(squeeze(paragraph.text) for paragraph in document.where_to_find):
        yield "An empty paragraph."


def _of_block(before: Block | None, block: Block, language: str, names: Names) -> Iterator[str]:
    match block:
        case Paragraph() if isinstance(before, Statement):
            yield f"{quote(block.text)} would be read as the end of the statement before it."
        case Statement(speaker, capacity, (first, *_)) if (opening(first.text, language, names) or ("", ""))[:2] != (
            speaker,
            capacity,
        ):
            yield f"Speaker or capacity are not those that {quote(block.text)} opens with."
        case SpeakersList() if read_list(with_stop(block.text), names, language) != plain_block(block):
            yield f"The list {quote(block.text)} would be read otherwise."
    paragraphs = block.paragraphs if isinstance(block, Statement) else (block,)
    if not all(squeeze(paragraph.text) for paragraph in paragraphs):
        yield "An empty paragraph."
