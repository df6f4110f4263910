"""Goes over the record of all texts and over all that was published, and names what is not as it was written.

1. Each summary's entries follow each other without a gap, each with the hash of the one before and its own.
2. The last entry says what the text is: an entry that was cut off shows where the text is further.
3. Each version has its hash, and an entry that tells of its publication; each such entry has its version.
4. With --seal, everything that a file of seals ever named is still there, and is the same.
5. With --texts, every revision that is kept says what it said when an act led to it. This reads them all.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.newsroom import history, seals


class Command(BaseCommand):
    help = "Finds every entry and publication that was changed or removed behind the software's back."

    def add_arguments(self, parser):
        parser.add_argument("--seal", type=Path, metavar="FILE", help="a file written by seal_history, to compare with")

        parser.add_argument("--texts", action="store_true", help="compare the kept revisions, too; slower")

    def handle(self, *, seal, texts, **options):
        sealed = read(seal) if seal else None
        count = 0
        for sentence in history.faults(sealed, texts_too=texts):
            self.stdout.write(sentence)
            count += 1
        if count:
            raise CommandError(f"The record is not whole: {count} faults.")
        compared = f", as in each of {sealed.lines} seals" if sealed else ""
        self.stdout.write(f"The record is whole{compared}.")


def read(path: Path) -> seals.Sealed:
    try:
        return seals.read(path)
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error
