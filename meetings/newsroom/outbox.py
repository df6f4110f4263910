"""Mails wait in a table until the worker sends them: each at least once, and always under the same Message-ID."""

from __future__ import annotations

import datetime
import logging
import re
import smtplib
import time
import unicodedata
import uuid
from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from meetings.models import OutboxMail, PreviewLink, Publication

log = logging.getLogger(__name__)

ATTEMPTS = 8  # refusals by the mail server, over some three hours, after which a mail is given up
BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")  # all that is white or ends a line, no-break spaces apart
ABOUT_A_TEXT = (OutboxMail.Kind.RELEASE, OutboxMail.Kind.ALERT)
LONGEST_WAIT = datetime.timedelta(hours=1)
OUTAGE_WAIT = datetime.timedelta(minutes=10)  # so that what waited for the server leaves soon after it is back
# What says that the server is not there, or not for us, and nothing about the mail in hand.
UNREACHABLE = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
)


class Unreachable(Exception):
    """The mail server cannot be reached: nothing is sent until the next try."""


# --- Writing ----------------------------------------------------------------------------------------------------------


def draft(
    kind: str,
    address: str,
    subject: str,
    text: str,
    language: str,
    *,
    user: User | None = None,
    thread: str = "",
    headers: dict[str, str] | None = None,
    publication: Publication | None = None,
    secret: str = "",
) -> OutboxMail:
    """A mail, not yet saved, for a transaction to save with what it tells of.

    Mails with the same `thread` are one conversation. In `text`, {release} becomes the text of `publication` and
    {secret} becomes `secret` when the mail is sent, in headers too; the secret is forgotten then.
    """
    conversation = f"<{thread}@{_domain()}>"
    threaded = {"In-Reply-To": conversation, "References": conversation} if thread else {}
    return OutboxMail(
        kind=kind,
        message_id=f"<{uuid.uuid4()}@{_domain()}>",
        address=address,
        user=user,
        language=language,
        subject=one_line(subject),
        text=text,
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language, **threaded, **(headers or {})},
        publication=publication,
        secret=secret,
    )


def one_line(text: str, length: int = 200) -> str:
    """What may stand in a header: no line ends, nothing invisible, and not too long."""
    visible = "".join(c for c in BREAKS.sub(" ", text) if unicodedata.category(c) != "Cf")
    words = visible.strip()
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _domain() -> str:
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


# --- Sending ----------------------------------------------------------------------------------------------------------


def send_waiting(limit: int = 100, seconds: float = 5) -> int:
    """Sends what waits, those first that wait longest; how many were sent. After so many mails, or seconds, the
    rest is left to the next call, so that a worker's other work does not wait for a slow server.

    Any number of workers may do so at once. Where the server cannot be reached the rest waits for the next call.
    """
    sent, start = 0, time.monotonic()
    connection = mail.get_connection()
    try:
        for _ in range(limit):
            outcome = send_next(connection)
            if outcome is None:
                break
            sent += outcome
            if time.monotonic() - start > seconds:
                break
    except Unreachable as error:
        log.warning("The mail server cannot be reached: %s", error)
    finally:
        connection.close()
    return sent


def send_next(connection: BaseEmailBackend) -> bool | None:
    """Sends one mail, under a lock and in a transaction of its own; None: none waits. Raises Unreachable.

    What dies between sending and committing sends the mail again, under the same Message-ID.
    """
    problem = None
    with transaction.atomic():
        waiting = OutboxMail.objects.waiting().filter(not_before__lte=timezone.now()).order_by("not_before", "id")
        row = waiting.select_for_update(skip_locked=True, no_key=True).first()
        if row is None:
            return None
        if reason := _is_pointless(row):
            _give_up(row, reason)
            return False
        try:
            connection.open()
            connection.send_messages([message(row)])
        except Exception as error:
            problem = error
            _put_off(row, error)
        else:
            row.sent_at, row.secret, row.attempts = timezone.now(), "", row.attempts + 1
            row.save(update_fields=["sent_at", "secret", "attempts"])
    if problem and _is_unreachable(problem):
        raise Unreachable(str(problem)) from problem
    return problem is None


def message(row: OutboxMail) -> mail.EmailMessage:
    """The mail as it goes out."""
    text = row.text.replace("{secret}", row.secret)
    if row.publication:
        text = text.replace("{release}", row.publication.text)
    headers = {name: value.replace("{secret}", row.secret) for name, value in row.headers.items()}
    headers |= {"Message-ID": row.message_id, "Date": formatdate(row.created_at.timestamp())}
    return mail.EmailMessage(row.subject, text, to=[row.address], headers=headers)


def _is_pointless(row: OutboxMail) -> str:
    """Why a mail is not to be sent any more; "" is nothing."""
    if row.user and not row.user.is_active:
        return "The account was closed."
    if row.kind in ABOUT_A_TEXT and row.publication and row.publication.withdrawal_id:
        return "The text was withdrawn."
    if row.kind == OutboxMail.Kind.EMBARGO and not any(link.is_open for link in PreviewLink.objects.filter(mail=row)):
        return "The access has ended."
    return ""


def _put_off(row: OutboxMail, error: Exception) -> None:
    """Later, each time twice as late; given up where the server has answered no for the last time."""
    row.attempts += 1
    reason = one_line(f"{type(error).__name__}: {error}", 1000)
    if row.attempts >= ATTEMPTS and not _is_unreachable(error):
        log.error("Mail %s to %s is given up: %s", row.message_id, row.address, reason)
        _give_up(row, reason)
        return
    longest = OUTAGE_WAIT if _is_unreachable(error) else LONGEST_WAIT
    row.last_error = reason
    row.not_before = timezone.now() + min(datetime.timedelta(minutes=2 ** min(row.attempts, 10)), longest)
    row.save(update_fields=["attempts", "last_error", "not_before"])


def _give_up(row: OutboxMail, reason: str) -> None:
    row.given_up_at, row.secret, row.last_error = timezone.now(), "", reason
    row.save(update_fields=["given_up_at", "secret", "last_error", "attempts"])


def _is_unreachable(error: Exception) -> bool:
    is_refusal = isinstance(error, smtplib.SMTPException) and not isinstance(error, UNREACHABLE)
    return isinstance(error, OSError) and not is_refusal
