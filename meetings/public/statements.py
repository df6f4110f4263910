"""A statement, or another paragraph, at an address of its own, and how to cite it. One SELECT."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.exports.dates import date_in_words
from meetings.models import Passage, Publication

from . import citations, pages
from .queries import publication_at
from .releases import at_its_address, canonical
from .views import page, public

PASSAGE = ("kind", "anchor", "segment_title", "speaker_name", "capacity", "text")
TITLE = 12  # words of a paragraph that stand for it where nobody's name does


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage as a page shows it. `former` is the last version that had it, where the current one has it no more."""

    anchor: str
    speaker: str
    speaker_key: str
    capacity: str
    segment: str
    paragraphs: tuple[str, ...]
    version: int
    published_at: datetime.datetime
    former: bool

    @property
    def block(self) -> str:
        return self.anchor.removeprefix("b-")

    @property
    def title(self) -> str:
        return self.speaker or Truncator(self.paragraphs[0]).words(TITLE)


@public
def statement(request: HttpRequest, language: str, key: str, block: str) -> HttpResponse:
    def as_page(publication: Publication) -> HttpResponse:
        found = _found(publication)
        cited = _citation(publication, found)
        context = pages.about(publication) | {
            "statement": found,
            "disclaimer": publication.disclaimer,
            "in_words": citations.in_words(cited),
            "permalink": cited.address,
        }
        return page("public/statement.html", publication.language, **context)

    return at_its_address(request, statement_at(key, block), as_page)


@public
def citation(request: HttpRequest, language: str, key: str, block: str, form: str) -> HttpResponse:
    """The same for a program that keeps references: BibTeX or RIS."""

    def as_file(publication: Publication) -> HttpResponse:
        cited = _citation(publication, _found(publication))
        body, content_type = citations.FORMS[form]
        return HttpResponse(body(cited), content_type=content_type)

    return at_its_address(request, statement_at(key, block), as_file)


def statement_at(key: str, block: str) -> Publication | None:
    """The current publication at an address, with what is `found` of a block: its passage in the newest version."""
    passages = Passage.objects.filter(
        publication__summary=OuterRef("summary"),
        publication__withdrawal__isnull=True,
        anchor=f"b-{block}",
    ).exclude(kind=Passage.Kind.INTERVENTION)
    about = {"version": F("publication__version"), "at": F("publication__published_at"), "who": F("speaker__key")}
    row = JSONObject(**{name: F(name) for name in PASSAGE}, **about)
    newest = passages.order_by("-publication__version").values(json=row)[:1]
    return publication_at(canonical(key), None, found=ArraySubquery(newest), disclaimer=KT("content__disclaimer"))


def _found(publication: Publication) -> Statement:
    """Raises Http404 where no version that can be read has the block."""
    if not publication.found:
        raise Http404
    row: dict[str, Any] = publication.found[0]
    return Statement(
        anchor=row["anchor"],
        speaker=row["speaker_name"],
        speaker_key=row["who"] or "",
        capacity=row["capacity"],
        segment=row["segment_title"],
        paragraphs=tuple(row["text"].split("\n")),
        version=row["version"],
        published_at=datetime.datetime.fromisoformat(row["at"]),
        former=row["version"] != publication.version,
    )


def _citation(publication: Publication, found: Statement) -> citations.Citation:
    language = publication.language
    kwargs = {"language": language, "key": publication.key, "block": found.block}
    about = pages.about(publication)
    return citations.Citation(
        speaker=found.title,
        capacity=found.capacity,
        headline=publication.headline,
        body=about["body"],
        session=about["session"],
        day=date_in_words(publication.date, language),
        date=publication.date,
        symbol=publication.symbol or publication.key,
        version=found.version,
        publisher=_("United Nations Information Service in Geneva"),
        address=settings.SITE_ADDRESS + reverse("public:statement", kwargs=kwargs),
        block=kwargs["block"],
    )
