"""What a request asks for, understood or refused in one place: no parameter is ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from meetings.public.listing import Selection, selection

from .paging import SIZE, page_size

LANGUAGES = ("en", "fr")
SLUG = re.compile(r"[A-Za-z0-9_-]{1,120}")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a request: filters by name, and how the answer is to look. Empty ones ask for nothing."""

    filters: Mapping[str, str]
    fields: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()
    cursor: str = ""
    size: int = SIZE

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.filters["language"],) if "language" in self.filters else LANGUAGES

    def selections(self) -> list[Selection]:
        """What is published and fits, in each language that is asked for. Raises ValidationError for nonsense."""
        data = QueryDict(mutable=True)
        data.update({name: value for name, value in self.filters.items() if name != "language"})
        chosen = [selection(language, data) for language in self.languages]
        if chosen[0].errors:
            form = chosen[0].filters.form
            raise ValidationError({name: list(map(str, errors)) for name, errors in form.errors.items()})
        return chosen


def understood(
    parameters: QueryDict,
    *,
    filters: Iterable[str] = (),
    fields: Iterable[str] = (),
    expand: Iterable[str] = (),
    paged: bool = True,
) -> Asked:
    """The parameters, where each is one that this address knows. Raises ValidationError where one is not."""
    known = {*filters, "fields", *(("cursor", "limit") if paged else ()), *(("expand",) if expand else ())}
    if unknown := sorted(set(parameters) - known):
        raise ValidationError({name: ["There is no such parameter here."] for name in unknown})
    if repeated := sorted(name for name, values in parameters.lists() if len(values) > 1):
        raise ValidationError({name: ["Give this parameter once."] for name in repeated})
    given = {name: value for name, value in parameters.items() if value}
    if "\0" in "".join(given.values()):
        raise ValidationError({"detail": ["A null character is no text."]})
    language = given.get("language", "en")
    if language not in LANGUAGES:
        raise ValidationError({"language": ["One of en, fr."]})
    return Asked(
        filters={name: given[name] for name in filters if name in given},
        fields=_named(given.get("fields", ""), fields, "fields"),
        expand=_named(given.get("expand", ""), expand, "expand"),
        cursor=given.get("cursor", ""),
        size=page_size(given) if paged else SIZE,
    )


def _named(value: str, known: Iterable[str], parameter: str) -> tuple[str, ...]:
    """Names with commas between, each one of those that are known."""
    names = tuple(filter(None, (name.strip() for name in value.split(","))))
    if unknown := [name for name in names if name not in tuple(known)]:
        raise ValidationError({parameter: [f"“{name}” is none of: {', '.join(known)}." for name in unknown]})
    return names


def only(row: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """A row with the fields that are asked for; all of them where none is."""
    return {name: row[name] for name in fields if name in row} if fields else dict(row)
