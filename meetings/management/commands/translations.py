"""Brings the French catalogue up to date: collects what the code and the templates say, then compiles.

1. Each message is taken from Python and from templates; gettext's own tools are not needed.
2. The .po keeps its translations; new messages come in empty, and unused ones are dropped.
3. The .mo is made from it. Both are committed: a machine that only runs the system needs no tool at all.
"""

import datetime
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import templatize

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "meetings" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
SOURCES = [("coverage_cms", "*.py"), ("meetings", "*.py"), ("templates", "*.html")]
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
HEADER = """\
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
# Two catalogues that say the same are the same file, whenever they were made.
MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Command(BaseCommand):
    help = "Brings the French catalogue up to date and compiles it."

    def handle(self, **options):
        catalogue = read_catalogue()
        catalogue.update(collected(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        CATALOGUE.write_bytes(as_po(catalogue))
        CATALOGUE.with_suffix(".mo").write_bytes(as_mo(read_catalogue()))
        empty = sum(not any(message.string or ()) for message in catalogue if message.id)
        self.stdout.write(f"{len(catalogue)} messages, {empty} of them still without French.")


def collected() -> Catalog:
    """A catalogue of all that can be translated, in the order of the files."""
    catalogue = Catalog()
    for folder, pattern in SOURCES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            for line, message, context in messages(path):
                location = (str(path.relative_to(ROOT)), line)
                flags = ["python-format"] if "%(" in str(message) else []
                catalogue.add(message, locations=[location], context=context, flags=flags)
    return catalogue


def messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = templatize(source)
    for line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield line, message, context


def read_catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="fr")
    catalogue.creation_date = catalogue.revision_date = MADE
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    out = BytesIO(HEADER.encode())
    out.seek(0, SEEK_END)
    write_po(out, catalogue, width=120, omit_header=True, include_lineno=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()
