"""A bound on what one reader's question may cost all others: a phrase of common words has to be looked for in every
text that has the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

SECONDS = 5


class TooLong(Exception):
    """The database was asked for more than it answers in time."""


@contextmanager
def patience() -> Iterator[None]:
    """Raises TooLong where a statement inside takes more than SECONDS. One short statement more."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {SECONDS * 1000:.0f}")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooLong from error
        raise


def too_long() -> tuple[str, str]:
    """What is told: the filter, and a sentence."""
    return _("Words"), _("This search would take too long. Add a word, or narrow it by a filter.")
