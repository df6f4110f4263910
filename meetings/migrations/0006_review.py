"""Review and publication: hours, debts, withdrawals that can be undone, what was changed and what is still to come."""

import importlib

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

guards = importlib.import_module("meetings.migrations.0002_guards")

EVIDENCE = (*guards.EVIDENCE, "change", "to_come")
WITHDRAWAL = ("id", "summary_id", "at", "by_id", "reason", "replacement_id")

# Withdrawals become rows of their own: one may be undone, and another follow.
WITHDRAWN = """
INSERT INTO meetings_withdrawal (summary_id, at, by_id, reason)
    SELECT summary_id, max(withdrawn_at), max(withdrawn_by_id), max(withdrawal_reason)
    FROM meetings_publication WHERE withdrawn_at IS NOT NULL AND is_current GROUP BY summary_id;
UPDATE meetings_publication SET withdrawal_id = meetings_withdrawal.id FROM meetings_withdrawal
    WHERE meetings_publication.summary_id = meetings_withdrawal.summary_id
    AND meetings_publication.published_at <= meetings_withdrawal.at;
SET CONSTRAINTS ALL IMMEDIATE;
"""

GUARDS = f"""
CREATE TRIGGER publication_evidence BEFORE UPDATE ON meetings_publication FOR EACH ROW
    WHEN ({guards.differ(EVIDENCE)})
    EXECUTE FUNCTION meetings_refuse('What was published never changes: publish a new version.');

CREATE FUNCTION meetings_keep_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM meetings_withdrawal WHERE id = OLD.withdrawal_id AND undone_at IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
            MESSAGE = 'A withdrawn text comes back only where its withdrawal is undone.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_withdrawal BEFORE UPDATE ON meetings_publication FOR EACH ROW
    WHEN (OLD.withdrawal_id IS NOT NULL AND OLD.withdrawal_id IS DISTINCT FROM NEW.withdrawal_id)
    EXECUTE FUNCTION meetings_keep_withdrawn();

CREATE TRIGGER withdrawal_change BEFORE UPDATE ON meetings_withdrawal FOR EACH ROW
    WHEN (OLD.undone_at IS NOT NULL OR {guards.differ(WITHDRAWAL)})
    EXECUTE FUNCTION meetings_refuse('A withdrawal stays as it was recorded.');
CREATE TRIGGER withdrawal_delete BEFORE DELETE ON meetings_withdrawal FOR EACH ROW
    EXECUTE FUNCTION meetings_refuse('A withdrawal stays as it was recorded.');
CREATE TRIGGER withdrawal_truncate BEFORE TRUNCATE ON meetings_withdrawal FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_refuse('A withdrawal stays as it was recorded.');
"""
UNGUARD = """
DROP TRIGGER withdrawal_change ON meetings_withdrawal;
DROP TRIGGER withdrawal_delete ON meetings_withdrawal;
DROP TRIGGER withdrawal_truncate ON meetings_withdrawal;
DROP TRIGGER publication_withdrawal ON meetings_publication;
DROP TRIGGER publication_evidence ON meetings_publication;
DROP FUNCTION meetings_keep_withdrawn();
"""


