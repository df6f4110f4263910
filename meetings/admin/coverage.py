"""What meets when, and what each desk decided about it."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Coverage, Language, Meeting, MeetingChange, Publication, Summary
from meetings.newsroom import rescheduling
from meetings.newsroom.permissions import planned_languages
from meetings.newsroom.planning import CLASHES

from .access import Kept, OfDesk

# One input for day and hour, with the label that two could not share.
DAY_AND_HOUR = {
    "form_class": forms.DateTimeField,
    "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
}


class ReadableIdWidget(ForeignKeyRawIdWidget):
    """A number, and beside it what it stands for, if that is among what may be read."""

    def __init__(self, *args, readable: models.QuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.readable = readable

    def label_and_url_for_value(self, value) -> tuple[str, str]:
        is_readable = str(value).isdecimal() and self.readable.filter(pk=value).exists()
        return super().label_and_url_for_value(value) if is_readable else ("", "")


class MeetingForm(forms.ModelForm):
    """A meeting as it is entered: one that is held in another's place is refused in a sentence."""

    def clean(self) -> dict:
        data = super().clean()
        known = Meeting.objects.exclude(pk=self.instance.pk).filter(cancelled_at=None)
        known = known.filter(session=data.get("session") or self.instance.session_id)
        if {"date", "period"} <= data.keys() and known.filter(date=data["date"], period=data["period"]).exists():
            self.add_error("period", CLASHES["one_meeting_a_period"])
        if data.get("number") and not self.instance.cancelled_at and known.filter(number=data["number"]).exists():
            self.add_error("number", CLASHES["one_meeting_a_number"])
        return data


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    form = MeetingForm
    list_display = ("date", "period", "session", "number", "title")
    list_display_links = ("date", "title")
    list_filter = ("date", "period", "session__body")
    list_select_related = ("session__body",)
    search_fields = ("title", "session__body__code", "=session__number", "=number")
    raw_id_fields = ("session",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}, models.DateTimeField: DAY_AND_HOUR}

    def get_readonly_fields(self, request, obj=None):
        """Where and when it is held changes by a move, which says why and tells who covers it."""
        return ("session", *rescheduling.MOVED) if obj else ()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        changes = MeetingChange.objects.filter(meeting=object_id) if str(object_id).isdecimal() else []
        more = {"changes": changes and changes.select_related("user"), "may_plan": planned_languages(request.user)}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | more)

    def save_model(self, request, obj, form, change) -> None:
        """Only what was changed is written: someone may move the meeting at this very moment."""
        obj.save(update_fields=form.changed_data if change else None)


class CoverageForm(forms.ModelForm):
    """A decision that follows what is public: the database refuses the same without words."""

    def clean(self) -> dict:
        data = super().clean()
        former = self.initial.get("summary")
        if former and Publication.objects.filter(summary=former).exists():
            for name in {"summary", "meeting"} & set(self.changed_data):
                self.add_error(name, _("The text is published: it keeps the meetings that it covers."))
        return data


@admin.register(Coverage)
class CoverageAdmin(OfDesk, Kept):
    form = CoverageForm
    list_display = ("meeting", "language", "decision", "officer", "due", "text")
    list_filter = ("decision", "language", "meeting__date")
    list_select_related = ("meeting__session__body", "officer", "summary")
    search_fields = ("meeting__title", "summary__symbol", "summary__headline")
    raw_id_fields = ("meeting", "summary")
    formfield_overrides = {models.DateTimeField: DAY_AND_HOUR}

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Meetings to cover")})

    @admin.display(description=gettext_lazy("summary"))
    def text(self, coverage: Coverage) -> str:
        if coverage.summary:
            return format_html('<a href="{}">{}</a>', coverage.summary.get_absolute_url(), coverage.summary)
        if coverage.decision == Coverage.Decision.NOT_COVERED:
            return "–"
        address = reverse("admin:meetings_summary_add", query={"coverage": coverage.pk})
        return format_html('<a class="button" href="{}">{}</a>', address, _("Write"))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only the texts that this person may read can be named; of others nothing is told."""
        if db_field.name == "summary":
            readable = Summary.objects.filter(language__in=planned_languages(request.user))
            widget = ReadableIdWidget(db_field.remote_field, self.admin_site, readable=readable)
            kwargs |= {"queryset": readable, "widget": widget}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """The languages that this person may plan for."""
        if db_field.name == "language":
            mine = planned_languages(request.user)
            kwargs["choices"] = [choice for choice in Language.choices if choice[0] in mine]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
