"""A publication as files to print, to edit and to process: made by the worker, and able to be made again."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .publication import Publication


class PublicationFile(models.Model):
    """One publication in one format, derived from its content. `Publication.files_edition` says of which edition."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word (DOCX)"
        AKN = "akn", "Akoma Ntoso (XML)"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    content = models.BinaryField()
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("file of a publication")
        verbose_name_plural = _("files of publications")
        constraints = [
            models.UniqueConstraint(fields=["publication", "format"], name="one_file_a_publication_and_format")
        ]

    def __str__(self) -> str:
        return f"{self.publication}.{self.format}"
