from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_speaking")]

    operations = [
        migrations.AddIndex(
            "publication",
            models.Index(
                fields=["language", "-published_at", "-id"],
                condition=models.Q(change__in=["correction", "update"], withdrawal__isnull=True),
                name="publication_corrections",
            ),
        ),
    ]
