"""What both languages share: bodies, sessions, documents, and everyone who may speak."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meetings.document import fold, is_symbol, session_name
from meetings.document.acronyms import LONGEST, acronym


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class InTwoLanguages(models.Model):
    """A model whose names stand in two columns, `name_en` and `name_fr`."""

    class Meta:
        abstract = True

    def in_language(self, field: str, language: str) -> str:
        """The value of `field` ("name", "formal" ...) in a language, or in the other where it is empty."""
        other = "fr" if language == "en" else "en"
        return getattr(self, f"{field}_{language}") or getattr(self, f"{field}_{other}")

    def __str__(self) -> str:
        return self.in_language("name", (get_language() or "en")[:2])


class Body(InTwoLanguages):
    """A body whose meetings are covered. Its press symbols may have another prefix than its code (CD: DC)."""

    class SessionStyle(models.TextChoices):
        NUMBERED = "numbered", _("numbered (fifty-third session)")
        YEARLY = "yearly", _("by year (2026 session)")

    code = models.CharField(_("code"), max_length=12, unique=True)
    symbol_prefix = models.CharField(
        _("prefix of press symbols"),
        max_length=6,
        unique=True,
        validators=[RegexValidator("^[A-Z]{2,6}$", _("Two to six capital letters."))],
    )
    document_prefix = models.CharField(_("prefix of document symbols"), max_length=20, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_fr = models.CharField(_("name in French"), max_length=200)
    short_en = models.CharField(_("short form in English"), max_length=60, help_text=_("the Council"))
    short_fr = models.CharField(_("short form in French"), max_length=60, help_text=_("le Conseil"))
    session_style = models.CharField(
        _("sessions"), max_length=10, choices=SessionStyle.choices, default=SessionStyle.NUMBERED
    )
    says_regular = models.BooleanField(_("regular sessions are called so (fifty-third regular session)"), default=False)
    has_kicker_en = models.BooleanField(_("English releases open with the period (MORNING - )"), default=False)
    has_kicker_fr = models.BooleanField(_("French releases open with the period (MATIN)"), default=False)
    members = models.PositiveSmallIntegerField(_("members"), null=True, blank=True, help_text=_("bounds the votes"))
    is_sample = models.BooleanField(_("invented, for the demonstration"), default=False)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["code"]


class Wording(models.Model):
    """A fixed sentence of a body's releases from a day on. A release keeps the wording it was published with."""

    class Kind(models.TextChoices):
        WHERE_TO_FIND = "where_to_find", _("where to find webcast and documents")
        DISCLAIMER = "disclaimer", _("not an official record")

    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("body"), related_name="wordings")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    effective_from = models.DateField(_("in force from"))
    text = models.TextField(
        _("text"), help_text=_("Links as [here](https://…); {session} stands for the session's name in words.")
    )

    class Meta:
        verbose_name = _("fixed wording")
        verbose_name_plural = _("fixed wordings")
        ordering = ["body", "language", "kind", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["body", "language", "kind", "effective_from"], name="one_wording_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.body.code} {self.language} {self.get_kind_display()} {self.effective_from}"


class Session(models.Model):
    """A session of a body. Its name in either language is made from its number, never typed."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("regular")
        SPECIAL = "special", _("special")

    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("body"), related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("or the year"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.REGULAR)
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-start", "body", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "number"], name="one_session_a_number"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=models.F("start")),
                name="session_ends_after_it_starts",
                violation_error_message=_("A session ends after it starts."),
            ),
        ]

    def name(self, language: str) -> str:
        """ "fifty-third regular session", "cinquante-troisième session ordinaire", "2026 session"."""
        yearly = self.body.session_style == Body.SessionStyle.YEARLY
        return session_name(self.number, self.kind, language, yearly=yearly, says_regular=self.body.says_regular)

    def __str__(self) -> str:
        return f"{self.body.code} – {self.name((get_language() or 'en')[:2])}"


def validate_document_symbol(value: str) -> None:
    """Raises ValidationError for what is no symbol of a United Nations document."""
    if not is_symbol(value):
        raise ValidationError(
            _("“%(value)s” is not the symbol of a document, such as A/HRC/53/61."), params={"value": value}
        )


class Report(models.Model):
    """A document of the United Nations; all its languages bear one symbol."""

    symbol = models.CharField(_("symbol"), max_length=60, unique=True, validators=[validate_document_symbol])
    title_en = models.TextField(_("title in English"), blank=True)
    title_fr = models.TextField(_("title in French"), blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["symbol"]

    def __str__(self) -> str:
        return self.symbol


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def current(self) -> SpeakerQuerySet:
        """Speakers that were not merged into another, and are no words that were taken for a name."""
        return self.filter(merged_into__isnull=True, discarded=False)

    def to_confirm(self) -> SpeakerQuerySet:
        return self.current().filter(confirmed=False)


class Speaker(InTwoLanguages):
    """Anyone who speaks or is spoken for. Merging sets `merged_into`; what was printed is never rewritten.

    A merged speaker leads to one that is not merged itself: a trigger refuses chains, and circles with them.
    """

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        OBSERVER_STATE = "observer_state", _("observer State")
        GROUP = "group", _("group of States")
        UN_ENTITY = "un_entity", _("United Nations entity")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organization")
        NHRI = "nhri", _("national human rights institution")
        NGO = "ngo", _("non-governmental organization")
        PERSON = "person", _("person")

    key = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    iso = models.CharField(_("ISO code"), max_length=2, blank=True)
    name_en = models.CharField(_("press name in English"), max_length=250, blank=True)
    name_fr = models.CharField(_("press name in French"), max_length=250, blank=True)
    formal_en = models.CharField(_("formal name in English"), max_length=250, blank=True)
    formal_fr = models.CharField(_("formal name in French"), max_length=250, blank=True)
    article_en = models.CharField(_("article in English"), max_length=4, blank=True)
    article_fr = models.CharField(_("article in French"), max_length=4, blank=True)
    honorific_en = models.CharField(_("honorific in English"), max_length=20, blank=True, help_text="Ms.")
    honorific_fr = models.CharField(_("honorific in French"), max_length=20, blank=True, help_text="Mme")
    short_form = models.CharField(_("short form"), max_length=100, blank=True, help_text=_("after the first mention"))
    confirmed = models.BooleanField(_("confirmed"), default=False)
    discarded = models.BooleanField(_("not a name"), default=False, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("merged into"), related_name="merged"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name_en"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(confirmed=False, discarded=False, merged_into__isnull=True),
                name="speaker_to_confirm",
            ),
            *(
                models.Index(
                    fields=["kind", f"name_{language}", "id"],
                    condition=Q(discarded=False, merged_into__isnull=True) & ~Q(**{f"name_{language}": ""}),
                    name=f"speaker_by_name_{language}",
                )
                for language in ("en", "fr")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="", name_fr=""),
                name="speaker_has_a_name",
                violation_error_message=_("A speaker has a name in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="speaker_not_merged_into_itself",
                violation_error_message=_("A speaker cannot be merged into itself."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(confirmed=True, kind__in=("state", "observer_state")),
                name="confirmed_state_not_merged",
                violation_error_message=_("A State that is confirmed is merged into nobody."),
            ),
            models.CheckConstraint(
                condition=Q(discarded=False) | Q(confirmed=False, merged_into__isnull=True),
                name="discarded_speaker_is_nobody",
                violation_error_message=_("What is not a name is neither confirmed nor merged."),
            ),
            models.UniqueConstraint(fields=["iso"], condition=~Q(iso=""), name="one_state_an_iso_code"),
        ]

    def survivor(self) -> Speaker:
        """Whom this speaker was merged into; itself where it was not."""
        return self.merged_into or self

    def clean(self) -> None:
        if self.merged_into and self.merged_into.merged_into_id:
            raise ValidationError({"merged_into": _("This speaker was itself merged into another.")})


class FoldedField(models.CharField):
    """The row's `text`, folded whenever it is written, by `bulk_create` too."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        model_instance.folded = fold(model_instance.text)
        return model_instance.folded


class AcronymField(models.CharField):
    """The acronym or the initials of the row's `text`, made whenever it is written."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        model_instance.acronym = acronym(model_instance.text)
        return model_instance.acronym


class SpeakerName(models.Model):
    """One way in which a speaker's name is printed; `folded` is how it is looked up, whatever the day.

    A name with days is what releases called the speaker then (Swaziland, until 18 April 2018), and has the article
    of its own; one without days is a spelling that is known, and says nothing about what to print.
    """

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names", verbose_name=_("speaker"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    text = models.CharField(_("as printed"), max_length=250)
    folded = FoldedField(editable=False)
    acronym = AcronymField(editable=False, max_length=LONGEST, default="")
    article = models.CharField(_("article"), max_length=4, blank=True, help_text=_("of a former name"))
    start = models.DateField(_("in use from"), null=True, blank=True)
    end = models.DateField(_("in use to"), null=True, blank=True, help_text=_("the last day of a former name"))

    class Meta:
        verbose_name = _("printed name")
        verbose_name_plural = _("printed names")
        ordering = ["language", "text"]
        indexes = [
            models.Index(fields=["language", "folded"], name="speaker_name_lookup"),
            models.Index(fields=["acronym"], condition=~Q(acronym=""), name="speaker_name_acronym"),
            GinIndex(
                fields=["folded"],
                opclasses=["gin_trgm_ops"],
                name="speaker_name_trigrams",
                fastupdate=False,  # names are read far more often than written, and at once after an import
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "language", "folded"], name="one_spelling_a_speaker"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lte=models.F("end")),
                name="name_ends_after_it_starts",
                violation_error_message=_("A name is in use from an earlier day to a later one."),
            ),
        ]

    def clean(self) -> None:
        same = SpeakerName.objects.filter(language=self.language, folded=fold(self.text))
        if self.speaker_id and same.filter(speaker=self.speaker_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("“%(text)s” is known already."), params={"text": self.text})

    def __str__(self) -> str:
        return self.text


class SpeakerFunction(models.Model):
    """What a person was, from a day to a day: mandate holder, chairperson, official."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="functions", verbose_name=_("speaker"))
    title_en = models.CharField(_("function in English"), max_length=300, blank=True)
    title_fr = models.CharField(_("function in French"), max_length=300, blank=True)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        ordering = ["-start"]
        indexes = [
            models.Index(
                Lower(f"title_{language}"),
                condition=~Q(**{f"title_{language}": ""}),
                name=f"speaker_function_{language}",
            )
            for language in ("en", "fr")
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_fr
