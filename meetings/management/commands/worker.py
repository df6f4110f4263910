"""The worker: publishes at the hours that were set, sends mail, warns, and seals the record, until it is stopped.

Any number of them may run: each piece of work is done by one. What stood still is caught up with.
"""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from meetings.contact import alerts, subscriptions
from meetings.newsroom import buffers, clock, digests, files, notices, outbox, presence, seals

log = logging.getLogger(__name__)

ROUND = 2  # seconds between two rounds: an hour is kept within ten
AWAY = (OperationalError, InterfaceError)  # the database does not answer
PATIENCE = 30  # seconds, at most, between two tries while the database is away

Work = tuple[tuple[Callable[[], object], int], ...]  # what is done, and how many seconds later again

# Each in a thread of its own: a mail server that hangs keeps no text from its hour.
HANDS: tuple[Work, ...] = (
    ((clock.publish_due, 0), (clock.warn_at_risk, 30), (notices.tell_overdue, 30), (seals.seal_today, 300)),
    (
        (outbox.send_waiting, 0),
        (digests.make_digests, 60),
        (alerts.announce, 0),
        (alerts.make_daily, 60),
        (subscriptions.forget, 3600),
        (buffers.forget_old_words, 3600),
        (presence.forget_the_day_before, 3600),
    ),
    ((files.make_missing, 0),),
)


class Command(BaseCommand):
    help = "Publishes at the hours that were set, sends mail, and warns, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is to be done now, and end")
        parser.add_argument("--until-eof", action="store_true", help="end where standard input ends: with who began it")

    def handle(self, *, once, until_eof, **options):
        if once:
            for work, _ in (one for hand in HANDS for one in hand):
                work()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if until_eof:
            threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
        log.info("The worker has begun.")
        others = [threading.Thread(target=run, args=(stop, hand)) for hand in HANDS[1:]]
        for thread in others:
            thread.start()
        run(stop, HANDS[0])
        for thread in others:
            thread.join()
        log.info("The worker has ended.")


def run(stop: threading.Event, hand: Work) -> None:
    """Goes round until `stop` is set; what was begun is finished."""
    again = dict.fromkeys((work for work, _ in hand), 0.0)
    pause = ROUND
    while not stop.is_set():
        close_old_connections()
        try:
            go_round(hand, again)
            pause = ROUND
        except AWAY as error:
            pause = min(pause * 2, PATIENCE)
            log.warning("The database does not answer, next try in %s s: %s", pause, error)
            connection.close()
        stop.wait(pause)
    connection.close()


def go_round(hand: Work, again: dict[Callable[[], object], float]) -> None:
    """Does what is due. What fails for a reason of its own holds up nothing else, and is logged."""
    for work, seconds in hand:
        if again[work] > time.monotonic():
            continue
        again[work] = time.monotonic() + seconds
        try:
            work()
        except AWAY:
            raise
        except Exception:
            log.exception("%s failed.", work.__name__)
