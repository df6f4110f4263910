"""The paragraphs of a source become a document; what was assumed on the way becomes warnings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .context import settle
from .footnotes import attach, mark_of
from .ledger import LedgerEntry, Loaded, Warning, shorten
from .lines import body_of_line, is_closed, language_of, read_date
from .lists import lists_in, read_list
from .mending import mend
from .names import Names
from .noticing import about_footnotes, about_list, about_missing, about_session
from .phrases import label_kind, split_kicker
from .speaking import opening
from .text import Chunk, chunks, source_lines
from .tree import Block, Document, Heading, Paragraph, Segment, SpeakersList, Statement, prose, squeeze

HEADLINE_LINES = 4  # a label further down than this is no label
FURNITURE = frozenset(("chrome", "kicker", "date", "body", "symbol", "cut_symbol"))  # may stand inside a head
HEAD = frozenset(("paragraph", "title", "next_meeting", "next_session", "statement"))  # what a headline may look like


def load(text: str, names: Names | None = None, language: str | None = None, apart: Collection[int] = ()) -> Loaded:
    """The document that a plain text is. Never raises: what cannot be placed is warned of.

    `names` are the known names of the text's language; `language` overrules what the text itself tells. The lines
    `apart` begin a paragraph, however broken the one before them looks.
    """
    text, garbled = mend(text), text
    found = language_of(text)
    reader = Reader(language or found or "en", names)
    if text != garbled:
        line, before = next((n, old) for n, (old, new) in enumerate(_pairs(garbled, text), 1) if old != new)
        reader.warn("letters-mended", line, shorten(before.strip()))
    if not (language or found):
        reader.warn("language-assumed", 1)
    if names and names.language != reader.language:
        reader.names = None
        reader.warn("names-not-used", 1)
    reader.read(chunks(text, reader.language, reader.names, apart))
    return Loaded(
        reader.document(),
        tuple(sorted(reader.warnings, key=lambda warning: warning.line)),
        tuple(reader.ledger(source_lines(text))),
    )


def _pairs(before: str, after: str) -> Iterator[tuple[str, str]]:
    return zip(source_lines(before), source_lines(after), strict=True)


@dataclass
class Reader:
    """Takes the chunks of a source one after the other; `document()` is what they made."""

    language: str
    names: Names | None
    head: dict[str, Any] = field(default_factory=dict)  # single values of the document, as they are found
    round_up: list[Block] = field(default_factory=list)
    segments: list[tuple[str, list[Block]]] = field(default_factory=list)
    footnotes: list[SpeakersList] = field(default_factory=list)
    where_to_find: list[Paragraph] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    entries: dict[int, tuple[str, str]] = field(default_factory=dict)
    symbol_line: int = 0
    heard: Names | None = None  # the known names, and those of the text's own lists

    def document(self) -> Document:
        """The document of what was taken so far, each footnote after its call."""
        document = Document(
            language=self.language,
            round_up=tuple(self.round_up),
            segments=tuple(Segment(title, tuple(blocks)) for title, blocks in self.segments),
            where_to_find=tuple(self.where_to_find),
            **self.head,
        )
        return attach(document, self.footnotes)[0]

    def ledger(self, lines: list[str]) -> list[LedgerEntry]:
        """One entry for each line of the source."""
        blank = ("chrome", "blank")
        return [LedgerEntry(n, *self.entries.get(n, blank)) for n in range(1, len(lines) + 1)]

    def warn(self, id: str, line: int, about: str = "") -> None:
        """Adds a warning about a line."""
        self.warnings.append(Warning(id, line, about))

    def record(self, chunk: Chunk, kind: str, what: str) -> None:
        """Writes into the ledger what became of a chunk's lines."""
        self.entries.update(dict.fromkeys(chunk.lines, (kind, what)))

    def read(self, source: list[Chunk]) -> None:
        """Takes all chunks of a source: the head by its place, the rest each by what it is."""
        for chunk in source:
            for line in chunk.joined if chunk.what != "disclaimer" else ():
                self.warn("broken-paragraph-joined", line, shorten(chunk.text))
        rest = self.read_head(source)
        self.heard = (self.names or Names(self.language)).and_those_of(self.lists_of(source))
        kinds = settle([(chunk.what, chunk.text) for chunk in rest], self.language, self.heard)
        for chunk, what in zip(rest, kinds, strict=True):
            self.take(replace(chunk, what=what))
            if what == "title" and chunk.what == "paragraph":
                self.warn("title-assumed", chunk.lines[0], shorten(chunk.text))
        self.warnings += [*about_missing(self.head, source), *about_footnotes(source)]
        self.warnings += about_session(self.document(), source)

    def lists_of(self, source: list[Chunk]) -> list[SpeakersList]:
        """The lists of a source: whoever stands in one may speak in the body."""
        texts = (chunk.text for chunk in source if chunk.what in ("list", "footnote"))
        return [speakers for text in texts if (speakers := read_list(text, self.names, self.language))]

    # --- The head, by place

    def read_head(self, source: list[Chunk]) -> list[Chunk]:
        """Takes headline, label and sub-headline; returns the chunks after them."""
        label = self.find_label(source)
        rest = source[0 if label is None else label + 1 :]
        if label is None:
            self.warn("no-label", 1)
            self.skip_furniture(rest)
            if rest and is_headline(rest[0]):
                self.take_headline(rest.pop(0))
        else:
            for chunk in source[:label]:
                self.take(chunk) if chunk.what in (*FURNITURE, "label") else self.take_headline(chunk)
            self.head["kind"] = label_kind(source[label].text)
            self.record(source[label], "block", "label")
        self.skip_furniture(rest)
        if rest and is_headline(rest[0]):
            self.head["subheadline"] = rest[0].text
            self.record(rest.pop(0), "block", "subheadline")
        return rest

    def find_label(self, source: list[Chunk]) -> int | None:
        """The place of the label, if it stands where labels stand; one above the headline may be navigation."""
        before, above = 0, None
        for place, chunk in enumerate(source):
            if chunk.what == "label" and (before or above is not None):
                return place if before else above
            if chunk.what == "label":
                above = place
            elif chunk.what not in FURNITURE:
                before += 1
                if before > HEADLINE_LINES or (above is not None and not is_headline(chunk)):
                    break
        return above

    def skip_furniture(self, rest: list[Chunk]) -> None:
        """Takes what stands between the parts of a head: navigation, dates, the body's name."""
        while rest and rest[0].what in FURNITURE:
            self.take(rest.pop(0))

    def take_headline(self, chunk: Chunk) -> None:
        """A line of the headline, with the kicker where it stands before it."""
        kicker, text = split_kicker(chunk.text)
        if kicker and self.head.get("kicker", kicker) != kicker:
            kicker, text = "", chunk.text
        if not is_latin(text):
            self.record(chunk, "warning", "foreign_headline")
            self.warn("foreign-headline", chunk.lines[0], shorten(text))
            return
        if kicker:
            self.head.setdefault("kicker", kicker)
        before = self.head.get("headline", "")
        if before.endswith(text):
            self.record(chunk, "chrome", "doubled")
            self.warn("line-doubled", chunk.lines[0], shorten(text))
            return
        self.head["headline"] = " ".join(part for part in (before, text) if part)
        self.record(chunk, "block", "headline")

    # --- The rest, by what it is

    def take(self, chunk: Chunk) -> None:
        """Takes a chunk by what it is; `_TAKERS` says how."""
        self.record(chunk, "block", chunk.what)
        _TAKERS[chunk.what](self, chunk)

    @property
    def closed(self) -> bool:
        """Whether the round-up has come to its end."""
        return bool(self.where_to_find or self.head.keys() & {"next_meeting", "next_session"})

    @property
    def blocks(self) -> list[Block]:
        """Where blocks go: the last segment, or the round-up before there is one."""
        return self.segments[-1][1] if self.segments else self.round_up

    def take_chrome(self, chunk: Chunk) -> None:
        """A line of the page around the text, or a label that stands too late to be one."""
        self.record(chunk, "chrome", "label" if chunk.what == "label" else "page")

    def take_kicker(self, chunk: Chunk) -> None:
        """A kicker on a line of its own."""
        self.take_first("kicker", chunk.text, chunk)

    def take_date(self, chunk: Chunk) -> None:
        """A line that is a date."""
        self.take_first("date", read_date(chunk.text), chunk)

    def take_body(self, chunk: Chunk) -> None:
        """A line that is the name of a body."""
        self.take_first("body", body_of_line(chunk.text, self.language), chunk)

    def take_first(self, key: str, value: Any, chunk: Chunk) -> None:
        """A value of the head that pages say twice; where the second is another, the first counts, and it is said."""
        if self.head.get(key) == value:
            self.record(chunk, "chrome", "doubled")
        elif self.head.setdefault(key, value) != value:
            self.record(chunk, "warning", f"second_{key}")
            self.warn("second-line", chunk.lines[0], shorten(chunk.text))

    def take_symbol(self, chunk: Chunk) -> None:
        """The press symbol; it stands at the end, so the last one counts."""
        if "symbol" in self.head:
            self.warn("second-symbol", chunk.lines[0], self.head["symbol"])
            self.entries[self.symbol_line] = ("warning", "symbol")
        self.head["symbol"], self.symbol_line = chunk.text, chunk.lines[0]

    def take_cut_symbol(self, chunk: Chunk) -> None:
        """A press symbol without its end: of no use, and left out."""
        self.record(chunk, "warning", chunk.what)
        self.warn("cut-symbol", chunk.lines[0], shorten(chunk.text))

    def take_title(self, chunk: Chunk) -> None:
        """A title opens a segment."""
        self.segments.append((chunk.text, []))

    def take_heading(self, chunk: Chunk) -> None:
        """The heading of a part; where no title stands before it, it opens a segment without one."""
        if not self.segments:
            self.segments.append(("", []))
            self.warn("segment-without-title", chunk.lines[0], shorten(chunk.text))
        self.blocks.append(Heading(chunk.text))

    def take_statement(self, chunk: Chunk) -> None:
        """A paragraph that opens a statement."""
        self.check_stop(chunk)
        if not self.segments and self.closed:
            self.segments.append(("", []))
            self.warn("segment-without-title", chunk.lines[0], shorten(chunk.text))
        speaker, capacity, _ = opening(chunk.text, self.language, self.heard) or ("", "", "")
        self.blocks.append(Statement(speaker, capacity, (Paragraph(prose(chunk.text)),)))

    def take_paragraph(self, chunk: Chunk) -> None:
        """A paragraph; after a statement it goes on with it."""
        self.check_stop(chunk)
        for sentence, speakers in lists_in(chunk.text, self.names, self.language):
            if speakers and sentence != chunk.text:
                self.warn("list-in-paragraph", chunk.lines[0], shorten(sentence))
        paragraph = Paragraph(prose(chunk.text))
        if self.blocks and isinstance(last := self.blocks[-1], Statement):
            self.blocks[-1] = replace(last, paragraphs=(*last.paragraphs, paragraph))
        else:
            self.blocks.append(paragraph)

    def take_list(self, chunk: Chunk) -> None:
        """A list of speakers."""
        speakers = read_list(chunk.text, self.names, self.language)
        assert speakers  # or it would not be classified so
        (self.footnotes if chunk.what == "footnote" else self.blocks).append(speakers)
        self.warnings += about_list(speakers, chunk, self.names)

    def take_where_to_find(self, chunk: Chunk) -> None:
        """A paragraph on where webcast, summaries and documents are."""
        self.where_to_find.append(Paragraph(prose(chunk.text)))

    def take_closing(self, chunk: Chunk) -> None:
        """Next meeting, next session, disclaimer: texts, several paragraphs in one."""
        self.head[chunk.what] = squeeze(f"{self.head.get(chunk.what, '')} {chunk.text}")

    def check_stop(self, chunk: Chunk) -> None:
        """Warns of a paragraph that ends without a stop: it may be cut, or a title that is not known."""
        if not is_closed(chunk.text):
            self.warn("no-final-stop", chunk.lines[-1], shorten(chunk.text))


_TAKERS: dict[str, Callable[[Reader, Chunk], None]] = {
    "chrome": Reader.take_chrome,
    "label": Reader.take_chrome,
    "kicker": Reader.take_kicker,
    "date": Reader.take_date,
    "body": Reader.take_body,
    "symbol": Reader.take_symbol,
    "cut_symbol": Reader.take_cut_symbol,
    "title": Reader.take_title,
    "heading": Reader.take_heading,
    "statement": Reader.take_statement,
    "paragraph": Reader.take_paragraph,
    "list": Reader.take_list,
    "footnote": Reader.take_list,
    "where_to_find": Reader.take_where_to_find,
    "next_meeting": Reader.take_closing,
    "next_session": Reader.take_closing,
    "disclaimer": Reader.take_closing,
}


def is_headline(chunk: Chunk) -> bool:
    """Whether a chunk may be a headline or sub-headline where one is due: no stop, and nothing else."""
    return chunk.what in HEAD and not is_closed(chunk.text) and not mark_of(chunk.text)


def is_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are such as English and French are written with."""
    letters = [character for character in text if character.isalpha()]
    return not letters or sum(character < "\u0250" for character in letters) * 2 >= len(letters)