def drop(*names):
    """Drops triggers of the publications that 0002 made; going back makes them again."""
    made = [guards.create(name, *guards.TRIGGERS[name]) for name in names]
    return migrations.RunSQL([step.reverse_sql for step in made], [step.sql for step in made])


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "__first__"),
        ("meetings", "0005_coverage_guards"),
    ]

    operations = [
        drop("publication_evidence", "publication_withdrawal"),
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.CharField(max_length=200, verbose_name="who asks")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="delegation or office")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("received_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="received on")),
                ("anchor", models.CharField(blank=True, max_length=16, verbose_name="paragraph")),
                ("instead", models.TextField(verbose_name="what is asked for instead")),
                ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("open", "to be decided"),
                            ("accepted", "accepted"),
                            ("in_part", "accepted in part"),
                            ("declined", "declined"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
            ],
            options={
                "verbose_name": "request for a correction",
                "verbose_name_plural": "requests for corrections",
                "ordering": ["-received_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CounterpartCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("touched", models.BooleanField(null=True, verbose_name="it touches this text")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
            ],
            options={
                "verbose_name": "question on a correction",
                "verbose_name_plural": "questions on corrections",
                "ordering": ["opened_at"],
            },
        ),
        migrations.CreateModel(
            name="Debt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("cleared_at", models.DateTimeField(null=True, verbose_name="cleared at")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[("read", "read afterwards"), ("followed", "followed by a version that was approved")],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "text published at once",
                "verbose_name_plural": "texts published at once",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Redirect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True, verbose_name="former address")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="to be published at")),
                ("embargo", models.BooleanField(default=False, verbose_name="under embargo until then")),
                ("revision", models.PositiveIntegerField()),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first", "first publication"),
                            ("take", "further part"),
                            ("correction", "correction"),
                            ("update", "update"),
                            ("minor", "minor change"),
                        ],
                        max_length=10,
                    ),
                ),
                ("to_come", models.TextField(blank=True, verbose_name="still to come")),
                ("notice", models.TextField(blank=True, verbose_name="public note")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="set at")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("published", "published"),
                            ("cleared", "taken back"),
                            ("failed", "not published"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("obstacles", models.TextField(blank=True, verbose_name="what stands in the way")),
            ],
            options={
                "verbose_name": "publication at an hour",
                "verbose_name_plural": "publications at an hour",
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="withdrawn at")),
                ("reason", models.TextField(verbose_name="reason of withdrawal")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["-at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="publication",
            name="one_publication_a_version",
        ),
        migrations.RemoveConstraint(
            model_name="summary",
            name="approved_by_a_second_person",
        ),
        migrations.RemoveConstraint(
            model_name="summary",
            name="approval_names_its_revision",
        ),
        migrations.RemoveConstraint(
            model_name="summary",
            name="handed_in_by_someone",
        ),
        migrations.AddField(
            model_name="publication",
            name="archive",
            field=models.BooleanField(default=False, verbose_name="from the archive"),
        ),
        migrations.AddField(
            model_name="publication",
            name="change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first", "first publication"),
                    ("take", "further part"),
                    ("correction", "correction"),
                    ("update", "update"),
                    ("minor", "minor change"),
                ],
                max_length=10,
                verbose_name="what changed",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="to_come",
            field=models.TextField(
                blank=True, help_text="one part a line; empty: it is whole", verbose_name="still to come"
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="claimed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="summary",
            name="claimed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="read by",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="from_state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("draft", "draft"),
                    ("in_review", "in review"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("discarded", "discarded"),
                ],
                max_length=10,
                verbose_name="from",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="to_state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("in_review", "in review"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("discarded", "discarded"),
                ],
                max_length=10,
                verbose_name="to",
            ),
        ),
        migrations.AlterField(
            model_name="summary",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("in_review", "in review"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("discarded", "discarded"),
                ],
                default="draft",
                editable=False,
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "in_review", "discarded"]),
                    models.Q(
                        ("submitted_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            ),
                            models.Q(("forced_by__isnull", False), models.Q(("forced_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="approved_by_a_second_person",
                violation_error_message="A summary is approved by another person than the one who handed it in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "in_review", "discarded"]),
                    ("approved_revision__isnull", False),
                    _connector="OR",
                ),
                name="approval_names_its_revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "discarded"]),
                    models.Q(("submitted_by__isnull", False), ("submitted_revision__isnull", False)),
                    _connector="OR",
                ),
                name="handed_in_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(("claimed_by__isnull", True), ("state", "in_review"), _connector="OR"),
                name="only_what_is_in_review_is_claimed",
            ),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="followed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests_met",
                to="meetings.publication",
                verbose_name="version that followed",
            ),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction_requests",
                to="meetings.publication",
                verbose_name="version",
            ),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="correction_requests", to="meetings.summary"
            ),
        ),
        migrations.AddField(
            model_name="counterpartcheck",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="answered by",
            ),
        ),
        migrations.AddField(
            model_name="counterpartcheck",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counterpart_checks",
                to="meetings.publication",
            ),
        ),
        migrations.AddField(
            model_name="counterpartcheck",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="counterpart_checks", to="meetings.summary"
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="published at once by",
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="cleared_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="cleared by",
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="publication",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="debt", to="meetings.publication"
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="meetings.summary"
            ),
        ),
        migrations.AddField(
            model_name="redirect",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redirects",
                to="meetings.summary",
                verbose_name="leads to",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="set by",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="schedules", to="meetings.summary"
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="withdrawn by",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="replacement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="meetings.summary",
                verbose_name="text that replaces it",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="meetings.summary"
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="undone_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="withdrawal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="meetings.withdrawal",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(fields=("summary", "version"), name="one_publication_a_version"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)), fields=("summary",), name="one_current_publication_a_summary"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("change", ""),
                    models.Q(("change", "first"), ("version", 1)),
                    models.Q(("version__gt", 1), models.Q(("change", "first"), _negated=True)),
                    _connector="OR",
                ),
                name="first_version_is_the_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change__in", ["correction", "update"]), _negated=True),
                    models.Q(("notice", ""), _negated=True),
                    _connector="OR",
                ),
                name="correction_and_update_have_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "open")
                    ),
                    models.Q(
                        models.Q(("decision", "open"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="request_decided_with_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("followed_by__isnull", True), ("decision__in", ["accepted", "in_part"]), _connector="OR"
                ),
                name="only_an_accepted_request_is_followed",
            ),
        ),
        migrations.AddConstraint(
            model_name="counterpartcheck",
            constraint=models.UniqueConstraint(fields=("publication", "summary"), name="one_question_a_correction"),
        ),
        migrations.AddConstraint(
            model_name="counterpartcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("touched__isnull", True)),
                    models.Q(
                        ("answered_at__isnull", False), ("answered_by__isnull", False), ("touched__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="question_answered_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cleared_at__isnull", True)), fields=("summary",), name="one_open_debt_a_summary"
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="debt_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cleared_at__isnull", True), ("cleared_by__isnull", True), ("how", "")),
                    models.Q(
                        ("cleared_at__isnull", False),
                        ("cleared_by__isnull", False),
                        models.Q(("how", ""), _negated=True),
                        models.Q(("cleared_by", models.F("by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="debt_cleared_by_another",
            ),
        ),
        migrations.AddIndex(
            model_name="schedule",
            index=models.Index(condition=models.Q(("outcome", "waiting")), fields=["at"], name="schedule_waiting"),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "waiting")), fields=("summary",), name="one_schedule_a_summary"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("outcome", "waiting")),
                    models.Q(models.Q(("outcome", "waiting"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="schedule_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="withdrawal_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(
                        ("undone_at__isnull", False),
                        ("undone_by__isnull", False),
                        models.Q(("undone_by", models.F("by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="withdrawal_undone_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replacement__isnull", True),
                    models.Q(("replacement", models.F("summary")), _negated=True),
                    _connector="OR",
                ),
                name="nothing_replaces_itself",
            ),
        ),
        migrations.RunSQL(WITHDRAWN, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="publication",
            name="withdrawal_has_a_reason",
        ),
        migrations.RemoveIndex(
            model_name="publication",
            name="publication_latest",
        ),
        migrations.RemoveField(
            model_name="publication",
            name="withdrawal_reason",
        ),
        migrations.RemoveField(
            model_name="publication",
            name="withdrawn_at",
        ),
        migrations.RemoveField(
            model_name="publication",
            name="withdrawn_by",
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("is_current", True), ("withdrawal__isnull", True)),
                fields=["language", "-date", "-published_at", "-id"],
                name="publication_latest",
            ),
        ),
        migrations.RunSQL(GUARDS, UNGUARD),
    ]
