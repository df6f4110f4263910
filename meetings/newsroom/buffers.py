"""Words that are not saved: each open page keeps its own, beside the text and never over it.

A page's words end by being saved or thrown away. That is kept for a while, so that what the page sent before, and
comes late, does not bring them back.
"""

from __future__ import annotations

import datetime
import secrets

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from meetings.models import Buffer, Summary

from .accounts import name_of
from .permissions import desks
from .refusal import Refused

KEPT = datetime.timedelta(days=30)  # words that nobody took up
ENDED = datetime.timedelta(days=1)  # that the words of a page have ended
ONE = ["summary", "user", "tab"]


def new_tab() -> str:
    """A name that no other page has."""
    return secrets.token_hex(8)


def is_tab(name: str) -> bool:
    return 0 < len(name) <= 20 and name.isascii() and name.isalnum()


def keep(summary: Summary, user: User, tab: str, based_on: int, data: str) -> bool:
    """Keeps `data` as the words of the page `tab`, which shows revision `based_on`, in place of what it sent before.

    One statement but for a page's first words. False, and nothing is kept, where the words of this page have ended:
    what it writes from then on are those of another. Raises Refused where the person does not write at this desk, or
    the page shows no revision of the text.
    """
    if summary.language not in desks(user):
        raise Refused([_("You do not work at the desk of this language.")])
    if not (0 < based_on <= summary.revision and is_tab(tab)):
        raise Refused([_("Revision %(number)s of this text is not kept: open the text again.") % {"number": based_on}])
    mine = Buffer.objects.unsaved().filter(summary=summary, user=user, tab=tab)
    if mine.update(based_on=based_on, data=data, updated_at=timezone.now()):
        return True
    row = Buffer(summary=summary, user=user, tab=tab, based_on=based_on, data=data)
    Buffer.objects.bulk_create([row], ignore_conflicts=True)
    return mine.exists()


def has(summary: Summary, user: User, tab: str, data: str) -> bool:
    """Whether these very words of a page are kept."""
    return is_tab(tab) and Buffer.objects.filter(summary=summary, user=user, tab=tab, data=data).exists()


def forget(summary: Summary, user: User, tab: str) -> None:
    """The page says again what the text says; it may go on."""
    if is_tab(tab):
        Buffer.objects.unsaved().filter(summary=summary, user=user, tab=tab).delete()


def end(summary: Summary, user: User, tab: str) -> None:
    """The words of a page were saved."""
    if is_tab(tab):
        row = Buffer(summary=summary, user=user, tab=tab, based_on=summary.revision)
        Buffer.objects.bulk_create(
            [row], update_conflicts=True, update_fields=["data", "updated_at"], unique_fields=ONE
        )  # fmt: skip


def throw_away(pk: int, user: User) -> None:
    """A person's own words are not wanted any more. Raises Refused where they are not there."""
    if not Buffer.objects.unsaved().filter(pk=pk, user=user).update(data="", updated_at=timezone.now()):
        raise Refused([_("These words were saved or thrown away meanwhile.")])


def take_up(pk: int, user: User, tab: str) -> None:
    """A person's own words go on in the page `tab`. Should the page that they come from be open still, it keeps its
    own from then on. Raises Refused where they are not there."""
    if not Buffer.objects.unsaved().filter(pk=pk, user=user).update(tab=tab):
        raise Refused([_("These words were saved or thrown away meanwhile.")])


def unsaved(summary: Summary) -> list[Buffer]:
    """Everybody's words about a text that are not saved, the newest first. One query."""
    rows = Buffer.objects.unsaved().filter(summary=summary).select_related("user")
    return list(rows.order_by("-updated_at", "-pk"))


def of_others(rows: list[Buffer], user: User) -> list[str]:
    """Who besides `user` has words that are not saved, and since when: a sentence for each person."""
    latest = {row.user_id: row for row in reversed(rows) if row.user_id != user.pk}
    words = ({"name": name_of(row.user), "time": hour(row.updated_at)} for row in latest.values())
    return [_("%(name)s has words that are not saved (%(time)s).") % those for those in words]


def hour(moment: datetime.datetime) -> str:
    """ "14:03" of today; of another day with its date. Geneva's time."""
    moment = timezone.localtime(moment)
    return formats.date_format(
        moment, "TIME_FORMAT" if moment.date() == timezone.localdate() else "SHORT_DATETIME_FORMAT"
    )


def forget_old_words(now: datetime.datetime | None = None) -> None:
    """Deletes words that nobody took up in a month, and what says that those of a page have ended."""
    now = now or timezone.now()
    old = Q(updated_at__lt=now - KEPT) | Q(data="", updated_at__lt=now - ENDED)
    Buffer.objects.filter(old).delete()
