"""Whatever somebody does to the record behind the software's back, going over it finds and places it."""

import json
import os

import pytest
from django.core import mail
from django.db import connection

from meetings.models import Activity, Publication
from meetings.newsroom import activity, history, saving, seals, workflow
from tests.world import small_document

pytestmark = pytest.mark.django_db


def behind_our_back(*statements, **values):
    """What the owner of the database can do with its guards switched off."""
    tables = ("meetings_activity", "meetings_publication", "meetings_coverage")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is switched off while one is still to fire
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement, values)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def found(sealed=None):
    return list(history.faults(sealed))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seals.jsonl"


def seal(file):
    return seals.seal_to(file, [])


def test_a_record_that_nobody_touched_is_whole(published, french_draft, file):
    assert found() == []
    seal(file)
    assert found(seals.read(file)) == []


def test_a_whole_record_has_details_and_commands_in_it(draft, anna):
    activity.record(draft, None, "schedule", "draft", "By hand", {"at": draft.changed_at, "account": anna.pk, "é": [1]})
    assert found() == []


def test_a_changed_row_is_found(published):
    behind_our_back("UPDATE meetings_activity SET comment = 'So be it.' WHERE number = 2")
    assert found() == [f"{published.pk} (WAC26.001E): Entry 2 was changed."]


def test_a_detail_cannot_be_added_later(published):
    behind_our_back("""UPDATE meetings_activity SET detail = '{"forced": true}' WHERE number = 3""")
    assert found() == [f"{published.pk} (WAC26.001E): Entry 3 was changed."]


def test_a_row_removed_from_the_middle_is_found(published):
    behind_our_back("DELETE FROM meetings_activity WHERE number = 2")
    assert found() == [f"{published.pk} (WAC26.001E): Before entry 3 something is missing."]


def test_a_row_changed_with_its_hash_breaks_the_chain(published):
    behind_our_back("UPDATE meetings_activity SET comment = 'So be it.', user_id = NULL WHERE number = 2")
    row = Activity.objects.get(summary=published, number=2)
    behind_our_back("UPDATE meetings_activity SET hash = %(hash)s WHERE number = 2", hash=activity.hash_of(row))
    assert found() == [f"{published.pk} (WAC26.001E): Before entry 3 something is missing."]


def test_a_tail_that_left_a_trace_in_the_text_is_found_without_a_seal(approved):
    behind_our_back("DELETE FROM meetings_activity WHERE number = 3")
    (said,) = found()
    assert "The text is “approved” at revision 2, and no entry says so" in said


def test_a_tail_cut_off_with_the_text_set_back_is_found_by_the_seal(published, robert, file):
    reopened = workflow.perform(published, "reopen", robert, seen=published.revision)
    seal(file)
    behind_our_back(
        "DELETE FROM meetings_activity WHERE number = 5",
        f"UPDATE meetings_summary SET state = 'published', approved_by_id = {robert.pk}, approved_revision = revision",
    )
    assert found() == []
    (said,) = found(seals.read(file))
    assert f"{reopened.pk} (WAC26.001E): Entry 5 was sealed on" in said and "is missing" in said


def test_a_record_made_anew_throughout_is_found_by_the_seal(published, file):
    seal(file)
    behind_our_back("UPDATE meetings_activity SET comment = 'So be it.' WHERE number = 1")
    previous = ""
    for row in Activity.objects.filter(summary=published).order_by("number"):
        row.previous_hash = previous
        previous = activity.hash_of(row)
        behind_our_back(
            "UPDATE meetings_activity SET hash = %(hash)s, previous_hash = %(previous)s WHERE id = %(pk)s",
            pk=row.pk,
            hash=previous,
            previous=row.previous_hash,
        )
    assert found() == []
    (said,) = found(seals.read(file))
    assert "Entry 4 is not the one that was sealed on" in said


def test_a_removed_record_is_found(published, french_draft):
    behind_our_back(f"DELETE FROM meetings_activity WHERE summary_id = {french_draft.pk}")
    assert found() == [f"{french_draft.pk}: Its whole record is missing."]


def test_a_text_removed_with_its_record_is_found_by_the_seal(published, anna, file):
    other = saving.begin(small_document(headline="Other"), anna)
    number = other.pk
    seal(file)
    behind_our_back(f"DELETE FROM meetings_activity WHERE summary_id = {number}")
    other.lists.all().delete()
    other.segments.all().delete()
    other.revisions.all().delete()
    other.delete()
    assert found() == []
    (said,) = found(seals.read(file))
    assert said.startswith(f"{number}: It was sealed on") and "up to entry 1, and is gone with its record" in said


