"""A browser, a server, and the samples in its database. Each test starts from the same samples."""

import os
import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page

from meetings.samples import PASSWORD
from tests.snapshot import load_samples, once

BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND state <> 'idle' AND backend_type = 'client backend'
"""

# Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def site(live_server) -> Iterator[str]:
    """The address of a site with reference data and samples."""
    once(load_samples)
    yield live_server.url
    wait_for_quiet()


def wait_for_quiet():
    """Until the server has dealt with what pages sent when they were closed: the tables are emptied next."""
    quiet = 0
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        if quiet == 2:
            return
        time.sleep(0.03)


@pytest.fixture
def sign_in(site, new_context):
    """Opens a window of its own for a person of the samples, signed in at the desk."""

    def open_window(username: str, **options) -> Page:
        page = new_context(base_url=site, **options).new_page()
        page.set_default_timeout(10_000)
        page.goto("/desk/login/?next=/desk/meetings/summary/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("#login-form [type=submit]")
        page.wait_for_selector("#result_list")
        return page

    return open_window


@pytest.fixture
def reader(site, new_context) -> Page:
    """A window of somebody who is not signed in."""
    page = new_context(base_url=site).new_page()
    page.set_default_timeout(10_000)
    return page


def faults(page: Page) -> str:
    """What axe finds against the page that is shown; "" is nothing."""
    results = Axe().run(page)
    return results.generate_report() if results.violations_count else ""
