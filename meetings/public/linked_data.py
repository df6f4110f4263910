"""What a release says about itself to machines, in its head: schema.org, Open Graph and Dublin Core. No query.

The texts of two languages about one meeting are never told as translations of each other.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.exports.formats import FORMATS
from meetings.models import Publication

from .feeds import absolute
from .versions import Version

DESCRIPTION = 300  # letters at most
PARAGRAPH = re.compile(r'id="round-up".*?<p[^>]*>(.*?)</p>', re.DOTALL)
IN_SCRIPT = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})  # nothing ends it
LOCALES = {"en": "en_GB", "fr": "fr_CH"}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What templates/public/head_release.html prints."""

    address: str
    description: str
    publisher: str
    locale: str
    published: str
    modified: str
    data: SafeString


def of_release(publication: Publication, every: list[Version], body: str, session: str) -> Head:
    """Of the current version. `every`: all versions, the newest first; `body`, `session`: their names in words."""
    address = absolute("release", language=publication.language, key=publication.key)
    publisher = _("United Nations Information Service in Geneva")
    description = describe(publication)
    first = every[-1].published_at
    modified = publication.published_at.isoformat()
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": publication.headline,
        "alternativeHeadline": publication.subheadline,
        "description": description,
        "inLanguage": publication.language,
        "identifier": publication.symbol or publication.key,
        "version": publication.version,
        "datePublished": first,
        "dateModified": modified,
        "isAccessibleForFree": True,
        "author": _organization(publisher),
        "publisher": _organization(publisher),
        "about": _event(publication, body, session),
        "correction": [_correction(version) for version in every if _is_correction(version)],
        "encoding": _encodings(publication),
    }
    return Head(
        address=address,
        description=description,
        publisher=publisher,
        locale=LOCALES[publication.language],
        published=first,
        modified=modified,
        data=in_script(data),
    )


def describe(publication: Publication) -> str:
    """The sub-headline, or how the round-up begins."""
    found = PARAGRAPH.search(publication.html)
    said = publication.subheadline or (html.unescape(strip_tags(found[1])) if found else "")
    return Truncator(" ".join(said.split())).chars(DESCRIPTION)


def in_script(data: Row) -> SafeString:
    """JSON for a data block of a page, without what is empty; no text in it can end the block."""
    kept = {name: value for name, value in data.items() if value not in ("", [], None)}
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(IN_SCRIPT))


def _organization(name: str) -> Row:
    return {"@type": "Organization", "name": name}


def _event(publication: Publication, body: str, session: str) -> Row:
    """What the text is about; each of its meetings has a page of its own."""
    kwargs = {"language": publication.language}
    meetings = [absolute("meeting", number=number, **kwargs) for number in publication.meeting_ids]
    first: datetime.date = publication.first_date or publication.date
    event = {
        "@type": "Event",
        "name": ", ".join(filter(None, (body, session))),
        "startDate": first.isoformat(),
        "endDate": publication.date.isoformat(),
        "location": {"@type": "Place", "name": _("Geneva")},
        "organizer": _organization(body),
    }
    if len(meetings) == 1:
        return event | {"url": meetings[0]}
    parts = [{"@type": "Event", "name": event["name"], "url": address} for address in meetings]
    return event | ({"subEvent": parts} if parts else {})


def _is_correction(version: Version) -> bool:
    return version.change == Publication.Change.CORRECTION and not version.withdrawn


def _correction(version: Version) -> Row:
    return {"@type": "CorrectionComment", "text": version.notice, "datePublished": version.published_at}


def _encodings(publication: Publication) -> list[Row]:
    """Its other forms: text and JSON, and the files that were made of it by now."""
    kwargs = {"language": publication.language, "key": publication.key}
    found = [("text/plain", absolute("text", **kwargs)), ("application/json", absolute("json", **kwargs))]
    files = (FORMATS[name] for name in FORMATS if name in publication.formats)
    found += [(form.media_type, absolute("file", **kwargs, ending=form.ending)) for form in files]
    return [{"@type": "MediaObject", "encodingFormat": kind, "contentUrl": address} for kind, address in found]
