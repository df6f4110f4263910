"""A release as PDF/UA-1 for distribution in the room: tagged, with an outline, hyphenated in its language.

Typeset by Typst with the fonts of its wheel, so that every machine makes the same pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from importlib import resources
from itertools import groupby
from typing import Any

import typst

from meetings.document import Block, Heading, Prose, Run, SpeakersList, Statement, label_of
from meetings.document.text import with_stop

from .html import SAFE_LINK
from .html import WORDS as OF_THE_TEXT
from .release import Release

# Where the fonts of the wheel lack a letter (東), those of the machine may have it. Where none has, PDF/UA refuses the
# text: the file is made all the same, with a box in its place.
MEANS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": ["ua-1"], "ignore_system_fonts": True},
    {"pdf_standards": ["ua-1"]},
)
REGION = {"en": "gb", "fr": "fr"}
WORDS = {
    "en": {"page": "Page {page} of {pages}", "version": "Version {}, published on {}", "address": "On the web:"},
    "fr": {"page": "Page {page} sur {pages}", "version": "Version {}, publiée le {}", "address": "En ligne\xa0:"},
}
NO_TITLE = {"en": "Without a title", "fr": "Sans titre"}


def render(release: Release) -> bytes:
    """The pages of a release. Raises typst.TypstError where they cannot be made."""
    layout = resources.files(__package__).joinpath("layouts/release.typ").read_bytes()
    data = {"release": json.dumps(_data(release), ensure_ascii=False)}
    at = int(release.published_at.timestamp())
    for means in MEANS:
        with suppress(typst.TypstError):
            return typst.compile(layout, sys_inputs=data, format="pdf", timestamp=at, **means)
    return typst.compile(layout, sys_inputs=data, format="pdf", timestamp=at)


def _data(release: Release) -> dict[str, Any]:
    document, language = release.document, release.document.language
    words = WORDS[language] | {"round_up": OF_THE_TEXT[language]["round_up"]}
    words["version"] = words["version"].format(release.version, release.published)
    at = release.published_at
    return {
        "language": language,
        "region": REGION[language],
        "words": words,
        "label": label_of(document.kind, language),
        "title": document.headline or release.key,
        "author": release.body,
        "keywords": [word for word in (document.symbol, release.body, release.session) if word],
        "description": release.place,
        "published": [at.year, at.month, at.day],
        "running": document.headline if len(document.headline) <= 80 else f"{document.headline[:77].rstrip()}…",
        "place": release.place,
        "symbol": document.symbol,
        "address": release.address,
        "notices": [{"label": label, "text": text} for label, text in release.notices],
        "kicker": document.kicker,
        "headline": document.headline or release.key,
        "subheadline": document.subheadline,
        "round_up": [*_blocks(document.round_up), *_blocks(document.where_to_find), *_next(release)],
        "segments": [
            {"title": segment.title or NO_TITLE[language], "blocks": list(_blocks(segment.blocks))}
            for segment in document.segments
        ],
        "disclaimer": document.disclaimer,
    }


def _next(release: Release) -> Iterable[dict[str, Any]]:
    for text in (release.document.next_meeting, release.document.next_session):
        if text:
            yield {"kind": "paragraph", "runs": [{"text": text}]}


def _blocks(blocks: Iterable[Block]) -> Iterable[dict[str, Any]]:
    for block in blocks:
        match block:
            case Heading():
                yield {"kind": "heading", "text": block.text}
            case SpeakersList():
                yield {"kind": "speakers", "runs": [{"text": with_stop(block.text)}]}
            case Statement():
                first, *others = block.paragraphs
                yield {"kind": "statement", "runs": _runs(attributed(first.runs, block.speaker))}
                yield from _blocks(others)
            case _:
                yield {"kind": "paragraph", "runs": _runs(block.runs)}


def attributed(runs: Prose, speaker: str) -> Prose:
    """The opening paragraph of a statement with its speaker's name in strong type."""
    if not speaker or not "".join(run.text for run in runs).startswith(speaker):
        return runs
    left, out = len(speaker), []
    for run in runs:
        if name := run.text[:left]:
            out.append(Run(name, strong=True, emphasis=run.emphasis, href=run.href))
        if rest := run.text[left:]:
            out.append(Run(rest, run.strong, run.emphasis, run.href))
        left = max(0, left - len(run.text))
    return tuple(out)


def _runs(runs: Prose) -> list[dict[str, Any]]:
    """Runs as data; a link whose address is missing or no link is text."""
    out = []
    for href, linked in groupby(runs, key=lambda run: run.href):
        safe = href if href and SAFE_LINK.fullmatch(href) and ":" in href else None
        out += [{"text": r.text, "strong": r.strong, "emphasis": r.emphasis, "href": safe} for r in linked]
    return out
