"""What a person is writing and has not saved, and who has a text open. Neither is a part of any text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .summary import Summary


class BufferQuerySet(models.QuerySet["Buffer"]):
    def unsaved(self) -> BufferQuerySet:
        """Those with words in them: the others say that the words of their page were saved, or thrown away."""
        return self.exclude(data="")


class Buffer(models.Model):
    """The words of one open page, kept apart from the text: what differs from the page of revision `based_on`.

    `data` are the fields that differ, as a form would post them; "" once they were saved or thrown away, so that what
    the page sent before, and comes late, does not bring them back. `tab` names the page: two of one person never
    overwrite each other.
    """

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="buffers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tab = models.CharField(max_length=20)
    based_on = models.PositiveIntegerField(_("revision"))
    data = models.TextField(blank=True)
    updated_at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    objects = BufferQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved words")
        verbose_name_plural = _("unsaved words")
        constraints = [
            models.UniqueConstraint(fields=["summary", "user", "tab"], name="one_buffer_a_page"),
            models.CheckConstraint(condition=~Q(tab=""), name="buffer_of_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.summary}"


class Presence(models.Model):
    """A person who has a text open: at which segment, and the one that they said they are working on ("": none).

    Nobody is present any more some seconds after `seen_at`, nor works on a segment some minutes after `active_at`.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    segment = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)
    working_on = models.CharField(max_length=20, blank=True)
    active_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["summary", "user"], name="one_presence_a_person"),
            models.UniqueConstraint(
                fields=["summary", "working_on"], condition=~Q(working_on=""), name="one_person_works_on_a_segment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.summary}"
