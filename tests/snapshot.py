"""Rows that take seconds to make, made once in a process and copied back by later tests."""

import io
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

_TABLES = """
    SELECT format('%I', tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY 1
"""
_COLUMNS = """
    SELECT string_agg(format('%%I', column_name), ',') FROM information_schema.columns
    WHERE table_schema = 'public' AND format('%%I', table_name) = %s AND is_generated = 'NEVER'
"""
_SEQUENCES = "SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"

Snapshot = tuple[dict[str, tuple[str, bytes]], list[tuple[str, int | None]]]
_taken: dict[Callable[[], object], Snapshot] = {}


def once(make: Callable[[], object]) -> None:
    """Leaves the database as `make` leaves an empty one; it is called the first time only."""
    if make in _taken:
        _put_back(*_taken[make])
    else:
        make()
        _taken[make] = _take()


def _take() -> Snapshot:
    """The rows of every table, with the names of its columns; and where every sequence stands."""
    rows = {}
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(_COLUMNS, [table])
            (columns,) = cursor.fetchone()
            with cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as copy:
                rows[table] = columns, b"".join(copy)
        cursor.execute(_SEQUENCES)
        return rows, cursor.fetchall()


@transaction.atomic
def _put_back(rows: dict[str, tuple[str, bytes]], sequences: list[tuple[str, int | None]]) -> None:
    with connection.cursor() as cursor:
        # Neither guards nor foreign keys: what is put back went past them when it was made.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, (columns, copied) in rows.items():
            cursor.execute(f"DELETE FROM {table}")
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(copied)
        for sequence, value in sequences:
            if value is not None:
                cursor.execute("SELECT setval(%s, %s)", [sequence, value])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    ContentType.objects.clear_cache()


def load_reference() -> None:
    """Bodies, speakers and groups."""
    call_command("load_reference", stdout=io.StringIO())


def load_samples() -> None:
    """Reference data, and the invented body with its texts."""
    load_reference()
    call_command("load_samples", stdout=io.StringIO())
