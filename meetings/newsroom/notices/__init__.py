"""Who is told of what: written in the transaction of the act, in the inbox, and by mail as each has chosen."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone, translation

from meetings.models import (
    CounterpartCheck,
    Coverage,
    Delivery,
    InboxItem,
    MailChoice,
    Meeting,
    OutboxMail,
    Publication,
    Remark,
    Schedule,
    State,
    Summary,
)
from meetings.newsroom import archive, distribution, outbox
from meetings.newsroom.accounts import name_of
from meetings.newsroom.permissions import REVIEWER, members, readers

from . import words
from .words import DEFAULTS, READER, REVIEWERS, TELLINGS, WRITERS, Values

NO_NEWS = datetime.timedelta(days=2)  # what was due before that is not told any more


def of_transition(
    summary: Summary,
    transition: str,
    user: User | None,
    comment: str = "",
    before: str = "",
    *,
    formerly: User | None = None,
) -> None:
    """Tells whom a transition concerns, and the distribution lists where something became public or no longer is.

    `before` is the state that the text had; `formerly` who was reading it, who is told of a claim. `user` None: the
    worker. Of a transition that the table does not name nothing is told, nor of an officer's edit, nor of a text of
    the archive that is approved and published for the first time. The caller holds the lock on the summary, and a
    transaction.
    """
    distribution.of_transition(summary, transition, comment)
    if transition in ("approve", "publish") and archive.is_no_news(summary):
        return
    telling = TELLINGS.get(transition)
    if telling is None or (transition == "edit" and before != State.IN_REVIEW):
        return
    if transition in distribution.PUBLISHING:
        _ask_the_other_desk(summary, user)
    people = {formerly.pk} if formerly and transition == "claim" else _concerned(summary, telling.told)
    besides = BESIDES[transition](summary) if transition in BESIDES else {}
    notify(transition, summary, people, user, comment=comment, **besides)


def _ask_the_other_desk(summary: Summary, user: User | None) -> None:
    """Tells the desk of each text that a correction may touch as well of the question that it is asked."""
    asked = CounterpartCheck.objects.filter(publication__summary=summary, publication__is_current=True)
    for check in asked.filter(answered_at=None).select_related("publication", "summary__body"):
        people = _concerned(check.summary, TELLINGS["counterpart"].told)
        notify("counterpart", check.summary, people, user, comment=check.publication.notice)


def of_hour(hour: Schedule, act: str) -> None:
    """Tells of an hour that was not kept ("not_published"), or cannot be as things stand ("at_risk"), and why."""
    people = _concerned(hour.summary, TELLINGS[act].told)
    notify(act, hour.summary, people, None, comment=hour.obstacles, when=hour.at.isoformat())


def of_request(summary: Summary) -> None:
    """Tells the desk that a reader asks for a correction; who asks and for what stands in the request alone."""
    notify("requested", summary, _concerned(summary, TELLINGS["requested"].told), None)


def notify(act: str, summary: Summary, recipients: Iterable[int | None], actor: User | None, **values: Any) -> None:
    """Tells some people, by their keys, of an act on a text: never who did it, nor who may not read the text.

    `act` is a row of TELLINGS; `values` go into its words, and must be what JSON can hold.
    """
    told = words.about(summary) | {"act": act, "who": name_of(actor)} | values
    _tell(summary.language, recipients, actor, told, summary=summary)


@transaction.atomic
def tell_overdue(now: datetime.datetime | None = None) -> int:
    """Tells officers and reviewers, once a due time, of texts that are not handed in when they should be; how many.

    Of several workers at once, each tells what the others do not.
    """
    now = now or timezone.now()
    planned = Coverage.objects.with_due(settings.COVERAGE_TARGET)
    late = planned.filter(due_at__lt=now, due_at__gt=now - NO_NEWS).exclude(overdue_told=F("due_at"))
    nothing_yet = Q(summary=None, decision=Coverage.Decision.INTENDED)
    late = late.filter(nothing_yet | Q(summary__state=State.DRAFT))
    late = late.exclude(Exists(Publication.objects.filter(summary=OuterRef("summary"))))
    late = late.select_for_update(skip_locked=True, no_key=True, of=("self",))
    # A text about two meetings is late once.
    texts = {coverage.summary_id or f"none {coverage.pk}": coverage for coverage in late}
    for coverage in texts.values():
        _tell_overdue(coverage)
    for coverage in late:
        coverage.overdue_told = coverage.due_at
    Coverage.objects.bulk_update(late, ["overdue_told"])
    return len(texts)


def _tell_overdue(coverage: Any) -> None:
    """Of a coverage with its `due_at`."""
    summary = coverage.summary
    told: Values = words.about(summary) if summary else words.about_meeting(coverage)
    told |= {"act": "overdue", "when": coverage.due_at.isoformat()}
    writers = _writers(summary) if summary else {coverage.officer_id}
    people = writers | set(members(coverage.language, REVIEWER).values_list("pk", flat=True))
    _tell(coverage.language, people, None, told, summary=summary, coverage=coverage)


def of_assignment(coverage: Coverage, former: User | None, by: User) -> None:
    """Tells whom a meeting is given to cover, and whom it is taken from."""
    if coverage.officer_id == (former.pk if former else None):
        return
    for act, person in (("assigned", coverage.officer_id), ("unassigned", former.pk if former else None)):
        told = words.about_meeting(coverage) | {"act": act, "who": name_of(by)}
        _tell(coverage.language, {person}, by, told, coverage=coverage)


def of_meeting(act: str, meeting: Meeting, by: User, reason: str) -> None:
    """Tells those who cover a meeting, in either language, what became of it, and why."""
    coverages = Coverage.objects.filter(meeting=meeting).select_related("meeting__session__body", "summary")
    for coverage in coverages:
        people = _writers(coverage.summary) if coverage.summary else {coverage.officer_id}
        told = words.about_meeting(coverage) | {"act": act, "who": name_of(by), "comment": reason}
        _tell(coverage.language, people | {coverage.officer_id}, by, told, coverage=coverage)


# --- Who --------------------------------------------------------------------------------------------------------------


def _concerned(summary: Summary, told: tuple[str, ...]) -> set[int | None]:
    """The keys of those whom a row of the table names."""
    people: set[int | None] = set()
    if WRITERS in told:
        people |= _writers(summary)
    if READER in told and summary.claimed_by_id:
        people.add(summary.claimed_by_id)
    elif READER in told or REVIEWERS in told:
        people |= set(members(summary.language, REVIEWER).values_list("pk", flat=True))
    return people


def _writers(summary: Summary) -> set[int | None]:
    """Who handed a text in, and whose meeting it is; of a draft that is nobody's, who began it."""
    officers = Coverage.objects.filter(summary=summary).values_list("officer", flat=True)
    return {summary.submitted_by_id, *officers} - {None} or {summary.created_by_id}


