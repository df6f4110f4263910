"""Texts of an archive: what each still needs before a reviewer may hand it in, and where it stands.

One table says what a text may lack: as a condition of the database, for thousands at once, and in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.models import Body, ImportItem, ImportProposal, PressSymbol, State, Summary

CREATED = ImportItem.Status.CREATED

# Doubts that change what a text says or where it belongs; the others are kept, and stand in nobody's way.
SERIOUS = (
    "cut-symbol",
    "footnote-apart",
    "footnote-missing",
    "foreign-headline",
    "language-assumed",
    "second-line",
    "second-symbol",
    "text-cut",
)


class Stage(models.TextChoices):
    """Where a file of a batch stands, as those who bring an archive in see it."""

    NEEDS = "needs", pgettext_lazy("stage", "needs a person")
    READY = "ready", pgettext_lazy("stage", "ready")
    HANDED_IN = "handed_in", pgettext_lazy("stage", "handed in")
    APPROVED = "approved", pgettext_lazy("stage", "approved")
    PUBLISHED = "published", pgettext_lazy("stage", "published")
    ELSEWHERE = "elsewhere", pgettext_lazy("stage", "not of this batch")


@dataclass(frozen=True)
class Need:
    """Something that a text lacks: when, and the sentence."""

    when: Q
    sentence: str | Promise


def needs() -> dict[str, Need]:
    """What may stand between a draft of a batch and its being handed in, by name."""
    numbered = Q(summary__body__session_style=Body.SessionStyle.NUMBERED)
    waiting = ImportProposal.objects.filter(summary=OuterRef("summary"), decision="")
    registered = PressSymbol.objects.filter(summary=OuterRef("summary"))
    old = Q(summary__date__year__lt=timezone.localdate().year, summary__symbol="")
    doubtful = Q(*(("warnings__contains", [{"id": id}]) for id in SERIOUS), _connector=Q.OR)
    return {
        "headline": Need(Q(summary__headline=""), gettext_lazy("The headline is missing.")),
        "round_up": Need(Q(summary__round_up=""), gettext_lazy("The round-up is missing.")),
        "date": Need(Q(summary__date=None), gettext_lazy("The date is missing.")),
        "session": Need(Q(summary__session=None) & numbered, gettext_lazy("The session is missing.")),
        "symbol": Need(~Q(Exists(registered)) & ~old, gettext_lazy("The press symbol is missing, or not complete.")),
        "proposal": Need(Q(Exists(waiting)), gettext_lazy("A changed text of it waits for a decision.")),
        "doubts": Need(doubtful & Q(checked_at=None), gettext_lazy("Its doubts are to be settled first.")),
    }


def with_stages(items: QuerySet[ImportItem]) -> QuerySet[Any]:
    """The items, each with its `stage` and, as `lacks_…`, what it lacks; one query with that of the items."""
    lacking = {f"lacks_{name}": need.when for name, need in needs().items()}
    of_batch = Q(status=CREATED)
    states = {State.IN_REVIEW: Stage.HANDED_IN, State.APPROVED: Stage.APPROVED, State.PUBLISHED: Stage.PUBLISHED}
    return items.annotate(
        **{name: Case(When(when, then=True), default=False) for name, when in lacking.items()},
    ).annotate(
        stage=Case(
            When(~Q(error="") | Q(proposal__decision=""), then=Value(Stage.NEEDS)),
            When(~of_batch | Q(summary__state=State.DISCARDED), then=Value(Stage.ELSEWHERE)),
            *(When(summary__state=state, then=Value(stage)) for state, stage in states.items()),
            When(Q(*((name, True) for name in lacking), _connector=Q.OR), then=Value(Stage.NEEDS)),
            default=Value(Stage.READY),
            output_field=models.CharField(),
        )
    )


def lacks(item: Any) -> list[str]:
    """What a person has to do about a file, in sentences; asks the database where the item does not know."""
    if not hasattr(item, "stage"):
        stored = with_stages(ImportItem.objects.filter(pk=item.pk)).first()
        return lacks(stored) if stored else []
    if item.error:
        return [item.why()]
    if item.stage != Stage.NEEDS:
        return []
    return [str(need.sentence) for name, need in needs().items() if getattr(item, f"lacks_{name}")]


def came_in_with_a_batch(summary: Summary) -> bool:
    """Whether a text is one of those that an archive batch began."""
    return ImportItem.objects.filter(summary=summary, status=CREATED).exists()


def is_no_news(summary: Summary) -> bool:
    """Whether nobody is to be told of a text's approval and publication: it is an old one, and new here only."""
    return came_in_with_a_batch(summary) and not summary.publications.filter(version__gt=1).exists()
