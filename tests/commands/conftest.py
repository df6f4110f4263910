from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture
def reference(db):
    """Bodies, speakers and groups."""
    call_command("load_reference", stdout=StringIO())
