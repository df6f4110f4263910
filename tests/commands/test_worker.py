"""The worker goes round until it is stopped; nothing that fails holds up the rest."""

import datetime
import os
import subprocess
import sys
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from meetings.management.commands import worker
from meetings.models import Publication
from meetings.newsroom.workflow import Words, perform
from tests.conftest import PROJECT


@pytest.fixture
def rounds(monkeypatch):
    """The work of a round put by the test; rounds follow each other without a pause, and end with the last."""

    def rounds(*work, number=1):
        stop, done = threading.Event(), []

        def last():
            done.append(None)
            if len(done) == number:
                stop.set()

        monkeypatch.setattr(stop, "wait", lambda seconds: waited.append(seconds))
        waited: list[float] = []
        worker.run(stop, tuple((one, 0) for one in (*work, last)))
        return waited

    return rounds


@pytest.mark.django_db
def test_one_round_publishes_and_mails_what_is_due(in_review, robert, anna):
    anna.email = "anna@example.org"
    anna.save()
    approved = perform(in_review, "approve", robert, seen=in_review.revision)
    at = timezone.now() + datetime.timedelta(hours=1)
    text = perform(approved, "schedule", robert, seen=approved.revision, words=Words(at=at))
    text.schedules.update(at=timezone.now())
    call_command("worker", "--once")
    assert Publication.objects.current().get().published_by == robert
    assert [sent.to for sent in mail.outbox] == [["anna@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_what_fails_is_logged_and_holds_up_nothing(rounds, caplog):
    def broken():
        raise ValueError("a broken piece of work")

    rounds(broken, number=2)
    assert caplog.text.count("broken failed.") == 2


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_it_tries_again_more_and_more_slowly(rounds):
    tries = []

    def away():
        tries.append(None)
        if len(tries) < 7:
            raise OperationalError("gone")

    waited = rounds(away)
    assert waited == [4, 8, 16, 30, 30, 30, 2]


def test_it_ends_with_who_began_it(tmp_path):
    """Its standard input ends with the process that began it."""
    program = "import threading\nfrom meetings.management.commands import worker\n"
    program += "worker.HANDS = ((), ())\nworker.Command().handle(once=False, until_eof=True)\nprint('ended')"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    setup = f"import django; django.setup()\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", setup],
        cwd=PROJECT,
        env=environment,
        input="",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "ended\n", done.stderr
