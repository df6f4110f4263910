"""What templates show, made from what was read: no query here, and none in a template."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.urls import reverse

from meetings.document import from_json
from meetings.document.differences import compare, stretches
from meetings.exports.dates import day_in_words
from meetings.exports.formats import FORMATS
from meetings.models import Body, Publication

from . import linked_data
from .versions import Version, current_key, notes, versions
from .words import OTHER, session_in_words, why_no_text

PERIODS = dict(Publication.period.field.choices)
KINDS = dict(Publication.kind.field.choices)

PERMALINK = re.compile(r'(<a class="permalink" href=")#b-([0-9a-z]+)(?=")')

Row = dict[str, Any]


def release(publication: Publication) -> dict[str, Any]:
    """A release, what was said about it since, and the text in the other language or why there is none."""
    every = versions(publication)
    shown = next(v for v in every if v.number == publication.version)
    above = about(publication)
    return above | {
        "head": linked_data.of_release(publication, every, above["body"], above["session"]),
        "versions": every,
        "shown": shown,
        "notes": notes(every, shown.number),
        "replaced_by": next((v for v in reversed(every) if v.number > shown.number and not v.withdrawn), None),
        "article": _with_addresses(publication) if shown.is_current else publication.html,
        "to_come": publication.to_come.splitlines() if shown.is_current else [],
        "files": [form for name, form in FORMATS.items() if name in publication.formats],
    }


def _with_addresses(publication: Publication) -> str:
    """The article, in which the mark behind a statement leads to the statement's own page."""
    kwargs = {"language": publication.language, "key": current_key(publication), "block": "x"}
    address = reverse("public:statement", kwargs=kwargs).removesuffix("x/")
    return PERMALINK.sub(rf"\g<1>{address}\g<2>/", publication.html)


def comparison(publication: Publication, old: int) -> dict[str, Any]:
    """Two versions of a release as one text, and what was said about the later ones of them."""
    every, new = versions(publication), publication.version
    units = compare(from_json(publication.former), from_json(publication.content))
    return about(publication) | {
        "versions": every,
        "old": next(v for v in every if v.number == old),
        "new": next(v for v in every if v.number == new),
        "notes": [v for v in notes(every, new) if isinstance(v, Version) and v.number > old],
        "comparison": stretches(units),
        "text_language": publication.language,
    }


def all_versions(publication: Publication) -> dict[str, Any]:
    """The list of a release's versions; two that can be read may be compared."""
    every = versions(publication)
    return about(publication) | {"versions": every, "readable": [v.number for v in every if not v.withdrawn]}


def about(publication: Publication) -> dict[str, Any]:
    """What stands above a release, whatever is shown of it."""
    language, body = publication.language, publication.body
    offered = [item for item in publication.counterparts if not item["withdrawal_id"]]
    withdrawn = len(offered) < len(publication.counterparts)
    return {
        "publication": publication,
        "key": current_key(publication),
        "body": body.in_language("name", language),
        "session": session_in_words(body, publication.session_number, publication.session_kind, language),
        "day": day_in_words(publication.date, language),
        "counterparts": offered,
        "no_text": "" if offered else why_no_text(OTHER[language], publication.decisions, withdrawn),
    }


def listed_row(row: Row, body: Body, language: str) -> Row:
    """A row of a list as templates show it."""
    date = datetime.date.fromisoformat(row["date"])
    return row | {
        "day": day_in_words(date, language),
        "body": body.in_language("name", language),
        "session": session_in_words(body, row["session_number"], row["session_kind"], language),
        "period": PERIODS.get(row["period"], ""),
        "kind": KINDS[row["kind"]],
    }
