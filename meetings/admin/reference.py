"""What both languages share. Administrators keep it; the desks add what a meeting brings."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Body, Report, Session, Speaker, SpeakerFunction, SpeakerName, Wording

from .speakers import Decided


@admin.register(Body)
class BodyAdmin(admin.ModelAdmin):
    list_display = ("code", "symbol_prefix", "name_en", "name_fr")
    search_fields = ("code", "name_en", "name_fr")


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):
    list_display = ("__str__", "start", "end")
    list_filter = ("kind", "body")
    list_select_related = ("body",)
    search_fields = ("body__code", "=number")


@admin.register(Wording)
class WordingAdmin(admin.ModelAdmin):
    list_display = ("body", "language", "kind", "effective_from")
    list_filter = ("language", "kind", "body")
    list_select_related = ("body",)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ("symbol", "title_en", "title_fr")
    search_fields = ("symbol", "title_en", "title_fr")


class NameInline(admin.StackedInline):
    model = SpeakerName
    extra = 1
    fields = (("language", "text"), ("article", "start", "end"))


class FunctionInline(admin.StackedInline):
    model = SpeakerFunction
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(Decided):
    list_display = ("__str__", "kind", "name_en", "name_fr", "confirmed")
    list_filter = ("kind", "confirmed")
    search_fields = ("name_en", "name_fr", "names__text")
    prepopulated_fields = {"key": ["name_en"]}
    readonly_fields = ("merged_into",)
    inlines = (NameInline, FunctionInline)
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), ("kind", "iso"), "key", "confirmed")}),
        (
            _("Forms of the name"),
            {
                "fields": (
                    ("formal_en", "formal_fr"),
                    ("article_en", "article_fr"),
                    ("honorific_en", "honorific_fr"),
                    "short_form",
                )
            },
        ),
        (_("The same as"), {"fields": ("merged_into",)}),
    )
