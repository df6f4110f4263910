import pytest

from tests.snapshot import load_reference, once


@pytest.fixture
def reference(db):
    """Bodies, speakers and groups."""
    once(load_reference)
