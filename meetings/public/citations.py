"""How a statement of a summary is cited: in words, as BibTeX and as RIS. It is a summary, and each form says so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

_SPECIAL = re.compile(r"([{}&%$#_])")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation is made of; texts in the language of the release."""

    speaker: str
    capacity: str
    headline: str
    body: str
    session: str
    day: str
    date: datetime.date
    symbol: str
    version: int
    publisher: str
    address: str
    block: str

    @property
    def title(self) -> str:
        who = f"{self.speaker} ({self.capacity})" if self.capacity else self.speaker
        return _("%(who)s, summarised in “%(headline)s”") % {"who": who, "headline": self.headline}

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.body, self.session, self.day) if part)

    @property
    def number(self) -> str:
        return _("%(symbol)s, version %(version)s") % {"symbol": self.symbol, "version": self.version}


def in_words(cited: Citation) -> str:
    """ "Ada Pulp (Archivist), summarised in “…”, World Archive Council, …, 11 July 2026. …, WAC26.001E, version 1." """
    return f"{cited.title}, {cited.place}. {cited.publisher}, {cited.number}."


def bibtex(cited: Citation) -> str:
    """An entry of type misc, whose author is the service that wrote the summary."""
    fields = {
        "author": f"{{{_escaped(cited.publisher)}}}",
        "title": f"{{{_escaped(cited.title)}}}",
        "howpublished": _escaped(cited.place),
        "year": f"{cited.date:%Y}",
        "month": str(cited.date.month),
        "number": _escaped(cited.number),
        "url": cited.address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{cited.symbol.replace('/', '.')}-{cited.block},\n{lines}}}\n"


def ris(cited: Citation) -> str:
    """One reference of type GEN; lines end as the format asks."""
    fields = (
        ("TY", "GEN"),
        ("AU", cited.publisher),
        ("TI", cited.title),
        ("T2", cited.place),
        ("PY", f"{cited.date:%Y}"),
        ("DA", f"{cited.date:%Y/%m/%d}"),
        ("M1", cited.number),
        ("UR", cited.address),
        ("ER", ""),
    )
    return "".join(f"{name}  - {' '.join(value.split())}\r\n" for name, value in fields)


def _escaped(text: str) -> str:
    """Text in BibTeX: what has a meaning there is escaped, and blanks stay as they are."""
    text = text.replace("\\", " ").replace("~", " ").replace("^", " ")
    return _SPECIAL.sub(r"\\\1", text)


Writer = Callable[[Citation], str]

# By the end of an address: what is written, and what it is to a program.
FORMS: dict[str, tuple[Writer, str]] = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
}
