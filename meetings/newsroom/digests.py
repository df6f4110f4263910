"""One mail a day instead of many: what a person has chosen to be told once a day, and has not read by then."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import ngettext

from meetings.models import Delivery, InboxItem, OutboxMail

from . import outbox
from .notices import address_of, words
from .permissions import desks, readable_languages


def make_digests(now: datetime.datetime | None = None) -> int:
    """Writes the digests that are due since the last hour for them (DIGEST_AT, Geneva's time); how many.

    Asked as often as one likes, by any number of workers at once, it writes each person one mail a day.
    """
    now = now or timezone.now()
    hour = last_hour(now)
    had_one = OutboxMail.objects.filter(user=OuterRef("pk"), kind=OutboxMail.Kind.DIGEST, created_at__gte=hour)
    people = User.objects.filter(is_active=True, pk__in=_waiting(hour).values("user")).exclude(email="")
    return sum(_make_digest(user, hour, now) for user in people.exclude(Exists(had_one)))


def last_hour(now: datetime.datetime) -> datetime.datetime:
    """The latest time for digests that is not after `now`."""
    today = timezone.localtime(now).date()
    hours = (_hour_of(today - datetime.timedelta(days)) for days in (0, 1))
    return next(hour for hour in hours if hour <= now)


def _hour_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, settings.DIGEST_AT))


def _waiting(hour: datetime.datetime) -> QuerySet[InboxItem]:
    return InboxItem.objects.filter(delivery=Delivery.DIGEST, mail=None, read_at=None, at__lte=hour)


@transaction.atomic
def _make_digest(user: User, hour: datetime.datetime, now: datetime.datetime) -> bool:
    """Who waits here for the lock of another worker finds nothing left to send."""
    mine = _waiting(hour).filter(user=user, language__in=readable_languages(user)).order_by("pk")
    items = list(mine.select_for_update(no_key=True))
    if not items:
        return False
    language = "fr" if desks(user) == {"fr"} else "en"
    with translation.override(language):
        subject = ngettext("%(count)s notice", "%(count)s notices", len(items)) % {"count": len(items)}
        text = "\n\n".join(map(_entry, items)) + words.foot()
    mail = outbox.draft(OutboxMail.Kind.DIGEST, user.email, subject, text, language, user=user)
    mail.created_at = now
    mail.save(force_insert=True)
    InboxItem.objects.filter(pk__in=[item.pk for item in items]).update(mail=mail)
    return True


def _entry(item: InboxItem) -> str:
    lines = (
        words.subject(item.values),
        words.meeting(item.values),
        item.values.get("comment"),
        settings.SITE_ADDRESS + address_of(item),
    )
    return "\n".join(filter(None, lines))
