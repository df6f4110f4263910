"""Loads bodies, their fixed wordings, speakers and their names, skeletons of drafts, and the groups of the desk.

1. The groups get exactly the permissions of their table.
2. What a new release of the files says is taken where nobody changed it; see newsroom.reference.
3. Says what was added, changed, removed, and left because an administrator has changed or deleted it.
"""

import json
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand

from meetings.newsroom import reference
from meetings.newsroom.permissions import ensure_groups

DATA = Path(__file__).resolve().parents[2] / "data"
SPEAKER_FILES = ("states", "groups", "entities")


class Command(BaseCommand):
    help = "Brings the reference data to what its files say, but where an administrator changed it."

    def handle(self, **options):
        ensure_groups()
        speakers = [row for name in SPEAKER_FILES for row in read(name)]
        outcome = reference.load(read("bodies"), read("wordings"), speakers, read("skeletons"))
        acts = {"added": outcome.added, "changed": outcome.changed, "removed": outcome.removed}
        told = [f"{words} {act}" for act, counts in acts.items() if (words := counted(counts))]
        if outcome.left:
            told.append(f"{len(outcome.left)} left as an administrator has them")
        self.stdout.write(f"Reference data: {'; '.join(told) or 'nothing new'}.")
        for line in outcome.left:
            self.stdout.write(f"  Left: {line}")


def counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def read(name: str) -> list[reference.Row]:
    """The rows of a file of reference data."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
