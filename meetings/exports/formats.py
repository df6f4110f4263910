"""The files of a release: what each is called, how its name ends, as what it is served. None is made here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    ending: str
    media_type: str


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "pdf": Format("PDF", "pdf", "application/pdf"),
    "docx": Format("Word (DOCX)", "docx", WORD),
    "akn": Format("Akoma Ntoso (XML)", "akn.xml", "application/akn+xml"),
}
