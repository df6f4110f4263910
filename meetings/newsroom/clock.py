"""What the clock does: publishes at the hours that were set, and warns where one cannot be kept."""

from __future__ import annotations

import datetime
import logging

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.models import Schedule, Summary

from . import notices, workflow
from .accounts import name_of
from .permissions import is_reviewer
from .refusal import Refused

log = logging.getLogger(__name__)

WARNED_BEFORE = datetime.timedelta(hours=2)  # how long before its hour a desk hears that it cannot be kept
WAITING = Schedule.Outcome.WAITING


def publish_due(now: datetime.datetime | None = None) -> int:
    """Publishes what is due, each text in a transaction of its own; how many were published.

    Any number of workers may do so at once: a text that another holds is left to the other, or to the next round.
    """
    now = now or timezone.now()
    published, tried = 0, set[int]()
    while (pk := _next_due(now, tried)) is not None:
        tried.add(pk)
        try:
            published += _publish(pk, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # It is tried again in the next round, and keeps no other text from its hour.
            log.exception("Publication at an hour failed: schedule %s.", pk)
    return published


def _next_due(now: datetime.datetime, tried: set[int]) -> int | None:
    due = Schedule.objects.filter(outcome=WAITING, at__lte=now).exclude(pk__in=tried).order_by("at", "pk")
    return due.values_list("pk", flat=True).first()


@transaction.atomic
def _publish(pk: int, now: datetime.datetime) -> bool:
    """One text, under the lock of its summary, as every other act: whoever ends a schedule holds that lock."""
    summary = (
        Summary.objects.filter(schedules=pk)
        .order_by()
        .select_for_update(skip_locked=True, no_key=True, of=("self",))
        .first()
    )
    hour = Schedule.objects.filter(pk=pk, outcome=WAITING).select_related("by").first()
    if summary is None or hour is None:
        return False
    with translation.override(summary.language):
        try:
            _keep(hour)
        except Refused as refusal:
            _fail(hour, refusal.obstacles, now)
            return False
    log.info("Published %s at the hour set for it, %s.", summary, hour.at.isoformat())
    return True


@transaction.atomic
def _keep(hour: Schedule) -> None:
    """Publishes in the name of who set the hour. Raises Refused, and changes nothing."""
    if against := obstacles_to(hour):
        raise Refused(against)
    words = workflow.Words(change=hour.change, notice=hour.notice, to_come=hour.to_come)
    workflow.perform(hour.summary, "publish", hour.by, seen=hour.revision, words=words)


def _fail(hour: Schedule, obstacles: list[str], now: datetime.datetime) -> None:
    """Not tried again: a person decides, and both desk and log are told why."""
    hour.outcome, hour.ended_at, hour.obstacles = Schedule.Outcome.FAILED, now, "\n".join(obstacles)
    hour.save(update_fields=["outcome", "ended_at", "obstacles"])
    notices.of_hour(hour, "not_published")
    log.error("Not published at %s: %s. %s", hour.at.isoformat(), hour.summary, " ".join(obstacles))


def warn_at_risk(now: datetime.datetime | None = None) -> int:
    """Tells desks of hours to come soon that could not be kept as things stand, once for the same reasons; how many."""
    now = now or timezone.now()
    soon = Schedule.objects.filter(outcome=WAITING, at__gt=now, at__lte=now + WARNED_BEFORE)
    return sum(_warn(pk) for pk in soon.values_list("pk", flat=True))


@transaction.atomic
def _warn(pk: int) -> bool:
    waiting = Schedule.objects.filter(pk=pk, outcome=WAITING).select_for_update(skip_locked=True, no_key=True)
    hour = waiting.first()
    if hour is None:
        return False
    with translation.override(hour.summary.language):
        found = "\n".join(obstacles_to(hour))
    if found == hour.obstacles:
        return False
    hour.obstacles = found
    hour.save(update_fields=["obstacles"])
    if found:
        notices.of_hour(hour, "at_risk")
        log.warning("Cannot be published at %s: %s. %s", hour.at.isoformat(), hour.summary, found)
    return bool(found)


def obstacles_to(hour: Schedule) -> list[str]:
    """What would stand in the way if the hour came now. Its own embargo does not."""
    if not is_reviewer(hour.by, hour.summary.language):
        return [_("%(name)s, who set the hour, does not review at this desk any more.") % {"name": name_of(hour.by)}]
    return workflow.obstacles(hour.summary, "schedule", hour.by)
