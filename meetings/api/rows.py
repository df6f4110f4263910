"""The rows of each resource, as its serializer says, each list in one SELECT."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from meetings.document import fold
from meetings.exports.formats import FORMATS
from meetings.models import (
    Body,
    Coverage,
    Meeting,
    Passage,
    Publication,
    PublicationFile,
    Report,
    Session,
    Speaker,
    SpeakerFunction,
)
from meetings.public.filters import everyone_known_as, session_value
from meetings.public.listing import Selection

from .paging import Order

Row = dict[str, Any]

NEWEST = Order((("-date", "day"), ("-published_at", "moment"), ("-id", "number")))
PASSAGES = Order((("-publication_id", "number"), ("position", "number")))
BY_DAY = Order((("-date", "day"), ("-id", "number")))
SESSIONS = Order((("body_code", "words"), ("kind", "words"), ("-number", "number")))
BY_KEY = Order((("key", "words"),))
BY_SYMBOL = Order((("symbol", "words"),))


def first(lists: Iterable[QuerySet[Any, Row]], order: Order, cursor: str, size: int) -> list[Row]:
    """The first rows of some lists together, one more than `size` where there are more. One SELECT."""
    parts = [(rows.filter(order.behind(cursor)) if cursor else rows).order_by(*order.names) for rows in lists]
    parts = [rows[: size + 1] for rows in parts]
    if len(parts) > 1:
        return list(parts[0].union(*parts[1:], all=True).order_by(*order.names)[: size + 1])
    return list(parts[0])


def absolute(view: str, **kwargs: Any) -> str:
    return settings.SITE_ADDRESS + reverse(view, kwargs=kwargs)


def named(row: Row, prefix: str = "name") -> Row:
    return {"en": row[f"{prefix}_en"], "fr": row[f"{prefix}_fr"]}


# --- Releases ---------------------------------------------------------------------------------------------------------

PLAIN = (
    "key", "language", "version", "kind", "symbol", "headline", "subheadline", "first_date", "date", "periods",
    "segment_kinds", "documents", "agenda_items", "topics", "published_at", "change", "notice", "archive",
)  # fmt: skip
CONTENT = {"document": "content", "text": "text", "html": "html"}  # what `expand` asks for, and where it is kept


def releases(publications: QuerySet[Publication], expand: Iterable[str] = ()) -> QuerySet[Any, Row]:
    """Rows for `release`; why a text was withdrawn stands in them as `withdrawal__reason`."""
    files = PublicationFile.objects.filter(publication=OuterRef("pk"))
    return publications.annotate(body_code=F("body__code"), formats=ArraySubquery(files.values("format"))).values(
        "id", "body_code", "session_number", "session_kind", "meeting_ids", "to_come", "formats", *PLAIN,
        "withdrawal__reason", *(CONTENT[name] for name in expand),
    )  # fmt: skip


def release(row: Row) -> Row:
    said = {name: row[name] for name in PLAIN}
    said |= {name: row[kept] for name, kept in CONTENT.items() if kept in row}
    at = {"language": row["language"], "key": row["key"]}
    return said | {
        "url": absolute("public:release", **at),
        "api_url": absolute("api:release", key=row["key"]),
        "body": row["body_code"],
        "session": session_ref(row, "session_") if row["session_number"] else None,
        "meetings": row["meeting_ids"],
        "to_come": row["to_come"].splitlines(),
        "files": _files(at, row["formats"]),
    }


def _files(at: Row, formats: list[str]) -> list[Row]:
    files = [
        ("txt", "text/plain", absolute("public:text", **at)),
        ("json", "application/json", absolute("public:json", **at)),
    ]
    made = (form for name, form in FORMATS.items() if name in formats)
    files += [(form.ending, form.media_type, absolute("public:file", ending=form.ending, **at)) for form in made]
    return [{"format": ending, "media_type": media_type, "url": url} for ending, media_type, url in files]


def session_ref(row: Row, prefix: str) -> Row:
    kind, number = row[f"{prefix}kind"], row[f"{prefix}number"]
    at = {"body": row["body_code"], "session": session_value(number, kind)}
    return {"body": row["body_code"], "kind": kind, "number": number, "url": absolute("api:session", **at)}


# --- Statements -------------------------------------------------------------------------------------------------------


def statements(chosen: Selection, kinds: Iterable[str]) -> QuerySet[Any, Row]:
    """The passages of a selection. Whoever asks for a speaker, a group or words gets the passages that have them."""
    passages = Passage.objects.filter(
        kind__in=kinds,
        publication__language=chosen.language,
        publication__is_current=True,
        publication__withdrawal__isnull=True,
    )
    if chosen.values or chosen.errors:
        passages = passages.filter(publication__in=chosen.publications.order_by().values("pk"))
    for name in ("speaker", "group"):
        if key := chosen.values.get(name):
            passages = passages.filter(**{f"{name}__in": everyone_known_as(key)})
    if "q" in chosen.values:
        passages = passages.filter(chosen.filters.asked.matches(chosen.language))
    at = {name: F(f"publication__{name}") for name in ("language", "date")}
    return passages.annotate(
        **at,
        release_key=F("publication__key"),
        body_code=F("publication__body__code"),
        speaker_found=_speaker("speaker"),
        group_found=_speaker("group"),
    ).values(
        "publication_id", "position", "kind", "anchor", "segment_title", "speaker_name", "capacity", "on_behalf_of",
        "text", "language", "date", "release_key", "body_code", "speaker_found", "group_found",
    )  # fmt: skip


def _speaker(field: str) -> JSONObject:
    """Whom a name leads to now."""
    names = ("key", "kind", "name_en", "name_fr")
    return JSONObject(**{name: Coalesce(f"{field}__merged_into__{name}", f"{field}__{name}") for name in names})


def statement(row: Row) -> Row:
    block = row["anchor"].removeprefix("b-")
    return {
        "release": row["release_key"],
        "anchor": block,
        "url": absolute("public:statement", language=row["language"], key=row["release_key"], block=block),
        "body": row["body_code"],
        "segment": row["segment_title"],
        "speaker": _speaker_ref(row["speaker_found"]),
        "group": _speaker_ref(row["group_found"]),
        **{name: row[name] for name in ("position", "language", "kind", "date", "speaker_name", "capacity")},
        **{name: row[name] for name in ("on_behalf_of", "text")},
    }


def _speaker_ref(found: Row) -> Row | None:
    return {"key": found["key"], "name": named(found), "kind": found["kind"]} if found["key"] else None


# --- Meetings and sessions --------------------------------------------------------------------------------------------


def meetings(narrowed: Q) -> QuerySet[Any, Row]:
    current = Publication.objects.current().filter(summary=OuterRef("summary")).values("key")[:1]
    coverages = Coverage.objects.filter(meeting=OuterRef("pk")).order_by("language")
    said = {name: F(name) for name in ("language", "decision", "reason")}
    return (
        Meeting.objects.filter(narrowed)
        .annotate(
            body_code=F("session__body__code"),
            session_kind=F("session__kind"),
            session_number=F("session__number"),
            coverage=ArraySubquery(coverages.values(json=JSONObject(**said, release=Subquery(current)))),
        )
        .values(
            "id", "date", "period", "number", "title", "starts_at", "ends_at", "room", "web_tv", "agenda_items",
            "cancelled_reason", "body_code", "session_kind", "session_number", "coverage",
        )
    )  # fmt: skip


def meeting(row: Row) -> Row:
    left_out = ("body_code", "session_kind", "session_number", "cancelled_reason")
    return {name: value for name, value in row.items() if name not in left_out} | {
        "url": absolute("public:meeting", language="en", number=row["id"]),
        "cancelled": row["cancelled_reason"],
        "session": session_ref(row, "session_"),
    }


def sessions(narrowed: Q) -> QuerySet[Any, Row]:
    body = ("name_en", "name_fr", "session_style", "says_regular")
    return (
        Session.objects.annotate(body_code=F("body__code"), **{f"body_{name}": F(f"body__{name}") for name in body})
        .filter(narrowed)
        .values("body_code", "kind", "number", "start", "end", *(f"body_{name}" for name in body))
    )


def session(row: Row) -> Row:
    style = {"session_style": row["body_session_style"], "says_regular": row["body_says_regular"]}
    of = Session(body=Body(code=row["body_code"], **style), kind=row["kind"], number=row["number"])
    at = {"body": row["body_code"], "session": session_value(row["number"], row["kind"])}
    return {
        "body": {"code": row["body_code"], "name": named(row, "body_name")},
        "kind": row["kind"],
        "number": row["number"],
        "name": {"en": of.name("en"), "fr": of.name("fr")},
        "start": row["start"],
        "end": row["end"],
        "url": absolute("public:session", language="en", body=at["body"].lower(), session=at["session"]),
        "bulk": [absolute(f"api:{ending}", **at) for ending in ("jsonl", "csv")],
    }


# --- Speakers and documents -------------------------------------------------------------------------------------------


def speakers(narrowed: Q) -> QuerySet[Any, Row]:
    """Who was heard in public, and whom the desk confirmed: a name that only a draft has is nobody's yet."""
    heard = Passage.objects.filter(speaker=OuterRef("pk"), publication__withdrawal__isnull=True)
    functions = SpeakerFunction.objects.filter(speaker=OuterRef("pk")).order_by("-start", "id")
    said = {name: F(name) for name in ("title_en", "title_fr", "start", "end")}
    return (
        Speaker.objects.current()
        .filter(Q(confirmed=True) | Exists(heard), narrowed)
        .annotate(functions_held=ArraySubquery(functions.values(json=JSONObject(**said))))
        .values("key", "kind", "name_en", "name_fr", "formal_en", "formal_fr", "iso", "functions_held")
    )


