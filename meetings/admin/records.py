"""What the rules write and people only read."""

from __future__ import annotations

from django.contrib import admin

from meetings.models import PressSymbol, Publication

from .access import OfDesk, Record


@admin.register(PressSymbol)
class PressSymbolAdmin(OfDesk, Record):
    list_display = ("key", "body", "year", "origin", "summary", "void_reason")
    list_filter = ("language", "origin", "body", "year")
    list_select_related = ("body", "summary")
    search_fields = ("key", "printed")


@admin.register(Publication)
class PublicationAdmin(OfDesk, Record):
    list_display = ("key", "version", "language", "headline", "published_at", "published_by", "is_current")
    list_filter = ("language", "is_current", "body", "published_at")
    list_select_related = ("published_by",)
    search_fields = ("key", "headline")
    exclude = ("content", "html", "hash")
    show_full_result_count = False
