"""The lists of the other language about the same meetings: who spoke may be taken over by a person, as facts.

Offered is what that person may read: a text of a desk of theirs as it is now, another only as it is published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from meetings.document import Document, SpeakersList, from_json
from meetings.document.saying import Speaking, say
from meetings.document.units import with_lists
from meetings.models import Publication, Summary

from . import mapping, naming, revisions, saving
from .permissions import may_read
from .refusal import Refused


@dataclass(frozen=True)
class Offer:
    """A list of a text in the other language, and whether it is the published text that has it."""

    source: Summary
    speakers: SpeakersList
    is_public: bool

    @property
    def key(self) -> str:
        return f"{self.source.pk}-{self.speakers.id}"


def texts(summary: Summary, user: User) -> list[tuple[Summary, Document]]:
    """The texts in the other language about the meetings of `summary`, as a person may read them."""
    others = Summary.objects.filter(coverages__meeting__coverages__summary=summary).exclude(language=summary.language)
    read = (
        (other, _readable(other, user)) for other in others.select_related("body", "session").distinct().order_by("pk")
    )
    return [(other, document) for other, document in read if document]


def offers(summary: Summary, user: User) -> list[Offer]:
    """The lists of the texts in the other language about the meetings of `summary` that a person may read."""
    return [
        Offer(other, speakers, not may_read(user, other))
        for other, document in texts(summary, user)
        for speakers in document.lists()
        if speakers.interventions
    ]


def _readable(summary: Summary, user: User) -> Document | None:
    if may_read(user, summary):
        return mapping.read(summary)
    publication = Publication.objects.current().filter(summary=summary).first()
    return from_json(publication.content) if publication else None


def facts(offer: Offer, summary: Summary) -> tuple[Speaking, ...]:
    """What a list says, in the names of the language of `summary` on its day."""
    return naming.told(offer.speakers.interventions, offer.source.language, summary.language, summary.date)


def take(summary: Summary, key: str, user: User, *, style: str, about: str = "", seen: int) -> saving.Outcome:
    """Puts a list of the other language, said in that of `summary`, into its round-up: behind what is about the
    segment `about`, or at the end.

    Raises Refused where no such list is offered any more, and where the person may not edit.
    """
    offer = next((offer for offer in offers(summary, user) if offer.key == key), None)
    if offer is None:
        raise Refused([_("This list of the other language is not there any more.")])
    document = revisions.get(summary, seen)
    speakers = say(facts(offer, summary), offer.speakers.kind, summary.language, style)
    known = {segment.id for segment in document.segments}
    placed = replace(speakers, digests=about if about in known else "")
    mine = replace(document, round_up=with_lists(document.round_up, [placed]))
    return saving.save(summary.pk, mine, seen, user)
