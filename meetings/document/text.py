"""A release as plain text: `load` reads one, with a word on every line of it; `dump` prints one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .footnotes import detach
from .lines import breaks, classify, exact, is_closed
from .lists import lists_in
from .names import Names
from .phrases import label_of
from .tree import Block, Document, Heading, SpeakersList, Statement, squeeze

LONGEST_WRAPPED = 100  # characters in a line of a text that is broken by width
SHORTEST_WRAPPED = 45  # and its longest line has at least so many


@dataclass(frozen=True, slots=True)
class Part:
    """One printed paragraph, and what it is: a name that `lines.classify` gives, "headline" or "subheadline"."""

    what: str
    text: str


def parts(document: Document) -> Iterator[Part]:
    """The printed paragraphs of a document, in the order of a release."""
    document, footnotes = detach(document)
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
    yield from (Part("footnote", with_stop(note.text)) for note in footnotes)
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
    """A paragraph of a source: its text, the numbers of its lines, what it is.

    `joined` at a break in the middle, `apart` where it was printed in one paragraph with the one before.
    """

    text: str
    lines: tuple[int, ...]
    what: str = ""
    joined: tuple[int, ...] = ()
    apart: bool = False


def source_lines(text: str) -> list[str]:
    """The lines of a source as an editor numbers them."""
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[:-1] if lines[-1] == "" else lines


# A line broken inside "fifty-third"; "short- and long-term" is whole.
_BROKEN_AT_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])(?!(?:and|or|to|et|ou|à)\b)")


def chunks(text: str, language: str, names: Names | None, apart: Collection[int] = ()) -> list[Chunk]:
    """The paragraphs of a source, those that were broken in the middle joined, several lists in one set apart.

    What begins on a line of `apart` is joined to nothing.
    """
    groups: list[list[Chunk]] = []
    for chunk in _paragraphs(source_lines(text), language):
        if groups and chunk.lines[0] not in apart and breaks(groups[-1][-1].text, chunk.text, language):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return [chunk for group in groups for chunk in _joined(group, language, names)]


def _joined(group: list[Chunk], language: str, names: Names | None) -> list[Chunk]:
    text = " ".join(chunk.text for chunk in group)
    lines = tuple(line for chunk in group for line in chunk.lines)
    joined = tuple(chunk.lines[0] for chunk in group[1:])
    what = classify(text, language, names)
    if what == "paragraph":
        lists = lists_in(text, names, language)
        if len(lists) > 1 and all(speakers for _, speakers in lists):
            return [Chunk(part, lines, "list", joined if not n else (), n > 0) for n, (part, _) in enumerate(lists)]
    return [Chunk(text, lines, what, joined)]


def _paragraphs(lines: list[str], language: str) -> Iterator[Chunk]:
    """Paragraphs by empty lines; lines broken by width joined, all others each a paragraph."""
    texts = [squeeze(line) for line in lines]
    spaced = "\n\n" in "\n".join(texts).strip("\n")
    width = _width(texts, spaced)
    group: list[int] = []

    def chunk() -> Chunk:
        joined = "\n".join(texts[n] for n in group)
        return Chunk(squeeze(_BROKEN_AT_HYPHEN.sub("-", joined)), tuple(n + 1 for n in group))

    for number, text in enumerate(texts):
        if group and (not text or not _goes_on(lines, number, width, language)):
            yield chunk()
            group = []
        if text:
            group.append(number)
    if group:
        yield chunk()


def _width(texts: list[str], spaced: bool) -> int:
    """The width at which a text is broken; 0 where its lines are paragraphs."""
    inner = [len(text) for text, following in pairwise(texts) if text and following]
    if not inner or not SHORTEST_WRAPPED <= max(inner) <= LONGEST_WRAPPED:
        return 0
    unended = sum(1 for text, following in pairwise(texts) if text and following and not is_closed(text))
    return max(inner) if spaced or unended * 2 > len(inner) > 10 else 0


def _goes_on(lines: list[str], number: int, width: int, language: str) -> bool:
    """Whether a line goes on with the one before: in a text broken by width, where its first word had no room."""
    before, text = squeeze(lines[number - 1]), squeeze(lines[number])
    if not width or exact(text, language) or exact(before, language):
        return False
    indented = len(lines[number]) - len(lines[number].lstrip())
    if is_closed(before) and indented > len(lines[number - 1]) - len(lines[number - 1].lstrip()):
        return False
    return len(before) + 1 + len(text.split()[0]) > width - 3 or (not is_closed(before) and text[:1].islower())
