"""Atom feeds (RFC 4287). An entry's id is made of what never changes, so that no reader shows it twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from meetings.document import from_json
from meetings.exports import html
from meetings.models import Publication

from .corrections import Correction
from .listing import Selection, describe, unknown, with_offers
from .words import CHANGES, labelled

ATOM = Atom1Feed.content_type
SIZE = 25
ENTRY = ("key", "summary_id", "headline", "subheadline", "kind", "change", "notice", "published_at")
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


# --- A list of releases ----------------------------------------------------------------------------------------------


def releases(chosen: Selection) -> str | None:
    """The newest releases of a valid selection, each with its round-up. One SELECT; None where a filter names nothing.

    An entry keeps its id through all versions of its text, and is updated by each of them.
    """
    first = Publication.objects.filter(summary=OuterRef("summary"), version=1).values("published_at")
    row = JSONObject(**{name: F(name) for name in ENTRY}, first=Subquery(first), round_up=F("content__round_up"))
    offered = next(iter(with_offers(chosen, entries=ArraySubquery(chosen.publications.values(json=row)[:SIZE]))), {})
    if unknown(chosen, offered):
        return None
    feed = _feed_of(chosen, describe(chosen, offered))
    for entry in offered.get("entries") or ():
        _add(feed, entry, chosen.language)
    return feed.writeString("utf-8")


def _feed_of(chosen: Selection, described: str) -> Feed:
    query = f"?{chosen.query}" if chosen.query else ""
    return Feed(
        title=" – ".join((described, _("Meeting coverage"))),
        link=absolute("latest", language=chosen.language) + query,
        feed_url=absolute("feed", language=chosen.language) + query,
        feed_guid=tag(f"{chosen.language}/releases{query}"),
        author_name=_("United Nations Information Service in Geneva"),
        description=None,
        language=chosen.language,
    )


def _add(feed: Feed, entry: dict[str, Any], language: str) -> None:
    """In the summary: what was corrected, the sub-headline, and the round-up."""
    label = labelled(str(CHANGES[entry["change"]]), entry["notice"]) if entry["notice"] else ""
    head = "".join(f"<p>{escape(line)}</p>\n" for line in (label, entry["subheadline"]) if line)
    round_up = from_json({"version": 1, "language": language, "round_up": entry["round_up"] or []})
    feed.add_item(
        title=entry["headline"],
        link=absolute("release", language=language, key=entry["key"]),
        description=head + html.round_up(round_up),
        unique_id=tag(f"release-{entry['summary_id']}"),
        pubdate=datetime.datetime.fromisoformat(entry["first"]),
        updateddate=datetime.datetime.fromisoformat(entry["published_at"]),
        categories=[entry["kind"]],
    )


# --- Corrections ------------------------------------------------------------------------------------------------------


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
