"""Following a list by mail: asked for, confirmed by its address, changed and stopped. See docs/following.md.

Whoever asks learns nothing about the address: what there is to say is said in a mail to it.
"""

from __future__ import annotations

import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.models import OutboxMail, Subscription
from meetings.newsroom import outbox
from meetings.public.listing import Selection

MOST_LISTS = 20  # that an address may follow
MOST_ASKED = 6  # lists that an address may be asked about in a day
AGAIN = datetime.timedelta(hours=6)  # until the same is asked again
DAY = datetime.timedelta(days=1)
OPEN = datetime.timedelta(days=3)  # what is not confirmed by then is forgotten

REMEMBERED = datetime.timedelta(days=7)  # that a mail was sent
KINDS = (OutboxMail.Kind.ALERT, OutboxMail.Kind.CONFIRMING)

_signer = Signer(salt="meetings.contact.subscriptions")


def token(subscription: Subscription) -> str:
    """What opens a subscription, and nothing else. It is in the mails to its address only, and never stored."""
    return _signer.sign(str(subscription.pk))


def find(token: str) -> Subscription | None:
    """The subscription that a token opens; None where it was stopped or forgotten, or never was."""
    try:
        return Subscription.objects.filter(pk=int(_signer.unsign(token))).first()
    except (BadSignature, ValueError):
        return None


@transaction.atomic
def ask(address: str, selection: Selection, frequency: str) -> None:
    """Asks an address whether it wants to follow a list, or tells it that it does; past the bounds, nothing."""
    mine = Subscription.objects.of_address(address)
    known = list(mine.select_for_update(no_key=True))
    now = timezone.now()
    same = next((s for s in known if (s.language, s.query) == (selection.language, selection.query)), None)
    if same is None:
        if len(known) >= MOST_LISTS or sum(s.asked_at > now - DAY for s in known) >= MOST_ASKED:
            return
        values = {"address": address, "language": selection.language, "query": selection.query}
        same = Subscription.objects.create(**values, frequency=frequency)
    elif same.asked_at > now - AGAIN:
        return
    else:
        same.asked_at = now
        same.frequency = same.frequency if same.confirmed_at else frequency
        same.save(update_fields=["asked_at", "frequency"])
    _question(same, selection.description).save(force_insert=True)


def confirm(subscription: Subscription) -> None:
    """What is published from now on is told. Once confirmed it stays as it is."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(confirmed_at=timezone.now())


def change(subscription: Subscription, frequency: str) -> None:
    """At once, or once a day; what was told already is not told again by the other."""
    if subscription.frequency != frequency:
        told_until = timezone.now() if subscription.confirmed_at else None
        Subscription.objects.filter(pk=subscription.pk).update(frequency=frequency, told_until=told_until)


@transaction.atomic
def stop(subscription: Subscription) -> None:
    """The address is forgotten with it, and what waits to be sent to it."""
    OutboxMail.objects.waiting().filter(kind__in=KINDS, secret=token(subscription)).delete()
    subscription.delete()


@transaction.atomic
def stop_all(subscription: Subscription) -> None:
    """All that the same address follows."""
    for one in Subscription.objects.of_address(subscription.address):
        stop(one)


def forget() -> int:
    """Deletes what nobody has confirmed in time, and that mails were sent, a week later; how many rows."""
    now = timezone.now()
    unconfirmed = Subscription.objects.filter(confirmed_at=None, asked_at__lt=now - OPEN)
    old = Q(sent_at__lt=now - REMEMBERED) | Q(given_up_at__lt=now - REMEMBERED)
    return unconfirmed.delete()[0] + OutboxMail.objects.filter(old, kind__in=KINDS).delete()[0]


# --- Mails ------------------------------------------------------------------------------------------------------------


def draft(kind: str, subscription: Subscription, subject: str, text: str, **more) -> OutboxMail:
    """A mail to a subscriber, not yet saved, with what stops it at one click (RFC 8058)."""
    stop_address = _address("contact:stop", subscription.language)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    headers = {
        "List-Id": f"<alerts-{subscription.language}.{domain}>",
        "List-Unsubscribe": f"<{stop_address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return outbox.draft(
        kind, subscription.address, subject, text, subscription.language,
        headers=headers, secret=token(subscription), **more,
    )  # fmt: skip


def address_to_manage(language: str) -> str:
    """Where a subscription is changed and stopped; {secret} in it is filled in when the mail is sent."""
    return _address("contact:subscription", language)


def _address(name: str, language: str) -> str:
    kwargs = {"language": language, "token": "TOKEN"}
    return settings.SITE_ADDRESS + reverse(name, kwargs=kwargs).replace("TOKEN", "{secret}")


def _question(subscription: Subscription, description: str) -> OutboxMail:
    with translation.override(subscription.language):
        words = {"list": description, "address": address_to_manage(subscription.language)}
        if subscription.confirmed_at:
            subject = _("You already follow “%(list)s”") % words
            text = _(
                "Someone, probably you, asked for mails about new texts in this list:\n\n"
                "%(list)s\n\n"
                "This address follows it already. To change or stop these mails:\n"
                "%(address)s\n"
            )
        else:
            subject = _("Please confirm: follow “%(list)s”") % words
            text = _(
                "Someone, probably you, asked for mails about new texts in this list:\n\n"
                "%(list)s\n\n"
                "To receive them, please confirm on this page within three days:\n"
                "%(address)s\n\n"
                "If it was not you, there is nothing to do: no mails will come, "
                "and this address will be forgotten.\n"
            )
        return draft(OutboxMail.Kind.CONFIRMING, subscription, subject, text % words)
