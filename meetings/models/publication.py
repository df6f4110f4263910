"""What the public reads. The evidence of a publication never changes; what is derived from it can be made again."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .coverage import Period
from .reference import Body, Language, Speaker
from .summary import Summary


class PublicationQuerySet(models.QuerySet["Publication"]):
    """The only place that knows what "published" means."""

    def current(self) -> PublicationQuerySet:
        """What the public reads now, and no withdrawn text."""
        return self.filter(is_current=True, withdrawal__isnull=True)

    def in_language(self, language: str) -> PublicationQuerySet:
        return self.filter(language=language)

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-date", "-published_at", "-id")


class Withdrawal(models.Model):
    """A text taken from the public, with all its versions. A trigger lets it be undone once, and no more."""

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="withdrawals")
    at = models.DateTimeField(_("withdrawn at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("withdrawn by"))
    reason = models.TextField(_("reason of withdrawal"))
    replacement = models.ForeignKey(
        Summary, models.PROTECT, null=True, related_name="replaces", verbose_name=_("text that replaces it")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_by=models.F("by")),
                name="withdrawal_undone_by_another",
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=True) | ~Q(replacement=models.F("summary")),
                name="nothing_replaces_itself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.summary)


class Publication(models.Model):
    """One version of a release at its address. A trigger refuses any change of the fields before `is_current`."""

    class Change(models.TextChoices):
        FIRST = "first", _("first publication")
        TAKE = "take", _("further part")
        CORRECTION = "correction", _("correction")
        UPDATE = "update", _("update")
        MINOR = "minor", _("minor change")

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="publications")
    revision = models.PositiveIntegerField(_("revision"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    key = models.CharField(_("address"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    text = models.TextField(_("plain text"))
    notice = models.TextField(_("public note"), blank=True)
    change = models.CharField(_("what changed"), max_length=10, choices=Change.choices, blank=True)
    to_come = models.TextField(_("still to come"), blank=True, help_text=_("one part a line; empty: it is whole"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    hash = models.CharField(max_length=64)

    is_current = models.BooleanField(_("current"), default=True)
    withdrawal = models.ForeignKey(Withdrawal, models.PROTECT, null=True, blank=True, related_name="versions")

    # Derived from the evidence, for lists and pages.
    body = models.ForeignKey(Body, models.PROTECT, related_name="publications")
    session_number = models.PositiveSmallIntegerField(null=True)
    session_kind = models.CharField(max_length=10, blank=True)
    date = models.DateField(_("date"))
    period = models.CharField(_("period"), max_length=10, choices=Period.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Summary.Kind.choices)
    symbol = models.CharField(_("press symbol"), max_length=30, blank=True)
    kicker = models.CharField(blank=True)
    headline = models.TextField(_("headline"))
    subheadline = models.TextField(blank=True)
    html = models.TextField()
    archive = models.BooleanField(_("from the archive"), default=False)

    # Derived from the evidence, from the meetings that the text is about and from whom its names lead to: what lists
    # are narrowed by, and what searches look into. A text about two meetings has its first day, and each period.
    first_date = models.DateField()
    periods = ArrayField(models.CharField(max_length=10), default=list)
    meeting_ids = ArrayField(models.BigIntegerField(), default=list)
    speaker_ids = ArrayField(models.BigIntegerField(), default=list)
    group_ids = ArrayField(models.BigIntegerField(), default=list)
    documents = ArrayField(models.CharField(max_length=60), default=list)
    agenda_items = ArrayField(models.CharField(), default=list)
    topics = ArrayField(models.CharField(), default=list)
    segment_kinds = ArrayField(models.CharField(max_length=32), default=list)
    # The parts of the text by their ids, and those of earlier texts that they go on with.
    segment_keys = ArrayField(models.CharField(max_length=12), default=list)
    continues = ArrayField(models.CharField(max_length=12), default=list)
    search = SearchVectorField(null=True)
    files_edition = models.PositiveSmallIntegerField(default=0)  # of the layouts that its files were made with

    objects = PublicationQuerySet.as_manager()

    EVIDENCE = (
        "summary_id", "revision", "language", "key", "version", "content", "text", "notice",
        "change", "to_come", "published_by_id", "published_at", "hash",
    )  # fmt: skip
    LATER_EVIDENCE = ("change", "to_come")  # counted in the hash only where set, so that older seals stand

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at"]
        indexes = [
            models.Index(
                fields=["files_edition", "-id"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_files",
            ),
            models.Index(
                fields=["language", "-date", "-published_at", "-id"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_latest",
            ),
            models.Index(
                fields=["language", "body", "-date", "-published_at", "-id"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_of_body",
            ),
            models.Index(
                fields=["session_number", "session_kind", "language", "body", "-date", "-published_at", "-id"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_of_session",
            ),
            # One index for whichever of these is asked for: a GIN index is as quick by any of its columns.
            GinIndex(
                fields=["speaker_ids", "group_ids", "documents", "agenda_items", "topics", "meeting_ids"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_narrowed",
                fastupdate=False,
            ),
            GinIndex(
                fields=["segment_keys", "continues"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_going_on",
                fastupdate=False,
            ),
            GinIndex(
                fields=["search"],
                condition=Q(is_current=True, withdrawal__isnull=True),
                name="publication_search",
                fastupdate=False,
            ),
            models.Index(
                fields=["language", "-published_at", "-id"],
                condition=Q(change__in=["correction", "update"], withdrawal__isnull=True),
                name="publication_corrections",
            ),
            models.Index(fields=["published_at"], condition=Q(withdrawal__isnull=True), name="publication_by_moment"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["summary", "version"], name="one_publication_a_version"),
            models.UniqueConstraint(
                fields=["summary"], condition=Q(is_current=True), name="one_current_publication_a_summary"
            ),
            models.UniqueConstraint(
                fields=["key"], condition=Q(is_current=True), name="one_current_publication_an_address"
            ),
            # "": published before changes were told apart.
            models.CheckConstraint(
                condition=Q(change="") | Q(version=1, change="first") | Q(version__gt=1) & ~Q(change="first"),
                name="first_version_is_the_first",
            ),
            models.CheckConstraint(
                condition=~Q(change__in=["correction", "update"]) | ~Q(notice=""),
                name="correction_and_update_have_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Passage(models.Model):
    """One block of a publication, so that a statement has an address and a speaker a page. Made from the content.

    A list of speakers is one passage, and each of its names another at the same anchor.
    """

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", _("paragraph")
        STATEMENT = "statement", _("statement")
        LIST = "list", _("list of speakers")
        INTERVENTION = "intervention", _("intervention")

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="passages")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    anchor = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    segment_title = models.TextField(blank=True)
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, related_name="passages")
    speaker_name = models.TextField(blank=True)
    capacity = models.TextField(blank=True)
    on_behalf_of = models.TextField(blank=True)
    group = models.ForeignKey(Speaker, models.PROTECT, null=True, related_name="passages_for_it")
    text = models.TextField()
    search = SearchVectorField(null=True)  # none for one name of a list: the list is searched

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["publication", "position"]
        indexes = [models.Index(fields=["speaker"], condition=~Q(on_behalf_of=""), name="passage_for_a_group")]
        constraints = [models.UniqueConstraint(fields=["publication", "position"], name="one_passage_a_position")]

    def __str__(self) -> str:
        return f"{self.publication}#{self.anchor}"


class HeadlineWord(models.Model):
    """A word that stands in a headline: what a search that finds nothing may have meant."""

    language = models.CharField(max_length=2, choices=Language.choices)
    folded = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("word of headlines")
        verbose_name_plural = _("words of headlines")
        constraints = [models.UniqueConstraint(fields=["language", "folded"], name="one_headline_word_a_language")]
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="headline_word_trigrams", fastupdate=False)
        ]

    def __str__(self) -> str:
        return self.folded