def speakers_called(words: str) -> Q:
    """Speakers one of whose printed names has these words, whatever their accents."""
    return Q(pk__in=Speaker.objects.filter(names__folded__contains=fold(words)).values("pk"))


def speaker(row: Row) -> Row:
    held = ({"title": named(f, "title"), "start": f["start"], "end": f["end"]} for f in row["functions_held"])
    return {
        "key": row["key"],
        "kind": row["kind"],
        "name": named(row),
        "formal_name": named(row, "formal"),
        "iso": row["iso"],
        "url": absolute("public:speaker", language="en", speaker=row["key"]),
        "functions": list(held),
    }


def documents(narrowed: Q) -> QuerySet[Any, Row]:
    """Documents that a release names which can be read."""
    symbols = ArrayField(CharField())
    this = Func(OuterRef("symbol"), template="ARRAY[%(expressions)s]::varchar[]", output_field=symbols)
    cited = Publication.objects.current().filter(documents__contains=this)
    return Report.objects.filter(Exists(cited), narrowed).values("symbol", "title_en", "title_fr", "author")


def document(row: Row) -> Row:
    return {
        "symbol": row["symbol"],
        "title": named(row, "title"),
        "author": row["author"],
        "url": f"https://docs.un.org/{row['symbol']}",
    }
