"""The register of press symbols: no number is borne twice, and each that nobody bears says why."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.document.symbols import PressSymbol as Parsed
from meetings.document.symbols import press_symbol
from meetings.models import PressSymbol, Publication, Summary, SymbolCounter

from .refusal import Refused

IMPORTED, TYPED, ALLOTTED = PressSymbol.Origin.IMPORTED, PressSymbol.Origin.TYPED, PressSymbol.Origin.ALLOTTED
LETTERS = {"en": "E", "fr": "F"}
LAST_NUMBER = 999


def register(summary: Summary, printed: str, origin: str) -> None:
    """Enters `printed` ("": none) as the symbol of `summary`; the number that it bore until now becomes void.

    What an import found cut off is kept as found, and not entered. Raises Refused where the text cannot bear it.
    """
    parsed = press_symbol(printed)
    if parsed is None and printed and origin != IMPORTED:
        raise Refused([_("“%(symbol)s” is no press symbol, such as HRC23.093E.") % {"symbol": printed}])
    borne = PressSymbol.objects.filter(summary=summary)
    _lock(summary, parsed)
    other = borne.exclude(key=parsed.key) if parsed else borne
    if parsed is None and borne.exists() and summary.publications.exists():
        raise Refused([_("A published text keeps a symbol. Another may take its place; the former address leads on.")])
    other.update(summary=None, void_reason=_why_void(printed))
    if parsed is None:
        return
    if parsed.prefix != summary.body.symbol_prefix or parsed.language != summary.language:
        words = {"symbol": printed, "body": summary.body, "example": spell(summary, parsed.year, parsed.sequence)}
        raise Refused([_("“%(symbol)s” is no symbol of this body and language: %(example)s would be.") % words])
    if not _enter(summary, parsed, origin):
        raise Refused([_("Another text bears the symbol %(symbol)s already.") % {"symbol": printed}])


def release(summary: Summary, reason: str) -> None:
    """Takes its number from a text that is not needed; no other bears it."""
    PressSymbol.objects.filter(summary=summary).update(summary=None, void_reason=reason)


def allot(summary: Summary) -> str:
    """Gives `summary` the next number of its body, year and language, and saves it. Numbers in use are passed over.

    Raises Refused where there is no date to take the year from, or no number left.
    """
    if summary.date is None:
        raise Refused([_("A symbol is allotted by the year of the meeting: the date is missing.")])
    year = summary.date.year
    series = SymbolCounter.objects.filter(body=summary.body, year=year, language=summary.language)
    SymbolCounter.objects.get_or_create(body=summary.body, year=year, language=summary.language)
    counter = series.select_for_update().get()
    for number in range(counter.last + 1, LAST_NUMBER + 1):
        parsed = press_symbol(spell(summary, year, number))
        if parsed and _enter(summary, parsed, ALLOTTED, unused_only=True):
            series.update(last=number)
            summary.symbol = parsed.printed
            summary.save(update_fields=["symbol"])
            return summary.symbol
    raise Refused([_("No number is left for %(body)s in this year.") % {"body": summary.body}])


def is_archive(summary: Summary) -> bool:
    """An imported text of an earlier year that bears no symbol: none is allotted to it any more."""
    year = summary.date.year if summary.date else None
    imported = summary.origin == Summary.Origin.IMPORT
    return imported and not summary.symbol and year is not None and year < timezone.localdate().year


def is_registered(summary: Summary) -> bool:
    """Whether a number of the register is that of `summary`; what an import found cut off is none."""
    return PressSymbol.objects.filter(summary=summary).exists()


def spell(summary: Summary, year: int, number: int) -> str:
    """A press symbol of the summary's body and language: HRC23.093E."""
    return f"{summary.body.symbol_prefix}{year % 100:02}.{number:03}{LETTERS[summary.language]}"


def _lock(summary: Summary, wanted: Parsed | None) -> None:
    """Locks what a text bears and what it is to bear in one order, so that two that swap never wait for each other."""
    keys = [wanted.key] if wanted else []
    rows = PressSymbol.objects.filter(Q(summary=summary) | Q(key__in=keys)).order_by("pk").select_for_update()
    list(rows.values_list("pk"))


def _why_void(instead: str) -> str:
    return _("The text bears %(symbol)s instead.") % {"symbol": instead} if instead else _("Taken off the text.")


def _enter(summary: Summary, parsed: Parsed, origin: str, unused_only: bool = False) -> bool:
    """Enters the number for `summary`; False where another text bears it, or was ever
    published under it, or, if asked, where it was ever entered."""
    if Publication.objects.filter(key=parsed.key).exclude(summary=summary).exists():
        return False
    row, created = PressSymbol.objects.get_or_create(
        key=parsed.key,
        defaults={
            "body": summary.body,
            "year": parsed.year,
            "language": parsed.language,
            "number": parsed.sequence,
            "printed": parsed.printed,
            "origin": origin,
            "summary": summary,
        },
    )
    if created:
        return True
    if unused_only:
        return False
    row = PressSymbol.objects.select_for_update().get(pk=row.pk)
    if row.summary_id not in (None, summary.pk):
        return False
    row.summary, row.printed, row.void_reason = summary, parsed.printed, ""
    row.save(update_fields=["summary", "printed", "void_reason"])
    return True
