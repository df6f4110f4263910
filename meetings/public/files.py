"""A release as files that the worker made: to print, to edit, to process."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.exports.formats import FORMATS
from meetings.models import Publication, PublicationFile

from .queries import publication_at
from .releases import at_its_address, canonical, gone_as_text
from .views import public

BY_ENDING = {form.ending: name for name, form in FORMATS.items()}
SOON = 30  # seconds, after which a reader may ask again for a file that is being made


@public
def file(request: HttpRequest, language: str, key: str, ending: str) -> HttpResponse:
    """The current version as a file; for some seconds after publication it is still being made."""
    name = BY_ENDING[ending]
    made = PublicationFile.objects.filter(publication=OuterRef("pk"), format=name)
    publication = publication_at(canonical(key), None, file=Subquery(made.values("content")))

    def as_file(publication: Publication) -> HttpResponse:
        if publication.file is None:
            said = _("This file is being made; please try again in half a minute.")
            headers = {"Retry-After": str(SOON), "Cache-Control": "no-store"}
            return HttpResponse(said, status=503, headers=headers, content_type="text/plain; charset=utf-8")
        disposition = f'inline; filename="{publication.key}.{ending}"'
        return HttpResponse(
            bytes(publication.file),
            content_type=FORMATS[name].media_type,
            headers={"Content-Disposition": disposition},
        )

    return at_its_address(request, publication, as_file, gone_as_text)
