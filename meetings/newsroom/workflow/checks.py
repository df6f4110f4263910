"""What may stand in the way of an act, each a generator of sentences; and what may be missing in its words."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import (
    Activity,
    Body,
    CounterpartCheck,
    Coverage,
    Debt,
    Publication,
    Revision,
    Schedule,
    Summary,
    Withdrawal,
)
from meetings.newsroom import buffers, symbols
from meetings.newsroom.accounts import name_of
from meetings.newsroom.permissions import is_reviewer

from .transition import Words

Change = Publication.Change
NOTED = (Change.CORRECTION, Change.UPDATE)
HANDING_IN = ("submit", "submit_archive")  # the acts by which a person vouches for a text

# --- What stands in the way -------------------------------------------------------------------------------------------


def is_complete(summary: Summary, user: User) -> Iterator[str]:
    if not summary.headline.strip():
        yield _("The headline is missing.")
    if not summary.round_up.strip():
        yield _("The round-up is missing.")


def has_titles(summary: Summary, user: User) -> Iterator[str]:
    """Not asked of an archive: a release that was printed without a title has none."""
    if summary.segments.filter(title="").exists():
        yield _("A segment has no title.")


def can_have_a_symbol(summary: Summary, user: User) -> Iterator[str]:
    if not summary.symbol and not summary.date:
        yield _("A symbol is allotted by the year of the meeting: the date is missing.")


def is_a_second_person(summary: Summary, user: User) -> Iterator[str]:
    if summary.submitted_by_id == user.pk:
        yield _("You handed this text in: another person approves it.")
    if _has_edited_since_submission(summary, user):
        yield _("You have changed this text since it was handed in: another person approves it.")


def _has_edited_since_submission(summary: Summary, user: User) -> bool:
    since = Revision.objects.filter(summary=summary, number__gt=summary.submitted_revision or 0)
    return since.filter(user=user).exists()


def is_not_claimed_by_me(summary: Summary, user: User) -> Iterator[str]:
    if summary.claimed_by_id == user.pk:
        yield _("You are reading this text already.")


def is_what_was_approved(summary: Summary, user: User) -> Iterator[str]:
    if summary.approved_revision != summary.revision:
        yield _("The text has changed since it was approved.")


def has_what_the_public_needs(summary: Summary, user: User) -> Iterator[str]:
    if not summary.date:
        yield _("The date is missing.")
    if not symbols.is_registered(summary) and not symbols.is_archive(summary):
        yield _("The press symbol is missing, or not complete.")
    if not summary.session and summary.body.session_style == Body.SessionStyle.NUMBERED:
        yield _("The session is missing.")
    if not Coverage.objects.filter(summary=summary, language=summary.language).exists():
        yield _("No meeting is named that this text covers.")


def can_go_out_at_once(summary: Summary, user: User) -> Iterator[str]:
    """As for publication, but that a symbol still to be allotted stands in nobody's way."""
    yield from is_complete(summary, user)
    yield from has_titles(summary, user)
    waiting_for_a_symbol = not summary.symbol and not symbols.is_archive(summary) and summary.date
    for sentence in has_what_the_public_needs(summary, user):
        if not (waiting_for_a_symbol and sentence == _("The press symbol is missing, or not complete.")):
            yield sentence


def is_under_no_embargo(summary: Summary, user: User) -> Iterator[str]:
    waiting = Schedule.objects.filter(summary=summary, outcome=Schedule.Outcome.WAITING, embargo=True)
    if waiting.filter(at__gt=timezone.now()).exists():
        yield _("The text is under embargo: take its hour back first.")


def has_an_hour(summary: Summary, user: User) -> Iterator[str]:
    if not Schedule.objects.filter(summary=summary, outcome=Schedule.Outcome.WAITING).exists():
        yield _("No hour is set for this text.")


def is_public(summary: Summary, user: User) -> Iterator[str]:
    if not Publication.objects.current().filter(summary=summary).exists():
        yield _("Nothing of this text is public.")


def was_never_public(summary: Summary, user: User) -> Iterator[str]:
    if Publication.objects.filter(summary=summary).exists():
        yield _("What was published is not discarded: withdraw it.")


def is_withdrawn(summary: Summary, user: User) -> Iterator[str]:
    if _withdrawal(summary) is None:
        yield _("This text is not withdrawn.")


