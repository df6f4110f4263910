"""What tests that commit need: a database that they may empty, and threads with connections of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from meetings.newsroom import permissions


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests empty tables between them, which the guards forbid; tests/models/test_guards.py puts these back.

    The groups are there from the beginning: to make them for each test took a third of all time.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        permissions.ensure_groups()
        for table in ("publication", "activity", "withdrawal", "meetingchange"):
            cursor.execute(f"ALTER TABLE meetings_{table} DISABLE TRIGGER {table}_truncate")


def at_once(function, *argument_lists):
    """Calls `function` with each list of arguments in a thread of its own; what each returned, or raised."""

    def call(arguments):
        try:
            return function(*arguments)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(argument_lists)) as pool:
        return list(pool.map(call, argument_lists))
