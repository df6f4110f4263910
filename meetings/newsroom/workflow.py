"""Every change of state, as one table and one door. What stands in the way is told in the same sentences everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Body, Coverage, Publication, Revision, State, Summary

from . import activity, publishing, revisions, symbols
from .permissions import OFFICER, REVIEWER, roles
from .refusal import Refused

DRAFT, IN_REVIEW, APPROVED, PUBLISHED = State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED

Check = Callable[[Summary, User], Iterator[str]]
Effect = Callable[[Summary, User, str], None]


@dataclass(frozen=True)
class Transition:
    """One row of the table. `roles`: from which state whose act it is; `to_state` None: the state stays.

    `comment` says what has to be written along, if anything; `note` what may be, from the second version on;
    `checks` give sentences on what else is missing.
    """

    name: str
    label: str | Promise
    roles: Mapping[str, frozenset[str]]
    to_state: str | None
    effect: Effect
    comment: str | Promise = ""
    note: str | Promise = ""
    checks: tuple[Check, ...] = ()

    @property
    def from_states(self) -> frozenset[str]:
        return frozenset(self.roles)


def obstacles(summary: Summary, transition: str, user: User) -> list[str]:
    """The sentences that stand in the way of an act; none: it is allowed. A comment is not asked for here."""
    step = TRANSITIONS[transition]
    words = {"action": step.label, "state": State(summary.state).label}
    mine = roles(user, summary.language)
    everyone = frozenset().union(*step.roles.values())
    allowed = step.roles.get(summary.state)
    if not mine & everyone:
        words["who"] = _who(summary, everyone)
        return [_("“%(action)s” is for %(who)s.") % words]
    if allowed is None:
        return [_("“%(action)s” is not possible while the text is %(state)s.") % words]
    if not mine & allowed:
        words["who"] = _who(summary, allowed)
        return [_("While the text is %(state)s, “%(action)s” is for %(who)s.") % words]
    return [sentence for check in step.checks for sentence in check(summary, user)]


def _who(summary: Summary, those: frozenset[str]) -> str:
    return str(WHO[summary.language, "" if len(those) > 1 else next(iter(those))])


@transaction.atomic
def perform(summary: Summary, transition: str, user: User, *, seen: int, comment: str = "") -> Summary:
    """Does what the table says, on the text as it was at revision `seen`; returns the summary as it is then.

    Raises Refused, and changes nothing, where something stands in the way. An edit is performed by `saving.save`.
    """
    summary = Summary.objects.locked().get(pk=summary.pk)
    step = TRANSITIONS[transition]
    against = obstacles(summary, transition, user)
    if summary.revision != seen:
        against.insert(0, _("The text has changed since you opened it. Read it again first."))
    if step.comment and not comment.strip():
        against.append(str(step.comment))
    if against:
        raise Refused(against)
    apply(summary, transition, user, comment.strip())
    return summary


def apply(summary: Summary, transition: str, user: User, comment: str = "") -> None:
    """Effect, state and record of a transition: for `perform` and `saving.save`, which asked and hold the lock."""
    step = TRANSITIONS[transition]
    before = summary.state
    step.effect(summary, user, comment)
    summary.state = step.to_state or before
    summary.save(update_fields=STATE_FIELDS)
    activity.record(summary, user, transition, before, comment)


# --- What may be missing ----------------------------------------------------------------------------------------------


def _is_complete(summary: Summary, user: User) -> Iterator[str]:
    if not summary.headline.strip():
        yield _("The headline is missing.")
    if not summary.round_up.strip():
        yield _("The round-up is missing.")
    if summary.segments.filter(title="").exists():
        yield _("A segment has no title.")


def _can_have_a_symbol(summary: Summary, user: User) -> Iterator[str]:
    if not summary.symbol and not summary.date:
        yield _("A symbol is allotted by the year of the meeting: the date is missing.")


def _is_a_second_person(summary: Summary, user: User) -> Iterator[str]:
    if summary.submitted_by_id == user.pk:
        yield _("You handed this text in: another person approves it.")
    since = Revision.objects.filter(summary=summary, number__gt=summary.submitted_revision or 0, user=user)
    if since.exists():
        yield _("You have changed this text since it was handed in: another person approves it.")


def _is_what_was_approved(summary: Summary, user: User) -> Iterator[str]:
    if summary.approved_revision != summary.revision:
        yield _("The text has changed since it was approved.")


def _has_what_the_public_needs(summary: Summary, user: User) -> Iterator[str]:
    if not summary.date:
        yield _("The date is missing.")
    if not symbols.is_registered(summary) and not symbols.is_archive(summary):
        yield _("The press symbol is missing, or not complete.")
    if not summary.session and summary.body.session_style == Body.SessionStyle.NUMBERED:
        yield _("The session is missing.")
    if not Coverage.objects.filter(summary=summary, language=summary.language).exists():
        yield _("No meeting is named that this text covers.")


def _is_public(summary: Summary, user: User) -> Iterator[str]:
    if not Publication.objects.current().filter(summary=summary).exists():
        yield _("Nothing of this text is public.")


# --- What happens -----------------------------------------------------------------------------------------------------


def _back_to_draft(summary: Summary, user: User, comment: str) -> None:
    summary.approved_by = summary.approved_revision = None


def _submit(summary: Summary, user: User, comment: str) -> None:
    """The submitter vouches for the whole text, the symbol included that is allotted now."""
    if not summary.symbol and not symbols.is_archive(summary):
        symbols.allot(summary)
        revisions.keep(summary, user)
    summary.submitted_by, summary.submitted_revision = user, summary.revision


def _approve(summary: Summary, user: User, comment: str) -> None:
    summary.approved_by, summary.approved_revision = user, summary.revision


def _publish(summary: Summary, user: User, comment: str) -> None:
    publishing.publish(summary, user, notice=comment)


def _withdraw(summary: Summary, user: User, comment: str) -> None:
    publishing.withdraw(Publication.objects.current().get(summary=summary), user, reason=comment)


# --- The table --------------------------------------------------------------------------------------------------------

STATE_FIELDS = ["state", "submitted_by", "submitted_revision", "approved_by", "approved_revision"]

BOTH = frozenset((OFFICER, REVIEWER))
OFFICERS, REVIEWERS = frozenset((OFFICER,)), frozenset((REVIEWER,))

WHO = {
    ("en", OFFICER): gettext_lazy("officers of the English desk"),
    ("en", REVIEWER): gettext_lazy("reviewers of the English desk"),
    ("en", ""): gettext_lazy("the English desk"),
    ("fr", OFFICER): gettext_lazy("officers of the French desk"),
    ("fr", REVIEWER): gettext_lazy("reviewers of the French desk"),
    ("fr", ""): gettext_lazy("the French desk"),
}

TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition(
            "edit",
            gettext_lazy("Edit"),
            roles={DRAFT: OFFICERS, IN_REVIEW: REVIEWERS, APPROVED: BOTH},
            to_state=DRAFT,
            effect=_back_to_draft,
        ),
        Transition(
            "submit",
            gettext_lazy("Hand in"),
            roles={DRAFT: OFFICERS},
            to_state=IN_REVIEW,
            effect=_submit,
            checks=(_is_complete, _can_have_a_symbol),
        ),
        Transition(
            "return",
            gettext_lazy("Return"),
            roles={IN_REVIEW: REVIEWERS},
            to_state=DRAFT,
            effect=_back_to_draft,
            comment=gettext_lazy("Say what is to be done; the officer reads it."),
        ),
        Transition(
            "approve",
            gettext_lazy("Approve"),
            roles={IN_REVIEW: REVIEWERS},
            to_state=APPROVED,
            effect=_approve,
            checks=(_is_a_second_person,),
        ),
        Transition(
            "publish",
            gettext_lazy("Publish"),
            roles={APPROVED: REVIEWERS},
            to_state=PUBLISHED,
            effect=_publish,
            note=gettext_lazy("Say what was corrected; the public reads it."),
            checks=(_is_what_was_approved, _has_what_the_public_needs),
        ),
        Transition(
            "reopen",
            gettext_lazy("Reopen"),
            roles={APPROVED: BOTH, PUBLISHED: BOTH},
            to_state=DRAFT,
            effect=_back_to_draft,
        ),
        Transition(
            "withdraw",
            gettext_lazy("Withdraw"),
            roles=dict.fromkeys(State, REVIEWERS),
            to_state=None,
            effect=_withdraw,
            comment=gettext_lazy("Give the reason; the public reads it."),
            checks=(_is_public,),
        ),
    )
}
