"""The outline of a skeleton: a small table of segments and headings, and the parts of a draft that it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from meetings.document import Heading
from meetings.document import Segment as Part
from meetings.document.phrases import heading_role
from meetings.document.tree import SEGMENT_KINDS, squeeze
from meetings.models import Segment

FIELDS = {"kind", "title", "parts"}
MOST_SEGMENTS = 30


def segments(outline: list[dict[str, Any]]) -> tuple[Part, ...]:
    """The segments of an outline without faults, each with its headings and no words yet."""
    return tuple(Part(item["title"], tuple(map(Heading, item["parts"])), kind=item["kind"]) for item in outline)


def faults(outline: Any, language: str) -> list[str]:
    """What is wrong with an outline, as sentences; none: it can be begun with."""
    if not isinstance(outline, list) or not 1 <= len(outline) <= MOST_SEGMENTS:
        return [_("An outline is a list of at least one and at most %(most)s segments.") % {"most": MOST_SEGMENTS}]
    return [fault for place, item in enumerate(outline, 1) for fault in _faults_of(item, place, language)]


def _faults_of(item: Any, place: int, language: str) -> Iterator[str]:
    said = {"place": place}
    if not isinstance(item, dict) or set(item) != FIELDS:
        yield _("Segment %(place)s has “kind”, “title” and “parts”, and nothing else.") % said
        return
    if item["kind"] not in SEGMENT_KINDS:
        kinds = ", ".join(Segment.Kind.values)
        yield _("Segment %(place)s is of none of these kinds: %(kinds)s.") % (said | {"kinds": kinds})
    if not isinstance(item["title"], str) or item["title"] != squeeze(item["title"]):
        yield _("The title of segment %(place)s is one line of text, without blanks around it.") % said
    if not isinstance(item["parts"], list):
        yield _("The parts of segment %(place)s are a list of headings.") % said
        return
    for heading in item["parts"]:
        if not isinstance(heading, str) or heading_role(heading, language) is None:
            yield _("“%(heading)s” is no heading that releases in this language have.") % {"heading": heading}
