"""Addresses that were printed wrongly, and the texts that they lead to for ever.

Where a text's own symbol was corrected, `publishing` writes the redirect. Any that is added here can be turned to
another text, and none is removed: what was printed stays in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.document import press_symbol
from meetings.models import PressSymbol, Publication, Redirect, Summary

from . import activity
from .permissions import is_administrator
from .refusal import Refused

KEY = re.compile(r"[A-Za-z0-9.-]{1,60}")  # as the public's addresses have it


def canonical(written: str) -> str:
    """The key that a person means by an address or a symbol: its last part; of a symbol, the one spelling."""
    written = written.strip().rstrip("/")
    last = written.rsplit("/", 1)[-1].removesuffix(".txt").removesuffix(".json")
    symbol = press_symbol(last.upper()) or press_symbol(written.upper())
    return symbol.key if symbol else last


def against_leading(written: str, summary: Summary, user: User) -> list[str]:
    """The sentences that stand in the way of making a new address lead to a text."""
    return [*_not_public(summary, user), *_not_free(canonical(written))]


def against_turning(redirect: Redirect, summary: Summary, user: User) -> list[str]:
    """The sentences that stand in the way of making a former address lead to another text."""
    return [*_not_public(summary, user), *_its_own(redirect)]


@transaction.atomic
def lead(written: str, summary: Summary, user: User) -> Redirect:
    """Makes an address lead to a public text. Raises Refused."""
    summary = Summary.objects.locked().get(pk=summary.pk)
    if against := against_leading(written, summary, user):
        raise Refused(against)
    redirect, new = Redirect.objects.get_or_create(key=canonical(written), defaults={"summary": summary})
    if not new:  # of another text, whose lock is another
        raise Refused(_not_free(redirect.key))
    activity.record(summary, user, "lead_here", summary.state, detail={"address": redirect.key})
    return redirect


@transaction.atomic
def turn(redirect: Redirect, summary: Summary, user: User) -> Redirect:
    """Makes an address that led to a wrong text lead to the right one. Raises Refused."""
    redirect = Redirect.objects.select_for_update().get(pk=redirect.pk)
    # Both are locked in one order, so that two people who turn two addresses never wait for each other.
    rows = Summary.objects.locked().filter(pk__in=[redirect.summary_id, summary.pk]).order_by("pk")
    both = {row.pk: row for row in rows}
    former, summary = both[redirect.summary_id], both[summary.pk]
    if against := against_turning(redirect, summary, user):
        raise Refused(against)
    if former != summary:
        redirect.summary = summary
        redirect.save(update_fields=["summary"])
        activity.record(former, user, "lead_away", former.state, detail={"address": redirect.key})
        activity.record(summary, user, "lead_here", summary.state, detail={"address": redirect.key})
    return redirect


def _not_public(summary: Summary, user: User) -> Iterator[str]:
    if not is_administrator(user):
        yield _("Administrators say where an address leads.")
    if not Publication.objects.current().filter(summary=summary).exists():
        yield _("An address leads to a text that is public.")


def _not_free(key: str) -> Iterator[str]:
    if not KEY.fullmatch(key):
        yield _("An address has letters, digits, full stops and hyphens, and nothing else.")
    elif Publication.objects.filter(key=key).exists():
        yield _("A text is, or was, published at %(key)s: it keeps its address.") % {"key": key}
    elif PressSymbol.objects.filter(key=key, summary__isnull=False).exists():
        yield _("%(key)s is the symbol of another text.") % {"key": key}
    elif Redirect.objects.filter(key=key).exists():
        yield _("%(key)s leads on already: change where to.") % {"key": key}


def _its_own(redirect: Redirect) -> Iterator[str]:
    if Publication.objects.filter(key=redirect.key, summary=redirect.summary_id).exists():
        yield _("%(key)s was the address of its text, and leads to it for ever.") % {"key": redirect.key}
