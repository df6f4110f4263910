"""What stands open about texts, as queue and board mark it."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meetings.models import CounterpartCheck, Debt, Publication, Remark, Schedule, Summary


def with_open_matters(texts: QuerySet[Summary]) -> QuerySet[Summary]:
    """Each with has_debt, has_hour, is_asked, is_in_part and is_withdrawn, and the number of its open_remarks;
    in the one query of the list."""
    about = Q(summary=OuterRef("pk"))
    current = Publication.objects.filter(about, is_current=True)
    remarks = (
        Remark.objects.filter(about, settled_at=None, answer_to=None)
        .order_by()
        .values("summary")
        .annotate(number=Count("pk"))
    )
    return texts.annotate(
        has_debt=Exists(Debt.objects.filter(about, cleared_at=None)),
        has_hour=Exists(Schedule.objects.filter(about, outcome=Schedule.Outcome.WAITING)),
        is_asked=Exists(CounterpartCheck.objects.filter(about, answered_at=None)),
        is_in_part=Exists(current.filter(withdrawal=None).exclude(to_come="")),
        is_withdrawn=Exists(current.filter(withdrawal__isnull=False)),
        open_remarks=Coalesce(Subquery(remarks.values("number")), 0),
    )
