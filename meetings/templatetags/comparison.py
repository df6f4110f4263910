"""Words for what `document.differences` found, beside the texts themselves."""

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Segment, Summary
from meetings.models.coverage import Period

register = template.Library()

# What a line of the head or a fact is called; a paragraph needs no name.
NAMES = {
    "kicker": _("kicker"),
    "headline": _("headline"),
    "subheadline": _("sub-headline"),
    "next_meeting": _("next meeting"),
    "next_session": _("next session"),
    "disclaimer": _("disclaimer"),
    "symbol": _("press symbol"),
    "title": _("title"),
    "kind": _("kind"),
    "body": _("body"),
    "session": _("session"),
    "date": _("date"),
    "period": _("period"),
    "segment_kind": _("kind"),
    "segment_status": _("status"),
    "segment_reports": _("reports"),
    "segment_topic": _("topic"),
    "segment_agenda_item": _("agenda item"),
    "segment_started_before": _("started in an earlier meeting"),
    "segment_continues": _("continues"),
}
STATUSES = {"changed": _("Changed"), "added": _("Added"), "removed": _("Removed"), "moved": _("Moved")}
CODES = {
    "kind": dict(Summary.Kind.choices),
    "period": dict(Period.choices),
    "segment_kind": dict(Segment.Kind.choices),
    "segment_status": dict(Segment.Status.choices),
    "segment_started_before": {"True": _("yes")},
}


@register.filter
def called(what: str) -> str:
    """The name of a line of the head or of a fact; "" for the text itself."""
    return str(NAMES.get(what, ""))


@register.filter
def status_in_words(status: str) -> str:
    return str(STATUSES.get(status, ""))


@register.filter
def value_in_words(text: str, what: str) -> str:
    """A fact's value as people say it: "morning" may be "matin"."""
    if what == "segment_continues" and text:
        return gettext("part %(key)s of an earlier text") % {"key": text}
    return str(CODES.get(what, {}).get(text, text))
