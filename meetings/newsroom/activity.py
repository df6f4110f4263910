"""The record of who did what: each row is sealed with the hash of the one before it."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CharField, Func
from django.utils.translation import gettext as _

from meetings.models import Activity, Revision, Summary


def record(
    summary: Summary,
    user: User | None,
    action: str,
    from_state: str,
    comment: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Activity:
    """Adds one row: the state that `summary` has now is the one that the act led to.

    `detail` is what the act set besides the text, as JSON. A person stands in it as {"account": number}, never by
    name: an account may lose its name, a row is never rewritten. The caller holds the lock on the summary, so that
    numbers follow each other.
    """
    last = Activity.objects.filter(summary=summary).order_by("-number").first()
    row = Activity(
        summary=summary,
        number=last.number + 1 if last else 1,
        user=user,
        action=action,
        from_state=from_state,
        to_state=summary.state,
        revision=summary.revision,
        comment=comment,
        detail=_as_stored(detail or {}),
        text_hash="" if last and last.revision == summary.revision else _text_hash(summary),
        previous_hash=last.hash if last else "",
    )
    row.hash = hash_of(row)
    row.save(force_insert=True)
    return row


def verify_chain(summary: Summary) -> list[str]:
    """Sentences on what was changed or removed behind the software's back; none: the record is whole.

    That its last rows were cut off shows only beside what is kept elsewhere: see `history`.
    """
    return list(faults(Activity.objects.filter(summary=summary).order_by("number")))


def faults(rows: Iterable[Activity]) -> Iterator[str]:
    """A sentence on each fault in the rows of one summary, which come by number."""
    number, previous = 0, ""
    for row in rows:
        if row.number != number + 1 or row.previous_hash != previous:
            yield _("Before entry %(number)s something is missing.") % {"number": row.number}
        if row.hash != hash_of(row):
            yield _("Entry %(number)s was changed.") % {"number": row.number}
        number, previous = row.number, row.hash


class DocumentHash(Func):
    """The SHA-256 of a document as the database prints it, which is one way for one value. Nothing is fetched."""

    template = "encode(sha256(convert_to((%(expressions)s)::text, 'UTF8')), 'hex')"
    output_field = CharField()


def _text_hash(summary: Summary) -> str:
    """The hash of the text at its revision of now; "" where that is not kept."""
    revision = Revision.objects.filter(summary=summary, number=summary.revision)
    return revision.annotate(seal=DocumentHash("document")).values_list("seal", flat=True).first() or ""


def _as_stored(detail: Mapping[str, Any]) -> dict[str, Any]:
    """What the database will give back, so that the hash is that of what is read."""
    return cast(dict[str, Any], json.loads(json.dumps(detail, cls=DjangoJSONEncoder)))


def hash_of(row: Activity) -> str:
    """A row without detail, or without the hash of a text, has the hash that it had before there were any."""
    later = {"detail": row.detail, "text": row.text_hash}
    return seal(
        {name: value for name, value in later.items() if value}
        | {
            "summary": row.summary_id,
            "number": row.number,
            "at": row.at,
            "user": row.user_id,
            "action": row.action,
            "from": row.from_state,
            "to": row.to_state,
            "revision": row.revision,
            "comment": row.comment,
            "previous": row.previous_hash,
        }
    )


def seal(values: dict[str, Any]) -> str:
    """The SHA-256 of some values, the same whatever the order of keys and the zone of a time."""

    def plain(value: Any) -> str:
        if isinstance(value, datetime.datetime):
            return value.astimezone(datetime.UTC).isoformat()
        raise TypeError(value)

    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain)
    return hashlib.sha256(text.encode()).hexdigest()
