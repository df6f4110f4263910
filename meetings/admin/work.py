"""What waits for a person: what has waited longest first, then what is to be written, what is due soonest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from meetings.models import CorrectionRequest, Coverage, State, Summary
from meetings.newsroom.matters import with_open_matters
from meetings.newsroom.permissions import desks, is_officer, is_reviewer

MOST = 20
SOON = datetime.timedelta(days=7)  # how long before a meeting its coverage waits for its officer


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that waits: a text, a request for a correction of one, or a meeting that has no text yet."""

    since: datetime.datetime
    address: str
    text: Summary | None = None
    request: CorrectionRequest | None = None
    coverage: Coverage | None = None
    is_mine: bool = False  # the review was handed to this person


def my_work(user: User) -> list[Work]:
    """What waits for this person, MOST at most. Three queries."""
    waiting = sorted((*_texts(user), *_requests(user)), key=lambda work: work.since)
    return [*waiting, *_to_write(user)][:MOST]


def _texts(user: User) -> list[Work]:
    """Texts to be written, reviewed, published, read after they went out at once, or looked at since the other desk
    corrected its own; not those that another reviewer is reading."""
    waiting = Q(pk__in=[])
    for language in desks(user):
        if is_officer(user, language):
            planned = Coverage.objects.filter(officer=user, language=language).values("summary")
            mine = Q(pk__in=planned) | Q(created_by=user)
            waiting |= Q(language=language, state=State.DRAFT) & mine
        if is_reviewer(user, language):
            free = Q(claimed_by=None) | Q(claimed_by=user)
            waiting |= Q(language=language, state=State.IN_REVIEW) & ~Q(submitted_by=user) & free
            waiting |= Q(language=language, state=State.APPROVED)
            waiting |= Q(language=language, has_debt=True) & ~Q(submitted_by=user) & ~Q(forced_by=user)
        waiting |= Q(language=language, is_asked=True)
    texts = with_open_matters(Summary.objects.all()).filter(waiting).select_related("body").order_by("changed_at")
    return [
        Work(text.changed_at, text.get_absolute_url(), text=text, is_mine=text.claimed_by_id == user.pk)
        for text in texts[:MOST]
    ]


def _requests(user: User) -> list[Work]:
    """Requests for corrections that a reviewer is to decide on."""
    mine = [language for language in desks(user) if is_reviewer(user, language)]
    asked = CorrectionRequest.objects.filter(decision=CorrectionRequest.Decision.OPEN, summary__language__in=mine)
    asked = asked.exclude(summary__submitted_by=user).select_related("summary__body").order_by("recorded_at")
    return [
        Work(one.recorded_at, reverse("admin:meetings_correctionrequest_change", args=[one.pk]), request=one)
        for one in asked[:MOST]
    ]


def _to_write(user: User) -> list[Work]:
    """Meetings that this person is to cover and that have no text yet: due soonest first."""
    mine = Coverage.objects.filter(officer=user, decision=Coverage.Decision.INTENDED, summary=None)
    mine = mine.filter(meeting__cancelled_at=None, meeting__held_with=None, language__in=desks(user))
    mine = mine.filter(meeting__date__lte=timezone.localdate() + SOON).with_due(settings.COVERAGE_TARGET)
    mine = mine.select_related("meeting__session__body").order_by("due_at", "meeting__date", "meeting__starts_at")
    front = reverse("admin:index")
    return [
        Work(one.due_at or timezone.now(), f"{front}?day={one.meeting.date}#m{one.meeting_id}", coverage=one)
        for one in mine[:MOST]
    ]
