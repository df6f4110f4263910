"""What an act does, beside the new state. Each returns what the record keeps of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import (
    CorrectionRequest,
    CounterpartCheck,
    Coverage,
    Debt,
    Publication,
    Schedule,
    State,
    Summary,
    Withdrawal,
)
from meetings.newsroom import publishing, revisions, suggestions, symbols

from .transition import Words

Kept = dict[str, Any] | None


def edit(summary: Summary, user: User, words: Words) -> Kept:
    """What a reviewer changes in a text that was handed in goes back to the officer as suggestions."""
    if summary.state == State.IN_REVIEW and summary.submitted_revision is not None:
        suggestions.opened_by(summary, user, summary.submitted_revision)
    return back_to_draft(summary, user, words)


def back_to_draft(summary: Summary, user: User, words: Words) -> Kept:
    """Whoever changes or reopens a text takes back its approval, and the hour set for it."""
    summary.approved_by = summary.approved_revision = None
    return take_back_the_hour(summary, user, words)


def submit(summary: Summary, user: User, words: Words) -> Kept:
    """The submitter vouches for the whole text, what a reviewer suggested and the symbol allotted now included."""
    accepted = suggestions.close(summary)
    _allot_a_symbol(summary, user)
    summary.submitted_by, summary.submitted_revision = user, summary.revision
    return {"suggestions": True} if accepted else None


def _allot_a_symbol(summary: Summary, user: User) -> None:
    if not summary.symbol and not symbols.is_archive(summary):
        symbols.allot(summary)
        revisions.keep(summary, user)


def claim(summary: Summary, user: User, words: Words) -> Kept:
    former = summary.claimed_by
    summary.claimed_by, summary.claimed_at = user, timezone.now()
    return {"from": {"account": former.pk}} if former else None


def hand_on(summary: Summary, user: User, words: Words) -> Kept:
    summary.claimed_by, summary.claimed_at = words.to, timezone.now()
    return {"to": {"account": words.to.pk if words.to else None}}


def approve(summary: Summary, user: User, words: Words) -> Kept:
    summary.approved_by, summary.approved_revision = user, summary.revision
    summary.forced_by, summary.forced_reason = None, ""
    return None


def publish(summary: Summary, user: User, words: Words) -> Kept:
    publication = _bring_out(summary, user, words)
    # Both vouched for this version: whichever of them did not publish at once settles what that left open.
    debts = Debt.objects.filter(summary=summary, cleared_at=None)
    for person in (summary.approved_by, summary.submitted_by):
        debts.filter(~Q(by=person)).update(cleared_at=timezone.now(), cleared_by=person, how=Debt.How.FOLLOWED)
    return _kept(publication)


def publish_at_once(summary: Summary, user: User, words: Words) -> Kept:
    """Publishes what no second person has read; that it has to be read stays open as a debt."""
    suggestions.close(summary)
    _allot_a_symbol(summary, user)
    if summary.state == State.DRAFT:
        summary.submitted_by, summary.submitted_revision = user, summary.revision
    summary.approved_by, summary.approved_revision = None, summary.revision
    summary.forced_by, summary.forced_reason = user, words.comment
    publication = _bring_out(summary, user, words)
    Debt.objects.filter(summary=summary, cleared_at=None).exclude(by=user).update(
        cleared_at=timezone.now(), cleared_by=user, how=Debt.How.FOLLOWED
    )
    Debt.objects.get_or_create(
        summary=summary, cleared_at=None, defaults={"publication": publication, "by": user, "reason": words.comment}
    )
    return _kept(publication)


def _bring_out(summary: Summary, user: User, words: Words) -> Publication:
    publication = publishing.publish(
        summary, user, change=words.change, notice=words.notice, to_come=words.to_come.strip()
    )
    _end_schedule(summary, Schedule.Outcome.PUBLISHED)
    if publication.change in (Publication.Change.CORRECTION, Publication.Change.UPDATE):
        _follow_up(publication)
    return publication


def _follow_up(publication: Publication) -> None:
    """Links accepted requests to the version that followed; asks the other desk about its texts on the meetings."""
    accepted = (CorrectionRequest.Decision.ACCEPTED, CorrectionRequest.Decision.IN_PART)
    requests = CorrectionRequest.objects.filter(summary=publication.summary, decision__in=accepted)
    requests.filter(followed_by=None).update(followed_by=publication)
    if publication.change == Publication.Change.CORRECTION:
        others = Summary.objects.filter(
            coverages__meeting__coverages__summary=publication.summary, publications__is_current=True
        ).exclude(language=publication.language)
        CounterpartCheck.objects.bulk_create(
            CounterpartCheck(publication=publication, summary=other) for other in others.distinct()
        )


def _kept(publication: Publication) -> Kept:
    kept = {"address": publication.key, "version": publication.version, "change": publication.change}
    return kept | {name: value for name in ("notice", "to_come") if (value := getattr(publication, name))}


def clear_debt(summary: Summary, user: User, words: Words) -> Kept:
    open_debt = Debt.objects.filter(summary=summary, cleared_at=None)
    open_debt.update(cleared_at=timezone.now(), cleared_by=user, how=Debt.How.READ)
    return None


def schedule(summary: Summary, user: User, words: Words) -> Kept:
    """Sets the hour; one that was set before is taken back."""
    if words.at is None or summary.approved_revision is None:
        raise ValueError("An hour is set for an approved text.")
    _end_schedule(summary, Schedule.Outcome.CLEARED)
    Schedule.objects.create(
        summary=summary,
        at=words.at,
        embargo=words.embargo,
        revision=summary.approved_revision,
        change=words.change,
        notice=words.notice,
        to_come=words.to_come,
        by=user,
    )
    return {"at": words.at, "embargo": words.embargo}


def take_back_the_hour(summary: Summary, user: User, words: Words) -> Kept:
    hour = _end_schedule(summary, Schedule.Outcome.CLEARED)
    return {"at": hour.at} if hour else None


def _end_schedule(summary: Summary, outcome: str) -> Schedule | None:
    """Ends what waits for an hour; whoever calls holds the lock on the summary, so that each ends once."""
    hour = Schedule.objects.filter(summary=summary, outcome=Schedule.Outcome.WAITING).first()
    if hour:
        hour.outcome, hour.ended_at = outcome, timezone.now()
        hour.save(update_fields=["outcome", "ended_at"])
    return hour


def withdraw(summary: Summary, user: User, words: Words) -> Kept:
    """Takes back the hour, too: what was withdrawn does not come back by itself."""
    replacement = words.replacement
    publishing.withdraw(summary, user, words.comment, replacement.summary if replacement else None)
    kept = take_back_the_hour(summary, user, words) or {}
    return kept | ({"replacement": replacement.key} if replacement else {})


def undo_withdrawal(summary: Summary, user: User, words: Words) -> Kept:
    withdrawal = Withdrawal.objects.get(versions__summary=summary, versions__is_current=True, undone_at=None)
    publishing.undo_withdrawal(withdrawal, user)
    return None


def answer(summary: Summary, user: User, words: Words) -> Kept:
    asked = CounterpartCheck.objects.filter(summary=summary, answered_at=None)
    about = list(asked.values_list("publication__key", flat=True))
    asked.update(touched=words.touched, answered_by=user, answered_at=timezone.now())
    return {"about": about, "touched": words.touched}


def discard(summary: Summary, user: User, words: Words) -> Kept:
    """Sets its meetings free, and keeps its number from being used again."""
    freed = [str(coverage.meeting) for coverage in summary.coverages.select_related("meeting__session__body")]
    Coverage.objects.filter(summary=summary).update(summary=None)
    symbols.release(summary, _("The text was discarded."))
    return {"meetings": freed}


def take_back(summary: Summary, user: User, words: Words) -> Kept:
    if summary.symbol:
        symbols.register(summary, summary.symbol, symbols.TYPED)
    return None