def was_withdrawn_by_another(summary: Summary, user: User) -> Iterator[str]:
    withdrawal = _withdrawal(summary)
    if withdrawal and withdrawal.by_id == user.pk:
        yield _("You withdrew this text: another reviewer undoes it.")


def _withdrawal(summary: Summary) -> Withdrawal | None:
    return Withdrawal.objects.filter(versions__summary=summary, versions__is_current=True).first()


def has_a_debt(summary: Summary, user: User) -> Iterator[str]:
    if not Debt.objects.filter(summary=summary, cleared_at=None).exists():
        yield _("This text went through review: there is nothing to clear.")


def went_out_unread_by_me(summary: Summary, user: User) -> Iterator[str]:
    """The version that is read afterwards is the last one: the debt of a former one stays open with it."""
    debt = Debt.objects.filter(summary=summary, cleared_at=None).first()
    latest = Publication.objects.filter(summary=summary, is_current=True).only("revision").first()
    if debt is None or latest is None:
        return
    handed_in = Activity.objects.filter(summary=summary, action__in=HANDING_IN, revision__lte=latest.revision)
    if user.pk in (debt.by_id, summary.submitted_by_id) or handed_in.filter(user=user).exists():
        yield _("You vouched for this text: another person reads it afterwards.")
    edited = Revision.objects.filter(summary=summary, number__lte=latest.revision, user=user)
    if edited.exists():
        yield _("You wrote part of this text: another person reads it afterwards.")


def is_asked_about_a_correction(summary: Summary, user: User) -> Iterator[str]:
    if not CounterpartCheck.objects.filter(summary=summary, answered_at=None).exists():
        yield _("Nothing is asked about this text.")


# --- What is missing in the words -------------------------------------------------------------------------------------


def changes_for(summary: Summary) -> tuple[Change, ...]:
    """What the next version of a text may be; none where it is the first."""
    latest = Publication.objects.filter(summary=summary, is_current=True).first()
    if latest is None:
        return ()
    return (Change.TAKE,) * bool(latest.to_come) + (Change.CORRECTION, Change.UPDATE, Change.MINOR)


def says_what_changed(summary: Summary, user: User, words: Words) -> Iterator[str]:
    possible = changes_for(summary)
    if not possible:
        if words.change not in ("", Change.FIRST):
            yield _("This is the first version: there is nothing to correct yet.")
        return
    if words.change not in possible:
        choices = ", ".join(str(choice.label) for choice in possible)
        yield _("Say what this version is: %(choices)s.") % {"choices": choices}
    if words.change in NOTED and not words.notice:
        yield _("Say what was corrected or added; the public reads it.")
    if words.to_come and Change.TAKE not in possible:
        yield _("Parts to come are named from the first version on, or not at all.")


def names_an_hour_to_come(summary: Summary, user: User, words: Words) -> Iterator[str]:
    if words.at is None:
        yield _("Say on which day and at which hour.")
    elif words.at <= timezone.now():
        yield _("This hour is past.")


def names_another_reviewer(summary: Summary, user: User, words: Words) -> Iterator[str]:
    if words.to is None or words.to == user or not words.to.is_active:
        yield _("Say who is to read it.")
    elif not is_reviewer(words.to, summary.language):
        yield _("%(name)s does not review at this desk.") % {"name": name_of(words.to)}
    elif next(is_a_second_person(summary, words.to), None):
        yield _("%(name)s had a hand in this text, and cannot approve it.") % {"name": name_of(words.to)}


def names_a_text_that_is_public(summary: Summary, user: User, words: Words) -> Iterator[str]:
    replacement = words.replacement
    if replacement is None:
        return
    if replacement.summary_id == summary.pk:
        yield _("A text is not replaced by itself.")
    elif not Publication.objects.current().filter(pk=replacement.pk).exists():
        yield _("What replaces it has to be public.")


def says_yes_or_no(summary: Summary, user: User, words: Words) -> Iterator[str]:
    if words.touched is None:
        yield _("Say whether the correction touches this text.")


def knows_what_is_not_saved(summary: Summary, user: User, words: Words) -> Iterator[str]:
    """Names whose words would not be in the text; whoever says so goes on without them."""
    if not words.unsaved:
        yield from buffers.of_others(buffers.unsaved(summary), user)
