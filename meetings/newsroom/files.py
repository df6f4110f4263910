"""The files of what the public reads now, made by the worker after publication: none is made at a request."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from meetings.document import from_json
from meetings.exports import akn, docx, pdf
from meetings.exports.dates import day_in_words, moment_in_words
from meetings.exports.release import EDITION, Release
from meetings.models import Period, Publication, PublicationFile, Session

log = logging.getLogger(__name__)

RENDER = {"pdf": pdf.render, "docx": docx.render, "akn": akn.render}  # by PublicationFile.Format
AT_ONCE = 5  # publications in one round of the worker, which ends only between two rounds


def make_missing(limit: int = AT_ONCE) -> int:
    """Makes the files that are missing or of an earlier edition, the newest publications first; how many it served.

    Each is locked while it is worked on, and skipped by others. One that cannot be made is logged, and tried again
    with the next edition.
    """
    done = 0
    while done < limit and _make_next():
        done += 1
    return done


@transaction.atomic
def _make_next() -> bool:
    waiting = Publication.objects.current().filter(files_edition__lt=EDITION)
    locked = waiting.select_for_update(skip_locked=True, no_key=True, of=("self",))
    publication = locked.select_related("body").order_by("-id").first()
    if publication is None:
        return False
    PublicationFile.objects.filter(publication__summary=publication.summary_id).delete()
    PublicationFile.objects.bulk_create(_files(publication))
    Publication.objects.filter(pk=publication.pk).update(files_edition=EDITION)
    return True


def _files(publication: Publication) -> list[PublicationFile]:
    files, release = [], release_of(publication)
    for name, render in RENDER.items():
        try:
            content = render(release)
        except Exception:
            log.exception("%s cannot be made as %s.", publication, name)
        else:
            files.append(PublicationFile(publication=publication, format=name, content=content))
    return files


def release_of(publication: Publication) -> Release:
    """A publication as its files print it, in its own language."""
    language, body = publication.language, publication.body
    address = reverse("public:release", kwargs={"language": language, "key": publication.key})
    number = publication.session_number
    session = Session(body=body, number=number, kind=publication.session_kind).name(language) if number else ""
    with translation.override(language):
        return Release(
            document=from_json(publication.content),
            body=body.in_language("name", language),
            session=session,
            day=day_in_words(publication.date, language),
            period=str(Period(publication.period).label) if publication.period else "",
            key=publication.key,
            version=publication.version,
            address=f"{settings.SITE_ADDRESS}{address}",
            published_at=publication.published_at,
            published=moment_in_words(publication.published_at, language),
            notices=_notices(publication),
        )


def _notices(publication: Publication) -> tuple[tuple[str, str], ...]:
    """What readers of this version are told of it and of those before it, the newest first."""
    earlier = Publication.objects.filter(
        summary=publication.summary_id, version__lte=publication.version, withdrawal=None
    )
    noted = earlier.exclude(notice="").order_by("-version")
    return tuple((str(capfirst(version.get_change_display())), version.notice) for version in noted)
