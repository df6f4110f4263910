"""What a notice says: one line for inbox and subject, and the mail around it. Made when it is read or sent."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Coverage, Delivery, Notice, Period, Summary

WRITERS, REVIEWERS, READER = "writers", "reviewers", "reader"

Values = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """What is told of one act, and to whom: who wrote the text, all reviewers of its desk, or who is reading it."""

    kind: Notice
    told: tuple[str, ...]
    line: str | Promise
    hint: str | Promise = ""


# The one table: act → what is told of it, and to whom. Of an act that is not here nothing is told.
TELLINGS = {
    "submit": Telling(
        Notice.SUBMITTED, (READER,), gettext_lazy("Handed in by %(who)s"), gettext_lazy("It waits for a review.")
    ),
    "return": Telling(
        Notice.RETURNED,
        (WRITERS,),
        gettext_lazy("Returned by %(who)s"),
        gettext_lazy("Do what is asked for, and hand it in again."),
    ),
    "edit": Telling(
        Notice.EDITED,
        (WRITERS,),
        gettext_lazy("Changed in review by %(who)s"),
        gettext_lazy("It is a draft again. Hand it in again to accept the changes."),
    ),
    "claim": Telling(Notice.CLAIMED, (), gettext_lazy("The review is taken over by %(who)s")),
    "hand_on": Telling(
        Notice.HANDED_ON,
        (READER,),
        gettext_lazy("Handed on to you by %(who)s"),
        gettext_lazy("The review of this text is yours now."),
    ),
    "approve": Telling(
        Notice.APPROVED,
        (WRITERS, REVIEWERS),
        gettext_lazy("Approved by %(who)s"),
        gettext_lazy("It can be published."),
    ),
    "schedule": Telling(
        Notice.SCHEDULED, (WRITERS, REVIEWERS), gettext_lazy("To be published on %(when)s, says %(who)s")
    ),
    "unschedule": Telling(
        Notice.SCHEDULED, (WRITERS, REVIEWERS), gettext_lazy("The hour of publication is taken back by %(who)s")
    ),
    "not_published": Telling(
        Notice.NOT_PUBLISHED,
        (WRITERS, REVIEWERS),
        gettext_lazy("Not published at its hour"),
        gettext_lazy("It waits for a decision: publish it, or set another hour."),
    ),
    "at_risk": Telling(
        Notice.NOT_PUBLISHED,
        (WRITERS, REVIEWERS),
        gettext_lazy("Cannot be published on %(when)s as things stand"),
        gettext_lazy("Settle what stands in the way, or set another hour."),
    ),
    "publish": Telling(Notice.PUBLISHED, (WRITERS,), gettext_lazy("Published by %(who)s")),
    "publish_at_once": Telling(
        Notice.DEBT,
        (WRITERS, REVIEWERS),
        gettext_lazy("Published at once, without a review, by %(who)s"),
        gettext_lazy("A second person has to read it now."),
    ),
    "clear_debt": Telling(Notice.DEBT_CLEARED, (WRITERS,), gettext_lazy("Read after publication by %(who)s")),
    "withdraw": Telling(Notice.WITHDRAWN, (WRITERS, REVIEWERS), gettext_lazy("Withdrawn by %(who)s")),
    "undo_withdrawal": Telling(
        Notice.WITHDRAWN, (WRITERS, REVIEWERS), gettext_lazy("Withdrawal undone by %(who)s: public again")
    ),
    "overdue": Telling(Notice.OVERDUE, (WRITERS, REVIEWERS), gettext_lazy("Not handed in; it was due on %(when)s")),
    "counterpart": Telling(
        Notice.COUNTERPART,
        (WRITERS, REVIEWERS),
        gettext_lazy("The other desk corrected its text on this meeting"),
        gettext_lazy("Say whether the correction touches your text as well."),
    ),
    "requested": Telling(
        Notice.REQUESTED,
        (WRITERS, REVIEWERS),
        gettext_lazy("A reader asks for a correction"),
        gettext_lazy("A reviewer decides on it, in the list of requests for corrections."),
    ),
    "segment_taken": Telling(
        Notice.SEGMENT_TAKEN,
        (),
        gettext_lazy("%(who)s works on your segment now"),
        gettext_lazy("What you have written of it and not saved is kept: open the text, and it is offered."),
    ),
    "assigned": Telling(Notice.ASSIGNED, (), gettext_lazy("Yours to cover, says %(who)s")),
    "unassigned": Telling(Notice.ASSIGNED, (), gettext_lazy("No longer yours to cover, says %(who)s")),
    "meeting_moved": Telling(
        Notice.MEETING_CHANGED,
        (WRITERS,),
        gettext_lazy("Moved by %(who)s, now %(meeting)s"),
        gettext_lazy("A text about it keeps its own date and period until someone changes them."),
    ),
    "meeting_cancelled": Telling(
        Notice.MEETING_CHANGED,
        (WRITERS,),
        gettext_lazy("The meeting is cancelled, says %(who)s"),
        gettext_lazy("What was written about it is kept."),
    ),
    "meeting_reinstated": Telling(
        Notice.MEETING_CHANGED, (WRITERS,), gettext_lazy("The meeting is held after all, says %(who)s")
    ),
    "meeting_merged": Telling(
        Notice.MEETING_CHANGED,
        (WRITERS,),
        gettext_lazy("The meeting is held together with another, says %(who)s"),
        gettext_lazy("One text is about both."),
    ),
    "meeting_separated": Telling(
        Notice.MEETING_CHANGED, (WRITERS,), gettext_lazy("The meeting is held on its own again, says %(who)s")
    ),
}

# How a kind of notice comes by mail where a person has not chosen: at once what asks for an act, the rest once a day.
ONCE_A_DAY = (Notice.PUBLISHED, Notice.SCHEDULED, Notice.DEBT_CLEARED)
DEFAULTS = {kind: Delivery.DIGEST if kind in ONCE_A_DAY else Delivery.AT_ONCE for kind in Notice}


def about(summary: Summary) -> Values:
    """What a notice keeps of a text, as it was then."""
    return {
        "symbol": summary.symbol,
        "headline": summary.headline,
        "body": summary.body.code,
        "date": summary.date and summary.date.isoformat(),
        "period": summary.period,
    }


def about_meeting(coverage: Coverage) -> Values:
    """What a notice keeps of a meeting that has no text yet."""
    meeting = coverage.meeting
    return {
        "headline": meeting.title,
        "body": meeting.session.body.code,
        "date": meeting.date.isoformat(),
        "period": meeting.period,
    }


def line(values: Values) -> str:
    """What happened, in the active language: "Handed in by Anna Meyer"."""
    telling = TELLINGS.get(values["act"])
    if telling is None:  # an act that the software no longer knows
        return str(values["act"])
    when = values.get("when")
    words = {
        "who": values.get("who") or _("the system"),
        "when": hour(when) if when else "",
        "meeting": meeting(values),
    }
    return str(telling.line) % words


def hint(values: Values) -> str:
    """What the reader may have to do now; "" is nothing."""
    telling = TELLINGS.get(values["act"])
    hints = [str(telling.hint)] if telling and telling.hint else []
    if count := values.get("remarks"):
        said = ngettext("%(count)s remark is open.", "%(count)s remarks are open.", count)
        hints.append(said % {"count": count})
    return " ".join(hints)


def headline(values: Values) -> str:
    """That of the text, or what the meeting is about that has none yet."""
    return values.get("headline") or (_("without a headline") if "symbol" in values else meeting(values))


def meeting(values: Values) -> str:
    """The body and when it met, in the active language: "HRC, 11 July 2023, morning"."""
    day = values.get("date")
    date = date_format(datetime.date.fromisoformat(day), "j F Y") if day else ""
    period = Period(values["period"]).label if values.get("period") else ""
    return ", ".join(str(part) for part in (values["body"], date, period) if part)


def hour(moment: str) -> str:
    """ "11 July 2023, 14:00", Geneva's time, in the active language."""
    return date_format(timezone.localtime(datetime.datetime.fromisoformat(moment)), "DATETIME_FORMAT")


def subject(values: Values) -> str:
    """ "[HRC23.093E] Handed in by Anna Meyer: the headline"."""
    words = {"tag": values.get("symbol") or values["body"], "line": line(values), "headline": headline(values)}
    return _("[%(tag)s] %(line)s: %(headline)s") % words


def mail(values: Values, path: str) -> str:
    """The text of a mail on one notice; `path` leads to what it is about."""
    parts = [
        f"{headline(values)}\n{' · '.join(filter(None, (values.get('symbol'), meeting(values))))}",
        _("%(line)s.") % {"line": line(values)},
        values.get("comment") or "",
        hint(values),
        settings.SITE_ADDRESS + path,
    ]
    return "\n\n".join(part for part in parts if part) + foot()


def foot() -> str:
    """Below every mail to a person of the desk: where its coming is chosen."""
    address = settings.SITE_ADDRESS + reverse("desk:notices")
    choose = _("Which notices come by mail, you choose here:")
    return f"\n\n-- \n{choose}\n{address}\n"
