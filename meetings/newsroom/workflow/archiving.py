"""What is particular to texts of an archive: a reviewer may hand in what came in with a batch and lacks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from meetings.models import ImportItem, Summary
from meetings.newsroom import archive, covering

from .transition import Words


def came_in_with_a_batch(summary: Summary, user: User) -> Iterator[str]:
    if not archive.came_in_with_a_batch(summary):
        yield _("This text came in with no archive batch.")


def lacks_nothing(summary: Summary, user: User) -> Iterator[str]:
    for item in ImportItem.objects.filter(summary=summary, status=archive.CREATED):
        yield from archive.lacks(item)


def hand_in(summary: Summary, user: User, words: Words) -> dict[str, Any]:
    """The reviewer vouches for the text as it came in, and it is told which meeting it is about. No number is given."""
    coverage = covering.cover_archive(summary)
    summary.submitted_by, summary.submitted_revision = user, summary.revision
    return {"meeting": str(coverage.meeting)}