def test_a_changed_publication_is_found(published):
    behind_our_back("UPDATE meetings_publication SET content = jsonb_set(content, '{headline}', '\"Another\"')")
    assert found() == [f"{published.pk} (WAC26.001E): Version 1 was changed after it was published."]


def test_a_publication_changed_with_its_hash_is_found_by_the_seal(published, file):
    seal(file)
    behind_our_back("UPDATE meetings_publication SET hash = repeat('0', 64)")
    assert len(found()) == 1
    assert "What was published is not what was sealed on" in found(seals.read(file))[-1]


def test_a_removed_publication_is_found(published):
    Publication.objects.get().passages.all().delete()
    behind_our_back("DELETE FROM meetings_publication")
    (said,) = found()
    assert "Entry 4 published revision 2, and there is no such version." in said


def test_a_publication_that_nobody_published_is_found(published, french_draft, claire):
    columns = ", ".join(
        field.column for field in Publication._meta.concrete_fields if field.column not in ("id", "summary_id", "key")
    )
    behind_our_back(
        f"INSERT INTO meetings_publication (summary_id, key, {columns}) "
        f"SELECT {french_draft.pk}, 'WAC26.001F', {columns} FROM meetings_publication"
    )
    assert found() == [
        f"{french_draft.pk}: Version 1 was changed after it was published.",
        f"{french_draft.pk}: Revision 2 was published, and no entry says so.",
    ]


def test_a_revision_that_says_something_else_now_is_found_where_texts_are_compared(published, french_draft):
    assert list(history.faults(texts_too=True)) == []
    behind_our_back("UPDATE meetings_revision SET document = jsonb_set(document, '{headline}', '\"Another\"')")
    assert found() == []
    assert list(history.faults(texts_too=True)) == [
        f"{published.pk} (WAC26.001E): Revision 1 was changed after it was saved.",
        f"{published.pk} (WAC26.001E): Revision 2 was changed after it was saved.",
        f"{french_draft.pk}: Revision 1 was changed after it was saved.",
    ]


def test_a_revision_that_is_not_kept_any_more_is_no_fault(published):
    published.revisions.filter(number=1).delete()
    assert list(history.faults(texts_too=True)) == []


# --- Seals ------------------------------------------------------------------------------------------------------------


def test_a_line_names_what_grew_since_the_line_before(published, french_draft, file):
    first, _ = seal(file)
    second, _ = seal(file)
    assert set(first.heads) == {published.pk, french_draft.pk}
    assert (second.heads, second.digest) == ({}, first.digest)
    assert (first.summaries, first.rows) == (2, 5)
    assert len(file.read_text().splitlines()) == 2


def test_every_seal_of_the_file_is_compared_with(draft, anna, robert, file):
    seal(file)
    workflow.perform(draft, "submit", anna, seen=draft.revision)
    seal(file)
    behind_our_back("UPDATE meetings_activity SET hash = repeat('0', 64) WHERE number = 1")
    assert any("Entry 1 is not the one that was sealed" in said for said in found(seals.read(file)))


def test_a_file_of_seals_that_was_changed_or_shortened_says_so(draft, anna, file):
    for _ in range(3):
        seal(file)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(lines[0] + lines[2])
    assert found(seals.read(file)) == ["Before line 2 of the seals a line was changed or removed."]
    changed = json.loads(lines[0])
    changed["heads"][str(draft.pk)][1] = "0" * 64
    file.write_text(json.dumps(changed) + "\n")
    assert "The last line of the seals was changed" in found(seals.read(file))[0]


def test_who_seals_is_told_what_became_shorter(published, file):
    seal(file)
    behind_our_back("DELETE FROM meetings_activity WHERE number = 4")
    _, shorter = seal(file)
    assert shorter == [f"The record of summary {published.pk} is shorter than when it was sealed last."]


def test_a_seal_goes_out_by_mail_with_its_line(published):
    made, _ = seals.seal_to(None, ["records@example.org"])
    (message,) = mail.outbox
    assert message.to == ["records@example.org"]
    assert made.digest in message.body
    assert json.loads(message.attachments[0][1])["heads"].keys() == {str(published.pk)}


def test_a_worker_seals_once_a_day_where_a_file_is_set(published, file, settings, caplog):
    assert not seals.seal_today()
    settings.SEAL_FILE, settings.SEAL_MAIL = file, ["records@example.org"]
    assert seals.seal_today() and not seals.seal_today()
    assert len(file.read_text().splitlines()) == len(mail.outbox) == 1
    behind_our_back("DELETE FROM meetings_activity WHERE number = 4")
    os.utime(file, (0, 0))
    assert seals.seal_today()
    assert "is shorter than when it was sealed last" in caplog.text
