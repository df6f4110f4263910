"""What people are told: in the tool's own inbox, by mail, and, before its hour, a text that only they may read."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .coverage import Coverage
from .publication import Publication
from .reference import Body, Language
from .summary import Summary


class Notice(models.TextChoices):
    """What a person of a desk may be told. Who is told of what stands in newsroom/notices.py."""

    SUBMITTED = "submitted", _("a text is handed in")
    RETURNED = "returned", _("a text comes back")
    EDITED = "edited", _("a text is changed in review")
    CLAIMED = "claimed", _("someone takes over a review")
    HANDED_ON = "handed_on", _("a review is handed on")
    APPROVED = "approved", _("a text is approved")
    SCHEDULED = "scheduled", _("an hour is set for publication")
    NOT_PUBLISHED = "not_published", _("at its hour a text could not be published")
    PUBLISHED = "published", _("a text is published")
    DEBT = "debt", _("a text is published before anyone has reviewed it")
    DEBT_CLEARED = "debt_cleared", _("a text published at once is reviewed")
    WITHDRAWN = "withdrawn", _("a text is withdrawn, or public again")
    OVERDUE = "overdue", _("a text is overdue")
    COUNTERPART = "counterpart", _("the other desk corrects a text on the same meeting")
    REQUESTED = "requested", _("the public asks for a correction")
    SEGMENT_TAKEN = "segment_taken", _("someone takes over a segment")
    ASSIGNED = "assigned", _("a meeting is given to you to cover")
    MEETING_CHANGED = "meeting_changed", _("a meeting that you cover is moved, cancelled or merged")


class Delivery(models.TextChoices):
    """How a notice also comes by mail; the inbox has it in any case."""

    AT_ONCE = "at_once", _("at once")
    DIGEST = "digest", _("once a day")
    NEVER = "never", _("not at all")


class MailChoice(models.Model):
    """What a person chose for one kind of notice; without a row, the kind's default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    kind = models.CharField(_("notice"), max_length=20, choices=Notice.choices)
    delivery = models.CharField(_("by mail"), max_length=10, choices=Delivery.choices)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_a_kind")]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


class OutboxQuerySet(models.QuerySet["OutboxMail"]):
    def waiting(self) -> OutboxQuerySet:
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)


class OutboxMail(models.Model):
    """One mail to one address, written in the transaction of the act that it tells of, and sent by the worker.

    Its Message-ID is fixed here: a mail that is sent twice is the same mail.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice")
        DIGEST = "digest", _("digest")
        RELEASE = "release", _("release")
        WITHDRAWAL = "withdrawal", _("withdrawal of a release")
        EMBARGO = "embargo", _("text under embargo")
        ALERT = "alert", _("alert")
        CONFIRMING = "confirming", _("question whether an alert is wanted")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    message_id = models.CharField(max_length=200, unique=True)
    address = models.EmailField(_("to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("who")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"), help_text=_("{release} and {secret} are filled in when it is sent"))
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="mails", verbose_name=_("publication")
    )
    secret = models.CharField(max_length=100, blank=True)
    headers = models.JSONField(_("headers"), default=dict)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="outbox_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(secret="") | Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="a_secret_is_forgotten_once_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True), name="sent_or_given_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"


class InboxItem(models.Model):
    """One notice to one person. Its words are made when it is read, from `kind` and `values`, in the reader's language.

    `language` is that of the desk whose text it is about: who has left the desk reads it no more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox")
    kind = models.CharField(_("notice"), max_length=20, choices=Notice.choices)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    summary = models.ForeignKey(Summary, models.PROTECT, null=True, related_name="+")
    coverage = models.ForeignKey(Coverage, models.PROTECT, null=True, related_name="+")
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(_("at"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)
    delivery = models.CharField(max_length=10, choices=Delivery.choices)
    mail = models.ForeignKey(OutboxMail, models.SET_NULL, null=True, related_name="items")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("inbox")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="inbox_newest"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="inbox_unread"),
            models.Index(
                fields=["user", "at"],
                condition=Q(read_at__isnull=True, mail__isnull=True, delivery="digest"),
                name="inbox_for_digest",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(summary__isnull=False) | Q(coverage__isnull=False), name="notice_is_about_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


class DistributionList(models.Model):
    """Who gets the releases of a body in a language by mail, on publication."""

    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("body"), related_name="distribution_lists")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)

    class Meta:
        verbose_name = _("distribution list")
        verbose_name_plural = _("distribution lists")
        ordering = ["body", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "language"],
                name="one_list_a_body_and_language",
                violation_error_message=_("There is a list of this body in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body.code} – {self.get_language_display()}"


class Recipient(models.Model):
    """One address of a distribution list."""

    list = models.ForeignKey(DistributionList, models.CASCADE, verbose_name=_("list"), related_name="recipients")
    name = models.CharField(_("name"), max_length=200, blank=True)
    address = models.EmailField(_("e-mail"))
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["list", "address"]
        constraints = [
            models.UniqueConstraint(
                "list",
                Lower("address"),
                name="one_recipient_an_address",
                violation_error_message=_("This address is on the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.address


class PreviewLink(models.Model):
    """A reader's own way to a text that is not public: an approved one before its hour, or a draft as it stands.

    Of the token of an access before the hour only the hash is known. The address of a draft is signed: `token_hash`
    goes into its signature, and nothing that stands here gives it away.
    """

    class Purpose(models.TextChoices):
        EMBARGO = "embargo", _("access before the hour")
        DRAFT = "draft", _("draft")

    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose, default=Purpose.EMBARGO)
    summary = models.ForeignKey(Summary, models.PROTECT, related_name="preview_links", verbose_name=_("summary"))
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    address = models.EmailField(_("e-mail"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    created_at = models.DateTimeField(_("given"), default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    mail = models.ForeignKey(OutboxMail, models.SET_NULL, null=True, related_name="+", verbose_name=_("mail"))
    openings = models.PositiveIntegerField(_("openings"), default=0)
    first_opened_at = models.DateTimeField(_("first opened"), null=True)
    last_opened_at = models.DateTimeField(_("last opened"), null=True)

    class Meta:
        verbose_name = _("access before the hour")
        verbose_name_plural = _("accesses before the hour")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="access_revoked_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & (Q(purpose="draft") | ~Q(organisation="") & ~Q(address="")),
                name="access_is_for_a_named_reader",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Neither revoked nor expired."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name
