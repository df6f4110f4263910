"""Writes where each summary's record ends to a file and in a mail, so that a tail cut off it later shows.

Keep both where nobody who can change the database can change them. `verify_history --seal FILE` compares.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meetings.newsroom import seals


class Command(BaseCommand):
    help = "Seals the record of activity: a line to a file, and a mail."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=settings.SEAL_FILE, help="added to; default: SEAL_FILE")
        parser.add_argument("--mail", action="append", metavar="ADDRESS", help="may be repeated; default: SEAL_MAIL")

    def handle(self, *, file, mail, **options):
        addresses = settings.SEAL_MAIL if mail is None else mail
        if not file and not addresses:
            raise CommandError("Say where to: --file FILE, --mail ADDRESS, or SEAL_FILE and SEAL_MAIL.")
        try:
            seal, shorter = seals.seal_to(file, addresses)
        except (OSError, ValueError) as error:
            raise CommandError(f"{file or 'mail'}: {error}") from error
        self.stdout.write(f"{seal.summaries} summaries, {seal.rows} entries: {seal.digest}")
        if shorter:
            raise CommandError("\n".join(shorter))
