"""A release as plain text: `load` reads one, with a word on every line of it; `dump` prints one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lines import breaks, classify, exact, is_closed
from .names import Names
from .phrases import label_of
from .tree import Block, Document, Heading, SpeakersList, Statement, squeeze

HARD_WRAPPED = 100  # a shorter line that ends a sentence may still go on in the next one


@dataclass(frozen=True, slots=True)
class Part:
    """One printed paragraph, and what it is: a name that `lines.classify` gives, "headline" or "subheadline"."""

    what: str
    text: str


def parts(document: Document) -> Iterator[Part]:
    """The printed paragraphs of a document, in the order of a release."""
    yield Part("headline", " - ".join(part for part in (document.kicker, document.headline) if part))
    yield Part("label", label_of(document.kind, document.language))
    yield Part("subheadline", document.subheadline)
    yield from _parts_of_blocks(document.round_up)
    yield from (Part("where_to_find", paragraph.text) for paragraph in document.where_to_find)
    yield Part("next_meeting", document.next_meeting)
    yield Part("next_session", document.next_session)
    for segment in document.segments:
        yield Part("title", segment.title)
        yield from _parts_of_blocks(segment.blocks)
    yield Part("disclaimer", document.disclaimer)
    yield Part("symbol", document.symbol)


def _parts_of_blocks(blocks: tuple[Block, ...]) -> Iterator[Part]:
    for block in blocks:
        if isinstance(block, Statement):
            first, *others = block.paragraphs
            yield Part("statement", first.text)
            yield from (Part("paragraph", paragraph.text) for paragraph in others)
        elif isinstance(block, SpeakersList):
            yield Part("list", with_stop(block.text))
        else:
            yield Part("heading" if isinstance(block, Heading) else "paragraph", block.text)


def with_stop(sentence: str) -> str:
    """A sentence with one final stop: the stop of "Inc." serves for both."""
    return sentence if not sentence or sentence.endswith(".") else sentence + "."


def dump(document: Document) -> str:
    """The plain text of a release; paragraphs stand apart by an empty line."""
    printed = (squeeze(part.text) for part in parts(document))
    return "\n\n".join(text for text in printed if text) + "\n"


# --- Lines into paragraphs --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chunk:
    """A paragraph of a source: its text, the numbers of its lines, what it is; `joined` at a break in the middle."""

    text: str
    lines: tuple[int, ...]
    what: str = ""
    joined: tuple[int, ...] = ()


def source_lines(text: str) -> list[str]:
    """The lines of a source as an editor numbers them."""
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[:-1] if lines[-1] == "" else lines


def chunks(text: str, language: str, names: Names | None) -> list[Chunk]:
    """The paragraphs of a source, those that were broken in the middle joined."""
    groups: list[list[Chunk]] = []
    for chunk in _paragraphs(source_lines(text), language):
        if groups and breaks(groups[-1][-1].text, chunk.text, language):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return [_joined(group, language, names) for group in groups]


def _joined(group: list[Chunk], language: str, names: Names | None) -> Chunk:
    text = " ".join(chunk.text for chunk in group)
    lines = tuple(line for chunk in group for line in chunk.lines)
    return Chunk(text, lines, classify(text, language, names), tuple(chunk.lines[0] for chunk in group[1:]))


def _paragraphs(lines: list[str], language: str) -> Iterator[Chunk]:
    """Paragraphs by empty lines; where there are none between lines, every line is one."""
    texts = [squeeze(line) for line in lines]
    spaced = "\n\n" in "\n".join(texts).strip("\n")
    group: list[int] = []

    def chunk() -> Chunk:
        return Chunk(squeeze(" ".join(texts[n] for n in group)), tuple(n + 1 for n in group))

    for number, text in enumerate(texts):
        previous = texts[number - 1] if number else ""
        alone = not spaced or exact(text, language) or exact(previous, language)
        if group and (not text or alone or (is_closed(previous) and len(previous) > HARD_WRAPPED)):
            yield chunk()
            group = []
        if text:
            group.append(number)
    if group:
        yield chunk()
