"""The record over all texts, gone over: what was changed, removed or cut off behind the software's back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection, transaction
from django.utils.translation import gettext as _

from meetings.models import Activity, Publication, Revision, State, Summary

from . import activity
from .publishing import evidence_hash
from .seals import Sealed, over


@dataclass
class Text:
    """What a summary and its publications say of themselves, to be compared with the record."""

    symbol: str
    state: str
    revision: int
    hashes: list[str] = field(default_factory=list)  # of its versions, in order
    revisions: set[int] = field(default_factory=set)  # that were published


@contextmanager
def one_moment() -> Iterator[None]:
    """Every query sees the same moment: what people do meanwhile is no fault. Inside a transaction, that one's."""
    inside = connection.in_atomic_block
    with transaction.atomic():
        if not inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def faults(sealed: Sealed | None = None, *, texts_too: bool = False) -> Iterator[str]:
    """A sentence on each fault, with the text and the entry; none: the record is whole.

    All entries come by one query in order, and all publications by another, streamed: 100,000 entries take some
    seconds. `sealed` is what a file of seals says, where there is one; without it a tail that was cut off shows only
    where the text itself is further than its last entry, and a record that was made anew throughout not at all.
    `texts_too`: also compares every revision that is kept with what the record says of it, which reads them all.
    """
    sealed = sealed or Sealed()
    yield from sealed.faults
    with one_moment():
        texts = _texts()
        yield from _versions(texts)
        recorded: set[int] = set()
        rows = Activity.objects.order_by("summary_id", "number").iterator(chunk_size=5000)
        for key, chain in groupby(rows, key=lambda row: row.summary_id):
            recorded.add(key)
            yield from _told(texts, key, _record(texts.get(key), list(chain), sealed.entries.get(key, {})))
        yield from _gone(texts, recorded, sealed)
        for key, versions in sealed.versions.items():
            if key in texts:
                yield from _told(texts, key, _sealed_versions(texts[key], versions))
        if texts_too:
            yield from _revisions(texts)


def _told(texts: Mapping[int, Text], key: int, sentences: Iterable[str]) -> Iterator[str]:
    """The sentences, each with the number of the summary, and its symbol."""
    about = f"{key} ({texts[key].symbol})" if key in texts and texts[key].symbol else str(key)
    return (f"{about}: {sentence}" for sentence in sentences)


def _texts() -> dict[int, Text]:
    rows = Summary.objects.order_by("pk").values_list("pk", "symbol", "state", "revision")
    return {key: Text(symbol, state, revision) for key, symbol, state, revision in rows.iterator()}


# --- What was published -----------------------------------------------------------------------------------------------


def _versions(texts: Mapping[int, Text]) -> Iterator[str]:
    """Faults of the publications; what they say is noted with their texts."""
    rows = Publication.objects.order_by("summary_id", "version").only(*Publication.EVIDENCE)
    for key, versions in groupby(rows.iterator(chunk_size=100), key=lambda row: row.summary_id):
        yield from _told(texts, key, _published(texts.get(key), versions))


def _published(text: Text | None, versions: Iterable[Publication]) -> Iterator[str]:
    for count, row in enumerate(versions, 1):
        if row.version != count:
            yield _("Version %(number)s is there as number %(count)s.") % {"number": row.version, "count": count}
        if row.hash != evidence_hash(row):
            yield _("Version %(number)s was changed after it was published.") % {"number": row.version}
        if text:
            text.hashes.append(row.hash)
            text.revisions.add(row.revision)


def _revisions(texts: Mapping[int, Text]) -> Iterator[str]:
    """Revisions that do not say what they said when an act led to them; the database computes, nothing is fetched."""
    acts = Activity.objects.exclude(text_hash="").values_list("summary_id", "revision", "text_hash")
    recorded = {(key, number): hash for key, number, hash in acts.iterator()}
    kept = Revision.objects.order_by("summary_id", "number").annotate(seal=activity.DocumentHash("document"))
    for key, number, hash in kept.values_list("summary_id", "number", "seal").iterator(chunk_size=500):
        if recorded.get((key, number), hash) != hash:
            yield from _told(
                texts, key, [_("Revision %(number)s was changed after it was saved.") % {"number": number}]
            )


def _sealed_versions(text: Text, sealed: Mapping[int, tuple[str, str]]) -> Iterator[str]:
    for count, (evidence, at) in sorted(sealed.items()):
        if over(text.hashes[:count]) != evidence:
            yield _("What was published is not what was sealed on %(at)s.") % {"at": at}
            return


# --- The record of one text -------------------------------------------------------------------------------------------


def _record(text: Text | None, rows: list[Activity], sealed: Mapping[int, tuple[str, str]]) -> Iterator[str]:
    yield from activity.faults(rows)
    yield from _sealed_entries(rows, sealed)
    if text is None:
        yield _("The summary itself is missing.")
        return
    last = rows[-1]
    if (last.to_state, last.revision) != (text.state, text.revision):
        yield _(
            "The text is “%(state)s” at revision %(revision)s, and no entry says so: the last ones are missing."
        ) % {
            "state": State(text.state).label,
            "revision": text.revision,
        }
    yield from _acts(text.revisions, rows)


def _acts(revisions: set[int], rows: list[Activity]) -> Iterator[str]:
    """An act that published something, and what was published, belong to each other."""
    acts = {row.revision: row.number for row in rows if row.to_state == State.PUBLISHED != row.from_state}
    for revision in sorted(set(acts) - revisions):
        yield _("Entry %(number)s published revision %(revision)s, and there is no such version.") % {
            "number": acts[revision],
            "revision": revision,
        }
    for revision in sorted(revisions - set(acts)):
        yield _("Revision %(revision)s was published, and no entry says so.") % {"revision": revision}


def _sealed_entries(rows: list[Activity], sealed: Mapping[int, tuple[str, str]]) -> Iterator[str]:
    """The first entry that is not as it was sealed; the fault lies after the last that is."""
    hashes = {row.number: row.hash for row in rows}
    for number, (hash, at) in sorted(sealed.items()):
        if number not in hashes:
            yield _("Entry %(number)s was sealed on %(at)s and is missing.") % {"number": number, "at": at}
        elif hashes[number] != hash:
            yield _("Entry %(number)s is not the one that was sealed on %(at)s.") % {"number": number, "at": at}
        else:
            continue
        return


def _gone(texts: Mapping[int, Text], recorded: set[int], sealed: Sealed) -> Iterator[str]:
    """Texts without a record, and records that were sealed of texts that are no more."""
    for key in sorted(set(texts) - recorded):
        yield from _told(texts, key, [_("Its whole record is missing.")])
    for key in sorted(set(sealed.entries) - set(texts) - recorded):
        number, (_hash, at) = max(sealed.entries[key].items())
        words = {"at": at, "number": number}
        said = _("It was sealed on %(at)s, up to entry %(number)s, and is gone with its record.") % words
        yield from _told(texts, key, [said])
