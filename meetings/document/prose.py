"""The markup of prose fields, and back: a small HTML that an editor writes and a person can read.

    <p id="k3f9xyz" data-digests="7mnpq2r">A paragraph with <strong>, <em> and <a href="https://…">links</a>.</p>
    <h3 id="…">Discussion</h3>
    <div data-list="9vwx4t5"></div>            here stands the list of speakers of that key

Whatever else comes in is read for its words: unknown elements vanish, scripts and styles with what is inside them.
`render(parse(html))` is the normal form, and the only one that is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from .people import read_opening
from .tree import Block, Heading, Paragraph, Prose, Run, SpeakersList, Statement, prose, text_of
from .units import gather, spread

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure", "footer"),
    *("form", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "ul"),
}
_FRESH = _HEADINGS | {"body", "p"}  # never inside what is passed over: an element left open ends here
_SILENT = frozenset(("script", "style", "head", "svg"))
_MARKS = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis"}
_ID = re.compile(r"[a-z0-9]{4,12}")
_HREF = re.compile(r"(?:https?://|mailto:|/|#)[^\s<>\"\\]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListMarker:
    """Where a list of speakers stands; the list itself is kept beside the prose, under its key."""

    key: str


Lists = Mapping[str, SpeakersList]


def parse(html: str, language: str, lists: Lists | None = None) -> tuple[Block, ...]:
    """The blocks of a prose field. A paragraph that opens with a name in capitals begins a statement.

    A marker becomes the list of its key in `lists`; one that has none there vanishes, and so does a second one.
    """
    left = dict(lists or {})
    blocks: list[Block] = []
    for unit in _read(html):
        if isinstance(unit, ListMarker):
            if found := left.pop(unit.key, None):
                blocks.append(found)
        elif isinstance(unit, Paragraph) and (opening := read_opening(unit.text, language)):
            blocks.append(Statement(*opening, (unit,)))
        else:
            blocks.append(unit)
    return gather(blocks)


def render(blocks: Iterable[Block]) -> str:
    """The markup of `blocks`; a list is rendered as its marker."""
    return "\n".join(_render_unit(unit) for unit in spread(blocks))


def clean(html: str) -> str:
    """The normal form of a prose field: what `render` gives for what `parse` finds, markers included."""
    return "\n".join(_render_unit(unit) for unit in _read(html))


def render_runs(runs: Prose) -> str:
    """The markup of some prose, without the element around it."""
    return "".join(map(_render_run, runs))


def _render_unit(unit: Block | ListMarker) -> str:
    match unit:
        case ListMarker(key) | SpeakersList(id=key):
            return f'<div data-list="{key}"></div>'
        case Heading(text, id):
            return f"<h3{_attribute('id', id)}>{escape(text, quote=False)}</h3>"
        case Statement(paragraphs=(paragraph, *_)) | (Paragraph() as paragraph):
            attributes = _attribute("id", paragraph.id) + _attribute("data-digests", paragraph.digests)
            return f"<p{attributes}>{render_runs(paragraph.runs)}</p>"
    raise TypeError(unit)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _render_run(run: Run) -> str:
    html = escape(run.text, quote=False)
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    return html if run.href is None else f'<a href="{escape(run.href)}">{html}</a>'


def _read(html: str) -> list[Paragraph | Heading | ListMarker]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.units


class _Reader(HTMLParser):
    """Collects units; every block element, known or not, ends the one before it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Paragraph | Heading | ListMarker] = []
        self.runs: list[Run | str] = []
        self.heading, self.id, self.digests = False, "", ""
        self.open: list[str] = []
        self.hrefs: list[str | None] = []
        self.silent = 0
        self.in_list = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _FRESH:
            self.silent = self.in_list = 0
        if tag in _SILENT:
            self.silent += 1
        elif self.in_list:
            self.in_list += tag == "div"
        elif tag == "div" and _ID.fullmatch(values.get("data-list", "")):
            self.end_block()
            self.units.append(ListMarker(values["data-list"]))
            self.in_list = 1
        elif tag in _BLOCKS:
            self.end_block()
            self.heading = tag in _HEADINGS
            self.id, self.digests = _checked(values.get("id")), _checked(values.get("data-digests"))
        elif tag == "br":
            self.runs.append(" ")
        elif tag in _MARKS:
            self.open.append(_MARKS[tag])
        elif tag == "a":
            href = values.get("href", "").strip()
            self.hrefs.append(href if not href or _HREF.fullmatch(href) else None)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif self.in_list:
            self.in_list -= tag == "div"
        elif tag in _BLOCKS:
            self.end_block()
        elif tag in _MARKS and _MARKS[tag] in self.open:
            self.open.remove(_MARKS[tag])
        elif tag == "a" and self.hrefs:
            self.hrefs.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.in_list:
            href = self.hrefs[-1] if self.hrefs else None
            self.runs.append(Run(data, "strong" in self.open, "emphasis" in self.open, href))

    def end_block(self) -> None:
        runs = prose(*self.runs)
        if text_of(runs).strip():
            if self.heading:
                self.units.append(Heading(text_of(runs), self.id))
            else:
                self.units.append(Paragraph(runs, self.digests, self.id))
        self.runs, self.heading, self.id, self.digests = [], False, "", ""
        self.open, self.hrefs = [], []


def _checked(id: str | None) -> str:
    return id if id and _ID.fullmatch(id) else ""
