"""An approved text for named readers before its hour, each by an address of their own, of which only a hash is kept."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.document import Document
from meetings.models import OutboxMail, PreviewLink, Schedule, State, Summary

from . import activity, mapping, outbox, revisions
from .notices import words
from .permissions import is_reviewer
from .refusal import Refused

LONGEST = datetime.timedelta(days=14)
PLACE = "token"  # where the token will stand in the address, when the mail is sent


def obstacles(summary: Summary, user: User) -> list[str]:
    """The sentences that stand in the way of giving access; none: it is allowed."""
    if not is_reviewer(user, summary.language):
        return [_("Access before the hour is given by a reviewer of the desk.")]
    if summary.state != State.APPROVED:
        return [_("Only an approved text is shown before its hour.")]
    return []


@transaction.atomic
def give(
    summary: Summary, user: User, *, name: str, organisation: str, address: str, expires_at: datetime.datetime
) -> PreviewLink:
    """Access for one named reader, whose address goes out by mail; it is not told here. Raises Refused."""
    summary = Summary.objects.locked().get(pk=summary.pk)
    if against := obstacles(summary, user) + _faults(name, organisation, expires_at):
        raise Refused(against)
    token = secrets.token_urlsafe(32)
    link = PreviewLink(
        summary=summary,
        name=outbox.one_line(name),
        organisation=outbox.one_line(organisation),
        address=address,
        token_hash=_hash(token),
        expires_at=expires_at,
        created_by=user,
    )
    link.mail = _mail(link, token)
    link.mail.save(force_insert=True)
    link.save(force_insert=True)
    activity.record(summary, user, "give_access", summary.state, str(link))
    return link


def _faults(name: str, organisation: str, expires_at: datetime.datetime) -> list[str]:
    faults = []
    if not outbox.one_line(name) or not outbox.one_line(organisation):
        faults.append(_("Access is given to a named reader of a named organisation."))
    if not timezone.now() < expires_at <= timezone.now() + LONGEST:
        faults.append(_("Access ends within %(days)s days.") % {"days": LONGEST.days})
    return faults


@transaction.atomic
def revoke(link: PreviewLink, user: User) -> None:
    """Closes an access from now on. Raises Refused for whoever is no reviewer of the desk; twice does nothing."""
    summary = Summary.objects.locked().get(pk=link.summary_id)
    if not is_reviewer(user, summary.language):
        raise Refused([_("Access before the hour is revoked by a reviewer of the desk.")])
    open_ones = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    if open_ones.update(revoked_at=timezone.now(), revoked_by=user):
        activity.record(summary, user, "revoke_access", summary.state, str(link))


# --- What a reader finds ----------------------------------------------------------------------------------------------


def find(token: str, language: str) -> PreviewLink | None:
    """The access that a token stands for, open or ended."""
    links = PreviewLink.objects.select_related("summary__body", "summary__session__body")
    return links.filter(token_hash=_hash(token), summary__language=language).first()


def document(summary: Summary) -> Document | None:
    """The revision that was approved, with the wordings that it will have; None where nothing is approved now."""
    if summary.state != State.APPROVED or summary.approved_revision is None:
        return None
    approved = revisions.get(summary, summary.approved_revision)
    return mapping.with_wordings(approved, summary.body, summary.session, approved.date)


def hour(summary: Summary) -> datetime.datetime | None:
    """When the text is to be published, if that is set."""
    waiting = Schedule.objects.filter(summary=summary, outcome=Schedule.Outcome.WAITING)
    return waiting.values_list("at", flat=True).first()


def count_opening(link: PreviewLink) -> None:
    now = timezone.now()
    PreviewLink.objects.filter(pk=link.pk).update(
        openings=F("openings") + 1, first_opened_at=Coalesce("first_opened_at", now), last_opened_at=now
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# --- The mail ---------------------------------------------------------------------------------------------------------


def _mail(link: PreviewLink, token: str) -> OutboxMail:
    """The only place where the token stands, until it is sent. The headline is no word for a subject yet."""
    summary = link.summary
    with translation.override(summary.language):
        told = words.about(summary) | {"body": summary.body.in_language("name", summary.language)}
        address = reverse("preview:text", kwargs={"language": summary.language, "token": PLACE})
        parts = (
            _("For %(name)s, %(organisation)s") % {"name": link.name, "organisation": link.organisation},
            _("You may read a text before it is published: %(meeting)s.") % {"meeting": words.meeting(told)},
            not_before(summary),
            settings.SITE_ADDRESS + address.replace(PLACE, "{secret}"),
            _("This address is yours alone: please do not pass it on. It is open until %(hour)s, Geneva’s time.")
            % {"hour": words.hour(link.expires_at.isoformat())},
        )
        subject = _("[%(tag)s] A text under embargo") % {"tag": summary.symbol or summary.body.code}
    return outbox.draft(
        OutboxMail.Kind.EMBARGO, link.address, subject, "\n\n".join(parts) + "\n", summary.language, secret=token
    )


def not_before(summary: Summary) -> str:
    """The words of the embargo, in the active language."""
    at = hour(summary)
    if at is None:
        return _("Under embargo until it is published. Not for release before.")
    words_of_hour = {"hour": words.hour(at.isoformat())}
    return _("Under embargo until %(hour)s, Geneva’s time. Not for release before.") % words_of_hour
