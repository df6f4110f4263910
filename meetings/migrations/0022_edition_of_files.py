from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_skeletons_and_continuations")]

    operations = [
        migrations.RemoveField(model_name="publicationfile", name="edition"),
        migrations.AddField(
            model_name="publication", name="files_edition", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("is_current", True), ("withdrawal__isnull", True)),
                fields=["files_edition", "-id"],
                name="publication_files",
            ),
        ),
    ]
