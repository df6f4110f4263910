"""The process killed at any statement of an act: all of it is there, or nothing."""

import os
import signal
import traceback

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


def in_a_process_killed_at(number, act):
    """Does it in a process of its own, which dies at a statement of that number; whether it died."""
    # The child opens connections of its own, and must find none of this process.
    connection.close()
    connection.close_pool()
    child = os.fork()
    if child == 0:
        left = number

        def dying(execute, *arguments):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*arguments)

        try:
            with connection.execute_wrapper(dying):
                act()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_a_publication_is_there_wholly_or_not_at_all(approved, robert):
    officer = person("officer", "English officers")
    officer.email = "officer@example.org"
    officer.save()
    approved.coverages.update(officer=officer)

    def publish():
        perform(approved, "publish", robert, seen=approved.revision)

    before, statements = everything(approved), 0
    while in_a_process_killed_at(statements + 1, publish):
        statements += 1
        assert everything(approved) == before
    assert statements > 10
    state, publications, passages, activities, _ = everything(approved)
    assert (state, publications, activities) == ("published", 1, before[3] + 1)
    assert passages == 5
    assert activity.verify_chain(approved) == []
