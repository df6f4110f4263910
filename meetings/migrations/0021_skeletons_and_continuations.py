import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0020_subscriptions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedSegment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("presentation_of_report", "presentation of a report"),
                            ("interactive_dialogue", "interactive dialogue"),
                            ("enhanced_interactive_dialogue", "enhanced interactive dialogue"),
                            ("general_debate", "general debate"),
                            ("panel", "panel"),
                            ("country_review", "review of a State"),
                            ("statements", "statements"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=32,
                        verbose_name="kind",
                    ),
                ),
                ("title_en", models.TextField(blank=True, verbose_name="title in English")),
                ("title_fr", models.TextField(blank=True, verbose_name="title in French")),
                ("agenda_item", models.CharField(blank=True, max_length=20, verbose_name="agenda item")),
                ("started_before", models.BooleanField(default=False, verbose_name="started in an earlier meeting")),
                (
                    "reports",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="reports",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned segment",
                "verbose_name_plural": "planned segments",
                "ordering": ["meeting", "position"],
            },
        ),
        migrations.CreateModel(
            name="PlannedSpeaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "speaker on the podium",
                "verbose_name_plural": "speakers on the podium",
                "ordering": ["segment", "position"],
            },
        ),
        migrations.CreateModel(
            name="Skeleton",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French")], max_length=2, verbose_name="language"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        help_text="Codes, by commas; empty: offered for every body.",
                        size=None,
                        verbose_name="bodies",
                    ),
                ),
                ("outline", models.JSONField(default=list, verbose_name="segments and headings")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "skeleton",
                "verbose_name_plural": "skeletons",
                "ordering": ["language", "position", "name"],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="continues",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="segment_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="referencerow",
            name="kind",
            field=models.CharField(
                choices=[
                    ("body", "body"),
                    ("wording", "fixed wording"),
                    ("speaker", "speaker"),
                    ("skeleton", "skeleton"),
                ],
                max_length=10,
            ),
        ),
        # The column was never filled: it pointed at rows, and is now the key of a segment.
        migrations.RemoveField(model_name="segment", name="continues"),
        migrations.AddField(
            model_name="segment",
            name="continues",
            field=models.CharField(
                blank=True,
                default="",
                help_text="the part of an earlier text that it goes on with",
                max_length=12,
                verbose_name="continues",
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(fields=["body", "language", "-date"], name="summary_of_body"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("is_current", True), ("withdrawal__isnull", True)),
                fastupdate=False,
                fields=["segment_keys", "continues"],
                name="publication_going_on",
            ),
        ),
        migrations.AddField(
            model_name="plannedsegment",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="planned_segments",
                to="meetings.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.AddField(
            model_name="plannedspeaker",
            name="function",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="meetings.speakerfunction"
            ),
        ),
        migrations.AddField(
            model_name="plannedspeaker",
            name="segment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="speakers", to="meetings.plannedsegment"
            ),
        ),
        migrations.AddField(
            model_name="plannedspeaker",
            name="speaker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="planned", to="meetings.speaker"
            ),
        ),
        migrations.AddConstraint(
            model_name="skeleton",
            constraint=models.UniqueConstraint(fields=("key", "language"), name="one_skeleton_a_key_and_language"),
        ),
        migrations.AddConstraint(
            model_name="plannedsegment",
            constraint=models.UniqueConstraint(fields=("meeting", "position"), name="one_planned_segment_a_place"),
        ),
        migrations.AddConstraint(
            model_name="plannedsegment",
            constraint=models.CheckConstraint(
                condition=models.Q(("title_en", ""), ("title_fr", ""), _negated=True),
                name="planned_segment_has_a_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedspeaker",
            constraint=models.UniqueConstraint(fields=("segment", "position"), name="one_planned_speaker_a_place"),
        ),
    ]
