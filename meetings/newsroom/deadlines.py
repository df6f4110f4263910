"""When a text is due: as planned, or so long after its meeting rose as the desk has promised."""

from __future__ import annotations

import datetime

from django.conf import settings

from meetings.models import Coverage, Publication, Summary


def due(summary: Summary) -> datetime.datetime | None:
    """When a text is due that was never published: the latest hour of its meetings; None where none is known."""
    if Publication.objects.filter(summary=summary).exists():
        return None
    planned = Coverage.objects.filter(summary=summary).with_due(settings.COVERAGE_TARGET)
    return max((coverage.due_at for coverage in planned if coverage.due_at), default=None)
