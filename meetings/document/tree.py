"""What a summary says, as one immutable value: no Django, no database, no markup.

Printed text is kept as it is printed; what was read in it (a speaker, a group spoken for) stands beside it.
A block's id, and what refers to one, is no part of equality: two texts that say the same are equal.
"""

from __future__ import annotations

import datetime
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

LANGUAGES = ("en", "fr")
KINDS = ("meeting_summary", "press_release")
PERIODS = ("morning", "midday", "afternoon", "evening", "all_day")
SEGMENT_KINDS = (
    "presentation_of_report",
    "interactive_dialogue",
    "enhanced_interactive_dialogue",
    "general_debate",
    "panel",
    "country_review",
    "statements",
    "other",
)
SEGMENT_STATUSES = ("started", "continued", "concluded", "held")
LIST_KINDS = ("discussion", "also_speaking", "right_of_reply")
SESSION_KINDS = ("regular", "special")

ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l, o: ids are read aloud
ID_LENGTH = 7

# Characters that JSON, XML or PostgreSQL's text cannot hold, or that no reader can see.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u200b\u2060\ufffe\uffff]")
# A no-break space that stands alone between words is typography; beside another blank it is a page's padding.
_BLANKS = re.compile(r"\s{2,}|[ \t\r\n\f\v\u2028\u2029]")


def new_id() -> str:
    """A block id that is not in use: seven letters and digits, 2.7e10 of them."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


def squeeze(text: str) -> str:
    """`text` with blanks and line ends as one blank, trimmed; a no-break space between two words stays."""
    return _BLANKS.sub(" ", _UNPRINTABLE.sub("", text)).strip()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one appearance. `href` is None: no link; "": a link whose address is still to be filled in."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None


Prose = tuple[Run, ...]


def prose(*parts: Run | str) -> Prose:
    """Runs in normal form: blanks squeezed, equal neighbours joined, empty ones gone."""
    runs: list[Run] = []
    for part in parts:
        run = Run(part) if isinstance(part, str) else part
        text = _BLANKS.sub(" ", _UNPRINTABLE.sub("", run.text))
        if not runs:
            text = text.lstrip()
        elif runs[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            continue
        if runs and replace(runs[-1], text="") == replace(run, text=""):
            runs[-1] = replace(runs[-1], text=runs[-1].text + text)
        else:
            runs.append(replace(run, text=text))
    while runs and not (trimmed := runs[-1].text.rstrip()):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=trimmed)
    return tuple(runs)


def text_of(runs: Prose) -> str:
    """The words of some prose without its appearance."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; `digests` is the id of the segment that a paragraph of the round-up sums up, or ""."""

    runs: Prose
    digests: str = field(default="", compare=False)
    id: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part: Report, Discussion, Concluding Remarks ..."""

    text: str
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person said: the paragraphs as printed, and who and in what capacity the first says it was.

    Its paragraphs go on to the next heading, statement or list; its id is that of its first paragraph.
    """

    speaker: str
    capacity: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def id(self) -> str:
        return self.paragraphs[0].id

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Intervention:
    """One item of a list: as printed; and the name, the group spoken for and the remark read in it, without article."""

    printed: str
    name: str
    on_behalf_of: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SpeakersList:
    """A list of speakers as a sentence: lead-in, items in order with doubles, tail ("spoke in right of reply")."""

    kind: str
    interventions: tuple[Intervention, ...]
    lead_in: str = ""
    tail: str = ""
    separator: str = ", "
    conjunction: str = " and "
    topic: str = ""
    digests: str = field(default="", compare=False)
    id: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The sentence as printed, without a final stop."""
        *head, last = [item.printed for item in self.interventions] or [""]
        names = self.separator.join(head) + self.conjunction + last if head else last
        return " ".join(part for part in (self.lead_in, names, self.tail) if part)


Block = Paragraph | Heading | Statement | SpeakersList


@dataclass(frozen=True, slots=True)
class Segment:
    """One item of the meeting, in chronological order: its title, its reports (symbols), its blocks.

    `continues` is the id of the segment of an earlier text that it goes on with, or "".
    """

    title: str
    blocks: tuple[Block, ...] = ()
    kind: str = "other"
    status: str = "held"
    reports: tuple[str, ...] = ()
    topic: str = ""
    agenda_item: str = ""
    started_before: bool = False
    continues: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the document's body; the Conference on Disarmament numbers its sessions by year."""

    number: int
    kind: str = "regular"


