"""Prints a summary: what the public reads, or with --draft the working copy as it stands."""

from django.core.management.base import BaseCommand, CommandError

from meetings.document import Document, from_json, press_symbol
from meetings.exports import html, json, text
from meetings.models import Summary
from meetings.newsroom import mapping

FORMATS = {"text": text.render, "json": json.render, "html": html.render}


class Command(BaseCommand):
    help = "Prints a summary as text, JSON or HTML."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KEY", help="a press symbol in any spelling, or a summary's number")
        parser.add_argument("--format", choices=FORMATS, default="text")
        parser.add_argument("--draft", action="store_true", help="the working copy, not what is published")

    def handle(self, *, key, format, draft, **options):
        summary = find(key)
        if summary is None:
            raise CommandError(f"No summary has the symbol or number “{key}”.")
        published = None if draft else summary.publications.current().first()
        document = from_json(published.content) if published else working_copy(summary)
        self.stdout.write(FORMATS[format](document).rstrip("\n"))


def find(key: str) -> Summary | None:
    """The summary of a press symbol, or of its own number."""
    if symbol := press_symbol(key.upper()):
        return Summary.objects.filter(press_symbol__key=symbol.key).first()
    return Summary.objects.filter(pk=int(key)).first() if key.isdecimal() else None


def working_copy(summary: Summary) -> Document:
    """What would be published now, fixed wordings and all."""
    return mapping.with_wordings(mapping.read(summary), summary.body, summary.session, summary.date)
