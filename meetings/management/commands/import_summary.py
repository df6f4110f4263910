"""Imports summaries from text files, each as a draft.

Prints one JSON object a file: {"file", "status", "symbol", "found", "warnings"}, where the status is "created",
"unchanged", "proposed" (a changed text of a release that is here: a person decides at the desk) or "refused"; a
refused file has an "error", is left out, and lets the command end with 1. For a folder or a zip: import_summaries.
"""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from meetings.newsroom.importing import REFUSED, Import, import_file


class Command(BaseCommand):
    help = "Imports summaries from text files, each as a draft."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="tell what would be found, store nothing")
        parser.add_argument("--language", choices=["en", "fr"], help="overrules what the text itself tells")

    def handle(self, *, files, dry_run, language, **options):
        refused = False
        for path in files:
            result = import_path(path, language, dry_run)
            refused |= result.status == REFUSED
            self.stdout.write(json.dumps(as_json(result), ensure_ascii=False))
        if refused:
            sys.exit(1)


def import_path(path: Path, language: str | None, dry_run: bool) -> Import:
    try:
        with path.open("rb") as file:
            return import_file(file, path.name, language=language, dry_run=dry_run)
    except OSError as error:
        return Import(path.name, REFUSED, error=f"The file cannot be read: {error.strerror}.")


def as_json(result: Import) -> dict:
    refusal = {"error": result.error} if result.status == REFUSED else {}
    return {
        "file": result.file,
        "status": result.status,
        "symbol": result.document.symbol or None if result.document else None,
        **refusal,
        "found": result.found,
        "warnings": [{"id": w.id, "line": w.line, "message": w.message} for w in result.warnings],
    }
