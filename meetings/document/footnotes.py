"""Footnotes that list speakers: printed at the end of a page, kept after the block that calls them.

"De nombreuses délégations* ont pris part au débat" calls "*Argentine, Chili et Pérou."
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .tree import Block, Document, Heading, SpeakersList

_CALL = re.compile(r"(?<=[\w»”\"’'])\s?\(?(\*+)\)?(?![\w*])")


def calls(text: str) -> list[str]:
    """The marks of the footnotes that a text calls, in order."""
    return _CALL.findall(text)


def mark_of(text: str) -> str:
    """The mark that a footnote begins with, or ""."""
    match = re.match(r"\(?(\*+)", text)
    return match[1] if match else ""


def is_footnote(block: Block) -> bool:
    """Whether a block is a list that stands at the end of the page."""
    return isinstance(block, SpeakersList) and bool(mark_of(block.lead_in))


def detach(document: Document) -> tuple[Document, tuple[SpeakersList, ...]]:
    """The document without its footnotes, and these, in order."""
    notes = tuple(block for _, block in document.blocks() if isinstance(block, SpeakersList) and is_footnote(block))
    if not notes:
        return document, ()
    segments = tuple(replace(segment, blocks=_others(segment.blocks)) for segment in document.segments)
    return replace(document, round_up=_others(document.round_up), segments=segments), notes


def _others(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not is_footnote(block))


def attach(document: Document, notes: Iterable[SpeakersList]) -> tuple[Document, tuple[SpeakersList, ...]]:
    """The document with each footnote after the block that calls it, and those that nothing calls, which end it.

    Of two footnotes of one mark the second belongs to the second call.
    """
    waiting = list(notes)
    if not waiting:
        return document, ()

    def placed(blocks: Iterable[Block]) -> tuple[Block, ...]:
        out: list[Block] = []
        for block in blocks:
            out.append(block)
            marks = [] if isinstance(block, Heading) else calls(block.text)
            for mark in marks:
                if note := next((note for note in waiting if mark_of(note.lead_in) == mark), None):
                    waiting.remove(note)
                    out.append(note)
        return tuple(out)

    round_up = placed(document.round_up)
    segments = [replace(segment, blocks=placed(segment.blocks)) for segment in document.segments]
    if waiting and segments:
        segments[-1] = replace(segments[-1], blocks=(*segments[-1].blocks, *waiting))
    elif waiting:
        round_up = (*round_up, *waiting)
    return replace(document, round_up=round_up, segments=tuple(segments)), tuple(waiting)
