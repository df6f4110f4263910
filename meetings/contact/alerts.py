"""Mails to who follows a list: at once, or once a day. The worker writes them, never the act that publishes.

Each list is asked for once, however many follow it, and no address is told twice of one version.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.exports.dates import date_in_words
from meetings.models import Announcement, OutboxMail, Publication, Subscription, Summary
from meetings.newsroom.digests import last_hour
from meetings.newsroom.distribution import NOT_MAILED, OLD
from meetings.public.listing import Selection, selection
from meetings.public.words import CHANGES, labelled

from .subscriptions import address_to_manage, draft

LATE = datetime.timedelta(days=3)  # what was published before is announced no more, whatever stood still
SETTLED = datetime.timedelta(minutes=1)  # after the hour of the daily mails: what is being published then is done
BATCH = 50  # publications in one call
LISTED = 100  # texts in one mail
SAVED = 500  # mails in one statement

Frequency = Subscription.Frequency


def news() -> Q:
    """Of publications: no change that no reader has to know of; nothing of the archive, nor old when imported."""
    old = Q(summary__origin=Summary.Origin.IMPORT, date__lt=timezone.localdate() - OLD)
    return Q(withdrawal=None, archive=False) & ~Q(change=NOT_MAILED) & ~old


# --- At once ----------------------------------------------------------------------------------------------------------


def announce() -> int:
    """Writes the mails about what was published and not announced yet; how many."""
    lately = Publication.objects.filter(published_at__gte=timezone.now() - LATE, withdrawal=None, announcement=None)
    return sum(map(_announce, lately.order_by("published_at", "id").values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _announce(pk: int) -> int:
    """One publication to all who follow a list that it is in. Of several workers one writes."""
    _row, is_mine = Announcement.objects.get_or_create(publication_id=pk)
    publication = Publication.objects.filter(news(), pk=pk).select_related("body").defer("content", "html", "text")
    found = publication.first() if is_mine else None
    if found is None:
        return 0
    followers = Subscription.objects.confirmed().filter(
        frequency=Frequency.AT_ONCE, language=found.language, confirmed_at__lte=found.published_at
    )
    followers = followers.filter(Q(told_until=None) | Q(told_until__lt=found.published_at))
    queries = followers.order_by("query").values_list("query", flat=True).distinct()
    with translation.override(found.language):
        fitting = {query: chosen.description for query, chosen in _fitting(found, queries)}
        mails = [
            _alert(found, follower, fitting[follower.query])
            for follower in _once_an_address(followers.filter(query__in=fitting).order_by("id"))
        ]
    return len(OutboxMail.objects.bulk_create(mails, batch_size=SAVED))


def _fitting(publication: Publication, queries: Iterable[str]) -> Iterator[tuple[str, Selection]]:
    """The lists, of those asked, that a publication's text is in: one short query each."""
    for query in queries:
        chosen = selection(publication.language, QueryDict(query))
        if chosen.publications.filter(summary=publication.summary_id).exists():
            yield query, chosen


def _once_an_address(followers: Iterable[Subscription]) -> Iterator[Subscription]:
    seen: set[str] = set()
    for follower in followers:
        if (address := follower.address.lower()) not in seen:
            seen.add(address)
            yield follower


def _alert(publication: Publication, follower: Subscription, described: str) -> OutboxMail:
    what = what_changed(publication.change)
    headline = labelled(what, publication.headline) if what else publication.headline
    tag = publication.symbol or publication.body.code
    text = entry(publication, what) + _foot(follower, described)
    return draft(
        OutboxMail.Kind.ALERT, follower, f"[{tag}] {headline}", text,
        publication=publication, thread=f"alert-{publication.summary_id}",
    )  # fmt: skip


# --- Once a day -------------------------------------------------------------------------------------------------------


def make_daily(now: datetime.datetime | None = None) -> int:
    """Writes the daily mails that are due since the last hour for them (DIGEST_AT, Geneva's time); how many.

    Nothing new in a list is no mail. Asked as often as one likes, it tells each text once.
    """
    now = now or timezone.now()
    hour = last_hour(now - SETTLED)
    due = _due(hour).order_by("language", "query").values_list("language", "query").distinct()
    return sum(_daily(language, query, hour) for language, query in due)


