"""What was published or recorded is never changed nor removed: the database refuses, with a sentence."""

import pytest
from django.db import IntegrityError, connection, transaction

from meetings.models import Activity, Publication
from meetings.newsroom import workflow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", Publication.EVIDENCE)
def test_the_evidence_of_a_publication_never_changes(published, anna, column):
    other = {"summary_id": None, "published_by_id": anna.pk, "published_at": published.created_at, "content": {}}
    number = Publication._meta.get_field(column).get_internal_type().startswith("Positive")
    value = other.get(column, 9 if number else "fr")
    with pytest.raises(IntegrityError, match="What was published never changes"):
        Publication.objects.update(**{column: value})


def test_the_guard_names_all_evidence():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'publication_evidence'")
        (definition,) = cursor.fetchone()
    assert all(f"old.{column}" in definition.lower() for column in Publication.EVIDENCE)


def test_what_is_derived_from_it_may_be_made_anew(published):
    Publication.objects.update(html="<p>Anew</p>", is_current=False)


def test_a_withdrawal_stays(published, robert):
    withdrawn = workflow.perform(published, "withdraw", robert, seen=published.revision, comment="A wrong vote.")
    with pytest.raises(IntegrityError, match="withdrawal stays"), transaction.atomic():
        withdrawn.withdrawals.update(reason="Another")
    with pytest.raises(IntegrityError, match="withdrawal stays"), transaction.atomic():
        withdrawn.withdrawals.all()._raw_delete("default")
    with pytest.raises(IntegrityError, match="only where its withdrawal is undone"), transaction.atomic():
        withdrawn.publications.update(withdrawal=None)


@pytest.mark.parametrize("change", ["delete", "_raw_delete"])
def test_a_publication_is_not_deleted(published, change):
    published.publications.get().passages.all().delete()
    rows = Publication.objects.all()
    with pytest.raises(IntegrityError, match="never deleted"):
        rows.delete() if change == "delete" else rows._raw_delete(rows.db)


def test_the_record_of_activity_is_only_added_to(draft):
    for change in (lambda: Activity.objects.update(comment="…"), lambda: Activity.objects.all().delete()):
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            change()


@pytest.mark.parametrize("table", ["publication", "activity", "withdrawal"])
def test_neither_table_is_emptied(table):
    """TRUNCATE passes row triggers. The tests' database lets it pass (tests/database.py); here it is as it ships."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE meetings_{table} ENABLE TRIGGER {table}_truncate")
        with pytest.raises(IntegrityError, match=r"never deleted|only added to|stays as it was"):
            cursor.execute(f"TRUNCATE meetings_{table} CASCADE")
