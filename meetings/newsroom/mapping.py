"""Rows of a working copy ↔ Document. Nothing else reads or writes the prose, segments and lists of a summary."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Model, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.document import Document, fold, is_symbol, tree
from meetings.document.merge import HEAD_FIELDS, SEGMENT_FIELDS
from meetings.document.prose import Lists, parse, render
from meetings.models import (
    Body,
    Intervention,
    Report,
    Segment,
    SegmentReport,
    Session,
    SpeakersList,
    Summary,
    Wording,
)

from .speakers import resolve

# The fields that are columns of the same name; body, session and reports are rows of their own.
HEAD = tuple(name for name in HEAD_FIELDS if name not in ("body", "session"))
SEGMENT = tuple(name for name in SEGMENT_FIELDS if name != "reports")
LIST = ("kind", "topic", "lead_in", "tail", "separator", "conjunction")
INTERVENTION = ("printed", "name", "on_behalf_of", "remark")

Row = TypeVar("Row", Segment, SpeakersList)


# --- Reading ----------------------------------------------------------------------------------------------------------


def read(summary: Summary) -> Document:
    """The document that the rows of `summary` say. Fixed wordings as stored: blank where the standard applies.

    Four queries, and one each for body and session where they are not loaded.
    """
    language = summary.language
    lists = {
        row.key: _read_list(row) for row in summary.lists.select_related("segment").prefetch_related("interventions")
    }
    # In a segment's own text a list sums up nothing: it is what is summed up.
    own_lists = {key: replace(speakers, digests="") for key, speakers in lists.items()}
    return Document(
        language=language,
        body=summary.body.code,
        session=tree.Session(summary.session.number, summary.session.kind) if summary.session else None,
        round_up=parse(summary.round_up, language, lists),
        segments=tuple(_read_segment(row, own_lists, language) for row in _segments(summary)),
        where_to_find=tuple(tree.paragraphs_of(parse(summary.where_to_find, language))),
        **{name: getattr(summary, name) for name in HEAD},
    )


def _segments(summary: Summary) -> Iterable[Segment]:
    reports = Prefetch("segmentreport_set", SegmentReport.objects.select_related("report"))
    return summary.segments.prefetch_related(reports)


def _read_segment(row: Segment, lists: Lists, language: str) -> tree.Segment:
    return tree.Segment(
        id=row.key,
        blocks=parse(row.body, language, lists),
        reports=_reports(row),
        **{name: getattr(row, name) for name in SEGMENT},
    )


def _reports(row: Segment) -> tuple[str, ...]:
    return tuple(link.report.symbol for link in row.segmentreport_set.all())


def _read_list(row: SpeakersList) -> tree.SpeakersList:
    return tree.SpeakersList(
        id=row.key,
        digests=row.segment.key if row.segment else "",
        interventions=_interventions(row),
        **{name: getattr(row, name) for name in LIST},
    )


def _interventions(row: SpeakersList) -> tuple[tree.Intervention, ...]:
    return tuple(
        tree.Intervention(**{name: getattr(item, name) for name in INTERVENTION}) for item in row.interventions.all()
    )


# --- Writing ----------------------------------------------------------------------------------------------------------


def write(summary: Summary, document: Document) -> None:
    """Makes the rows of `summary` say `document`; what says it already is left alone. Positions follow the order.

    Every segment and block must have an id. A session and reports that are not known yet are created.
    Raises ValueError where the document is in another language, names an unknown body, or something as a report
    that is no symbol of a document; the caller's transaction undoes what was written before.
    """
    if document.language != summary.language:
        raise ValueError(_("A text in one language is no part of one in the other."))
    body = _body(summary, document.body)
    _update(
        summary,
        {name: getattr(document, name) for name in HEAD}
        | {
            "body_id": body.pk,
            "session_id": _session(summary, body, document.session),
            "round_up": render(document.round_up),
            "where_to_find": render(document.where_to_find),
        },
    )
    segments = _write_segments(summary, document)
    _write_lists(summary, document, segments)


def _body(summary: Summary, code: str) -> Body:
    if summary.body.code == code:
        return summary.body
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise ValueError(_("No body has the code “%(code)s”.") % {"code": code})
    return body


def _session(summary: Summary, body: Body, session: tree.Session | None) -> int | None:
    """The key of the session's row; a session not known yet is one, for its name is made from its number."""
    if session is None:
        return None
    now = summary.session
    if now and (now.body_id, now.kind, now.number) == (body.pk, session.kind, session.number):
        return now.pk
    return Session.objects.get_or_create(body=body, kind=session.kind, number=session.number)[0].pk


