"""The forms that a summary is written in: plain forms, filled from a Document and never from the rows of now."""

from __future__ import annotations

import datetime

from django import forms
from django.db.models import Q
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from meetings.document import Document, new_id, tree
from meetings.document.merge import HEAD_FIELDS, SEGMENT_FIELDS
from meetings.models import Segment, Session, SpeakersList, Summary

from .fields import ProseField, ProseWidget, SymbolsField

SEGMENT = tuple(name for name in SEGMENT_FIELDS if name != "reports")
LIST = ("kind", "topic", "lead_in", "tail")


def model_fields(model: type, names: tuple[str, ...], language: str = "") -> dict[str, forms.Field]:
    """Fields as a model has them, for a form that saves no row: a draft may lack any text, and text has a language."""
    fields = fields_for_model(model, names)
    for field in fields.values():
        field.required = field.required and isinstance(field, forms.ChoiceField)
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs |= {"rows": 2}
        if type(field) is forms.CharField and language:
            field.widget.attrs |= {"lang": language, "spellcheck": "true"}
    return fields


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HeadForm(forms.Form):
    """Everything of a summary that is neither a segment nor a list."""

    round_up = ProseField(label=_("Round-up"), required=False)
    where_to_find = ProseField(
        label=_("Where to find webcast and documents"),
        required=False,
        help_text=_("Left empty: the body’s fixed wording."),
    )

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= model_fields(Summary, HEAD_FIELDS, document.language)
        self.fields["body"].to_field_name = "code"
        self.fields["date"].widget = date_input()
        self.fields["session"] = forms.ChoiceField(
            label=_("Session"), required=False, choices=session_choices(document.body)
        )
        for name, rows in (("round_up", 24), ("where_to_find", 4)):
            self.fields[name].widget = ProseWidget(document.language, rows)

    def clean(self) -> dict:
        data = super().clean()
        body, session = data.get("body"), data.get("session")
        if body and session and session.split()[0] != body.code:
            self.add_error("session", _("This is a session of another body."))
        return data


def session_choices(body: str) -> list[tuple[str, str]]:
    """The sessions of a body and, should it change, those of the last year; each by "HRC regular 53"."""
    recent = timezone.localdate() - datetime.timedelta(days=366)
    sessions = Session.objects.filter(Q(body__code=body) | Q(end__gte=recent)).select_related("body")
    return [("", "---------"), *((f"{s.body.code} {s.kind} {s.number}", str(s)) for s in sessions)]


def read_session(choice: str) -> tree.Session | None:
    """The session that one of `session_choices` stands for."""
    if not choice:
        return None
    _body, kind, number = choice.split()
    return tree.Session(int(number), kind)


class PartForm(forms.Form):
    """A segment or a list. The blank one at the end counts only if something was written in it."""

    key = forms.RegexField(r"^[a-z0-9]{4,12}$", widget=forms.HiddenInput)
    written: tuple[str, ...] = ()

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_id()

    def has_changed(self) -> bool:
        return any((self[name].data or "").strip() for name in self.written)


class SegmentForm(PartForm):
    written = ("title", "body", "reports", "topic", "agenda_item")

    place = forms.IntegerField(label=_("Place"), required=False, min_value=1, max_value=9999, widget=forms.NumberInput)
    reports = SymbolsField(
        label=_("Reports"), required=False, help_text=_("Symbols, by commas: A/HRC/53/60, A/HRC/53/61")
    )
    body = ProseField(
        label=_("Text"),
        required=False,
        help_text=_("A paragraph that opens with a name in capitals begins a statement."),
    )

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, document=document, **kwargs)
        self.fields |= model_fields(Segment, SEGMENT, document.language)
        self.fields["kind"].initial, self.fields["status"].initial = Segment.Kind.OTHER, Segment.Status.HELD
        self.fields["body"].widget = ProseWidget(document.language)


class ListForm(PartForm):
    written = ("names", "lead_in", "tail", "topic")

    segment = forms.ChoiceField(label=_("Segment"), required=False)
    names = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As the release prints them, or the whole sentence with its opening words."),
        error_messages={"required": _("Paste the names, or tick “Remove”.")},
    )

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, document=document, **kwargs)
        self.fields |= model_fields(SpeakersList, LIST, document.language)
        self.fields["kind"].initial = SpeakersList.Kind.DISCUSSION
        self.fields["segment"].choices = [("", "---------"), *((s.id, s.title) for s in document.segments)]
        self.fields["names"].widget.attrs["lang"] = document.language


class PartFormSet(BaseFormSet):
    @cached_property
    def empty_form(self) -> forms.Form:
        """The same form each time: what a page adds to it is there when it is printed."""
        return super().empty_form

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")


SegmentFormSet = formset_factory(SegmentForm, formset=PartFormSet, extra=1, can_delete=True, max_num=200)
ListFormSet = formset_factory(ListForm, formset=PartFormSet, extra=1, can_delete=True, max_num=200)
