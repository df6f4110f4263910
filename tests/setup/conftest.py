import os
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

OURS = (
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "SITE_ADDRESS",
    "EMAIL_URL",
    "MAIL_FROM",
    "DJANGO_SETTINGS_MODULE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",  # of the browser tests in this process
)
PRODUCTION = {
    "SECRET_KEY": "k3pq-not-a-real-one-only-long-enough-for-the-check-0123456789",
    "ALLOWED_HOSTS": "coverage.example.org",
    "DATABASE_URL": "postgresql://user:password@db.example.org/coverage",
    "SITE_ADDRESS": "https://coverage.example.org",
    "EMAIL_URL": "submission://desk:p%40ss@mail.example.org",
    "MAIL_FROM": "Press desk <desk@example.org>",
}


def environment_without_ours():
    return {name: value for name, value in os.environ.items() if name not in OURS}


@pytest.fixture
def python():
    """Run Python in the project with these variables, and with no other of the project's."""

    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=environment_without_ours() | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    return run