def _update(row: Model, values: Mapping[str, Any]) -> None:
    """Saves those of the values that `row` has not yet."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)


def _put(rows: dict[str, Row], model: type[Row], summary: Summary, key: str, values: Mapping[str, Any]) -> Row:
    """The row of `key`, updated or created."""
    if key in rows:
        _update(rows[key], values)
    else:
        rows[key] = model.objects.create(summary=summary, key=key, **values)
    return rows[key]


def _remove(rows: Mapping[str, Row], model: type[Row], kept: Iterable[str]) -> None:
    if gone := [rows[key].pk for key in rows.keys() - set(kept)]:
        model.objects.filter(pk__in=gone).delete()


def _write_segments(summary: Summary, document: Document) -> dict[str, Segment]:
    """The rows of the document's segments by key."""
    rows = {row.key: row for row in _segments(summary)}
    links = {key: _reports(row) for key, row in rows.items()}
    for position, segment in enumerate(document.segments):
        values = {name: getattr(segment, name) for name in SEGMENT}
        values |= {"position": position, "body": render(segment.blocks)}
        _put(rows, Segment, summary, segment.id, values)
    _remove(rows, Segment, (segment.id for segment in document.segments))
    _write_reports(
        {
            rows[segment.id]: segment.reports
            for segment in document.segments
            if segment.reports != links.get(segment.id, ())
        }
    )
    return {segment.id: rows[segment.id] for segment in document.segments}


def _write_reports(wanted: Mapping[Segment, tuple[str, ...]]) -> None:
    """Gives each segment the reports of these symbols, in order, in place of those that it had."""
    if not wanted:
        return
    symbols = {symbol for reports in wanted.values() for symbol in reports}
    for symbol in symbols:
        if not is_symbol(symbol):
            raise ValueError(_("“%(symbol)s” is not the symbol of a document.") % {"symbol": symbol})
    Report.objects.bulk_create([Report(symbol=symbol) for symbol in sorted(symbols)], ignore_conflicts=True)
    reports = {report.symbol: report for report in Report.objects.filter(symbol__in=symbols)}
    SegmentReport.objects.filter(segment__in=wanted).delete()
    SegmentReport.objects.bulk_create(
        SegmentReport(segment=segment, report=reports[symbol], position=position)
        for segment, printed in wanted.items()
        for position, symbol in enumerate(dict.fromkeys(printed))
    )


def _write_lists(summary: Summary, document: Document, segments: Mapping[str, Segment]) -> None:
    rows = {row.key: row for row in summary.lists.prefetch_related("interventions")}
    named = {key: _interventions(row) for key, row in rows.items()}
    lists = [(segment, block) for segment, block in document.blocks() if isinstance(block, tree.SpeakersList)]
    renamed = {}
    for position, (segment, block) in enumerate(lists):
        about = segments.get(segment.id if segment else block.digests)
        values = {name: getattr(block, name) for name in LIST}
        values |= {"position": position, "segment_id": about.pk if about else None}
        row = _put(rows, SpeakersList, summary, block.id, values)
        if named.get(block.id, ()) != block.interventions:
            renamed[row] = block.interventions
    _remove(rows, SpeakersList, (block.id for _, block in lists))
    _write_interventions(renamed, summary.language)


def _write_interventions(wanted: Mapping[SpeakersList, tuple[tree.Intervention, ...]], language: str) -> None:
    """Gives each list these names, in place of those that it had, with the speakers who are known by them."""
    if not wanted:
        return
    items = [item for interventions in wanted.values() for item in interventions]
    speakers = resolve([name for item in items for name in (item.name, item.on_behalf_of)], language)
    Intervention.objects.filter(list__in=wanted).delete()
    Intervention.objects.bulk_create(
        Intervention(
            list=row,
            position=position,
            speaker=speakers.get(fold(item.name)),
            group=speakers.get(fold(item.on_behalf_of)),
            **{name: getattr(item, name) for name in INTERVENTION},
        )
        for row, interventions in wanted.items()
        for position, item in enumerate(interventions)
    )


# --- Fixed wordings ---------------------------------------------------------------------------------------------------

_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")


def with_wordings(document: Document, body: Body, session: Session | None, date: datetime.date | None) -> Document:
    """`document` with the body's wordings of that date (None: of today) where it has none of its own. One query."""
    wordings = in_force(body, document.language, date or timezone.localdate())
    name = session.name(document.language) if session else "…"
    where_to_find = wordings.get(Wording.Kind.WHERE_TO_FIND, "").replace("{session}", name)
    disclaimer = wordings.get(Wording.Kind.DISCLAIMER, "")
    return replace(
        document,
        where_to_find=document.where_to_find or _paragraphs(where_to_find),
        disclaimer=document.disclaimer or disclaimer,
    )


def in_force(body: Body, language: str, date: datetime.date) -> dict[str, str]:
    """Kind → text of the fixed wordings of a body on a day."""
    wordings = Wording.objects.filter(body=body, language=language, effective_from__lte=date)
    return dict(wordings.order_by("kind", "-effective_from").distinct("kind").values_list("kind", "text"))


def _paragraphs(text: str) -> tuple[tree.Paragraph, ...]:
    """One paragraph a line. The id is the same in each version, for the text belongs to no version."""
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(tree.Paragraph(_runs(line), id=f"where{number}") for number, line in enumerate(lines, 1))


def _runs(line: str) -> tree.Prose:
    """The prose of "… can be found [here](https://…)."."""
    words, *links = _LINK.split(line)
    parts: list[tree.Run | str] = [words]
    for label, href, after in zip(links[::3], links[1::3], links[2::3], strict=True):
        parts += [tree.Run(label, href=href), after]
    return tree.prose(*parts)
