"""The one door to every change of state. What stands in the way is told in the same sentences everywhere."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import State, Summary
from meetings.newsroom import activity, notices
from meetings.newsroom.permissions import OFFICER, REVIEWER, roles
from meetings.newsroom.refusal import Refused

from .table import TRANSITIONS
from .transition import Words

STATE_FIELDS = [
    "state", "submitted_by", "submitted_revision", "approved_by", "approved_revision",
    "forced_by", "forced_reason", "claimed_by", "claimed_at",
]  # fmt: skip

WHO = {
    ("en", OFFICER): gettext_lazy("officers of the English desk"),
    ("en", REVIEWER): gettext_lazy("reviewers of the English desk"),
    ("en", ""): gettext_lazy("the English desk"),
    ("fr", OFFICER): gettext_lazy("officers of the French desk"),
    ("fr", REVIEWER): gettext_lazy("reviewers of the French desk"),
    ("fr", ""): gettext_lazy("the French desk"),
}


def obstacles(summary: Summary, transition: str, user: User) -> list[str]:
    """The sentences that stand in the way of an act; none: it is allowed. The words that go with it are not asked."""
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
    return [sentence for check in (*step.given, *step.checks) for sentence in check(summary, user)]


def is_offered(summary: Summary, transition: str, user: User) -> bool:
    """Whether the desk shows an act to a person, be it greyed: it is possible in this state, and there is a reason."""
    step = TRANSITIONS[transition]
    mine = step.roles.get(summary.state, frozenset()) & roles(user, summary.language)
    return bool(mine) and not any(sentence for check in step.given for sentence in check(summary, user))


def _who(summary: Summary, those: frozenset[str]) -> str:
    return str(WHO[summary.language, "" if len(those) > 1 else next(iter(those))])


@transaction.atomic
def perform(
    summary: Summary, transition: str, user: User, *, seen: int, comment: str = "", words: Words | None = None
) -> Summary:
    """Does what the table says, on the text as it was at revision `seen`; returns the summary as it is then.

    `words` is what the person says along with it; `comment` alone will do where that is all. Raises Refused, and
    changes nothing, where something stands in the way. An edit is performed by `saving.save`.
    """
    words = words or Words(comment.strip())
    summary = Summary.objects.locked().get(pk=summary.pk)
    step = TRANSITIONS[transition]
    against = obstacles(summary, transition, user)
    if summary.revision != seen:
        against.insert(0, _("The text has changed since you opened it. Read it again first."))
    if step.comment and not words.comment:
        against.append(str(step.comment))
    if not against:
        against = [sentence for demand in step.demands for sentence in demand(summary, user, words)]
    if against:
        raise Refused(against)
    apply(summary, transition, user, words)
    return summary


def apply(summary: Summary, transition: str, user: User, words: Words | None = None) -> None:
    """Effect, state, record, notices: for `perform` and `saving.save`, which asked and hold the lock."""
    words = words or Words()
    step = TRANSITIONS[transition]
    before, reader = summary.state, summary.claimed_by
    detail = step.effect(summary, user, words)
    summary.state = step.to_state or before
    if summary.state != State.IN_REVIEW:
        summary.claimed_by = summary.claimed_at = None
    summary.save(update_fields=STATE_FIELDS)
    activity.record(summary, user, transition, before, words.comment, detail)
    notices.of_transition(summary, transition, user, words.comment or words.notice, before, formerly=reader)
