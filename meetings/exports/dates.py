"""Days and hours in words, as a release and the pages around it say them. `language` is the active one."""

from __future__ import annotations

import datetime

from django.utils import dateformat, timezone

DAY = {"en": "l, j\xa0F Y", "fr": "l j\xa0F Y"}
MOMENT = {"en": "j\xa0F Y \\a\\t\xa0H:i", "fr": "j\xa0F Y \\à\xa0G\xa0\\h\xa0i"}


def day_in_words(day: datetime.date, language: str) -> str:
    """ "Thursday, 6 July 2023", "samedi 1er juillet 2023"; `language` is the active one."""
    words = dateformat.format(day, DAY[language])
    return words.replace(" 1\xa0", " 1er\xa0") if language == "fr" else words


def days_in_words(first: datetime.date | None, last: datetime.date | None, language: str) -> str:
    """ "19 June – 14 July 2023", "19 juin – 14 juillet 2023"; one day, or "", where no more is known."""
    if not first or not last or first == last:
        known = first or last
        return _date(known, "j\xa0F Y", language) if known else ""
    start = "j\xa0F" if first.year == last.year else "j\xa0F Y"
    return " – ".join((_date(first, start, language), date_in_words(last, language)))


def date_in_words(day: datetime.date, language: str) -> str:
    """ "6 July 2023", "1er juillet 2023"; `language` is the active one."""
    return _date(day, "j\xa0F Y", language)


def _date(day: datetime.date, form: str, language: str) -> str:
    words = dateformat.format(day, form)
    return f"1er{words[1:]}" if language == "fr" and words.startswith("1\xa0") else words


def moment_in_words(moment: datetime.datetime, language: str) -> str:
    """ "6 July 2023 at 15:20", "1er juillet 2023 à 15 h 20": Geneva's time; `language` is the active one."""
    words = dateformat.format(timezone.localtime(moment), MOMENT[language])
    return f"1er{words[1:]}" if language == "fr" and words.startswith("1\xa0") else words


def hour_in_words(moment: datetime.datetime, language: str) -> str:
    """ "10:00", "10 h", "10 h 30": Geneva's time."""
    local = timezone.localtime(moment)
    if language == "en":
        return f"{local:%H:%M}"
    return f"{local.hour}\xa0h" + (f"\xa0{local:%M}" if local.minute else "")


def hours_in_words(start: datetime.datetime | None, end: datetime.datetime | None, language: str) -> str:
    """ "10:00–13:00", "10 h – 13 h"; "10:00" while the end is not known, "" where nothing is."""
    hours = [hour_in_words(moment, language) for moment in (start, end) if moment]
    return ("–" if language == "en" else "\xa0– ").join(hours)
