"""What stands open about texts, as queue and board mark it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.models import CounterpartCheck, Debt, Publication, Schedule, Summary


def with_open_matters(texts: QuerySet[Summary]) -> QuerySet[Summary]:
    """Each with has_debt, has_hour, is_asked, is_in_part and is_withdrawn; in the one query of the list."""
    about = Q(summary=OuterRef("pk"))
    current = Publication.objects.filter(about, is_current=True)
    return texts.annotate(
        has_debt=Exists(Debt.objects.filter(about, cleared_at=None)),
        has_hour=Exists(Schedule.objects.filter(about, outcome=Schedule.Outcome.WAITING)),
        is_asked=Exists(CounterpartCheck.objects.filter(about, answered_at=None)),
        is_in_part=Exists(current.filter(withdrawal=None).exclude(to_come="")),
        is_withdrawn=Exists(current.filter(withdrawal__isnull=False)),
    )
