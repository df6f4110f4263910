"""What a list of publications can be narrowed by. Each state of it is an address."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Publication


def session_value(number: int, kind: str) -> str:
    """How an address names a session: "53", "special-36"."""
    return str(number) if kind == "regular" else f"{kind}-{number}"


class SessionFilter(django_filters.Filter):
    """The inverse of `session_value`."""

    field_class = forms.RegexField

    def filter(self, publications: QuerySet[Publication], value: str) -> QuerySet[Publication]:
        if not value:
            return publications
        kind, _dash, number = value.rpartition("-")
        return publications.filter(session_number=number, session_kind=kind or "regular")


class OlderThanFilter(django_filters.CharFilter):
    """What follows one release in the list, given by its key: the list goes on there, whatever came in since."""

    def filter(self, publications: QuerySet[Publication], value: str) -> QuerySet[Publication]:
        if not value:
            return publications
        last = Publication.objects.filter(key=value, is_current=True)
        day, at, pk = (Subquery(last.values(name)) for name in ("date", "published_at", "id"))
        same_day = Q(published_at__lt=at) | Q(published_at=at, id__lt=pk)
        return publications.filter(Q(date__lt=day) | same_day, date__lte=day)


class PublicationFilter(django_filters.FilterSet):
    body = django_filters.CharFilter("body__code", label=_("Body"))
    session = SessionFilter(label=_("Session"), regex=r"^(?:special-)?[0-9]{1,4}\Z")
    since = django_filters.DateFilter("date", "gte", label=pgettext_lazy("date", "From"))
    until = django_filters.DateFilter("date", "lte", label=pgettext_lazy("date", "To"))
    period = django_filters.ChoiceFilter(
        label=_("Time of day"), empty_label=_("All times"), choices=Publication.period.field.choices
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of text"), empty_label=_("All kinds"), choices=Publication.kind.field.choices
    )
    before = OlderThanFilter(label=_("Older than"))
