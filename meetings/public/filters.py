"""What a list of publications can be narrowed by. Each state of it is an address, in both languages by the same names.

Where texts say more than one of something (periods, speakers, documents), each of them finds the text.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.document import fold, squeeze
from meetings.models import Publication, Segment, Speaker

from .asking import LONGEST, Asked, ask

KEY = r"^[a-zA-Z0-9_-]{1,120}\Z"  # of speakers


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


class AmongFilter(django_filters.CharFilter):
    """Texts that have a value among several, in the form in which these are kept."""

    def __init__(self, *args: Any, kept_as: Any = squeeze, **kwargs: Any):
        super().__init__(*args, lookup_expr="contains", max_length=300, **kwargs)
        self.kept_as = kept_as

    def filter(self, publications: QuerySet[Publication], value: str) -> QuerySet[Publication]:
        return super().filter(publications, [self.kept_as(value)] if value else None)


class ChoiceAmongFilter(django_filters.ChoiceFilter):
    """Texts that have one of the choices among several values."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, lookup_expr="contains", **kwargs)

    def filter(self, publications: QuerySet[Publication], value: str) -> QuerySet[Publication]:
        return super().filter(publications, [value] if value else "")


class SpeakerFilter(django_filters.Filter):
    """A speaker by the key of its page, with all that were merged into it. They are found in the same statement."""

    field_class = forms.RegexField

    def filter(self, publications: QuerySet[Publication], value: str) -> QuerySet[Publication]:
        if not value:
            return publications
        return publications.filter(**{f"{self.field_name}__overlap": everyone_known_as(value).values_list("pk")})


def everyone_known_as(key: str) -> QuerySet[Speaker]:
    """The speaker of a key, or whom it was merged into, with all that were merged into the same."""
    survivor = Speaker.objects.filter(key=key).values(survivor=Coalesce("merged_into_id", "id"))
    return Speaker.objects.filter(Q(pk__in=survivor) | Q(merged_into__in=survivor)).order_by()


class WordsField(forms.CharField):
    """Words to search for, as they were typed; they are understood by `asking`."""

    def clean(self, value: Any) -> str:
        words = squeeze(super().clean(value))
        if words and ask(words).only_excludes:
            raise ValidationError(_("Say what to look for, besides what to leave out."))
        return words


class WordsFilter(django_filters.Filter):
    """Texts that have all the words, somewhere in them."""

    field_class = WordsField

    def filter(self, publications: QuerySet[Publication], value: str) -> QuerySet[Publication]:
        return publications.filter(ask(value).matches(self.parent.language)) if value else publications


class NarrowingForm(forms.Form):
    """Its fields are those of the filters."""

    def clean(self) -> dict[str, Any]:
        days = [self.cleaned_data.get(name) for name in ("since", "until")]
        if all(days) and days[0] > days[1]:
            self.add_error("until", _("This day is before the one that the list begins with."))
        return self.cleaned_data


class PublicationFilter(django_filters.FilterSet):
    """PublicationFilter(data, queryset, language="fr"): `language` is that of the texts."""

    class Meta:
        form = NarrowingForm

    q = WordsFilter(label=_("Words"), max_length=LONGEST)
    body = django_filters.CharFilter("body__code", label=_("Body"), max_length=12)
    session = SessionFilter(label=_("Session"), regex=r"^(?:special-)?[0-9]{1,4}\Z")
    since = django_filters.DateFilter("date", "gte", label=pgettext_lazy("date", "From"))
    until = django_filters.DateFilter("first_date", "lte", label=pgettext_lazy("date", "To"))
    period = ChoiceAmongFilter(
        "periods", label=_("Time of day"), empty_label=_("All times"), choices=Publication.period.field.choices
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of text"), empty_label=_("All kinds"), choices=Publication.kind.field.choices
    )
    segment = ChoiceAmongFilter(
        "segment_kinds", label=_("With a part of the kind"), empty_label=_("All kinds"), choices=Segment.Kind.choices
    )
    speaker = SpeakerFilter("speaker_ids", label=_("Speaker"), regex=KEY)
    group = SpeakerFilter("group_ids", label=_("Group spoken for"), regex=KEY)
    document = AmongFilter("documents", label=_("Document"))
    item = AmongFilter("agenda_items", label=_("Agenda item"))
    topic = AmongFilter("topics", label=_("Topic"), kept_as=fold)

    def __init__(self, *args: Any, language: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.language = language

    @property
    def asked(self) -> Asked:
        """The words that are searched for; none where the filters are not valid."""
        return ask(self.form.cleaned_data.get("q", "") if self.is_valid() else "")
