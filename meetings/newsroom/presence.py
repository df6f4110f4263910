"""Who has a text open, and which segment somebody said to be working on. Both pass by themselves, and lock nothing."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Presence, Segment, Summary

from . import notices
from .permissions import desks, readable_languages
from .refusal import Refused

GONE = datetime.timedelta(seconds=30)  # of silence
IDLE = datetime.timedelta(minutes=10)  # without a word, then nobody works on a segment any more
FORGOTTEN = datetime.timedelta(days=1)


def is_here(row: Presence) -> bool:
    return row.seen_at > timezone.now() - GONE


def is_working(row: Presence) -> bool:
    return bool(row.working_on) and row.active_at > timezone.now() - IDLE


def around(summary: int) -> list[Presence]:
    """Who has the text with this key open, or works on a segment of it; each with the summary. One query."""
    now = timezone.now()
    known = Q(seen_at__gt=now - GONE) | Q(active_at__gt=now - IDLE) & ~Q(working_on="")
    rows = Presence.objects.filter(known, summary=summary).select_related("user", "summary")
    return list(rows.order_by("pk"))


def ping(summary: int, user: User, segment: str, active: bool) -> list[Presence]:
    """Says that a person has a text open, at a segment of it; `active`: and has written there since the last time.

    Returns who is around, the person included; nobody where they may not read the text. Two statements, but for the
    first time.
    """
    now, languages = timezone.now(), readable_languages(user)
    said = {"segment": segment[:20], "seen_at": now} | ({"active_at": now} if active else {})
    mine = Presence.objects.filter(summary=summary, user=user, summary__language__in=languages)
    if not mine.update(**said):
        if not Summary.objects.filter(pk=summary, language__in=languages).exists():
            return []
        Presence.objects.bulk_create([Presence(summary_id=summary, user=user, **said)], ignore_conflicts=True)
    return around(summary)


@transaction.atomic
def work_on(summary: Summary, user: User, key: str) -> None:
    """A person says that they are working on a segment; whoever was, is not any more.

    Who is taken over from hears it from the page that they have open, or else from the inbox. Raises Refused.
    """
    summary = Summary.objects.locked().get(pk=summary.pk)
    if summary.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    segment = Segment.objects.filter(summary=summary, key=key).first()
    if segment is None:
        raise Refused([_("This segment is not in the text any more.")])
    others = _rows(summary).filter(working_on=key).exclude(user=user)
    for other in others:
        if is_working(other) and not is_here(other):
            notices.notify("segment_taken", summary, [other.user_id], user, comment=segment.title)
    others.update(working_on="")
    now = timezone.now()
    said = {"working_on": key, "active_at": now, "seen_at": now}
    Presence.objects.update_or_create(summary=summary, user=user, defaults=said)


def leave(summary: Summary, user: User) -> None:
    """A person works on no segment any more."""
    _rows(summary).filter(user=user).update(working_on="")


def _rows(summary: Summary) -> QuerySet[Presence]:
    return Presence.objects.filter(summary=summary)


def forget_the_day_before(now: datetime.datetime | None = None) -> None:
    """Deletes what says that somebody had a text open before today."""
    Presence.objects.filter(seen_at__lt=(now or timezone.now()) - FORGOTTEN).delete()
