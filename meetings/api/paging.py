"""Pages by a cursor: each begins behind the last row of the one before, and costs the same wherever it is."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from rest_framework.exceptions import ValidationError

SIZE, LARGEST = 25, 100

Read = Callable[[Any], Any]  # makes of a cursor's value one that the database compares; raises for nonsense


def whole_number(value: Any) -> int:
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError(value)
    return value


def words(value: Any) -> str:
    if type(value) is not str or len(value) > 300 or "\0" in value:
        raise ValueError(value)
    return value


READERS: Mapping[str, Read] = {
    "number": whole_number,
    "words": words,
    "day": datetime.date.fromisoformat,
    "moment": datetime.datetime.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: fields as `order_by` takes them, with the kind of value of each; the last one is unique."""

    fields: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _kind in self.fields)

    def cursor(self, row: Mapping[str, Any]) -> str:
        """Where the row stands, opaque to who uses it."""
        values = [row[name.removeprefix("-")] for name in self.names]
        written = json.dumps(values, default=lambda value: value.isoformat(), separators=(",", ":"))
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    def behind(self, cursor: str) -> Q:
        """What follows the row of a cursor. Raises ValidationError for what is no cursor of this list."""
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            found = [READERS[kind](value) for (_name, kind), value in zip(self.fields, values, strict=True)]
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise ValidationError({"cursor": ["This is no cursor of this list."]}) from error
        return self._beyond(found)

    def _beyond(self, values: list[Any]) -> Q:
        """Row by row comparison. The bound on the first field alone is what an index begins with."""
        behind, equal = Q(pk__in=[]), Q()
        for name, value in zip(self.names, values, strict=True):
            plain, way = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
            behind |= equal & Q(**{f"{plain}__{way}": value})
            equal &= Q(**{plain: value})
        first = self.names[0]
        way = "lte" if first.startswith("-") else "gte"
        return Q(**{f"{first.removeprefix('-')}__{way}": values[0]}) & behind


def page_size(parameters: Mapping[str, str]) -> int:
    """How many rows are asked for. Raises ValidationError for what is none of 1 to 100."""
    asked = parameters.get("limit", str(SIZE))
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= LARGEST):
        raise ValidationError({"limit": [f"A number from 1 to {LARGEST}."]})
    return int(asked)