def _hour_set(summary: Summary) -> Values:
    schedule = Schedule.objects.filter(summary=summary, outcome=Schedule.Outcome.WAITING).first()
    return {"when": schedule.at.isoformat()} if schedule else {}


def _open_remarks(summary: Summary) -> Values:
    """Whoever gets a text back reads how many remarks wait in it: of each alone nobody is told."""
    return {"remarks": Remark.objects.filter(summary=summary, settled_at=None, answer_to=None).count()}


# What the notice of a transition says besides its comment.
BESIDES: dict[str, Callable[[Summary], Values]] = {"schedule": _hour_set, "return": _open_remarks}


# --- What is written --------------------------------------------------------------------------------------------------


def _tell(
    language: str,
    recipients: Iterable[int | None],
    actor: User | None,
    values: Values,
    summary: Summary | None = None,
    coverage: Coverage | None = None,
) -> None:
    """The rows of inbox and outbox, in three statements whatever the number of people."""
    kind = TELLINGS[values["act"]].kind
    chosen = MailChoice.objects.filter(user=OuterRef("pk"), kind=kind).values("delivery")
    others = {pk for pk in recipients if pk is not None and not (actor and pk == actor.pk)}
    at_desk = Exists(members(language).filter(pk=OuterRef("pk")))
    people = readers(language).filter(pk__in=others).annotate(delivery=Subquery(chosen), at_desk=at_desk)
    items, mails = [], []
    for user in people:
        delivery = user.delivery or DEFAULTS[kind]
        item = InboxItem(
            user=user, kind=kind, language=language, summary=summary, coverage=coverage, values=values,
            delivery=delivery,
        )  # fmt: skip
        items.append(item)
        if delivery == Delivery.AT_ONCE and user.email:
            item.mail = _mail(item, user, language if user.at_desk else "en")
            mails.append(item.mail)
    OutboxMail.objects.bulk_create(mails)
    InboxItem.objects.bulk_create(items)


def _mail(item: InboxItem, user: User, language: str) -> OutboxMail:
    """The notice as a mail, in the language of the reader's desk; those of one text are one thread."""
    thread = f"text-{item.summary_id}" if item.summary_id else f"meeting-{item.coverage_id}"
    with translation.override(language):
        return outbox.draft(
            OutboxMail.Kind.NOTICE,
            user.email,
            words.subject(item.values),
            words.mail(item.values, address_of(item)),
            language,
            user=user,
            thread=thread,
        )


def address_of(item: InboxItem) -> str:
    """The page at the desk that a notice is about."""
    if item.summary_id:
        return reverse("admin:meetings_summary_change", args=[item.summary_id])
    return reverse("admin:meetings_coverage_change", args=[item.coverage_id])
