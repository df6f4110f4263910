"""A text that is pasted into a draft: what it becomes, step by step, each of which can be undone before it is taken."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO
from zlib import crc32

import mammoth  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from meetings.document import (
    Block,
    Document,
    Names,
    Paragraph,
    SpeakersList,
    Statement,
    Warning,
    infer,
    load,
)
from meetings.document.clipboard import Pasted, dress, read_html
from meetings.document.text import source_lines, with_stop
from meetings.document.tree import prose

from .refusal import Refused

HTML, PLAIN = "html", "plain"
REPLACE, APPEND = "replace", "append"
LARGEST_TEXT = 1_000_000  # characters; the longest release of the Council has some 60,000
LARGEST_FILE = 5_000_000  # bytes of a .docx, and of what is packed in it ten times as many
MOST_PARTS = 2_000
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_HEAD = ("symbol", "kicker", "headline", "subheadline", "where_to_find", "next_meeting", "next_session", "disclaimer")
_MEETING = ("session", "date", "period")
_JOINED = "broken-paragraph-joined"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was read into a text: its key, its kind, its words; and whether it is kept."""

    key: str
    kind: str  # join, statement, list, report
    words: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a pasted text becomes, the steps that led there, the empty paragraphs left out, and what is doubtful."""

    document: Document
    steps: tuple[Step, ...]
    empty: int
    warnings: tuple[Warning, ...]

    def of(self, kind: str) -> list[Step]:
        """The steps of one kind."""
        return [step for step in self.steps if step.kind == kind]


def propose(source: str, form: str, language: str, names: Names, without: Collection[str] = ()) -> Proposal:
    """What `source` (HTML or plain text, as `form` says) becomes, without the steps whose keys are given.

    Raises Refused where it is too long or holds no words.
    """
    if len(source) > LARGEST_TEXT:
        raise Refused([_("The text is longer than a million characters: no summary is.")])
    pasted = read_html(source) if form == HTML else Pasted((), _empty_lines(source))
    text = pasted.text if form == HTML else source
    if not any(character.isalpha() for character in text):
        raise Refused([_("There are no words in what was pasted.")])
    lines = source_lines(text)
    loaded = load(text, names, language)
    joins = [_step("join", lines[w.line - 1], without, w.line) for w in loaded.warnings if w.id == _JOINED]
    apart = {int(step.key.split("-")[2]) for step in joins if not step.kept}
    if apart:
        loaded = load(text, names, language, apart)
    document = infer(dress(loaded.document, pasted))
    steps = (*joins, *(_step(kind, words, without) for kind, words in dict.fromkeys(_read_in(document))))
    warnings = tuple(warning for warning in loaded.warnings if warning.id != _JOINED)
    return Proposal(_undone(document, without), steps, pasted.empty, warnings)


def put(current: Document, pasted: Document, way: str) -> Document:
    """The text `current` with what was pasted in its place, or after it.

    Meeting and body stay; of the head, what the text has already stays where something is appended, and what the pasted
    text does not say stays in any case.
    """
    head = {name: getattr(current, name) or getattr(pasted, name) for name in _MEETING}
    for name in _HEAD:
        mine, theirs = getattr(current, name), getattr(pasted, name)
        head[name] = (mine or theirs) if way == APPEND or name == "symbol" else (theirs or mine)
    if way == APPEND:
        round_up, segments = current.round_up + pasted.round_up, current.segments + pasted.segments
    else:
        round_up, segments = pasted.round_up, pasted.segments
    return replace(current, round_up=round_up, segments=segments, **head)


def read_docx(file: BinaryIO) -> str:
    """A Word document as HTML, without images, comments and what was deleted. Raises Refused.

    It is looked at before it is read: how large it is unpacked, and that no part declares entities.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused([_("The file is larger than 5 MB: no summary is.")])
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _look_at(package)
        return mammoth.convert_to_html(BytesIO(content), convert_image=lambda image: []).value
    except Refused:
        raise
    except Exception as error:  # whatever a broken file makes of its reader is a broken file to its user
        raise Refused([_("The file cannot be read: it is no Word document (.docx), or it is damaged.")]) from error


def _look_at(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > 10 * LARGEST_FILE:
        raise Refused([_("The file is too large once it is unpacked.")])
    if "word/document.xml" not in package.namelist():
        raise Refused([_("The file cannot be read: it is no Word document (.docx), or it is damaged.")])
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and any(mark in package.read(part) for mark in _DOCTYPES):
            raise Refused([_("The file declares entities of its own, which no Word document does.")])


def _step(kind: str, words: str, without: Collection[str], line: int = 0) -> Step:
    key = f"{kind}-{crc32(words.encode()):08x}" + (f"-{line}" if line else "")
    return Step(key, kind, words, key not in without)


def _empty_lines(text: str) -> int:
    """The empty lines beyond the one that parts two paragraphs."""
    lines = [line.strip() for line in source_lines(text.strip())]
    return sum(not line and not before for before, line in pairwise(lines))


def _read_in(document: Document) -> Iterator[tuple[str, str]]:
    for _segment, block in document.blocks():
        if isinstance(block, Statement):
            yield "statement", block.paragraphs[0].text
        elif isinstance(block, SpeakersList):
            yield "list", block.text
    for segment in document.segments:
        yield from (("report", symbol) for symbol in segment.reports)


def _undone(document: Document, without: Collection[str]) -> Document:
    def undo(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(part for block in blocks for part in _UNDO.get(type(block), _as_it_is)(block, without))

    def kept(symbol: str) -> bool:
        return _step("report", symbol, without).kept

    segments = (
        replace(segment, blocks=undo(segment.blocks), reports=tuple(filter(kept, segment.reports)))
        for segment in document.segments
    )
    return replace(document, round_up=undo(document.round_up), segments=tuple(segments))


def _as_it_is(block: Block, without: Collection[str]) -> tuple[Block, ...]:
    return (block,)


def _statement(block: Statement, without: Collection[str]) -> tuple[Block, ...]:
    return (block,) if _step("statement", block.paragraphs[0].text, without).kept else block.paragraphs


def _list(block: SpeakersList, without: Collection[str]) -> tuple[Block, ...]:
    if _step("list", block.text, without).kept:
        return (block,)
    return (Paragraph(prose(with_stop(block.text)), block.digests, block.id),)


_UNDO: dict[type, Callable[..., tuple[Block, ...]]] = {Statement: _statement, SpeakersList: _list}
