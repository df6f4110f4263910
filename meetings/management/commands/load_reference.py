"""Loads bodies, their fixed wordings, speakers and their names, and the groups of the desk.

1. A body or a speaker whose key is not in the database is added; one that is there stays as it is.
2. Wordings and names come to a body or a speaker that has none: one that an administrator changed
   or took away is not brought back.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from meetings.document import fold
from meetings.models import Body, Speaker, SpeakerName, Wording
from meetings.newsroom.permissions import ensure_groups

DATA = Path(__file__).resolve().parents[2] / "data"
SPEAKER_FILES = ("states", "groups", "entities")

Row = dict[str, Any]


class Command(BaseCommand):
    help = "Loads what is missing of the reference data; changes nothing that is there."

    @transaction.atomic
    def handle(self, **options):
        ensure_groups()
        speakers = [row for name in SPEAKER_FILES for row in read(name)]
        new = {
            "bodies": load_bodies(read("bodies")),
            "wordings": load_wordings(read("wordings")),
            "speakers": load_speakers(speakers),
            "names": load_names(speakers),
        }
        counts = ", ".join(f"{count} {what}" for what, count in new.items() if count)
        self.stdout.write(f"Reference data: {counts} added." if counts else "Reference data: nothing new.")


def read(name: str) -> list[Row]:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def load_bodies(rows: list[Row]) -> int:
    there = set(Body.objects.values_list("code", flat=True))
    new = [
        Body(**{key: value for key, value in row.items() if key != "kicker_en"}, has_kicker_en=row["kicker_en"])
        for row in rows
        if row["code"] not in there
    ]
    return len(Body.objects.bulk_create(new))


def load_wordings(rows: list[Row]) -> int:
    bodies = {body.code: body for body in Body.objects.filter(wordings=None)}
    new = [Wording(**{**row, "body": bodies[row["body"]]}) for row in rows if row["body"] in bodies]
    return len(Wording.objects.bulk_create(new))


def load_speakers(rows: list[Row]) -> int:
    """An ISO code that another speaker bears already means that an administrator was quicker."""
    keys, codes = set(), set()
    for key, iso in Speaker.objects.values_list("key", "iso"):
        keys.add(key)
        codes.add(iso or None)
    new = [speaker(row) for row in rows if row["key"] not in keys and (not row["iso"] or row["iso"] not in codes)]
    return len(Speaker.objects.bulk_create(new))


def speaker(row: Row) -> Speaker:
    english, french = row["en"], row["fr"]
    return Speaker(
        key=row["key"],
        kind=row["kind"],
        iso=row["iso"] or "",
        name_en=english["press"],
        name_fr=french["press"],
        formal_en=english["formal"],
        formal_fr=french["formal"],
        article_en=english["article"],
        article_fr=french["article"],
        confirmed=True,
    )


def load_names(rows: list[Row]) -> int:
    """Every spelling of the data, for those speakers that have no name to be found by."""
    nameless = dict(Speaker.objects.filter(names=None).values_list("key", "pk"))
    new = [
        SpeakerName(speaker_id=nameless[row["key"]], language=language, text=text, folded=folded)
        for row in rows
        if row["key"] in nameless
        for language in ("en", "fr")
        for folded, text in spellings(row[language]).items()
    ]
    return len(SpeakerName.objects.bulk_create(new))


def spellings(words: Row) -> dict[str, str]:
    """What a speaker is called in one language, by how it is looked up; the press name is the one that counts."""
    names = [words["press"], words["formal"], *words["aliases"]]
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(fold(name), name)
    return found
