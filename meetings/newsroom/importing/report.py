"""What an import leaves for people to do, as a table that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from django.utils.translation import gettext as _

from meetings.document import WARNINGS
from meetings.exports.table import harmless
from meetings.models import ImportItem

BOM = "\ufeff"  # without it spreadsheets do not take a file for UTF-8
LACKING = frozenset(("no-date", "no-headline", "no-label", "no-symbol"))

Missing = Callable[[ImportItem], Iterable[str]]


def write_report(file: TextIO, items: Iterable[ImportItem], missing: Missing, address: Callable[[str], str]) -> int:
    """Writes a row for each item that needs a person, and returns how many there are.

    `missing` gives sentences on what an item lacks; `address` makes a whole address of a path of the desk.
    """
    file.write(BOM)
    rows = csv.writer(file)
    rows.writerow([_("File"), _("Status"), _("Press symbol"), _("Headline"), _("To do"), _("Doubts"), _("Address")])
    count = 0
    for item in items:
        to_do = [item.why()] if item.error else list(missing(item))
        if not to_do and not _is_doubtful(item):
            continue
        count += 1
        doubts = "\n".join(
            f"{w['id']}: {said}" for w, said in zip(item.warnings, doubts_of(item.warnings), strict=True)
        )
        row = [item.name, item.get_status_display(), item.symbol, item.headline, "\n".join(to_do), doubts]
        rows.writerow(map(harmless, [*row, address_of(item, address)]))
    return count


def _is_doubtful(item: ImportItem) -> bool:
    """Whether something was assumed in reading a file; what it lacks is told otherwise, once it is stored."""
    if item.status == ImportItem.Status.UNCHANGED:
        return False
    return any(not item.pk or warning["id"] not in LACKING for warning in item.warnings)


def doubts_of(warnings: Iterable[dict[str, Any]]) -> list[str]:
    """What was assumed in reading a file, a sentence each with its line."""
    return [
        _("Line %(line)s: %(message)s") % {"line": warning["line"], "message": _message(warning)}
        for warning in warnings
    ]


def _message(warning: dict[str, Any]) -> str:
    return _(WARNINGS.get(warning["id"], "%(about)s")) % {"about": warning["about"]}


def address_of(item: ImportItem, address: Callable[[str], str]) -> str:
    """Where a person goes on with it: the proposal, or the text."""
    leads_to = item.proposal or item.summary
    return address(leads_to.get_absolute_url()) if leads_to else ""