@dataclass(frozen=True, slots=True)
class Document:
    """A summary in one language, from the kicker to the press symbol."""

    language: str
    body: str = ""
    kind: str = "meeting_summary"
    session: Session | None = None
    date: datetime.date | None = None
    period: str = ""
    symbol: str = ""
    kicker: str = ""
    headline: str = ""
    subheadline: str = ""
    round_up: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    where_to_find: tuple[Paragraph, ...] = ()
    next_meeting: str = ""
    next_session: str = ""
    disclaimer: str = ""

    def lists(self) -> Iterator[SpeakersList]:
        """Every list of speakers, in the order of the text."""
        return (block for _, block in self.blocks() if isinstance(block, SpeakersList))

    def blocks(self) -> Iterator[tuple[Segment | None, Block]]:
        """Every block of round-up (segment None) and segments, in the order of the text."""
        for block in self.round_up:
            yield None, block
        for segment in self.segments:
            for block in segment.blocks:
                yield segment, block

    def plain(self) -> Document:
        """What plain text carries: no ids, links, emphasis or anything that is read in it only by `infer`."""
        return replace(
            self,
            session=None,
            date=None,
            body="",
            period="",
            round_up=tuple(map(plain_block, self.round_up)),
            where_to_find=tuple(Paragraph(prose(p.text)) for p in self.where_to_find),
            segments=tuple(Segment(s.title, tuple(map(plain_block, s.blocks))) for s in self.segments),
        )


def plain_block(block: Block) -> Block:
    """A block without ids, links and emphasis, and a list without its topic and what its few names do not show."""
    match block:
        case Paragraph():
            return Paragraph(prose(block.text))
        case Statement():
            return replace(block, paragraphs=tuple(Paragraph(prose(p.text)) for p in block.paragraphs))
        case SpeakersList():
            count = len(block.interventions)
            return replace(
                block,
                topic="",
                digests="",
                id="",
                separator=block.separator if count > 2 else ", ",
                conjunction=block.conjunction if count > 1 else " and ",
            )
        case Heading():
            return Heading(block.text)


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of some blocks, those inside statements too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Statement):
            yield from block.paragraphs


# --- JSON -------------------------------------------------------------------------------------------------------------

JSON_VERSION = 1
_BLOCK_TYPES: dict[str, Any] = {
    "paragraph": Paragraph,
    "heading": Heading,
    "statement": Statement,
    "list": SpeakersList,
}
_TYPE_NAMES = {cls: name for name, cls in _BLOCK_TYPES.items()}
_PARTS: dict[str, Any] = {
    "runs": Run,
    "interventions": Intervention,
    "paragraphs": Paragraph,
    "where_to_find": Paragraph,
}


def to_json(document: Document) -> dict[str, Any]:
    """A document as what `json.dumps` takes; fields with their default value are left out."""
    return {"version": JSON_VERSION, **_encode(document)}


def from_json(data: dict[str, Any]) -> Document:
    """The document of `to_json`.

    Raises ValueError where `data` is of another version or has fields that a document has not.
    """
    if data.get("version") != JSON_VERSION:
        raise ValueError(f"This is no document of version {JSON_VERSION}.")
    try:
        return _decode(Document, {key: value for key, value in data.items() if key != "version"})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"This is no document: {error}.") from error


def _encode(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not is_dataclass(value):
        return value
    pairs = ((f, getattr(value, f.name)) for f in fields(value))
    out = {f.name: _encode(item) for f, item in pairs if item != f.default}
    return {"type": _TYPE_NAMES[type(value)], **out} if type(value) in _TYPE_NAMES else out


def _decode(cls: Any, data: dict[str, Any]) -> Any:
    def value(name: str, item: Any) -> Any:
        if name in _PARTS:
            return tuple(_decode(_PARTS[name], part) for part in item)
        if name in ("blocks", "round_up"):
            return tuple(_decode_block(part) for part in item)
        if name == "segments":
            return tuple(_decode(Segment, part) for part in item)
        if name == "session":
            return _decode(Session, item)
        if name == "date":
            return datetime.date.fromisoformat(item)
        return tuple(item) if isinstance(item, list) else item

    return cls(**{name: value(name, item) for name, item in data.items() if name != "type"})


def _decode_block(data: dict[str, Any]) -> Block:
    return _decode(_BLOCK_TYPES[data["type"]], data)
