"""What an address that leads nowhere may have meant: a text by a symbol near it, a document, a session, a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.text import capfirst

from meetings.document import find_symbols, fold
from meetings.models import Body, Publication, Session, Speaker

from .filters import session_value
from .words import spelled

NEAR = 2  # running numbers before and after the one that was asked for
MOST = 6
LONGEST = 200  # characters of an address that are looked at
_NUMBERED = re.compile(r"([A-Z]{2,6})[^A-Z0-9]*([0-9]{2})[^A-Z0-9]*([0-9]{1,3})(?![0-9])")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_ENDS = {"en": "E", "fr": "F"}


@dataclass(frozen=True, slots=True)
class Meant:
    """One page that exists: what it is called, where it is, and the language it is in."""

    label: str
    address: str
    language: str


def meant(path: str, language: str) -> tuple[list[Meant], str]:
    """The pages that an address may have meant, the nearest first, and the words to search for, "" where it has none.

    At most four queries; none where the database is not there.
    """
    rest = path[:LONGEST].removeprefix(f"/{language}/")
    words = " ".join(_WORDS.findall(" ".join(rest.split("/")[1:]) or rest))
    try:
        with transaction.atomic():
            found = [*_texts(rest, language), *_documents(rest, language), *_sessions(rest, language)]
            found += _speakers(rest, language)
    except DatabaseError:
        found = []
    return found[:MOST], words


def _texts(rest: str, language: str) -> Iterator[Meant]:
    """Texts of the number that was asked for, in either language and of any body, then of numbers near it."""
    if not (match := _NUMBERED.search(rest.upper())):
        return
    prefix, year, number = match[1], match[2], int(match[3])
    bodies = {*Body.objects.values_list("symbol_prefix", flat=True), prefix}
    numbers = range(max(1, number - NEAR), number + NEAR + 1)
    keys = {f"{body}{year}.{number:03}{end}" for body in bodies for end in "EF"}
    keys |= {f"{prefix}{year}.{near:03}{_ENDS[language]}" for near in numbers}
    found = Publication.objects.current().filter(key__in=keys).values("key", "language", "headline")

    def distance(row: dict[str, str]) -> tuple[bool, int, bool]:
        own, near = row["key"].startswith(prefix + year), int(row["key"][-4:-1])
        return not own, abs(near - number), row["language"] != language

    for row in sorted(found, key=distance):
        kwargs = {"language": row["language"], "key": row["key"]}
        yield Meant(f"{row['key']}: {row['headline']}", reverse("public:release", kwargs=kwargs), row["language"])


def _documents(rest: str, language: str) -> Iterator[Meant]:
    texts = Publication.objects.current().in_language(language)
    for symbol in find_symbols(spelled(rest).strip("/"))[:1]:
        if texts.filter(documents__contains=[symbol]).exists():
            kwargs = {"language": language, "symbol": symbol}
            yield Meant(symbol, reverse("public:document", kwargs=kwargs), language)


def _sessions(rest: str, language: str) -> Iterator[Meant]:
    codes, numbers = re.findall(r"[A-Za-z]{2,12}", rest), re.findall(r"(?<!\d)\d{1,4}(?!\d)", rest)
    if not codes or not numbers:
        return
    rows = Session.objects.filter(body__code__in=[code.upper() for code in codes], number__in=map(int, numbers))
    for row in rows.select_related("body").order_by("kind", "number")[:2]:
        kwargs = {"body": row.body.code.lower(), "session": session_value(row.number, row.kind)}
        label = f"{row.body.in_language('name', language)}, {row.name(language)}"
        yield Meant(capfirst(label), reverse("public:session", kwargs=kwargs | {"language": language}), language)


def _speakers(rest: str, language: str) -> Iterator[Meant]:
    """Whoever bears the last part of the address as a name."""
    name = fold(rest.strip("/").rpartition("/")[2].replace("-", " "))
    rows = Speaker.objects.current().filter(confirmed=True, names__folded=name) if name else Speaker.objects.none()
    for row in rows.distinct()[:2]:
        kwargs = {"language": language, "speaker": row.key}
        yield Meant(row.in_language("name", language), reverse("public:speaker", kwargs=kwargs), language)
