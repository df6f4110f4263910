"""Atom feeds (RFC 4287). An entry's id is made of what never changes, so that no reader shows it twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from .corrections import Correction

ATOM = Atom1Feed.content_type
BEFORE_ALL = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Feed(Atom1Feed):
    """Django's, but that each entry names its language, and that an empty feed does not change with the clock."""

    def item_attributes(self, item):
        return {"xml:lang": self.feed["language"]}

    def latest_post_date(self):
        return super().latest_post_date() if self.items else BEFORE_ALL


def tag(what: str) -> str:
    """A tag: URI (RFC 4151), "tag:press.example.org,2026:correction-12"."""
    return f"tag:{settings.FEED_AUTHORITY},2026:{what}"


def absolute(name: str, **kwargs) -> str:
    return settings.SITE_ADDRESS + reverse(f"public:{name}", kwargs=kwargs)


def corrections(found: Iterable[Correction], language: str) -> str:
    """The newest corrections, updates and withdrawals of a language. `language` is the active one."""
    feed = Feed(
        title=_("Corrections – Meeting coverage"),
        subtitle=_("What was corrected, added or withdrawn since it was published"),
        link=absolute("corrections", language=language),
        feed_url=absolute("corrections_feed", language=language),
        feed_guid=tag(f"{language}/corrections"),
        author_name=_("United Nations Information Service in Geneva"),
        description=None,
        language=language,
    )
    for item in found:
        address = absolute("release", language=language, key=item.key)
        feed.add_item(
            title=title(item),
            link=address if item.is_withdrawal else f"{address}#note-{item.version}",
            description=escape(description(item)),
            unique_id=tag(item.place),
            pubdate=item.at,
            updateddate=item.undone_at or item.at,
            categories=[item.what],
        )
    return feed.writeString("utf-8")


def title(item: Correction) -> str:
    words = {"what": item.label, "symbol": item.symbol or item.key, "headline": item.headline}
    if item.is_withdrawal:
        words["headline"] = f"{item.body}, {item.day}"
    return _("%(what)s: %(headline)s (%(symbol)s)") % words


def description(item: Correction) -> str:
    undone = _("It can be read again since %(moment)s.") % {"moment": item.undone} if item.undone else ""
    return f"{item.note} {undone}".strip()
