"""What word processors put on the clipboard becomes paragraphs: words, emphasis and links stay, all else goes.

Word writes `MsoNormal`, `o:p`, `mso-list:Ignore` and conditional comments; LibreOffice writes `sdfootnoteanc`; a .docx
read by mammoth has `footnote-1`. Of tracked changes what was deleted goes and what was added stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from .tree import Block, Document, Paragraph, Prose, Run, Statement, prose, squeeze, text_of

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "section",
        "article",
    ]
)
_UNSEEN = frozenset(["head", "title", "style", "script", "xml", "del", "s", "strike", "o:p", "template", "noscript"])
_VOID = frozenset(
    ["br", "hr", "img", "input", "link", "meta", "col", "wbr", "area", "base", "embed", "source", "track"]
)
_MARKS = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis"}
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.S | re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-list\s*:\s*ignore|mso-element\s*:\s*comment", re.I)
_STYLES = (
    (re.compile(r"(?<![-\w])font-weight\s*:\s*(?:bold|[6-9]00)", re.I), "strong", True),
    (re.compile(r"(?<![-\w])font-weight\s*:\s*(?:normal|[1-4]00)", re.I), "strong", False),
    (re.compile(r"(?<![-\w])font-style\s*:\s*italic", re.I), "emphasis", True),
    (re.compile(r"(?<![-\w])font-style\s*:\s*normal", re.I), "emphasis", False),
)
_CALL = re.compile(r"#(?:_ftn|_edn|sdfootnote|sdendnote|footnote-|endnote-)(\d+)(?:sym)?")
_BACK = re.compile(r"#(?:_ftnref\d+|_ednref\d+|sd(?:foot|end)note\d+anc|(?:foot|end)note-ref-\d+)")
_NOTE = re.compile(r"(?:foot|end)note-(\d+)")
_LINK = re.compile(r"https?://\S+|mailto:\S+", re.I)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The paragraphs that hold words, in order, and how many held none."""

    paragraphs: tuple[Prose, ...]
    empty: int = 0

    @property
    def text(self) -> str:
        """The words alone: a plain text that `load` reads, where paragraph n stands on line 2n - 1."""
        return "\n\n".join(squeeze(text_of(runs)) for runs in self.paragraphs)


def read_html(html: str) -> Pasted:
    """The paragraphs of a page or of a clipboard's fragment. Never raises: markup that is no markup is words."""
    fragment = _FRAGMENT.search(html)
    reader = _Reader()
    reader.feed(fragment[1] if fragment else html)
    reader.close()
    reader.end_block()
    return Pasted(tuple(reader.paragraphs), reader.empty)


def dress(document: Document, pasted: Pasted) -> Document:
    """A document that was loaded from the words of `pasted`, with the emphasis and the links that these had there."""
    if not any(run != Run(run.text) for runs in pasted.paragraphs for run in runs):
        return document
    wardrobe = _Wardrobe(pasted.paragraphs)
    segments = tuple(replace(s, blocks=tuple(map(wardrobe.block, s.blocks))) for s in document.segments)
    return replace(
        document,
        round_up=tuple(map(wardrobe.block, document.round_up)),
        segments=segments,
        where_to_find=tuple(map(wardrobe.paragraph, document.where_to_find)),
    )


class _Wardrobe:
    """Finds the runs of a paragraph by its words, where several were joined too."""

    def __init__(self, paragraphs: Iterable[Prose]) -> None:
        self.runs = list(paragraphs)
        self.texts = [squeeze(text_of(runs)) for runs in self.runs]

    def block(self, block: Block) -> Block:
        if isinstance(block, Statement):
            return replace(block, paragraphs=tuple(map(self.paragraph, block.paragraphs)))
        return self.paragraph(block) if isinstance(block, Paragraph) else block

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        runs = next(self._of(paragraph.text), None)
        return replace(paragraph, runs=runs) if runs else paragraph

    def _of(self, words: str) -> Iterator[Prose]:
        for first, text in enumerate(self.texts):
            last = first
            while text and text != words and words.startswith(text + " ") and last + 1 < len(self.texts):
                last += 1
                text += " " + self.texts[last]
            if text == words:
                parts: list[Run | str] = []
                for runs in self.runs[first : last + 1]:
                    parts += [*runs, " "]
                yield prose(*parts)


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open, and what holds inside it."""

    tag: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    unseen: bool = False


class _Reader(HTMLParser):
    """Collects paragraphs; what an element says of its words ends with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Prose] = []
        self.runs: list[Run | str] = []
        self.open: list[_Open] = [_Open("")]
        self.in_block, self.empty = False, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.end_block()
            self.in_block = tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6")
        if tag == "br" and not self.open[-1].unseen:
            self.runs.append(" ")
        if tag in _VOID:
            return
        self.open.append(self._inside(tag, values))
        if note := _NOTE.fullmatch(values.get("id", "")):
            self.runs.append(_mark(note[1]) if tag == "li" else "")

    def _inside(self, tag: str, values: dict[str, str]) -> _Open:
        style, kind = values.get("style", ""), values.get("class", "").lower()
        hidden = tag in _UNSEEN or bool(_HIDDEN.search(style)) or kind == "msodel"
        inside = replace(self.open[-1], tag=tag, unseen=self.open[-1].unseen or hidden)
        if tag in _MARKS:
            inside = _marked(inside, _MARKS[tag], True)
        for expression, mark, value in _STYLES:
            if expression.search(style):
                inside = _marked(inside, mark, value)
        if tag == "a":
            inside = self._link(inside, values.get("href", "").strip())
        return inside

    def _link(self, inside: _Open, href: str) -> _Open:
        """A link; what calls a footnote or leads back from one is a mark of asterisks."""
        anchor = href[href.find("#") :]
        if not inside.unseen and (call := _CALL.fullmatch(anchor)):
            self.runs.append(_mark(call[1]))
            return replace(inside, unseen=True)
        if _BACK.fullmatch(anchor):
            number = re.search(r"\d+", anchor)
            if number and not self._words() and not inside.unseen:
                self.runs.append(_mark(number[0]))
            return replace(inside, unseen=True)
        return replace(inside, href=href if _LINK.fullmatch(href) else None)

    def _words(self) -> str:
        return "".join(run if isinstance(run, str) else run.text for run in self.runs).strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        place = next((n for n in range(len(self.open) - 1, 0, -1) if self.open[n].tag == tag), 0)
        if place:
            del self.open[place:]

    def handle_data(self, data: str) -> None:
        now = self.open[-1]
        if not now.unseen:
            data = data.replace("\u00ad", "").replace("\u2011", "-")
            self.runs.append(Run(data, now.strong, now.emphasis, now.href))

    def end_block(self) -> None:
        """Ends the paragraph that is open; one without words is counted."""
        runs = prose(*self.runs)
        if text_of(runs).strip():
            self.paragraphs.append(runs)
        elif self.in_block:
            self.empty += 1
        self.runs, self.in_block = [], False


def _mark(number: str) -> str:
    return "*" * min(int(number[:2]), 9)


def _marked(element: _Open, mark: str, value: bool) -> _Open:
    return replace(element, strong=value) if mark == "strong" else replace(element, emphasis=value)
