"""Releases by mail: each distribution list gets what is published in its body's name and its language.

Who got a text that is withdrawn, or public again, is told so. One row a recipient, one statement for all of them.
"""

from __future__ import annotations

import datetime
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import OutboxMail, Publication, Recipient, Summary
from meetings.models.mail import OutboxQuerySet

from . import outbox

PUBLISHING = ("publish", "publish_at_once")
OLD = datetime.timedelta(days=60)
NOT_MAILED = "minor"  # a version that changes nothing that a reader has to know


def of_transition(summary: Summary, transition: str, comment: str) -> None:
    """What a transition means for the lists; the caller's transaction keeps it."""
    if transition in PUBLISHING:
        send(Publication.objects.current().select_related("body", "summary").get(summary=summary))
    elif transition == "withdraw":
        recall(summary, comment)
    elif transition == "undo_withdrawal":
        restore(summary)


def send(publication: Publication) -> int:
    """Writes a mail to each active recipient; how many. None of a minor change, nor of a text that is old news."""
    if publication.change == NOT_MAILED or _is_old(publication):
        return 0
    recipients = Recipient.objects.filter(
        active=True, list__body=publication.body, list__language=publication.language
    ).values_list("address", flat=True)
    with translation.override(publication.language):
        subject, text = _subject(publication, _what(publication)), _release(publication)
    mails = [_mail(OutboxMail.Kind.RELEASE, publication, address, subject, text) for address in recipients]
    return len(OutboxMail.objects.bulk_create(mails))


def _is_old(publication: Publication) -> bool:
    """Of the archive, or imported when its meeting was long past."""
    imported = publication.summary.origin == Summary.Origin.IMPORT
    return publication.archive or (imported and publication.date < timezone.localdate() - OLD)


def recall(summary: Summary, reason: str) -> int:
    """Tells whoever got a text by mail that it is withdrawn, and stops the mails with it that still wait; how many."""
    mails = _with_text_of(summary)
    waiting = mails.waiting().select_for_update(skip_locked=True, no_key=True)  # what is just being sent was got
    stopped = OutboxMail.objects.filter(pk__in=[row.pk for row in waiting])
    stopped.update(given_up_at=timezone.now(), last_error="The text was withdrawn.")
    with translation.override(summary.language):
        text = _("The text below was withdrawn. Please do not use it.") + f"\n\n{reason}"
        return _tell_who_got(summary, pgettext("release", "Withdrawn"), text)


def restore(summary: Summary) -> int:
    """Tells whoever got a text by mail that its withdrawal is undone; how many."""
    with translation.override(summary.language):
        text = _("The withdrawal of the text below was undone: it is public again.")
        return _tell_who_got(summary, pgettext("release", "Public again"), text)


def _tell_who_got(summary: Summary, what: str, text: str) -> int:
    mails = _with_text_of(summary).filter(given_up_at=None).order_by("address", "-pk").distinct("address")
    last = Publication.objects.filter(summary=summary).select_related("body").order_by("-version").first()
    if last is None:
        return 0
    text = f"{text}\n\n{last.headline}\n{_address(last)}\n"
    subject = _subject(last, what)
    told = [_mail(OutboxMail.Kind.WITHDRAWAL, last, row.address, subject, text) for row in mails]
    return len(OutboxMail.objects.bulk_create(told))


def _with_text_of(summary: Summary) -> OutboxQuerySet:
    return OutboxMail.objects.filter(publication__summary=summary, kind=OutboxMail.Kind.RELEASE)


# --- Words ------------------------------------------------------------------------------------------------------------


def _what(publication: Publication) -> str:
    """ "Correction", "Update", "Further part"; "" of the first version."""
    words = {
        "take": pgettext("release", "Further part"),
        "correction": pgettext("release", "Correction"),
        "update": pgettext("release", "Update"),
    }
    return words.get(publication.change, "")


def _subject(publication: Publication, what: str) -> str:
    tag = publication.symbol or publication.body.code
    if not what:
        return f"[{tag}] {publication.headline}"
    return _("[%(tag)s] %(line)s: %(headline)s") % {"tag": tag, "line": what, "headline": publication.headline}


def _release(publication: Publication) -> str:
    return "\n\n".join(filter(None, (publication.notice, _address(publication), "{release}")))


def _address(publication: Publication) -> str:
    kwargs = {"language": publication.language, "key": publication.key}
    return settings.SITE_ADDRESS + reverse("public:release", kwargs=kwargs)


def _mail(kind: str, publication: Publication, address: str, subject: str, text: str) -> OutboxMail:
    name = f"{publication.body.code.lower()}-{publication.language}"
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    headers = {
        "List-Id": f"<{name}.{sender.partition('@')[2]}>",
        "List-Unsubscribe": f"<mailto:{sender}?subject=unsubscribe%20{name}>",
        "Precedence": "list",
    }
    return outbox.draft(
        kind, address, subject, text, publication.language,
        thread=f"release-{publication.summary_id}", headers=headers, publication=publication,
    )  # fmt: skip
