"""Imports an archive: a folder, however deep, or a zip of thousands of texts, as one batch.

1. The files are listed; what is hidden, or none of a person's files, is passed over and said.
2. Each is taken in by itself: a draft, known already, a changed text that waits for a person, or refused.
3. The report says what needs a person.

Broken off at any time, the same command goes on where it was: what is done is known by name and content. Ends with 1
where a file was refused, with 130 after an interrupt.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.models import ImportBatch, ImportItem
from meetings.newsroom.archive import lacks, with_stages
from meetings.newsroom.importing import batches
from meetings.newsroom.importing.archives import Listing, list_archive
from meetings.newsroom.importing.report import write_report
from meetings.newsroom.refusal import Refused

EVERY = 10  # seconds between two lines of progress where they are not rewritten
FAILURES = 10  # of the software, in a row: it is not the files
SHOWN = 10  # names of files that were passed over


class Command(BaseCommand):
    help = "Imports a folder or a zip of summaries as one batch; broken off, it goes on where it was."

    def add_arguments(self, parser):
        parser.add_argument("archive", metavar="FOLDER|ZIP", type=Path)
        parser.add_argument("--language", choices=["en", "fr"], help="overrules what the texts themselves tell")
        parser.add_argument("--batch", metavar="NAME", help="instead of the name of the folder or zip")
        parser.add_argument("--user", metavar="NAME", help="who brings them in; texts of other desks are refused then")
        parser.add_argument("--report", metavar="FILE.csv", type=Path, help="where to write what needs a person")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be found, store nothing")
        parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes (%(default)s)")

    def handle(self, *, archive: Path, language, batch, user, report, dry_run, jobs, **options):
        if jobs < 1:
            raise CommandError("--jobs is 1 or more.")
        try:
            listing = list_archive(archive)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        person = self._person(user)
        source = archive.resolve().name
        stored = None if dry_run else batches.open_batch(batch or archive.resolve().stem, source, person)
        run = batches.Run(stored.pk if stored else 0, person.pk if person else None, language)
        self._say_what_is_there(listing, stored)
        batches.forget()
        items, interrupted = self._bring_in(listing, run, jobs)
        if stored:
            items = with_stages(stored.items.select_related("summary", "proposal")).order_by("name")
        if report:
            self._report(report, items)
        if interrupted:
            self.stderr.write("Broken off. The same command goes on from here.")
            sys.exit(130)
        if any(item.error for item in items):
            sys.exit(1)

    def _person(self, name: str | None) -> User | None:
        if not name:
            return None
        if person := User.objects.filter(username=name, is_active=True).first():
            return person
        raise CommandError(f"Nobody here is called “{name}”.")

    def _say_what_is_there(self, listing: Listing, batch: ImportBatch | None) -> None:
        where = f"batch “{batch}”" if batch else "a dry run: nothing is stored"
        self.stdout.write(f"{len(listing.entries)} files, {where}.")
        if listing.passed_over:
            names = ", ".join(listing.passed_over[:SHOWN])
            more = f" and {len(listing.passed_over) - SHOWN} more" if len(listing.passed_over) > SHOWN else ""
            self.stdout.write(f"Passed over: {names}{more}.")

    def _bring_in(self, listing: Listing, run: batches.Run, jobs: int) -> tuple[list[ImportItem], bool]:
        """What became of the files, and whether the run was broken off from the keyboard."""
        progress, items, interrupted = Progress(self.stdout, len(listing.entries)), [], False
        failures = 0
        jobs = min(jobs, max(1, len(listing.entries)))
        try:
            for taken in batches.bring_in(listing.entries, run, jobs):
                items.append(taken.item)
                progress.step("done before" if taken.before else taken.item.get_status_display())
                failures = failures + 1 if taken.failed else 0
                if failures == FAILURES:
                    raise CommandError(f"The software failed on {FAILURES} files in a row: stopped. See its log.")
        except KeyboardInterrupt:
            interrupted = True
        except BrokenProcessPool as error:
            raise CommandError("A process was killed. The same command goes on from here.") from error
        progress.end()
        return sorted(items, key=lambda item: item.name), interrupted

    def _report(self, path: Path, items) -> None:
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                count = write_report(file, items, lacks, str)
        except OSError as error:
            raise CommandError(f"The report cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{count} need a person: {path}")


class Progress:
    """How far it is: one line that is rewritten on a terminal, elsewhere a line every so often."""

    def __init__(self, out, total: int) -> None:
        self.out, self.total, self.counts = out, total, Counter()
        self.terminal = out.isatty()
        self.start = self.told = time.monotonic()

    def step(self, what: str) -> None:
        self.counts[str(what)] += 1
        now = time.monotonic()
        if now - self.told >= (0.2 if self.terminal else EVERY):
            self.told = now
            self._tell("\r", "\x1b[K") if self.terminal else self._tell()

    def end(self) -> None:
        self._tell("\r", "\x1b[K\n") if self.terminal else self._tell()

    def _tell(self, before: str = "", after: str = "\n") -> None:
        self.out.write(before + ", ".join(self._parts()), ending=after)
        self.out.flush()

    def _parts(self) -> Iterator[str]:
        done = self.counts.total()
        yield f"{done} of {self.total}"
        yield from (f"{what} {count}" for what, count in self.counts.items())
        if new := done - self.counts["done before"]:
            yield f"{60 * new / max(time.monotonic() - self.start, 0.001):.0f} a minute"