def _due(hour: datetime.datetime) -> QuerySet[Subscription]:
    daily = Subscription.objects.confirmed().filter(frequency=Frequency.DAILY, confirmed_at__lt=hour)
    return daily.filter(Q(told_until=None) | Q(told_until__lt=hour))


@transaction.atomic
def _daily(language: str, query: str, hour: datetime.datetime) -> int:
    """One list, for all who follow it. Who is in the hands of another worker is left to it."""
    locked = _due(hour).filter(language=language, query=query).select_for_update(skip_locked=True, no_key=True)
    followers = list(locked)
    if not followers:
        return 0
    with translation.override(language):
        chosen = selection(language, QueryDict(query))
        since = min(map(_told_until, followers))
        rows = list(_published_between(chosen, since, hour))
        described = chosen.description if rows else ""
        mails = [_digest(follower, rows, described) for follower in followers if _new(rows, follower)]
    OutboxMail.objects.bulk_create(mails, batch_size=SAVED)
    Subscription.objects.filter(pk__in=[follower.pk for follower in followers]).update(told_until=hour)
    return len(mails)


def _told_until(follower: Subscription) -> datetime.datetime:
    return follower.told_until or follower.confirmed_at


def _published_between(chosen: Selection, since: datetime.datetime, until: datetime.datetime) -> QuerySet[Publication]:
    """The texts of a list of which a version that is news came out then, as they are now; `news_at`: when it did."""
    versions = Publication.objects.filter(news(), published_at__gt=since, published_at__lte=until)
    own = versions.filter(summary=OuterRef("summary")).order_by("-version")
    return (
        chosen.publications.filter(summary__in=versions.values("summary"))
        .annotate(news_at=own.values("published_at")[:1], news=own.values("change")[:1])
        .select_related("body")
        .defer("content", "html", "text")
        .order_by("news_at", "id")
    )


def _new(rows: list[Any], follower: Subscription) -> list[Any]:
    return [row for row in rows if row.news_at > _told_until(follower)]


def _digest(follower: Subscription, rows: list[Any], described: str) -> OutboxMail:
    new = _new(rows, follower)
    words = {"count": len(new), "list": described}
    subject = ngettext("%(count)s new text: %(list)s", "%(count)s new texts: %(list)s", len(new)) % words
    shown = [entry(row, what_changed(row.news)) for row in new[:LISTED]]
    if len(new) > LISTED:
        shown.append(_("There are more: %(address)s") % {"address": _list(follower)})
    return draft(OutboxMail.Kind.ALERT, follower, subject, "\n\n".join(shown) + _foot(follower, described))


# --- Words ------------------------------------------------------------------------------------------------------------


def what_changed(change: str) -> str:
    """ "Correction", "Update", "Part added"; "" of the first version."""
    return "" if change in ("", Publication.Change.FIRST) else str(CHANGES[change])


def entry(publication: Publication, what: str) -> str:
    """A text in some lines: what changed, headline, whose meeting and when, address."""
    body = publication.body.in_language("name", publication.language)
    kwargs = {"language": publication.language, "key": publication.key}
    lines = (
        labelled(what, publication.notice) if what and publication.notice else what,
        publication.headline,
        publication.subheadline,
        f"{body}, {date_in_words(publication.date, publication.language)}",
        settings.SITE_ADDRESS + reverse("public:release", kwargs=kwargs),
    )
    return "\n".join(filter(None, lines))


def _foot(follower: Subscription, described: str) -> str:
    words = {"list": described, "address": address_to_manage(follower.language)}
    return "\n\n-- \n" + _("You follow “%(list)s”. To change or stop these mails:\n%(address)s\n") % words


def _list(follower: Subscription) -> str:
    query = f"?{follower.query}" if follower.query else ""
    return settings.SITE_ADDRESS + reverse("public:latest", kwargs={"language": follower.language}) + query
