"""Who did what is written down once and for all, and a change behind the software's back shows."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from meetings.models import Activity
from meetings.newsroom import activity
from tests.conftest import PROJECT

pytestmark = pytest.mark.django_db


def test_each_act_is_a_row_that_is_sealed_with_the_one_before(published):
    rows = list(published.activities.order_by("number"))
    assert [(row.number, row.action) for row in rows] == [(1, "begin"), (2, "submit"), (3, "approve"), (4, "publish")]
    assert [row.previous_hash for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert activity.verify_chain(published) == []


@pytest.mark.parametrize(
    ("tampering", "faults"),
    [
        ("UPDATE meetings_activity SET user_id = NULL WHERE number = 3", ["Entry 3 was changed."]),
        ("UPDATE meetings_activity SET comment = 'So be it.' WHERE number = 1", ["Entry 1 was changed."]),
        ("DELETE FROM meetings_activity WHERE number = 2", ["Before entry 3 something is missing."]),
    ],
)
def test_a_row_changed_or_removed_behind_our_back_shows(published, tampering, faults):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is switched off while one is still to fire
        cursor.execute("ALTER TABLE meetings_activity DISABLE TRIGGER USER")
        cursor.execute(tampering)
    assert activity.verify_chain(published) == faults


def test_the_chains_of_two_texts_are_apart(published, french_draft):
    assert [row.number for row in Activity.objects.filter(summary=french_draft)] == [1]
    assert activity.verify_chain(french_draft) == []


def test_no_address_of_a_computer_is_kept():
    """No model has a field for one, and the software asks for none."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert [field for field in fields if isinstance(field, models.GenericIPAddressField)] == []
    code = [path for folder in ("coverage_cms", "meetings") for path in (PROJECT / folder).rglob("*.py")]
    asks = re.compile(r"REMOTE_ADDR|REMOTE_HOST|FORWARDED_FOR|X_REAL_IP", re.IGNORECASE)
    assert [path for path in code if asks.search(path.read_text(encoding="utf-8"))] == []
