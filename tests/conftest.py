import gc
from pathlib import Path

import pytest
from django.utils import translation

pytest_plugins = ["tests.world", "tests.database"]

# The many objects of a test are garbage together: looking for it less often saves some seconds.
gc.set_threshold(100_000, 50, 50)

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def no_language_stays():
    """A page that was asked for in French leaves its language in the thread: the next test begins without."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Texts that lie beside the project, not in it; without them their tests are skipped."""
    folder = PROJECT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("no ../shared/corpus beside the project")
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, as root and without a call to its maker."""
    return browser_type_launch_args | {
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
