"""Who may do what at the desk: the permissions of a group, and the desk of the language besides."""

from __future__ import annotations

from django.contrib import admin

from meetings.newsroom.permissions import planned_languages, readable_languages


class Kept(admin.ModelAdmin):
    """Rows that have a history are never deleted."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class Record(Kept):
    """Rows that the rules write, and people read."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class OfDesk(admin.ModelAdmin):
    """Rows in a language: read and changed by its desk only; administrators read, and a superuser is nobody."""

    language_path = "language"

    def get_queryset(self, request):
        readable = {f"{self.language_path}__in": readable_languages(request.user)}
        return super().get_queryset(request).filter(**readable)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self._at_home(request.user, obj)

    def has_add_permission(self, request) -> bool:
        return super().has_add_permission(request) and self._at_home(request.user, None)

    @staticmethod
    def _at_home(user, obj) -> bool:
        mine = planned_languages(user)
        return bool(obj.language in mine if obj else mine)
