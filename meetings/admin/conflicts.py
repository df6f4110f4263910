"""What two people wrote in one place, side by side: sealed into the page until a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Field
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Segment,
    Session,
    SpeakersList,
    Statement,
    from_json,
    new_id,
    squeeze,
    to_json,
)
from meetings.document.merge import ROUND_UP, WHERE_TO_FIND, Conflict, with_mine
from meetings.document.prose import parse, render
from meetings.document.units import with_id
from meetings.models import Segment as SegmentRow
from meetings.models import Summary

from .fields import ProseWidget

SALT = "meetings.admin.conflicts"
MINE, THEIRS, ANCESTOR = SIDES = ("mine", "theirs", "ancestor")


class DecisionForm(forms.Form):
    """One conflict and what becomes of it. Words can be edited before they are kept, whosever they are."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    keep = forms.ChoiceField(
        label=gettext_lazy("Keep"),
        choices=[
            (MINE, gettext_lazy("Keep mine")),
            (THEIRS, gettext_lazy("Keep theirs")),
            (ANCESTOR, gettext_lazy("Keep what was there before")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, conflict: Conflict, document: Document, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.conflict, self.document = conflict, document
        self.initial = {"sealed": seal(conflict, document.language), "keep": MINE}
        if _is_text(conflict):
            language = document.language
            plain = forms.Textarea({"rows": 2, "lang": language, "spellcheck": "true"})
            self.fields["text"] = forms.CharField(
                label=gettext_lazy("What will be kept"),
                help_text=gettext_lazy("It can be changed here; what you change counts, whichever you chose."),
                required=False,
                widget=ProseWidget(language, 6) if conflict.field == "block" else plain,
            )
            mine = conflict.mine
            self.initial["text"] = render((mine,)) if conflict.field == "block" else mine

    def title(self) -> str:
        """Where in the text it is: "Round-up", "Discussion on racism – title"."""
        return where(self.conflict, self.document)

    def sides(self) -> Iterator[tuple[str, SafeString, forms.boundfield.BoundWidget]]:
        """Each of the three with its title and its button."""
        titles = (_("Mine"), _("Theirs, as it is saved"), _("What both began from"))
        for title, side, button in zip(titles, SIDES, self["keep"], strict=True):
            yield title, shown(self.conflict, getattr(self.conflict, side)), button

    def apply(self, document: Document) -> Document:
        """`document` as decided; nothing is changed where theirs is kept as it is, for that is what was saved."""
        side, conflict = self.cleaned_data["keep"], self.conflict
        chosen = getattr(conflict, side)
        if not self._is_edited(chosen):
            return document if side == THEIRS else with_mine(document, replace(conflict, mine=chosen))
        if conflict.field != "block":
            return with_mine(document, replace(conflict, mine=squeeze(self.cleaned_data["text"])))
        first, *others = self._blocks() or (None,)
        document = with_mine(document, replace(conflict, mine=first and with_id(first, conflict.block)))
        after = conflict.block
        for unit in others:
            unit = with_id(unit, new_id())
            document = with_mine(document, replace(conflict, mine=unit, block=unit.id, after=after))
            after = unit.id
        return document

    def _is_edited(self, chosen: Any) -> bool:
        """Whether the box says something else than what was chosen, and than mine, which it holds at first."""
        if "text" not in self.fields:
            return False
        if self.conflict.field != "block":
            return squeeze(self.cleaned_data["text"]) not in (chosen, self.conflict.mine)
        return self._blocks() not in ((chosen,) if chosen else (), (self.conflict.mine,))

    def _blocks(self) -> tuple[Block, ...]:
        return parse(self.cleaned_data["text"], self.document.language)


def _is_text(conflict: Conflict) -> bool:
    """Whether mine are words that can be edited where they stand."""
    if conflict.field == "block":
        return conflict.mine is not None and not isinstance(conflict.mine, SpeakersList)
    return isinstance(conflict.mine, str) and conflict.field != "body" and not _field(conflict).choices


def asked(conflicts: Iterable[Conflict], document: Document) -> list[DecisionForm]:
    """The forms for the conflicts of a save."""
    return [
        DecisionForm(prefix=f"conflict-{number}", conflict=conflict, document=document)
        for number, conflict in enumerate(conflicts)
    ]


def answered(data: QueryDict, document: Document) -> list[DecisionForm]:
    """The forms as someone filled them. What is not sealed by us is no conflict."""
    forms_ = []
    for number in range(200):
        if not (sealed := data.get(f"conflict-{number}-sealed")):
            break
        try:
            conflict = opened(sealed)
        except (signing.BadSignature, ValueError):
            continue
        forms_.append(DecisionForm(data, prefix=f"conflict-{number}", conflict=conflict, document=document))
    return forms_


# --- A conflict as text -----------------------------------------------------------------------------------------------


def seal(conflict: Conflict, language: str) -> str:
    """A conflict as signed text: what comes back from the page is what was sent to it."""
    place = {name: getattr(conflict, name) for name in ("field", "segment", "block", "after")}
    sides = {side: _pack(conflict, getattr(conflict, side), language) for side in SIDES}
    return signing.dumps(place | sides, salt=SALT, compress=True)


def opened(sealed: str) -> Conflict:
    """The inverse of `seal`."""
    data = signing.loads(sealed, salt=SALT)
    place = {name: data[name] for name in ("field", "segment", "block", "after")}
    return Conflict(**place, **{side: _unpack(place["field"], place["segment"], data[side]) for side in SIDES})


def _pack(conflict: Conflict, value: Any, language: str) -> dict | None:
    """One side inside an otherwise empty document, the only value that has a form in JSON."""
    if value is None:
        return None
    if conflict.field == "block":
        parts: dict[str, Any] = {"round_up": (value,)}
    elif conflict.field == "segment":
        parts = {"segments": (value,)}
    elif conflict.segment:
        parts = {"segments": (replace(Segment(""), **{conflict.field: value}),)}
    else:
        parts = {conflict.field: value}
    return to_json(Document(language, **parts))


def _unpack(field: str, segment: str, data: dict | None) -> Any:
    if data is None:
        return None
    document = from_json(data)
    if field == "block":
        return document.round_up[0]
    if field == "segment":
        return document.segments[0]
    return getattr(document.segments[0] if segment else document, field)


# --- A conflict for people --------------------------------------------------------------------------------------------


def _field(conflict: Conflict) -> Field:
    return (SegmentRow if conflict.segment else Summary)._meta.get_field(conflict.field)


def where(conflict: Conflict, document: Document) -> str:
    titles = {segment.id: segment.title for segment in document.segments}
    titles |= {name: Summary._meta.get_field(name).verbose_name for name in (ROUND_UP, WHERE_TO_FIND)}
    place = titles.get(conflict.segment, conflict.segment and _("a segment"))
    if conflict.field in ("block", "segment"):
        return str(place)
    name = _field(conflict).verbose_name
    return f"{place} – {name}" if place else str(name)


def shown(conflict: Conflict, value: Any) -> SafeString:
    """One side for reading."""
    match value:
        case None:
            return format_html('<p class="quiet">{}</p>', _("Not there."))
        case Segment():
            return format_html("<h4>{}</h4>{}", value.title, mark_safe(render(value.blocks)))
        case SpeakersList():
            return format_html("<p>{}</p>", value.text)
        case Paragraph() | Heading() | Statement():
            return mark_safe(render((value,)))
        case Session():
            value = value.number
        case tuple():
            value = ", ".join(value)
        case bool():
            value = _("Yes") if value else _("No")
        case str():
            value = dict(_field(conflict).flatchoices).get(value, value)
    return format_html("<p>{}</p>", value)
