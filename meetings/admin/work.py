"""What waits for a person."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q

from meetings.models import Coverage, State, Summary
from meetings.newsroom.matters import with_open_matters
from meetings.newsroom.permissions import desks, is_officer, is_reviewer


def my_work(user: User) -> list[Summary]:
    """Texts that wait for this person, those that wait longest first: to be written, reviewed, published,
    read after they went out at once, or looked at since the other desk corrected its own."""
    waiting = Q(pk__in=[])
    for language in desks(user):
        if is_officer(user, language):
            planned = Coverage.objects.filter(officer=user, language=language).values("summary")
            mine = Q(pk__in=planned) | Q(created_by=user)
            waiting |= Q(language=language, state=State.DRAFT) & mine
        if is_reviewer(user, language):
            waiting |= Q(language=language, state=State.IN_REVIEW) & ~Q(submitted_by=user)
            waiting |= Q(language=language, state=State.APPROVED)
            waiting |= Q(language=language, has_debt=True) & ~Q(submitted_by=user) & ~Q(forced_by=user)
        waiting |= Q(language=language, is_asked=True)
    texts = with_open_matters(Summary.objects.all()).filter(waiting)
    return list(texts.select_related("body").order_by("changed_at")[:20])
