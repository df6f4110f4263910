"""What templates show, made from what was read: no query here, and none in a template."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from meetings.models import Body, Publication

from .filters import PublicationFilter, session_value
from .words import OTHER, day_in_words, session_in_words, why_no_text

PERIODS = dict(Publication.period.field.choices)
KINDS = dict(Publication.kind.field.choices)
NARROWING = ("body", "session", "since", "until", "period", "kind")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One version at an address, with days in words; `withdrawn` is "" where it was not."""

    number: int
    day: str
    notice: str
    is_current: bool
    withdrawn: str
    reason: str


def versions(publication: Publication) -> list[Version]:
    """All versions at a publication's address, the newest first."""

    def day(moment: str | None) -> str:
        local = timezone.localtime(datetime.datetime.fromisoformat(moment)) if moment else None
        return day_in_words(local.date(), publication.language) if local else ""

    return [
        Version(
            number=item["version"],
            day=day(item["published_at"]),
            notice=item["notice"],
            is_current=item["is_current"],
            withdrawn=day(item["withdrawal__at"]),
            reason=item["withdrawal__reason"],
        )
        for item in publication.versions
    ]


def current_key(publication: Publication) -> str:
    """The address of a text now; a version may have been published at another. Known where its versions were read."""
    versions = getattr(publication, "versions", [])
    return next((item["key"] for item in versions if item["is_current"]), publication.key)


def withdrawal(publication: Publication) -> Version | None:
    """What was withdrawn: this version, or the current one and with it all at its address."""
    concerned = (v for v in versions(publication) if v.is_current or v.number == publication.version)
    return next((v for v in concerned if v.withdrawn), None)


def release(publication: Publication) -> dict[str, Any]:
    """A release, what was said about it since, and the text in the other language or why there is none."""
    language, body = publication.language, publication.body
    at_address = versions(publication)
    offered = [item for item in publication.counterparts if not item["withdrawal_id"]]
    withdrawn = len(offered) < len(publication.counterparts)
    return {
        "publication": publication,
        "body": body.in_language("name", language),
        "session": session_in_words(body, publication.session_number, publication.session_kind, language),
        "day": day_in_words(publication.date, language),
        "counterparts": offered,
        "no_text": "" if offered else why_no_text(OTHER[language], publication.decisions, withdrawn),
        "shown": next(v for v in at_address if v.number == publication.version),
        "earlier": [v for v in at_address if v.number < publication.version],
        "notices": [v for v in at_address if v.notice and v.number <= publication.version],
    }


def latest(found: dict[str, list[Row]], narrowed: PublicationFilter, size: int, language: str) -> dict[str, Any]:
    """A list by days, what it is narrowed by, and what it may be narrowed by."""
    bodies = {row["id"]: Body(**row) for row in found["bodies"]}
    rows = [_listed(row, bodies[row["body_id"]], language) for row in found["publications"][:size]]
    more = len(found["publications"]) > size
    sessions = {
        session_value(row["number"], row["kind"]): session_in_words(
            bodies[row["body_id"]], row["number"], row["kind"], language
        )
        for row in found["sessions"]
    }
    names = {body.code: body.in_language("name", language) for body in bodies.values()}
    return {
        "days": [(day, list(group)) for day, group in groupby(rows, key=lambda row: row["day"])],
        "older": address(narrowed.data, before=rows[-1]["key"]) if more else "",
        "newest": address(narrowed.data, before="") if narrowed.data.get("before") else "",
        "form": narrowed.form,
        "dates": [narrowed.form["since"], narrowed.form["until"]],
        "choices": [narrowed.form["period"], narrowed.form["kind"]],
        "bodies": names,
        "sessions": sessions,
        "active": active(narrowed, names | sessions, language),
    }


def _listed(row: Row, body: Body, language: str) -> Row:
    date = datetime.date.fromisoformat(row["date"])
    return row | {
        "day": day_in_words(date, language),
        "body": body.in_language("name", language),
        "session": session_in_words(body, row["session_number"], row["session_kind"], language),
        "period": PERIODS.get(row["period"], ""),
        "kind": KINDS[row["kind"]],
    }


def active(narrowed: PublicationFilter, names: dict[str, str], language: str) -> list[tuple[str, str, str]]:
    """Each filter in force: what it is, its value in words, and the address of the list without it."""
    found = []
    for name in NARROWING:
        value = narrowed.form.cleaned_data.get(name)
        if not value:
            continue
        words = dict(getattr(narrowed.form.fields[name], "choices", ())) | names
        shown = day_in_words(value, language) if isinstance(value, datetime.date) else words.get(value, value)
        without = {name: ""} | ({"session": ""} if name == "body" else {})
        found.append((narrowed.form.fields[name].label, shown, address(narrowed.data, before="", **without)))
    return found


def address(query: QueryDict, **changes: str) -> str:
    """The same list with some parameters changed; empty ones are left out."""
    changed = query.dict() | changes
    parameters = QueryDict(mutable=True)
    parameters.update({name: value for name, value in changed.items() if value and name in (*NARROWING, "before")})
    return f"?{parameters.urlencode()}"
