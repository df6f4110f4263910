"""A changed text of a release that is here: kept as a proposal until a person takes it over or dismisses it.

No import ever changes a text that someone may have worked on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.document import (
    Block,
    Document,
    Segment,
    from_json,
    press_symbol,
    to_json,
)
from meetings.document.merge import merge, with_mine
from meetings.document.units import gather, give_ids, spread
from meetings.models import ImportProposal, Revision, State, Summary
from meetings.newsroom import mapping, saving
from meetings.newsroom.permissions import desks
from meetings.newsroom.refusal import Refused
from meetings.newsroom.saving import Outcome

from .understanding import Understood

# What a text that is changed may no longer say, and the text that stands does: it is kept.
KEPT_HEAD = ("body", "session", "date", "period", "symbol", "headline")
KEPT_SEGMENT = ("kind", "status", "topic", "agenda_item", "started_before", "continues")


# --- Which release a text is of ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KnownSource:
    """A text that came in before: what it became, and the proposal where it was one."""

    summary: Summary
    proposal: ImportProposal | None = None


def known_source(source: str, language: str) -> KnownSource | None:
    """What a text of this fingerprint became before; a discarded draft counts for nothing."""
    kept = Summary.objects.exclude(state=State.DISCARDED)
    if summary := kept.filter(source_hash=source, language=language).first():
        return KnownSource(summary)
    former = ImportProposal.objects.filter(source_hash=source, summary__in=kept, summary__language=language)
    proposal = former.select_related("summary").first()
    return KnownSource(proposal.summary, proposal) if proposal else None


def release_of(document: Document, release: Summary | None) -> Summary | None:
    """The summary of the same release: by its symbol; without one that of the file, or of that day and headline."""
    kept = Summary.objects.exclude(state=State.DISCARDED).filter(language=document.language)
    if symbol := press_symbol(document.symbol):
        return kept.filter(press_symbol__key=symbol.key).first()
    if release and release.language == document.language:
        return release
    if not (document.date and document.headline):
        return None
    return kept.filter(body__code=document.body, date=document.date, headline=document.headline).first()


def says_the_same(summary: Summary, document: Document) -> bool:
    """Whether a text prints what the summary says, or said when it was begun: what the desk did since stays."""
    if _prints(mapping.read(summary), document, summary):
        return True
    first = Revision.objects.filter(summary=summary, number=1).first()
    return first is not None and _prints(from_json(first.document), document, summary)


def _prints(stored: Document, document: Document, summary: Summary) -> bool:
    return stored.plain() == _with_standard(document, stored, summary).plain()


def _with_standard(document: Document, stored: Document, summary: Summary) -> Document:
    """`document` without the fixed wordings that `stored` has by leaving them blank."""
    bare = replace(stored, where_to_find=(), disclaimer="")
    standard = mapping.with_wordings(bare, summary.body, summary.session, stored.date or document.date)
    same_places = [p.text for p in document.where_to_find] == [p.text for p in standard.where_to_find]
    return replace(
        document,
        where_to_find=() if same_places and not stored.where_to_find else document.where_to_find,
        disclaimer="" if document.disclaimer == standard.disclaimer and not stored.disclaimer else document.disclaimer,
    )


# --- The proposal -----------------------------------------------------------------------------------------------------


def propose(summary: Summary, understood: Understood, name: str, user: User | None) -> ImportProposal:
    """Keeps the text for a person to decide on."""
    document = _with_standard(understood.document, mapping.read(summary), summary)
    return ImportProposal.objects.create(
        summary=summary,
        based_on=summary.revision,
        document=to_json(document),
        source_name=name[:255],
        source_hash=understood.source,
        warnings=[{"id": w.id, "line": w.line, "about": w.about} for w in understood.warnings],
        created_by=user,
    )


def waiting(summary: Summary) -> list[ImportProposal]:
    """The changed texts of a summary that nobody has decided on."""
    return list(summary.proposals.filter(decision="").order_by("created_at").defer("document"))


def as_it_would_stand(proposal: ImportProposal, current: Document) -> Document:
    """`current` with what the proposal changed in the text that came in before; what the desk changed since stays,
    but where the proposal changed the same.
    """
    ancestor = fitted(_former_source(proposal) or current, current)
    merged = merge(ancestor, fitted(from_json(proposal.document), ancestor), current)
    document = merged.document
    for conflict in merged.conflicts:
        document = with_mine(document, conflict)
    return document


def _former_source(proposal: ImportProposal) -> Document | None:
    """The text that came in last before this one: taken over, or as the summary was begun; None where none is kept."""
    taken = ImportProposal.objects.filter(summary=proposal.summary_id, decision=ImportProposal.Decision.TAKEN)
    if former := taken.order_by("-decided_at").first():
        return from_json(former.document)
    first = Revision.objects.filter(summary=proposal.summary_id, number=1, summary__origin=Summary.Origin.IMPORT)
    revision = first.first()
    return from_json(revision.document) if revision else None


@transaction.atomic
def take_over(proposal: ImportProposal, seen: int, user: User) -> Outcome:
    """Saves the proposal as an edit by this person, on the revision that was seen.

    Raises Refused, and changes nothing, where it is decided already, the text has changed since, or the person may
    not edit it as it stands.
    """
    proposal = _undecided(proposal)
    summary = Summary.objects.locked().get(pk=proposal.summary_id)
    if summary.revision != seen:
        raise Refused([_("The text has changed since you opened it. Read it again first.")])
    outcome = saving.save(summary.pk, as_it_would_stand(proposal, mapping.read(summary)), seen, user)
    _decide(proposal, ImportProposal.Decision.TAKEN, user)
    return outcome


@transaction.atomic
def dismiss(proposal: ImportProposal, user: User) -> None:
    """Leaves the text as it is, for good: the same file will not be proposed again. Raises Refused."""
    if proposal.summary.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    _decide(_undecided(proposal), ImportProposal.Decision.DISMISSED, user)


def _undecided(proposal: ImportProposal) -> ImportProposal:
    proposal = ImportProposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if proposal.decision:
        raise Refused([_("This was decided already: %(decision)s.") % {"decision": proposal.get_decision_display()}])
    return proposal


def _decide(proposal: ImportProposal, decision: str, user: User) -> None:
    proposal.decision, proposal.decided_by, proposal.decided_at = decision, user, timezone.now()
    proposal.save(update_fields=["decision", "decided_by", "decided_at"])


# --- The proposed text, fitted to the one that stands -----------------------------------------------------------------


def fitted(document: Document, current: Document) -> Document:
    """`document` as a change of `current`: what says the same is that of `current`, with its id, links and facts."""
    given = give_ids(document, current)
    former = {unit.id: unit for unit in _units(current)}
    segments = {segment.id: segment for segment in current.segments}

    def fit(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
        return gather(_fitted_unit(unit, former.get(unit.id)) for unit in spread(blocks))

    return replace(
        given,
        round_up=fit(given.round_up),
        where_to_find=fit(given.where_to_find),
        segments=tuple(
            replace(_fitted_segment(segment, segments.get(segment.id)), blocks=fit(segment.blocks))
            for segment in given.segments
        ),
        **{name: getattr(given, name) or getattr(current, name) for name in KEPT_HEAD},
    )


def _units(document: Document) -> list[Block]:
    segments = (unit for segment in document.segments for unit in spread(segment.blocks))
    return [*spread(document.round_up), *document.where_to_find, *segments]


def _fitted_unit(unit: Block, former: Block | None) -> Block:
    return former if former and type(former) is type(unit) and former.text == unit.text else unit


def _fitted_segment(segment: Segment, former: Segment | None) -> Segment:
    if former is None or former.title != segment.title:
        return segment
    kept = {name: getattr(former, name) for name in KEPT_SEGMENT}
    return replace(segment, reports=segment.reports or former.reports, **kept)
