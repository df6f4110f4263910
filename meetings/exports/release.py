"""A publication as the files print it: the document, and what stands around it in words of its language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from meetings.document import Document

EDITION = 1  # raised with each change of a layout: the worker then makes all files anew


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a release. All words are in its language; moments are aware."""

    document: Document
    body: str
    session: str
    day: str
    period: str
    key: str
    version: int
    address: str
    published_at: datetime.datetime
    published: str
    notices: tuple[
        tuple[str, str], ...
    ] = ()  # label and words: what was corrected or added up to this version, the newest first

    @property
    def place(self) -> str:
        """ "Human Rights Council, fifty-third regular session", "Thursday, 6 July 2023, morning" in one line."""
        when = ", ".join(part for part in (self.day, self.period) if part)
        return " · ".join(part for part in (self.body, self.session, when) if part)
