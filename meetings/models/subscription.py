"""Who follows a list or a search by mail. Nothing more is known of them, and it is gone when they stop."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .publication import Publication
from .reference import Language


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def confirmed(self) -> SubscriptionQuerySet:
        """Those whose address has said that it wants these mails."""
        return self.filter(confirmed_at__isnull=False)

    def of_address(self, address: str) -> SubscriptionQuerySet:
        return self.annotate(folded=Lower("address")).filter(folded=address.lower())


class Subscription(models.Model):
    """One address follows one list. `query` is the list's canonical query: "" is all that is published."""

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", _("At once, a mail for each text")
        DAILY = "daily", _("Once a day, all new texts in one mail")

    address = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    query = models.CharField(_("list"), max_length=500, blank=True)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency.choices)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    told_until = models.DateTimeField(null=True)  # up to when the daily mails have told of what was published

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-asked_at"]
        indexes = [
            models.Index(
                fields=["frequency", "language", "query"],
                condition=Q(confirmed_at__isnull=False),
                name="subscription_by_list",
            ),
            models.Index(fields=["asked_at"], condition=Q(confirmed_at__isnull=True), name="subscription_unconfirmed"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("address"), "language", "query", name="one_subscription_a_list"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(told_until__isnull=True),
                name="who_has_not_confirmed_is_told_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.language} {self.query}"


class Announcement(models.Model):
    """A publication whose subscribers have been told at once: it is never told again."""

    publication = models.OneToOneField(Publication, models.CASCADE, primary_key=True, related_name="announcement")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def __str__(self) -> str:
        return str(self.publication)
