"""Requests for corrections of what is published: recorded as they came, decided by a reviewer, and answered.

The version that follows an accepted request is linked to it by `workflow.effects`; here, where it was out already.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Activity, CorrectionRequest, Passage, Publication, Summary

from . import activity, notices
from .permissions import REVIEWER, roles
from .refusal import Refused
from .workflow.checks import HANDING_IN
from .workflow.door import WHO

Decision = CorrectionRequest.Decision
ACCEPTED = (Decision.ACCEPTED, Decision.IN_PART)
A_DAY = datetime.timedelta(days=1)
AN_ADDRESS, A_TEXT, IN_ALL = 5, 20, 200  # requests of the public that are taken in a day
CORRECTING = (Publication.Change.CORRECTION, Publication.Change.UPDATE)


@dataclass(frozen=True)
class Asked:
    """What a delegation or a mandate holder asks for, of one version of a text."""

    asked_by: str
    instead: str
    received_on: datetime.date
    for_whom: str = ""
    email: str = ""
    anchor: str = ""  # of the paragraph; "": the headline, or the text as a whole
    evidence: str = ""


def paragraphs(publication: Publication) -> QuerySet[Passage]:
    """The paragraphs, statements and lists of a version, each of which a request may be about."""
    return publication.passages.exclude(kind=Passage.Kind.INTERVENTION).order_by("position")


def quote(request: CorrectionRequest) -> Passage | None:
    """The paragraph that a request is about, as it was published, whatever became of it since."""
    return paragraphs(request.publication).filter(anchor=request.anchor).first() if request.anchor else None


@transaction.atomic
def record(publication: Publication, user: User, asked: Asked) -> CorrectionRequest:
    """Keeps a request on a published version. Raises Refused.

    The record of activity names the request by its number and not who asks: that may have to be forgotten one day.
    """
    summary = Summary.objects.locked().get(pk=publication.summary_id)
    _refuse([*_at_the_desk(summary, user), *_missing(publication, asked)])
    return _keep(summary, publication, user, asked)


@transaction.atomic
def receive(publication: Publication, asked: Asked) -> CorrectionRequest:
    """Keeps a request that a reader sends by the form of the public's pages, and tells the desk. Raises Refused.

    No more of them are taken in a day than a desk can read, from one address, on one text, and in all.
    """
    summary = Summary.objects.locked().get(pk=publication.summary_id)
    _refuse([*_missing(publication, asked), *_too_many(summary, asked)])
    request = _keep(summary, publication, None, asked)
    notices.of_request(summary)
    return request


def _keep(summary: Summary, publication: Publication, user: User | None, asked: Asked) -> CorrectionRequest:
    request = CorrectionRequest.objects.create(
        summary=summary,
        publication=publication,
        asked_by=asked.asked_by.strip(),
        for_whom=asked.for_whom.strip(),
        email=asked.email,
        received_on=asked.received_on,
        anchor=asked.anchor,
        instead=asked.instead.strip(),
        evidence=asked.evidence.strip(),
        recorded_by=user,
    )
    detail = {"request": request.pk, "version": publication.version}
    activity.record(summary, user, "request" if user else "receive", summary.state, detail=detail)
    return request


@transaction.atomic
def decide(
    request: CorrectionRequest, user: User, decision: str, answer: str, *, followed_by: Publication | None = None
) -> CorrectionRequest:
    """Decides a request, once, with the answer that is given. Raises Refused.

    `followed_by` is the version that met it, where it was published already; otherwise the next correction will be.
    """
    summary = Summary.objects.locked().get(pk=request.summary_id)
    request = CorrectionRequest.objects.select_related("publication").get(pk=request.pk)
    against = obstacles(request, user)
    if not against:
        against = [*_undecided(request, decision, answer), *_not_following(request, decision, followed_by)]
    _refuse(against)
    request.decision, request.answer, request.followed_by = decision, answer.strip(), followed_by
    request.decided_by, request.decided_at = user, timezone.now()
    request.save(update_fields=["decision", "answer", "followed_by", "decided_by", "decided_at"])
    detail = {"request": request.pk, "version": request.publication.version, "decision": decision}
    activity.record(summary, user, "decide_request", summary.state, request.answer, detail)
    return request


def obstacles(request: CorrectionRequest, user: User) -> list[str]:
    """The sentences that stand in the way of a person's deciding a request; none: it is theirs to decide."""
    if request.decision != Decision.OPEN:
        return [_("This request is decided already.")]
    language = request.summary.language
    if REVIEWER not in roles(user, language):
        return [_("Requests are decided by %(who)s.") % {"who": WHO[language, REVIEWER]}]
    if _handed_in(request.publication, user):
        return [_("You handed this text in: another reviewer decides on it.")]
    return []


def answers(request: CorrectionRequest) -> QuerySet[Publication]:
    """The corrections and updates that came after the version that a request is about, the newest first."""
    later = Publication.objects.filter(summary=request.summary_id, version__gt=request.publication.version)
    return later.filter(change__in=CORRECTING).order_by("-version")


def _refuse(sentences: Iterable[str]) -> None:
    if against := list(sentences):
        raise Refused(against)


def _at_the_desk(summary: Summary, user: User) -> Iterator[str]:
    if not roles(user, summary.language):
        yield _("Requests are recorded by %(who)s.") % {"who": WHO[summary.language, ""]}


def _missing(publication: Publication, asked: Asked) -> Iterator[str]:
    if not asked.asked_by.strip():
        yield _("Say who asks for the correction.")
    if not asked.instead.strip():
        yield _("Say what is asked for instead.")
    if asked.received_on > timezone.localdate():
        yield _("A request is not recorded before it has come.")
    elif asked.received_on < timezone.localdate(publication.published_at):
        yield _("The request came before this version was published: choose the version that it is about.")
    if asked.anchor and not paragraphs(publication).filter(anchor=asked.anchor).exists():
        yield _("This version has no such paragraph.")


def _too_many(summary: Summary, asked: Asked) -> Iterator[str]:
    lately = CorrectionRequest.objects.filter(recorded_by=None, recorded_at__gt=timezone.now() - A_DAY)
    if not asked.email:
        yield _("Give an e-mail address for the answer.")
    if lately.filter(email__iexact=asked.email).count() >= AN_ADDRESS:
        yield _("Several requests came from this address today. Please send the next one tomorrow.")
    elif lately.filter(summary=summary).count() >= A_TEXT or lately.count() >= IN_ALL:
        yield _("More requests came today than the desk can read. Please try again tomorrow.")


def _handed_in(publication: Publication, user: User) -> bool:
    """Whether a person vouched for the revision that a version was published from."""
    before = Activity.objects.filter(summary=publication.summary_id, revision__lte=publication.revision)
    last = before.filter(action__in=(*HANDING_IN, "publish_at_once")).order_by("-number").first()
    return last is not None and last.user_id == user.pk


def _undecided(request: CorrectionRequest, decision: str, answer: str) -> Iterator[str]:
    if decision not in (*ACCEPTED, Decision.DECLINED):
        yield _("Say whether the request is accepted, accepted in part, or declined.")
    if not answer.strip():
        yield _("Write what is answered to whoever asked.")


def _not_following(request: CorrectionRequest, decision: str, followed_by: Publication | None) -> Iterator[str]:
    if followed_by is None:
        return
    if decision == Decision.DECLINED:
        yield _("No version follows a request that is declined.")
    if not answers(request).filter(pk=followed_by.pk).exists():
        yield _("This version is no later correction of the text.")
