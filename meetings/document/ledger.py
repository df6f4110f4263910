"""What is handed back with an imported document: warnings, and a word on every line of the source."""

from __future__ import annotations

from dataclasses import dataclass

from .tree import Document


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the catalogue of translations; the desk translates it, this package speaks English."""
    return sentence


# Every warning by its id; %(about)s is what it is about, in the words of the source.
WARNINGS = {
    "broken-paragraph-joined": gettext_noop("The paragraph “%(about)s” was broken; joined."),
    "cut-symbol": gettext_noop("The press symbol “%(about)s” is cut; it was left out."),
    "footnote-apart": gettext_noop(
        "The footnote “%(about)s” is no list that the text calls; it stays where it stands."
    ),
    "footnote-missing": gettext_noop("The footnote %(about)s is not in the text."),
    "foreign-headline": gettext_noop("The headline “%(about)s” is of another language; it was left out."),
    "language-assumed": gettext_noop("The text does not show its language; English was assumed."),
    "letters-mended": gettext_noop("Letters were garbled, as in “%(about)s”; they were mended."),
    "line-doubled": gettext_noop("“%(about)s” stands twice; printed once."),
    "list-in-paragraph": gettext_noop("“%(about)s” lists speakers inside a paragraph; they are not counted."),
    "list-respelled": gettext_noop("The list “%(about)s” is divided unevenly; printed evenly."),
    "list-set-apart": gettext_noop("The list “%(about)s” stood in one paragraph with another; set apart."),
    "list-without-stop": gettext_noop("The list “%(about)s” ends without a stop; one is printed."),
    "names-not-used": gettext_noop("The known names are of another language than the text and were not used."),
    "no-date": gettext_noop("The text does not say its date; type it."),
    "no-final-stop": gettext_noop("“%(about)s” ends without a stop; kept as a paragraph."),
    "no-headline": gettext_noop("The text has no headline; type it."),
    "no-label": gettext_noop("No label says what kind of page this is; a meeting summary was assumed."),
    "no-symbol": gettext_noop("The text has no press symbol; type it."),
    "second-line": gettext_noop("“%(about)s” is a second date, kicker or body; the first counts."),
    "second-symbol": gettext_noop("A second press symbol; the last one counts."),
    "segment-without-title": gettext_noop("No title stands before “%(about)s”."),
    "session-assumed": gettext_noop("The session is taken from “%(about)s”: see that it is the meeting’s."),
    "session-unclear": gettext_noop("“%(about)s” names a session, but not clearly that of the meeting; type it."),
    "text-cut": gettext_noop("The text ends with “%(about)s”: it is cut."),
    "title-assumed": gettext_noop("“%(about)s” was taken for a title."),
    "unknown-names": gettext_noop("Not among the known names: %(about)s."),
}


@dataclass(frozen=True, slots=True)
class Warning:
    """What was assumed in reading a source: an id of WARNINGS, the line (from 1), and what it is about."""

    id: str
    line: int
    about: str = ""

    @property
    def message(self) -> str:
        """The sentence for people, in English."""
        return WARNINGS[self.id] % {"about": self.about}


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


def shorten(text: str, length: int = 60) -> str:
    """The beginning of a text."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def quote(text: str) -> str:
    """The beginning of a text, in quotation marks."""
    return f"“{shorten(text)}”"
