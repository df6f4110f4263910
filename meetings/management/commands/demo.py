"""Everything after the installation: database, reference data, samples, a server for them, and the worker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connection
from gunicorn.app.base import BaseApplication

from coverage_cms.preflight import port_obstacle
from meetings.samples import LOGINS

STEPS = [
    ("Starting the database, bringing it up to date ...", "migrate"),
    ("Loading reference data ...", "load_reference"),
    ("Loading samples ...", "load_samples"),
]


class Command(BaseCommand):
    help = "Prepares the database and serves the system on this machine until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        if obstacle := port_obstacle(port):
            raise CommandError(obstacle)
        for sentence, command in STEPS:
            self.stdout.write(sentence)
            call_command(command, verbosity=0, stdout=self.stdout)
        # The workers are forked from this process and must not share its connections.
        connection.close()
        connection.close_pool()
        with worker():
            Site(port, ready=lambda: self.stdout.write(welcome(port))).run()


@contextmanager
def worker() -> Iterator[None]:
    """The worker beside the site. Its standard input ends with this process, however that ends, and it with that."""
    command = [sys.executable, sys.argv[0], "worker", "--until-eof"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            yield
        finally:
            process.terminate()


class Site(BaseApplication):
    """Gunicorn in this very process: what stops it stops everything."""

    def __init__(self, port, ready):
        self.ready = ready
        self.options = {
            "bind": f"127.0.0.1:{port}",
            "workers": 2,
            "threads": 4,
            "worker_class": "gthread",
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self.when_ready,
        }
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def when_ready(self, arbiter):
        # A closed terminal ends the demo; gunicorn would load its code again.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        self.ready()

    def load(self):
        return get_wsgi_application()


def welcome(port: int) -> str:
    site = f"http://127.0.0.1:{port}"
    addresses = [
        ("What the public reads", f"{site}/en/  {site}/fr/"),
        ("The desk", f"{site}/desk/"),
    ]
    width = max(len(username) for username, _, _ in LOGINS)
    return "\n".join(
        [
            "",
            *(f"{what:<22} {address}" for what, address in addresses),
            "",
            "Sample logins (name, password):",
            *(f"  {name:<{width}}  {password}  {who}" for name, password, who in LOGINS),
            "",
            "Ctrl-C stops everything; the data stay.",
        ]
    )
