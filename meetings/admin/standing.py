"""What stands open about a text: an hour set, a debt, a question, a withdrawal, and what was said on the way here."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from meetings.models import CounterpartCheck, Publication, Schedule, State, Summary, Withdrawal
from meetings.newsroom import clock, deadlines
from meetings.newsroom.accounts import name_of
from meetings.newsroom.matters import with_open_matters


@dataclass(frozen=True)
class Note:
    """A sentence for whoever opens the text; `text` is what a person wrote, `language` that of the text's readers."""

    kind: str
    sentence: str
    text: str = ""
    language: str = ""
    reasons: tuple[str, ...] = ()
    link: str = ""


def standing(summary: Summary) -> list[Note]:
    """All that stands open about a text. One query says what does; nothing is asked about the rest."""
    matters = with_open_matters(Summary.objects.filter(pk=summary.pk)).get()
    found = {
        _withdrawn: matters.is_withdrawn,
        _unread: matters.has_debt,
        _hour: summary.state == State.APPROVED,
        _asked: matters.is_asked,
        _in_part: matters.is_in_part,
        _way: summary.state in (State.DRAFT, State.IN_REVIEW, State.APPROVED),
    }
    return [note for notes, is_open in found.items() if is_open for note in notes(summary)]


def in_words(moment: datetime.datetime) -> str:
    """Day and hour in Geneva, with the distance from UTC, which changes twice a year."""
    local = timezone.localtime(moment)
    offset = local.utcoffset() or datetime.timedelta()
    hours = offset // datetime.timedelta(hours=1)
    words = {
        "day": formats.date_format(local, "l j F Y"),
        "hour": formats.time_format(local, "TIME_FORMAT"),
        "offset": hours,
    }
    return _("%(day)s at %(hour)s, Geneva’s time (UTC+%(offset)s)") % words


def _withdrawn(summary: Summary) -> Iterator[Note]:
    taken = Withdrawal.objects.filter(versions__summary=summary, versions__is_current=True).select_related("by")
    if withdrawal := taken.first():
        words = {"who": name_of(withdrawal.by), "when": in_words(withdrawal.at)}
        yield Note("alert", _("Withdrawn by %(who)s on %(when)s.") % words, withdrawal.reason, summary.language)


def _unread(summary: Summary) -> Iterator[Note]:
    for debt in summary.debts.filter(cleared_at=None).select_related("by"):
        words = {"who": name_of(debt.by), "when": in_words(debt.at)}
        sentence = _("Published at once by %(who)s on %(when)s. Another person still has to read it.") % words
        yield Note("alert", sentence, debt.reason, summary.language)


def _hour(summary: Summary) -> Iterator[Note]:
    hour = summary.schedules.select_related("by").order_by("-pk").first()
    if hour is None:
        return
    words = {"when": in_words(hour.at), "who": name_of(hour.by)}
    if hour.outcome == Schedule.Outcome.FAILED:
        sentence = _("It was not published on %(when)s.") % words
        yield Note("alert", sentence, reasons=tuple(hour.obstacles.splitlines()))
    if hour.outcome != Schedule.Outcome.WAITING:
        return
    sentence = _("The clock publishes it on %(when)s; the hour was set by %(who)s.") % words
    if hour.embargo:
        sentence += " " + _("Until then it is under embargo.")
    against = tuple(clock.obstacles_to(hour))
    if against:
        sentence += " " + _("As things stand that cannot be done:")
    yield Note("alert" if against else "wait", sentence, hour.notice, summary.language, against)


def _asked(summary: Summary) -> Iterator[Note]:
    asked = CounterpartCheck.objects.filter(summary=summary, answered_at=None).select_related("publication")
    for check in asked:
        publication = check.publication
        address = reverse("public:release", kwargs={"language": publication.language, "key": publication.key})
        sentence = _("The other desk corrected its text on this meeting. Does that touch this text?")
        yield Note("wait", sentence, publication.notice, publication.language, link=address)


def _in_part(summary: Summary) -> Iterator[Note]:
    current = Publication.objects.current().filter(summary=summary).exclude(to_come="").first()
    if current:
        yield Note("wait", _("Published in part. Still to come:"), current.to_come, summary.language)


def _way(summary: Summary) -> Iterator[Note]:
    """Who handed it in and with what word, who reads it, and when it is due."""
    due = deadlines.due(summary)
    if due:
        late = due < timezone.now()
        sentence = _("It was due on %(when)s.") if late else _("Due on %(when)s.")
        yield Note("alert" if late else "plain", sentence % {"when": in_words(due)})
    if summary.state != State.IN_REVIEW:
        return
    submitted = summary.activities.filter(action="submit").select_related("user").first()
    if submitted and submitted.comment:
        sentence = _("Handed in by %(who)s, with a word:") % {"who": name_of(submitted.user)}
        yield Note("wait", sentence, submitted.comment, summary.language)
    if summary.claimed_by:
        words = {"who": name_of(summary.claimed_by), "when": in_words(summary.claimed_at)}
        yield Note("plain", _("%(who)s is reading it, since %(when)s.") % words)
