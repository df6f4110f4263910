"""One counter a summary, and the whole document for each of its numbers."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.document import Document, from_json, to_json
from meetings.models import Revision, Summary

from . import mapping
from .refusal import Refused


def keep(summary: Summary, user: User | None) -> Document:
    """Raises the revision of `summary` and keeps what its rows say now, which is returned."""
    document = mapping.read(summary)
    summary.revision += 1
    summary.changed_at = timezone.now()
    summary.save(update_fields=["revision", "changed_at"])
    Revision.objects.create(summary=summary, number=summary.revision, document=to_json(document), user=user)
    return document


def get(summary: Summary, number: int) -> Document:
    """The document of a revision. Raises Refused where it is not known, or not known any more."""
    revision = Revision.objects.filter(summary=summary, number=number).first()
    if revision is None:
        raise Refused([_("Revision %(number)s of this text is not kept: open the text again.") % {"number": number}])
    return from_json(revision.document)
