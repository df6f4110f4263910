"""What hangs on publication: an hour set for it, a debt left by haste, questions and requests on what is out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .publication import Publication
from .summary import Summary


def someone(**options) -> models.ForeignKey:
    """A person who did something; the account outlives the person's time here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **options)


class Debt(models.Model):
    """A text that went out before a second person read it, until one has, or a version that was read has followed."""

    class How(models.TextChoices):
        READ = "read", _("read afterwards")
        FOLLOWED = "followed", _("followed by a version that was approved")

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="debts")
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="debt")
    by = someone(verbose_name=_("published at once by"))
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    cleared_by = someone(null=True, verbose_name=_("cleared by"))
    cleared_at = models.DateTimeField(_("cleared at"), null=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)

    class Meta:
        verbose_name = _("text published at once")
        verbose_name_plural = _("texts published at once")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["summary"], condition=Q(cleared_at__isnull=True), name="one_open_debt_a_summary"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="debt_has_a_reason"),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True, how="")
                | Q(cleared_at__isnull=False, cleared_by__isnull=False) & ~Q(how="") & ~Q(cleared_by=F("by")),
                name="debt_cleared_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.publication)


class Schedule(models.Model):
    """An hour at which the approved revision is to be published, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PUBLISHED = "published", _("published")
        CLEARED = "cleared", _("taken back")
        FAILED = "failed", _("not published")

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="schedules")
    at = models.DateTimeField(_("to be published at"))
    embargo = models.BooleanField(_("under embargo until then"), default=False)
    revision = models.PositiveIntegerField()
    change = models.CharField(max_length=10, choices=Publication.Change.choices, blank=True)
    to_come = models.TextField(_("still to come"), blank=True)
    notice = models.TextField(_("public note"), blank=True)
    by = someone(verbose_name=_("set by"))
    set_at = models.DateTimeField(_("set at"), default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    ended_at = models.DateTimeField(null=True)
    obstacles = models.TextField(_("what stands in the way"), blank=True)

    class Meta:
        verbose_name = _("publication at an hour")
        verbose_name_plural = _("publications at an hour")
        ordering = ["at"]
        indexes = [models.Index(fields=["at"], condition=Q(outcome="waiting"), name="schedule_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["summary"], condition=Q(outcome="waiting"), name="one_schedule_a_summary"),
            models.CheckConstraint(
                condition=Q(outcome="waiting", ended_at__isnull=True)
                | ~Q(outcome="waiting") & Q(ended_at__isnull=False),
                name="schedule_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.summary} {self.at}"


class CounterpartCheck(models.Model):
    """A correction in one language, until the other desk has said whether it touches its own text."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="counterpart_checks")
    summary = models.ForeignKey(Summary, models.PROTECT, related_name="counterpart_checks")
    opened_at = models.DateTimeField(_("at"), default=timezone.now)
    touched = models.BooleanField(_("it touches this text"), null=True)
    answered_by = someone(null=True, verbose_name=_("answered by"))
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("question on a correction")
        verbose_name_plural = _("questions on corrections")
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "summary"], name="one_question_a_correction"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, touched__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, touched__isnull=False),
                name="question_answered_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.publication)


class CorrectionRequest(models.Model):
    """What a delegation, a mandate holder or a reader asks to be corrected, what was decided, and what followed.

    `recorded_by` is None where it came by the form on the public's pages: then it has an address for the answer.
    """

    class Decision(models.TextChoices):
        OPEN = "open", _("to be decided")
        ACCEPTED = "accepted", _("accepted")
        IN_PART = "in_part", _("accepted in part")
        DECLINED = "declined", _("declined")

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="correction_requests")
    publication = models.ForeignKey(
        Publication, models.PROTECT, verbose_name=_("version"), related_name="correction_requests"
    )
    asked_by = models.CharField(_("who asks"), max_length=200)
    for_whom = models.CharField(_("delegation or office"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    anchor = models.CharField(_("paragraph"), max_length=16, blank=True)
    instead = models.TextField(_("what is asked for instead"))
    evidence = models.TextField(_("evidence"), blank=True)
    recorded_by = someone(null=True, verbose_name=_("recorded by"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, default=Decision.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    decided_by = someone(null=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    followed_by = models.ForeignKey(
        Publication, models.PROTECT, null=True, verbose_name=_("version that followed"), related_name="requests_met"
    )

    class Meta:
        verbose_name = _("request for a correction")
        verbose_name_plural = _("requests for corrections")
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["recorded_at"], condition=Q(recorded_by__isnull=True), name="request_from_the_public")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | ~Q(email=""), name="request_from_the_public_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(decision="open", decided_at__isnull=True, decided_by__isnull=True, answer="")
                | ~Q(decision="open") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(answer=""),
                name="request_decided_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(followed_by__isnull=True) | Q(decision__in=["accepted", "in_part"]),
                name="only_an_accepted_request_is_followed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication}: {self.asked_by}"


class Redirect(models.Model):
    """An address that was wrong, or is no more, and the text whose page it leads to for ever."""

    key = models.CharField(_("former address"), max_length=60, unique=True)
    summary = models.ForeignKey(Summary, models.PROTECT, related_name="redirects", verbose_name=_("leads to"))
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
