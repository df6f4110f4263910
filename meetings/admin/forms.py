"""The forms that a summary is written in: plain forms, filled from a Document and never from the rows of now."""

from __future__ import annotations

import datetime

from django import forms
from django.db.models import Q
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from meetings.document import Document, new_id, tree
from meetings.document.merge import HEAD_FIELDS, SEGMENT_FIELDS
from meetings.models import Segment, Session, SpeakersList, State, Summary

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

    round_up = ProseField(label=gettext_lazy("Round-up"), required=False)
    where_to_find = ProseField(
        label=gettext_lazy("Where to find webcast and documents"),
        required=False,
        help_text=gettext_lazy("Left empty: the body’s fixed wording."),
    )

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= model_fields(Summary, HEAD_FIELDS, document.language)
        self.fields["body"].to_field_name = "code"
        self.fields["date"].widget = date_input()
        self.fields["session"] = forms.ChoiceField(
            label=gettext_lazy("Session"), required=False, choices=session_choices(document.body)
        )
        for name, rows in (("round_up", 24), ("where_to_find", 4)):
            self.fields[name].widget = ProseWidget(document.language, rows)

    def clean(self) -> dict:
        data = super().clean()
        body, session = data.get("body"), data.get("session")
        if body and session and session.split()[0] != body.code:
            self.add_error("session", gettext_lazy("This is a session of another body."))
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


def earlier_segments(document: Document) -> list[tuple[str, str]]:
    """The segments that those of a document may go on with, by their keys: of texts of its body and language, a month
    back from its day, the newest first. One query."""
    day = document.date or timezone.localdate()
    rows = Segment.objects.filter(summary__body__code=document.body, summary__language=document.language)
    rows = rows.filter(summary__date__range=(day - datetime.timedelta(days=31), day))
    rows = rows.exclude(summary__state=State.DISCARDED).exclude(key__in=[s.id for s in document.segments])
    rows = rows.select_related("summary").order_by("-summary__date", "-summary", "position")
    found = {row.key: _in_words(row) for row in rows.defer("body")[:100]}
    chosen = {segment.continues for segment in document.segments if segment.continues}
    further = {key: gettext("part %(key)s of an earlier text") % {"key": key} for key in sorted(chosen - found.keys())}
    return [("", "---------"), *(found | further).items()]


def _in_words(segment: Segment) -> str:
    summary = segment.summary
    return f"{date_format(summary.date, 'j N Y')}, {summary.get_period_display()} – {segment}".replace(",  –", " –")


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

    place = forms.IntegerField(
        label=gettext_lazy("Place"), required=False, min_value=1, max_value=9999, widget=forms.NumberInput
    )
    reports = SymbolsField(
        label=gettext_lazy("Reports"),
        required=False,
        help_text=gettext_lazy("Symbols, by commas: A/HRC/53/60, A/HRC/53/61"),
    )
    body = ProseField(
        label=gettext_lazy("Text"),
        required=False,
        help_text=gettext_lazy("A paragraph that opens with a name in capitals begins a statement."),
    )

    def __init__(self, *args, document: Document, earlier: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, document=document, **kwargs)
        self.fields |= model_fields(Segment, SEGMENT, document.language)
        continues = self.fields["continues"]
        self.fields["continues"] = forms.ChoiceField(
            label=continues.label, required=False, choices=earlier, help_text=continues.help_text
        )
        self.fields["kind"].initial, self.fields["status"].initial = Segment.Kind.OTHER, Segment.Status.HELD
        self.fields["body"].widget = ProseWidget(document.language)


class ListForm(PartForm):
    written = ("names", "lead_in", "tail", "topic")

    segment = forms.ChoiceField(label=gettext_lazy("Segment"), required=False)
    names = forms.CharField(
        label=gettext_lazy("Names"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("As the release prints them, or the whole sentence with its opening words."),
        error_messages={"required": gettext_lazy("Paste the names, or tick “Remove”.")},
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
        form.fields["DELETE"].label = gettext_lazy("Remove")


class SegmentParts(PartFormSet):
    @cached_property
    def earlier(self) -> list[tuple[str, str]]:
        return earlier_segments(self.form_kwargs["document"])

    def get_form_kwargs(self, index: int | None) -> dict:
        return super().get_form_kwargs(index) | {"earlier": self.earlier}


SegmentFormSet = formset_factory(SegmentForm, formset=SegmentParts, extra=1, can_delete=True, max_num=200)
ListFormSet = formset_factory(ListForm, formset=PartFormSet, extra=1, can_delete=True, max_num=200)
