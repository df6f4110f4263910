"""What is published in a language, narrowed by filters: one selection for page, feed, alerts and API."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.http import QueryDict
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings.document import session_name
from meetings.exports.dates import date_in_words
from meetings.models import Body, Publication, Session, Speaker

from .filters import PublicationFilter, session_value
from .queries import BODY, as_json
from .words import session_in_words

Row = dict[str, Any]

# The filters that the form has under "More filters".
KINDS = ("period", "kind", "segment")
TEXTS = ("document", "item", "topic")


@dataclass(frozen=True)
class Active:
    """A filter in force: its name and value in addresses, what it is, its value in words, and the list without it."""

    name: str
    given: str
    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Selection:
    """What is published in a language and fits some filters, the newest first; nothing where one is not valid.

    `errors`: of each filter that is not valid, its label and why.
    """

    language: str
    filters: PublicationFilter
    publications: QuerySet[Publication]
    errors: tuple[tuple[str, str], ...]

    @property
    def valid(self) -> bool:
        return not self.errors

    @cached_property
    def values(self) -> dict[str, Any]:
        """The filters in force by their names, in one order."""
        cleaned = self.filters.form.cleaned_data
        return {name: cleaned[name] for name in self.filters.base_filters if cleaned.get(name)}

    @cached_property
    def query(self) -> str:
        """The filters as the query of an address, always spelt the same: "body=HRC&session=53"."""
        return self.query_with()

    def query_with(self, **changes: Any) -> str:
        """The query with other values; an empty one takes a filter away. A session goes with its body."""
        if "body" in changes and "session" not in changes:
            changes["session"] = ""
        parameters = QueryDict(mutable=True)
        parameters.update({name: str(value) for name, value in (self.values | changes).items() if value})
        return parameters.urlencode()

    @cached_property
    def offered(self) -> Row:
        """What the filters offer and are called, for who shows no list; one query. See `offered`."""
        return next(iter(with_offers(self)), {})

    @cached_property
    def description(self) -> str:
        """The list in words of its language, for titles: "Human Rights Council, spoken by Qatar". One query."""
        with translation.override(self.language):
            return describe(self, self.offered)


def selection(language: str, data: Mapping[str, Any]) -> Selection:
    """The selection that some parameters ask for (a QueryDict, or a canonical query that was parsed).

    Those that are no filters are ignored. No query is made before the publications are asked for.
    """
    publications = Publication.objects.current().in_language(language)
    with translation.override(language):
        filters = PublicationFilter(data, publications, language=language)
        errors = tuple(
            (str(filters.form.fields[name].label), str(message))
            for name, messages in filters.form.errors.items()
            for message in messages
        )
    return Selection(language, filters, (publications.none() if errors else filters.qs).newest_first(), errors)


# --- In words ---------------------------------------------------------------------------------------------------------


def with_offers(chosen: Selection, **others: Any) -> QuerySet[Any, Any]:
    """One row: all bodies, the sessions of the chosen one, the speaker and group that are filtered by, and `others`."""
    sessions = Session.objects.filter(body__code=chosen.values.get("body", "")).order_by("kind", "-number")
    people = {name: Subquery(_named(chosen.values[name])) for name in ("speaker", "group") if name in chosen.values}
    return (
        Body.objects.order_by()
        .values(one=Value(1))
        .annotate(
            bodies=JSONBAgg(as_json(*BODY), order_by="code"),
            sessions=ArraySubquery(sessions.values(json=as_json("number", "kind"))),
            **people,
            **others,
        )
    )


def _named(key: str) -> QuerySet[Any, Any]:
    """The speaker of a key as it is called, by the key that it has now."""
    called = {name: Coalesce(f"merged_into__{name}", F(name)) for name in ("key", "name_en", "name_fr")}
    return Speaker.objects.filter(key=key, discarded=False).values(json=JSONObject(**called))


def unknown(chosen: Selection, offered: Row) -> list[tuple[str, str]]:
    """The filters by something that does not exist: label, and a sentence."""
    there = {
        "body": any(body["code"] == chosen.values.get("body") for body in offered.get("bodies") or ()),
        "speaker": offered.get("speaker"),
        "group": offered.get("group"),
    }
    fields = chosen.filters.form.fields
    return [
        (str(fields[name].label), _("“%(value)s” is not known here.") % {"value": chosen.values[name]})
        for name, found in there.items()
        if name in chosen.values and not found
    ]


def describe(chosen: Selection, offered: Row) -> str:
    """The filters in force as one line, in the active language."""
    said = values_in_words(chosen, offered)
    sentences = {
        "q": _("“%(value)s”"),
        "since": _("from %(value)s"),
        "until": _("until %(value)s"),
        "speaker": _("spoken by %(value)s"),
        "group": _("on behalf of %(value)s"),
        "document": _("document %(value)s"),
        "item": _("agenda item %(value)s"),
        "topic": _("topic: %(value)s"),
    }
    parts = (sentences.get(name, "%(value)s") % {"value": value} for name, value in said.items())
    ordered = sorted(zip(said, parts, strict=True), key=lambda pair: pair[0] == "q")
    return capfirst(", ".join(part for _name, part in ordered)) or _("Latest summaries")


def values_in_words(chosen: Selection, offered: Row) -> dict[str, str]:
    """The filters in force: name, and value in words."""
    body = _body(chosen, offered)
    fields = chosen.filters.form.fields
    said = {}
    for name, value in chosen.values.items():
        if name == "body" and body:
            said[name] = body.in_language("name", chosen.language)
        elif name == "session":
            said[name] = _session(body, value, chosen.language)
        elif name in ("speaker", "group") and (named := offered.get(name)):
            said[name] = named[f"name_{chosen.language}"] or named["name_en"] or named["name_fr"]
        elif isinstance(value, datetime.date):
            said[name] = date_in_words(value, chosen.language)
        else:
            said[name] = str(dict(getattr(fields[name], "choices", ())).get(value, value))
    return said


def _body(chosen: Selection, offered: Row) -> Body | None:
    code = chosen.values.get("body")
    return next((Body(**row) for row in (offered.get("bodies") or ()) if row["code"] == code), None)


def _session(body: Body | None, value: str, language: str) -> str:
    kind, _dash, number = value.rpartition("-")
    if body:
        return session_in_words(body, int(number), kind or "regular", language)
    return session_name(int(number), kind or "regular", language, yearly=False, says_regular=False)


def active(chosen: Selection, offered: Row) -> list[Active]:
    """The filters in force, each with the list without it."""
    return [
        Active(
            name,
            str(chosen.values[name]),
            str(chosen.filters.form.fields[name].label),
            said,
            f"?{chosen.query_with(**{name: ''})}",
        )
        for name, said in values_in_words(chosen, offered).items()
    ]


def choices(chosen: Selection, offered: Row) -> Row:
    """What the form of the filters shows, by the template `filters.html`."""
    body = _body(chosen, offered)
    bodies = [Body(**row) for row in (offered.get("bodies") or ())]
    sessions = offered.get("sessions", ())
    form = chosen.filters.form
    return {
        "form": form,
        "bodies": {row.code: row.in_language("name", chosen.language) for row in bodies},
        "sessions": {
            value: _session(body, value, chosen.language)
            for value in (session_value(row["number"], row["kind"]) for row in sessions)
        },
        "dates": [form["since"], form["until"]],
        "kinds": [form[name] for name in KINDS],
        "texts": [form[name] for name in TEXTS],
        "more_in_force": bool(chosen.values.keys() & {*KINDS, *TEXTS}),
        "kept": [(name, chosen.values[name]) for name in ("speaker", "group") if name in chosen.values],
        "active": active(chosen, offered),
        "described": describe(chosen, offered) if chosen.values else "",
    }


def errors_of(chosen: Selection, *more: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """All that is wrong with what was asked for: label, sentence."""
    return [*chosen.errors, *(error for errors in more for error in errors)]
