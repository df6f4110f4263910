"""What the files of reference data said when they were last loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceRow(models.Model):
    """One row of a file as it was loaded: what differs from it in the database, an administrator changed."""

    class Kind(models.TextChoices):
        BODY = "body", _("body")
        WORDING = "wording", _("fixed wording")
        SPEAKER = "speaker", _("speaker")
        SKELETON = "skeleton", _("skeleton")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=160)
    said = models.JSONField()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_reference_row_a_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
