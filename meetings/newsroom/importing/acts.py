"""What reviewers do with a whole batch: one hands it in, another approves and publishes it, text by text.

Every act goes through the workflow in a transaction of its own: what is refused is told, and holds up nothing else.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import ImportBatch, ImportItem, State, Summary
from meetings.newsroom import workflow
from meetings.newsroom.archive import Stage, lacks, with_stages
from meetings.newsroom.permissions import desks, is_reviewer
from meetings.newsroom.refusal import Refused

ENOUGH = 20.0  # seconds of one request; what is left is done by pressing the button again


@dataclass
class Result:
    """What became of an act on a batch: texts done, those refused with the sentences, and how many are left to do."""

    done: list[ImportItem] = field(default_factory=list)
    refused: list[tuple[ImportItem, list[str]]] = field(default_factory=list)
    left: int = 0


Act = Callable[[Summary], None]


def hand_in(batch: ImportBatch, user: User, opened: datetime.datetime, seconds: float = ENOUGH) -> Result:
    """Hands in every text of the batch that is ready, at the desks where this person reviews; names what is not.

    `opened` is when the person saw the batch: a text that was changed since is refused. Raises Refused.
    """
    items = _of(batch, user, Stage.READY, Stage.NEEDS)
    waiting = [item for item in items if item.stage == Stage.NEEDS]

    def perform(summary: Summary) -> None:
        workflow.perform(summary, "submit_archive", user, seen=summary.revision)

    result = _each([item for item in items if item.stage == Stage.READY], perform, opened, seconds)
    result.refused += [(item, lacks(item)) for item in waiting]
    return result


def approve_and_publish(batch: ImportBatch, user: User, opened: datetime.datetime, seconds: float = ENOUGH) -> Result:
    """Approves and publishes every text of the batch that another person handed in; as `hand_in`."""

    def perform(summary: Summary) -> None:
        if summary.state == State.IN_REVIEW:
            summary = workflow.perform(summary, "approve", user, seen=summary.revision)
        workflow.perform(summary, "publish", user, seen=summary.revision)

    return _each(_of(batch, user, Stage.HANDED_IN, Stage.APPROVED), perform, opened, seconds)


def settle(item: ImportItem, user: User) -> None:
    """This person has looked at what is doubtful in a file. Raises Refused."""
    if item.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    ImportItem.objects.filter(pk=item.pk, checked_at=None).update(checked_by=user, checked_at=timezone.now())


def visible(items: QuerySet[ImportItem], languages: frozenset[str]) -> QuerySet[ImportItem]:
    """The files that a person may see: those of the desks, and those whose language could not be told."""
    return items.filter(Q(language__in=languages) | Q(language=""))


def _of(batch: ImportBatch, user: User, *stages: Stage) -> list[Any]:
    """The items of these stages at the desks where the person reviews. Raises Refused where there is no such desk."""
    languages = [language for language in desks(user) if is_reviewer(user, language)]
    if not languages:
        raise Refused([_("This is for reviewers.")])
    items = batch.items.filter(language__in=languages).select_related("summary", "proposal")
    return list(with_stages(items).filter(stage__in=stages).order_by("name"))


def _each(items: list[Any], perform: Act, opened: datetime.datetime, seconds: float) -> Result:
    result, start = Result(), time.monotonic()
    for place, item in enumerate(items):
        if time.monotonic() - start > seconds:
            result.left = len(items) - place
            break
        try:
            with transaction.atomic():
                _do(item, perform, opened)
        except Refused as refusal:
            result.refused.append((item, refusal.obstacles))
        else:
            result.done.append(item)
    return result


def _do(item: Any, perform: Act, opened: datetime.datetime) -> None:
    """The act on the text as it is, if it is as it was when the person saw it."""
    summary = Summary.objects.locked().get(pk=item.summary_id)
    if summary.changed_at > opened:
        raise Refused([_("The text has changed since you opened it. Read it again first.")])
    perform(summary)
