"""To publish is to freeze a Document. The only writer of publications and of what is made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    SpeakersList,
    Statement,
    dump,
    fold,
    from_json,
    new_id,
    to_json,
)
from meetings.document.people import names_by_speaker
from meetings.document.symbols import press_symbol
from meetings.exports import html
from meetings.models import Body, Passage, Publication, Redirect, Summary, Withdrawal

from . import archive, mapping, narrowing, revisions, symbols
from .activity import seal
from .learning import learn
from .speakers import resolve

COPIED = ("date", "period", "kind", "symbol", "kicker", "headline", "subheadline")
NARROWING = (
    *("first_date", "periods", "meeting_ids", "documents", "agenda_items", "topics"),
    *("segment_kinds", "segment_keys", "continues"),
)
DERIVED = ("body", "session_number", "session_kind", *COPIED, "html", *NARROWING)


def publish(summary: Summary, user: User, *, change: str = "", notice: str = "", to_come: str = "") -> Publication:
    """The approved revision of `summary`, frozen as its next version. The former one stays readable.

    `change` (a Publication.Change) is needed from the second version on; `to_come` says, one a line, what parts are
    still to come. Where the address is another than before, the former one leads to it. The caller holds the lock on
    the summary and has seen to it that it may be published. Raises ValueError where nothing was approved.
    """
    if summary.approved_revision is None:
        raise ValueError("Only an approved revision is published.")
    approved = revisions.get(summary, summary.approved_revision)
    document = mapping.with_wordings(approved, summary.body, summary.session, approved.date)
    key = address(summary)
    former = Publication.objects.filter(summary=summary).order_by("-version").first()
    Publication.objects.filter(summary=summary, is_current=True).update(is_current=False)
    if former and former.key != key:
        Redirect.objects.get_or_create(key=former.key, defaults={"summary": summary})
    publication = Publication(
        summary=summary,
        revision=summary.approved_revision,
        language=document.language,
        key=key,
        version=former.version + 1 if former else 1,
        content=to_json(document),
        text=dump(document),
        notice=notice,
        change=change if former else Publication.Change.FIRST,
        to_come=to_come,
        published_by=user,
        published_at=timezone.now(),
    )
    publication.hash = evidence_hash(publication)
    publication.archive = symbols.is_archive(summary) or archive.came_in_with_a_batch(summary)
    _derive(publication, document)
    publication.save(force_insert=True)
    _write_passages(document, publication)
    return publication


def withdraw(summary: Summary, user: User, reason: str, replacement: Summary | None = None) -> Withdrawal:
    """Takes a text with all its versions from the public, which reads the reason instead."""
    withdrawal = Withdrawal.objects.create(summary=summary, by=user, reason=reason, replacement=replacement)
    Publication.objects.filter(summary=summary, withdrawal=None).update(withdrawal=withdrawal)
    return withdrawal


def undo_withdrawal(withdrawal: Withdrawal, user: User) -> None:
    """Gives back to the public the versions that a withdrawal took. The database refuses whoever withdrew them."""
    withdrawal.undone_at, withdrawal.undone_by = timezone.now(), user
    withdrawal.save(update_fields=["undone_at", "undone_by"])
    withdrawal.versions.update(withdrawal=None)


@transaction.atomic
def rebuild(publication: Publication) -> None:
    """Makes anew, from the content, all that is derived from it."""
    document = from_json(publication.content)
    _derive(publication, document)
    publication.save(update_fields=DERIVED)
    publication.passages.all().delete()
    _write_passages(document, publication)


def _write_passages(document: Document, publication: Publication) -> None:
    """The passages, each leading to its speaker; names that lead to nobody are learnt from what the public reads."""
    if publication.is_current:
        narrowing.learn_words(document)
        learn(document, publication.summary)
    Passage.objects.bulk_create(passages(document, publication))
    narrowing.names_lead_anew(Q(pk=publication.pk), search=narrowing.vector(document, publication.key))


def address(summary: Summary) -> str:
    """The key of the page: the canonical symbol, or as it was before, or, for an archive text, one of its own."""
    if symbol := press_symbol(summary.symbol):
        return symbol.key
    if current := Publication.objects.filter(summary=summary, is_current=True).first():
        return current.key
    return f"archive-{summary.body.code.lower()}-{summary.date}-{new_id()}"


def evidence_hash(publication: Publication) -> str:
    """The seal over everything that never changes in a publication."""
    values = {name: getattr(publication, name) for name in Publication.EVIDENCE if name != "hash"}
    return seal({name: value for name, value in values.items() if value or name not in Publication.LATER_EVIDENCE})


def _derive(publication: Publication, document: Document) -> None:
    publication.body = Body.objects.get(code=document.body)
    publication.session_number = document.session.number if document.session else None
    publication.session_kind = document.session.kind if document.session else ""
    for name in COPIED:
        setattr(publication, name, getattr(document, name))
    for name, value in narrowing.columns(document, publication.summary).items():
        setattr(publication, name, value)
    publication.html = html.render(document)


# --- Passages ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """A passage before its speaker is known."""

    kind: str
    block: Block
    text: str
    speaker: str = ""
    capacity: str = ""
    on_behalf_of: str = ""


def passages(document: Document, publication: Publication) -> list[Passage]:
    """The passages of a document, in order, not yet saved. One query finds the speakers."""
    blocks = list(document.blocks())
    named = names_by_speaker((b.speaker for _, b in blocks if isinstance(b, Statement)), document.language)
    parts = [(segment, part) for segment, block in blocks for part in _parts(block, named)]
    names = (name for _, part in parts for name in (part.speaker, part.on_behalf_of))
    speakers = resolve(names, document.language)
    return [
        Passage(
            publication=publication,
            kind=part.kind,
            anchor=f"b-{part.block.id}",
            position=position,
            segment_title=segment.title if segment else "",
            speaker=speakers.get(fold(part.speaker)),
            speaker_name=part.speaker,
            capacity=part.capacity,
            on_behalf_of=part.on_behalf_of,
            group=speakers.get(fold(part.on_behalf_of)),
            text=part.text,
            search=narrowing.passage_vector(part.kind, document.language, part.speaker, part.text),
        )
        for position, (segment, part) in enumerate(parts)
    ]


def _parts(block: Block, named: Mapping[str, str]) -> Iterator[_Part]:
    match block:
        case Paragraph():
            yield _Part(Passage.Kind.PARAGRAPH, block, block.text)
        case Statement():
            yield _Part(Passage.Kind.STATEMENT, block, block.text, named[block.speaker], block.capacity)
        case SpeakersList():
            yield _Part(Passage.Kind.LIST, block, block.text)
            for item in block.interventions:
                yield _Part(Passage.Kind.INTERVENTION, block, item.printed, item.name, on_behalf_of=item.on_behalf_of)
        case Heading():
            return
