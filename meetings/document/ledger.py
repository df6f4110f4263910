"""What is handed back with an imported document: warnings, and a word on every line of the source."""

from __future__ import annotations

from dataclasses import dataclass

from .tree import Document


@dataclass(frozen=True, slots=True)
class Warning:
    """What was assumed in reading a source: a stable id, the line (from 1) and a sentence for people."""

    id: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of one line of a source. `kind` is "block", "chrome" or "warning" (left out, and said so)."""

    line: int
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, what was assumed in reading it, and what became of every line."""

    document: Document
    warnings: tuple[Warning, ...]
    ledger: tuple[LedgerEntry, ...]


def quote(text: str, length: int = 60) -> str:
    """The beginning of a text, in quotation marks."""
    return f"“{text}”" if len(text) <= length else f"“{text[:length].rstrip()}…”"
