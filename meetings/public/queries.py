"""What the public reads, each page in one SELECT. Only what is published can be found from here."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from meetings.models import Body, Coverage, Publication, PublicationFile

FORMS = ("html", "text", "content")
VERSION = (
    "key", "version", "published_at", "change", "notice", "is_current",
    "withdrawal__at", "withdrawal__reason", "replacement",
)  # fmt: skip
LISTED = (
    "key", "version", "date", "period", "kind", "symbol", "headline", "subheadline",
    "session_number", "session_kind", "body_id", "to_come", "archive",
)  # fmt: skip
BODY = [field.attname for field in Body._meta.concrete_fields]


def as_json(*names: str) -> JSONObject:
    return JSONObject(**{name: F(name) for name in names})


def at_address(key: str, version: int | None) -> Q:
    """The current publication at an address, or another version of the same text, whatever its address was then."""
    if version is None:
        return Q(is_current=True, key=key)
    return Q(summary__publications__key=key, summary__publications__is_current=True, version=version)


def in_place_of(withdrawn: OuterRef) -> Subquery:
    """The text that stands for a withdrawn one now, where it can be read."""
    now = Publication.objects.current().filter(summary=withdrawn)
    return Subquery(now.values(json=as_json("key", "language", "headline"))[:1])


def publication_at(
    key: str, version: int | None, form: str = "", *, beside: int | None = None, **besides: Any
) -> Publication | None:
    """The publication at an address, withdrawn or not, in one of its FORMS, with what surrounds it:

    `versions`, the newest first; `counterparts`, texts about the same meetings in the other language;
    `decisions` on covering those meetings there; `formats` of its files; and, of the version `beside` it, the content
    as `former`.
    `besides` are expressions of the caller's, by the name under which they are read with it.
    """
    elsewhere = ~Q(language=OuterRef("language"))
    versions = Publication.objects.filter(summary=OuterRef("summary")).order_by("-version")
    versions = versions.annotate(replacement=in_place_of(OuterRef("withdrawal__replacement")))
    counterparts = Publication.objects.filter(
        elsewhere,
        is_current=True,
        summary__coverages__meeting__coverages__summary=OuterRef("summary"),
    ).order_by()
    decisions = Coverage.objects.filter(elsewhere, meeting__coverages__summary=OuterRef("summary")).order_by(
        "meeting__date", "id"
    )
    former = Publication.objects.filter(summary=OuterRef("summary"), version=beside)
    return (
        Publication.objects.filter(at_address(key, version))
        .select_related("body")
        .defer(*(other for other in FORMS if other != form))
        .annotate(
            versions=ArraySubquery(versions.values(json=as_json(*VERSION))),
            counterparts=ArraySubquery(
                counterparts.distinct().values(json=as_json("key", "headline", "withdrawal_id"))
            ),
            decisions=ArraySubquery(decisions.values(json=as_json("decision", "reason"))),
            formats=ArraySubquery(PublicationFile.objects.filter(publication=OuterRef("pk")).values("format")),
            **({"former": Subquery(former.values("content"))} if beside is not None else {}),
            **besides,
        )
        .first()
    )


def moved_to(key: str) -> Publication | None:
    """The current publication of the text that a former address belongs to, where no other text has that address now.

    Asked only where no page is found.
    """
    of_another = Publication.objects.filter(is_current=True, key=key)
    former = Publication.objects.filter(~Exists(of_another), is_current=True, summary__redirects__key=key)
    return former.only("key", "language").first()
