"""Triggers for what is never changed nor removed, whoever asks: publications and activity."""

from django.db import migrations

EVIDENCE = (
    "summary_id", "revision", "language", "key", "version", "content", "text", "notice",
    "published_by_id", "published_at", "hash",
)  # fmt: skip
WITHDRAWAL = ("withdrawn_at", "withdrawn_by_id", "withdrawal_reason")


def differ(columns):
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return f"ROW({old}) IS DISTINCT FROM ROW({new})"


FUNCTION = """
CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0];
END $$
"""

# name: (table, when it fires, the sentence). A row trigger does not see TRUNCATE: it has one of its own.
TRIGGERS = {
    "publication_evidence": (
        "meetings_publication",
        "BEFORE UPDATE {on} FOR EACH ROW WHEN (" + differ(EVIDENCE) + ")",
        "What was published never changes: publish a new version.",
    ),
    "publication_withdrawal": (
        "meetings_publication",
        "BEFORE UPDATE {on} FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL AND " + differ(WITHDRAWAL) + ")",
        "A withdrawal stays as it was recorded.",
    ),
    "publication_delete": (
        "meetings_publication",
        "BEFORE DELETE {on} FOR EACH ROW",
        "What was published is never deleted: withdraw it.",
    ),
    "publication_truncate": (
        "meetings_publication",
        "BEFORE TRUNCATE {on} FOR EACH STATEMENT",
        "What was published is never deleted: withdraw it.",
    ),
    "activity_change": (
        "meetings_activity",
        "BEFORE UPDATE OR DELETE {on} FOR EACH ROW",
        "The record of activity is only added to.",
    ),
    "activity_truncate": (
        "meetings_activity",
        "BEFORE TRUNCATE {on} FOR EACH STATEMENT",
        "The record of activity is only added to.",
    ),
}


def create(name, table, fires, sentence):
    fires = fires.format(on=f"ON {table}")
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} {fires} EXECUTE FUNCTION meetings_refuse('{sentence}')",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION meetings_refuse()"),
        *(create(name, *trigger) for name, trigger in TRIGGERS.items()),
    ]
