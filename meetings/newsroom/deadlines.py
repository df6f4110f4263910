"""When a text is due: as planned, or so long after its meeting rose as the desk has promised."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef

from meetings.models import Coverage, Publication, Summary


def due(summary: Summary) -> datetime.datetime | None:
    """When a text is due that was never published: the latest hour of its meetings; None where none is known."""
    published = Publication.objects.filter(summary=OuterRef("summary"))
    planned = Coverage.objects.filter(~Exists(published), summary=summary).with_due(settings.COVERAGE_TARGET)
    return max((coverage.due_at for coverage in planned if coverage.due_at), default=None)
