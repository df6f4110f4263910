"""Saving without losing what others saved meanwhile: only what was changed is written, and only where it fits."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.document import Document, to_json
from meetings.document.merge import Conflict, merge
from meetings.document.units import give_ids
from meetings.models import Body, Coverage, Summary

from . import activity, covering, mapping, revisions, symbols, workflow
from .permissions import desks
from .refusal import Refused


@dataclass(frozen=True)
class Outcome:
    """What became of a save: the text as it stands now, and what of mine a person has to decide on."""

    summary: Summary
    document: Document
    conflicts: tuple[Conflict, ...]
    changed: bool

    def seen_after(self, seen: int) -> int:
        """The revision that a person knows who saved what began from revision `seen`: their own, but where others
        saved meanwhile. What these wrote is in the text now, and that person has not read it."""
        mine = seen + self.changed
        return mine if mine == self.summary.revision else seen


@transaction.atomic
def begin(
    document: Document,
    user: User | None,
    *,
    coverage: Coverage | None = None,
    origin: str = Summary.Origin.DESK,
    source_name: str = "",
    source_hash: str = "",
) -> Summary:
    """A new draft with this text, as revision 1, for a meeting where `coverage` says so. `user` None: a command.

    Raises Refused where the person works at another desk, and where body, symbol or coverage do not allow it.
    """
    if user and document.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    summary = Summary.objects.create(
        language=document.language,
        body=_body(document.body),
        created_by=user,
        origin=origin,
        source_name=source_name,
        source_hash=source_hash,
    )
    if coverage:
        covering.assign(coverage, summary)
    _write(summary, give_ids(document))
    revisions.keep(summary, user)
    activity.record(summary, user, "begin", "")
    return summary


@transaction.atomic
def save(summary_pk: int, mine: Document, seen: int, user: User, *, has_ids: bool = False) -> Outcome:
    """Saves what `mine` changed since revision `seen`, beside what others changed meanwhile.

    `has_ids`: it was made of texts of this summary, and what comes back into the text keeps the id that it had.

    Where both changed the same paragraph or field, theirs stays and the conflict is returned; the rest of mine is
    saved. Raises Refused, and saves nothing, where the person may not edit, or the text cannot be stored.
    """
    summary = Summary.objects.locked().get(pk=summary_pk)
    if summary.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    theirs = mapping.read(summary)
    ancestor = theirs if seen == summary.revision else revisions.get(summary, seen)
    if mine == theirs and seen != summary.revision:
        # The same form came twice: its new parts, without ids, would be added twice.
        return Outcome(summary, theirs, (), changed=False)
    merged = merge(ancestor, mine if has_ids else give_ids(mine, ancestor), theirs)
    changed = to_json(merged.document) != to_json(theirs)
    if (changed or merged.conflicts) and (obstacles := workflow.obstacles(summary, "edit", user)):
        raise Refused(obstacles)
    if not changed:
        return Outcome(summary, theirs, merged.conflicts, changed=False)
    _write(summary, merged.document)
    document = revisions.keep(summary, user)
    workflow.apply(summary, "edit", user)
    return Outcome(summary, document, merged.conflicts, changed=True)


def _body(code: str) -> Body:
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise Refused([_("Choose the body whose meeting this is.")])
    return body


def _write(summary: Summary, document: Document) -> None:
    """Rows and register. Raises Refused for what cannot be stored."""
    before = (summary.symbol, summary.body_id)
    try:
        mapping.write(summary, document)
    except ValueError as error:
        raise Refused([str(error)]) from error
    if (summary.symbol, summary.body_id) != before and (summary.symbol or before[0]):
        imported = summary.origin == Summary.Origin.IMPORT and summary.revision == 0
        symbols.register(summary, summary.symbol, symbols.IMPORTED if imported else symbols.TYPED)
