"""What a page says in words: days, sessions, and why there is no text in the other language."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from meetings.document.symbols import LONGEST
from meetings.models import Body, Session

_ENDINGS = re.compile(r"(?<=/)(?:REV|CORR|ADD|AMEND|SUMMARY)(?=[./]|$)")
OTHER = {"en": "fr", "fr": "en"}

# What a version is, as the public reads it; "": published before changes were told apart.
CHANGES = {
    "first": _("First publication"),
    "take": _("Part added"),
    "correction": pgettext_lazy("on a page", "Correction"),
    "update": pgettext_lazy("on a page", "Update"),
    "minor": _("Minor change"),
    "withdrawal": pgettext_lazy("on a page", "Withdrawal"),
    "": pgettext_lazy("on a page", "Note"),
}

# The kinds of speakers, of each the many.
SPEAKERS = {
    "state": _("States"),
    "observer_state": _("Observer States"),
    "group": _("Groups of States"),
    "un_entity": _("United Nations entities"),
    "intergovernmental": _("Intergovernmental organizations"),
    "nhri": _("National human rights institutions"),
    "ngo": _("Non-governmental organizations"),
    "person": _("Persons"),
}

NO_TEXT = {
    "fr": {
        "none": _("There is no French text of this meeting."),
        "expected": _("The French text is not yet published."),
        "withdrawn": _("The French text was withdrawn."),
        "not_covered": _("The meeting is not covered in French: %(reason)s"),
    },
    "en": {
        "none": _("There is no English text of this meeting."),
        "expected": _("The English text is not yet published."),
        "withdrawn": _("The English text was withdrawn."),
        "not_covered": _("The meeting is not covered in English: %(reason)s"),
    },
}


def labelled(label: str, text: str) -> str:
    """ "Correction: The vote was added.", "Rectificatif : …"."""
    colon = pgettext("after a label", ":")
    return f"{label}{colon} {text}"


def session_in_words(body: Body, number: int | None, kind: str, language: str) -> str:
    return Session(body=body, number=number, kind=kind).name(language) if number else ""


def why_no_text(language: str, decisions: list[dict[str, Any]], withdrawn: bool) -> str:
    """Why a meeting has no text in `language`, by what was decided about covering it there; as HTML.

    The reason is the words of the desk of that language, and marked as such.
    """
    sentences = NO_TEXT[language]
    if withdrawn:
        return str(sentences["withdrawn"])
    if any(item["decision"] == "intended" for item in decisions):
        return str(sentences["expected"])
    if reasons := [item["reason"] for item in decisions if item["decision"] == "not_covered"]:
        reason = format_html('<span lang="{}">{}</span>', language, " ".join(dict.fromkeys(reasons)))
        return mark_safe(escape(sentences["not_covered"]) % {"reason": reason})
    return str(sentences["none"])


def spelled(symbol: str) -> str:
    """A symbol as documents print it: "a/hrc/53/l.12/rev.1 " is "A/HRC/53/L.12/Rev.1"."""
    return _ENDINGS.sub(lambda found: found[0].capitalize(), "".join(symbol.split()).upper()[:LONGEST])
