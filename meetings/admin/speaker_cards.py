"""What the pages of speakers show: a speaker to confirm as a card, an act as a sentence."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy

from meetings.models import Speaker, SpeakerAct
from meetings.newsroom.unconfirmed import Row

# What is said of an act, with the speaker's name and that of the other.
SAID = {
    "confirm": gettext_lazy("“%(name)s” is confirmed."),
    "kind": gettext_lazy("“%(name)s” has another kind: %(kind)s."),
    "merge": gettext_lazy("“%(name)s” is merged into “%(other)s”."),
    "split": gettext_lazy("“%(other)s” is split off “%(name)s”."),
    "discard": gettext_lazy("“%(name)s” is not a name: it leads to nobody, and is not learnt again."),
}
MANY = {
    "confirm": gettext_lazy("%(count)s speakers are confirmed: %(names)s."),
    "merge": gettext_lazy(
        "%(count)s speakers are merged into those of the same name in the other language: %(names)s."
    ),
}


def said(act: SpeakerAct) -> str:
    """An act in one sentence; of one with parts, the names."""
    parts = list(act.parts.all())
    if parts:
        names = ", ".join(str(part.speaker) for part in [act, *parts])
        sentence = MANY[act.action]
        return sentence % {"count": len(parts) + 1, "names": names}
    kind = Speaker.Kind(act.before["to"]).label if act.action == "kind" else ""
    return SAID[act.action] % {"name": act.speaker, "other": act.other, "kind": kind}


def card(row: Row) -> dict[str, Any]:
    """A row as the page shows it: with its first place as a link, and its other printed names."""
    name = str(row.speaker)
    others = [each for each in row.printed if each["text"] != name]
    return {
        "speaker": row.speaker,
        "language": "en" if row.speaker.name_en == name else "fr",
        "places": row.places,
        "others": others,
        "can_split": len({each["text"] for each in row.printed}) > 1,
        "functions": [(language, text) for each in row.functions for language, text in each.items() if text],
        "seen": row.seen,
        "date": parse_date((row.seen or {}).get("date") or ""),
        "address": address_of_place(row.seen) if row.seen else "",
    }


def twins(cards: list[dict[str, Any]]) -> list[str]:
    """The pairs of a page that bear one name in either language: of two on the page, the first stays."""
    pairs: dict[int, int] = {}
    for card in cards:
        if card["suggestions"] and card["suggestions"][0].is_twin:
            pk, other = card["speaker"].pk, card["suggestions"][0].speaker.pk
            if other not in pairs and pk not in pairs.values():
                pairs[pk] = other
    return [f"{pk}:{other}" for pk, other in pairs.items()]


def address_of_place(seen: dict[str, Any]) -> str:
    """Of a passage that is public, its public address; else that of the draft as it will be read."""
    if key := seen.get("key"):
        page = reverse("public:release", kwargs={"language": seen["language"], "key": key})
    else:
        page = reverse("admin:meetings_summary_preview", args=[seen["summary"]])
    anchor = seen["anchor"]
    return f"{page}#{anchor}" if anchor.startswith("b-") else f"{page}#b-{anchor}" if anchor else page
