"""The process killed at any statement of an act: all of it is there, or nothing.

For the database a process that was killed is a connection that ends without a word; that is what is done here.
"""

import pytest
from django.db import connection

from meetings.models import Activity, OutboxMail, Passage, Publication
from meetings.newsroom import activity
from meetings.newsroom.workflow import perform
from tests.world import person

pytestmark = pytest.mark.django_db(transaction=True)


def everything(summary):
    summary.refresh_from_db()
    tables = (Publication, Passage, Activity, OutboxMail)
    return summary.state, *(table.objects.count() for table in tables)


class Killed(BaseException):
    """Nothing may catch it, as nothing would."""


def cut_off_at(number, act):
    """Does it until the statement of that number, at which the connection ends unannounced; whether it came to that."""
    left = number

    def dying(execute, *arguments):
        nonlocal left
        left -= 1
        if left == 0:
            connection.connection.pgconn.finish()
            raise Killed
        return execute(*arguments)

    try:
        with connection.execute_wrapper(dying):
            act()
    except Killed:
        return True
    finally:
        connection.close()
    return False


def test_a_publication_is_there_wholly_or_not_at_all(approved, robert):
    officer = person("officer", "English officers")
    officer.email = "officer@example.org"
    officer.save()
    approved.coverages.update(officer=officer)

    def publish():
        perform(approved, "publish", robert, seen=approved.revision)

    before, statements = everything(approved), 0
    while cut_off_at(statements + 1, publish):
        statements += 1
        assert everything(approved) == before
    assert statements > 10
    state, publications, passages, activities, _ = everything(approved)
    assert (state, publications, activities) == ("published", 1, before[3] + 1)
    assert passages == 5
    assert activity.verify_chain(approved) == []
