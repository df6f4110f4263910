"""What an import tells of beside the document: what is missing in a text, and what was assumed in reading it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .footnotes import calls, mark_of
from .ledger import Warning, shorten
from .lines import dateline, is_closed
from .names import Names
from .sessions import doubt_about_session
from .text import Chunk, with_stop
from .tree import Document, SpeakersList

MAY_BE_CUT = frozenset(("paragraph", "statement", "list", "footnote", "next_meeting", "next_session"))


def about_missing(head: Mapping[str, Any], source: list[Chunk]) -> Iterator[Warning]:
    """What a release needs and this text has not; its end, where it is cut."""
    dated = any(dateline(chunk.text) for chunk in source)
    for key in ("headline", "symbol", "date"):
        if not head.get(key) and not (key == "date" and dated):
            yield Warning(f"no-{key}", 1)
    last = source[-1] if source else None
    if last and last.what in MAY_BE_CUT and not is_closed(last.text):
        yield Warning("text-cut", last.lines[-1], shorten(last.text[-60:]))


def about_footnotes(source: list[Chunk]) -> Iterator[Warning]:
    """Calls that have no footnote, and footnotes that nothing calls."""
    notes = [mark for chunk in source if (mark := mark_of(chunk.text))]
    for chunk in source:
        for mark in () if mark_of(chunk.text) else calls(chunk.text):
            if mark in notes:
                notes.remove(mark)
            else:
                yield Warning("footnote-missing", chunk.lines[0], mark)
    for chunk in source:
        if chunk.what != "chrome" and (mark := mark_of(chunk.text)) and (mark in notes or chunk.what != "footnote"):
            yield Warning("footnote-apart", chunk.lines[0], shorten(chunk.text))


def about_session(document: Document, source: list[Chunk]) -> Iterator[Warning]:
    """That the session is read from running text, or that none was taken from it."""
    if doubt := doubt_about_session(document):
        id, sentence = doubt
        line = next((chunk.lines[0] for chunk in source if sentence in chunk.text), 1)
        yield Warning(id, line, shorten(sentence, 120))


def about_list(speakers: SpeakersList, chunk: Chunk, names: Names | None) -> Iterator[Warning]:
    """What was assumed in reading a list."""
    line = chunk.lines[0]
    if chunk.apart:
        yield Warning("list-set-apart", line, shorten(chunk.text))
    if not chunk.text.endswith("."):
        yield Warning("list-without-stop", line, shorten(chunk.text))
    if with_stop(speakers.text) != with_stop(chunk.text):
        yield Warning("list-respelled", line, shorten(chunk.text))
    if names and (unknown := [item.name for item in speakers.interventions if not names.key(item.name)]):
        yield Warning("unknown-names", line, "; ".join(unknown))
