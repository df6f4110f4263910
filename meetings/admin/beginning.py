"""How a summary begins: for a meeting that is to be covered, on a blank sheet, or from a text that exists."""

from __future__ import annotations

from dataclasses import asdict, replace
from io import BytesIO

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.document import PHRASES, Document, Session
from meetings.models import Body, Coverage, ImportProposal, Language, Meeting, Period, Skeleton, Summary
from meetings.newsroom import outline, saving
from meetings.newsroom.importing import REFUSED, UNCHANGED, import_file
from meetings.newsroom.importing.report import doubts_of
from meetings.newsroom.permissions import desks, is_officer
from meetings.newsroom.refusal import Refused

from .forms import date_input, read_session, session_choices

Said = tuple[int, str]  # the level of a message, and the message


def writing_languages(user: User) -> list[tuple[str, str]]:
    """The languages that a person writes in."""
    return [choice for choice in Language.choices if is_officer(user, choice[0])]


class CoverageField(forms.ModelChoiceField):
    """A choice among the meetings that the desks of a person are to cover, and that have no text yet."""

    def __init__(self, user: User) -> None:
        waiting = Coverage.objects.filter(language__in=desks(user), summary=None)
        waiting = waiting.exclude(decision=Coverage.Decision.NOT_COVERED)
        super().__init__(
            waiting.select_related("meeting__session__body"),
            label=_("Meeting to cover"),
            required=False,
            empty_label=_("None of those planned"),
        )


class SkeletonField(forms.ModelChoiceField):
    """A choice among the skeletons in the languages that a person writes in, by the bodies that they are of."""

    def __init__(self, user: User) -> None:
        written = [code for code, _name in writing_languages(user)]
        super().__init__(
            Skeleton.objects.filter(language__in=written),
            label=_("Skeleton"),
            required=False,
            empty_label=_("None: an empty sheet"),
            help_text=_("The segments and headings with which the text begins."),
        )


class BeginForm(forms.Form):
    """A planned meeting says all; without one, a body and a language are enough."""

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        periods = [("", "---------"), *Period.choices]
        self.fields |= {
            "coverage": CoverageField(user),
            "language": forms.ChoiceField(label=_("Language"), choices=writing_languages(user)),
            "body": forms.ModelChoiceField(Body.objects.all(), label=_("Body"), required=False),
            "session": forms.ChoiceField(label=_("Session"), required=False, choices=session_choices("")),
            "skeleton": SkeletonField(user),
            "date": forms.DateField(label=_("Date"), required=False, widget=date_input()),
            "period": forms.ChoiceField(label=_("Period"), required=False, choices=periods),
        }

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("coverage") and not data.get("body"):
            self.add_error("body", _("Choose a planned meeting, or a body."))
        body, session = data.get("body"), data.get("session")
        if body and session and session.split()[0] != body.code:
            self.add_error("session", _("This is a session of another body."))
        coverage, skeleton = data.get("coverage"), data.get("skeleton")
        language = coverage.language if coverage else data.get("language")
        if skeleton and language and skeleton.language != language:
            self.add_error("skeleton", _("This skeleton is in the other language."))
        return data

    def begin(self, user: User) -> tuple[Summary, list[Said]]:
        """The new draft. Raises Refused."""
        data, coverage = self.cleaned_data, self.cleaned_data["coverage"]
        if coverage:
            document = _for_meeting(coverage.meeting, coverage.language)
        else:
            document = _blank(data["body"], data["language"], data["period"])
            document = replace(document, session=read_session(data["session"]), date=data["date"])
        if data["skeleton"]:
            document = replace(document, segments=outline.segments(data["skeleton"].outline))
        return saving.begin(document, user, coverage=coverage), []


class ImportForm(forms.Form):
    """A text as a file or pasted."""

    file = forms.FileField(
        label=gettext_lazy("Text file"), required=False, help_text=gettext_lazy("Plain text (.txt), at most 5 MB.")
    )
    text = forms.CharField(
        label=gettext_lazy("Or the text itself"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coverage"] = CoverageField(user)

    def clean(self) -> dict:
        data = super().clean()
        if bool(data.get("file")) == bool(data.get("text")):
            raise forms.ValidationError(_("Choose a file or paste a text: one of the two."))
        return data

    def begin(self, user: User) -> tuple[Summary | ImportProposal, list[Said]]:
        """The draft that the text became, or what is to be decided first, and what is doubtful. Raises Refused."""
        data, file = self.cleaned_data, self.cleaned_data["file"]
        name = file.name if file else ""
        result = import_file(file or BytesIO(data["text"].encode()), name, user, coverage=data["coverage"])
        if result.status == REFUSED or result.summary is None:
            raise Refused([result.error])
        if result.status == UNCHANGED:
            return result.summary, [(messages.INFO, _("This text is here already; nothing was changed."))]
        if result.proposal:
            said = _("This release is here with another text. Nothing was changed: decide here on what differs.")
            return result.proposal, [(messages.WARNING, said)]
        doubts = [(messages.WARNING, doubt) for doubt in doubts_of(map(asdict, result.warnings))]
        return result.summary, [(messages.SUCCESS, _("Imported as a draft.")), *doubts]


def _for_meeting(meeting: Meeting, language: str) -> Document:
    session = meeting.session
    document = _blank(session.body, language, meeting.period)
    return replace(document, session=Session(session.number, session.kind), date=meeting.date)


def _blank(body: Body, language: str, period: str) -> Document:
    """A sheet with nothing but what body and period say: the kicker, where the body's releases have one."""
    kickers = {period: word for word, period in reversed(PHRASES[language].kickers.items())}
    has_kicker = period and getattr(body, f"has_kicker_{language}")
    return Document(language, body=body.code, period=period, kicker=kickers.get(period, "") if has_kicker else "")
