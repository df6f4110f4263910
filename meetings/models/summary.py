"""The working copy: its head, its state, its history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .coverage import Period
from .reference import Body, Language, Session


class State(models.TextChoices):
    """Where the working copy stands. What the public sees is answered by Publication alone."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


class SummaryQuerySet(models.QuerySet["Summary"]):
    def locked(self) -> SummaryQuerySet:
        """Rows that nobody else may change until the transaction ends. Never joined: who waited for the lock would
        see the row as it is now beside a body and a session as they were.

        NO KEY: a plain FOR UPDATE would hold up every insert of a row that points at one of these.
        """
        return self.select_for_update(no_key=True)


class Summary(models.Model):
    """One language's text about one or more meetings. All but body and language may be empty in a draft."""

    class Kind(models.TextChoices):
        MEETING_SUMMARY = "meeting_summary", _("Meeting Summary")
        PRESS_RELEASE = "press_release", _("Press Release")

    class Origin(models.TextChoices):
        DESK = "desk", _("written at the desk")
        IMPORT = "import", _("imported")

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEETING_SUMMARY)
    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("body"), related_name="summaries")
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, verbose_name=_("session"), related_name="summaries"
    )
    date = models.DateField(_("date"), null=True, blank=True)
    period = models.CharField(_("period"), max_length=10, choices=Period.choices, blank=True)
    symbol = models.CharField(
        _("press symbol"), max_length=30, blank=True, help_text=_("Left empty, it is allotted on submission.")
    )
    kicker = models.CharField(_("kicker"), blank=True)
    headline = models.TextField(_("headline"), blank=True)
    subheadline = models.TextField(_("sub-headline"), blank=True)
    round_up = models.TextField(_("round-up"), blank=True)
    where_to_find = models.TextField(
        _("where to find webcast and documents"), blank=True, help_text=_("Left empty: the body's fixed wording.")
    )
    next_meeting = models.TextField(_("next meeting"), blank=True)
    next_session = models.TextField(_("next session"), blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True, help_text=_("Left empty: the body's fixed wording."))

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("begun by"),
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("handed in by"),
        related_name="+",
    )
    submitted_revision = models.PositiveIntegerField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("approved by"),
        related_name="+",
    )
    approved_revision = models.PositiveIntegerField(null=True, editable=False)
    forced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("forced by"),
        related_name="+",
    )
    forced_reason = models.TextField(_("reason"), blank=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("read by"),
        related_name="+",
    )
    claimed_at = models.DateTimeField(null=True, editable=False)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.DESK, editable=False)
    source_name = models.CharField(_("imported from"), max_length=255, blank=True, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["state", "language", "-changed_at"], name="summary_queue"),
            models.Index(fields=["body", "language", "-date"], name="summary_of_body"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "discarded"])
                | Q(submitted_by__isnull=False)
                & (
                    (Q(approved_by__isnull=False) & ~Q(approved_by=F("submitted_by")))
                    | (Q(forced_by__isnull=False) & ~Q(forced_reason=""))
                ),
                name="approved_by_a_second_person",
                violation_error_message=_("A summary is approved by another person than the one who handed it in."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "discarded"]) | Q(approved_revision__isnull=False),
                name="approval_names_its_revision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"])
                | (Q(submitted_by__isnull=False) & Q(submitted_revision__isnull=False)),
                name="handed_in_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True) | Q(state="in_review"), name="only_what_is_in_review_is_claimed"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("admin:meetings_summary_change", args=[self.pk])

    def __str__(self) -> str:
        return self.symbol or self.headline or f"{self.get_kind_display()} {self.pk or ''}".strip()


class Revision(models.Model):
    """The whole Document after one save: history, and the ancestor of a merge."""

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["summary", "number"], name="one_revision_a_number")]

    def __str__(self) -> str:
        return f"{self.summary} r{self.number}"
