"""Pages on which a meeting is moved, cancelled or held with another, and a session's meetings are entered in one go."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import Fieldset
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Coverage, Language, Meeting, Period, Session
from meetings.newsroom import rescheduling, sessions
from meetings.newsroom.permissions import planned_languages
from meetings.newsroom.refusal import Refused

from .forms import date_input

LARGEST_KEY = 2**63 - 1
HOURS = {Period.MORNING: ("10:00", "13:00"), Period.AFTERNOON: ("15:00", "18:00")}


def hour_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class WhyForm(forms.Form):
    """Why a meeting is not as it was planned."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Those who cover the meeting are told, and it is kept with the meeting."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class MoveForm(WhyForm):
    """Where and when a meeting is held instead; hours of Geneva."""

    date = forms.DateField(label=gettext_lazy("Date"), widget=date_input())
    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=Period.choices)
    start = forms.TimeField(label=gettext_lazy("From"), required=False, widget=hour_input())
    end = forms.TimeField(label=gettext_lazy("Until (planned)"), required=False, widget=hour_input())
    room = forms.CharField(label=gettext_lazy("Room"), required=False, max_length=100)

    field_order = ("date", "period", "start", "end", "room", "reason")

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        hours = {"starts_at": data["start"], "planned_end": data["end"]}
        moments = {name: _moment(data["date"], hour) for name, hour in hours.items()}
        return {"date": data["date"], "period": data["period"], "room": data["room"], **moments}


def _moment(day: datetime.date, hour: datetime.time | None) -> datetime.datetime | None:
    return timezone.make_aware(datetime.datetime.combine(day, hour)) if hour else None


class MergeForm(WhyForm):
    """The meeting that another is held together with."""

    field_order = ("into", "reason")

    def __init__(self, *args, meeting: Meeting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Meeting.objects.filter(session=meeting.session, cancelled_at=None, held_with=None)
        near = datetime.timedelta(days=14)
        others = others.filter(date__range=(meeting.date - near, meeting.date + near)).exclude(pk=meeting.pk)
        self.fields["into"] = forms.ModelChoiceField(
            others.select_related("session__body").order_by("date", "starts_at"), label=_("Held together with")
        )
        self.order_fields(self.field_order)


def move_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, period, hour or room."""
    meeting = _meeting(request, pk)
    start, end = (moment and timezone.localtime(moment).time() for moment in (meeting.starts_at, meeting.planned_end))
    initial = {"date": meeting.date, "period": meeting.period, "start": start, "end": end, "room": meeting.room}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)

    def move() -> Meeting:
        return rescheduling.move(meeting, request.user, form.cleaned_data["reason"], **form.changes())

    return _page(request, meeting, form, move, _("Move the meeting"), _("Move"), _("The meeting is moved."))


def cancel_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancelled; or, where it was, held after all."""
    meeting = _meeting(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if meeting.cancelled_at:
        act, words = rescheduling.reinstate, (_("The meeting is held after all"), _("It is held"), _("It is held."))
    else:
        act, words = (
            rescheduling.cancel,
            (_("Cancel the meeting"), _("It is cancelled"), _("The meeting is cancelled.")),
        )
    return _page(request, meeting, form, lambda: act(meeting, request.user, form.cleaned_data["reason"]), *words)


def merge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Held together with another meeting; or, where it was, on its own again."""
    meeting = _meeting(request, pk)
    posted = request.POST if request.method == "POST" else None
    form: forms.Form = WhyForm(posted) if meeting.held_with else MergeForm(posted, meeting=meeting)

    def act() -> Meeting:
        data = form.cleaned_data
        if meeting.held_with:
            return rescheduling.separate(meeting, request.user, data["reason"])
        return rescheduling.merge(meeting, data["into"], request.user, data["reason"])

    if meeting.held_with:
        words = (_("Held on its own again"), _("It is held on its own"), _("The meeting is held on its own."))
    else:
        words = (_("Held together with another meeting"), _("Held together"), _("The two meetings are held as one."))
    return _page(request, meeting, form, act, *words)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    if not planned_languages(request.user):
        raise PermissionDenied
    meetings = Meeting.objects.select_related("session__body", "held_with__session__body")
    return get_object_or_404(meetings, pk=min(pk, LARGEST_KEY))


def _page(
    request: HttpRequest,
    meeting: Meeting,
    form: forms.Form,
    act: Callable[[], Meeting],
    title: str,
    button: str,
    done: str,
) -> HttpResponse:
    """The form with the meeting as it is; what is refused is said above it, with what was typed."""
    if form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(board_at(meeting.pk))
    context = admin.site.each_context(request) | {
        "title": title,
        "meeting": meeting,
        "changes": meeting.changes.select_related("user"),
        "form": form,
        "fieldset": Fieldset(form, fields=tuple(form.fields)),
        "button": button,
        "board": board_at(meeting.pk),
    }
    return TemplateResponse(request, "desk/board_meeting.html", context, status=422 if form.errors else 200)


def board_at(pk: int) -> str:
    """The board of the week of a meeting, at its line."""
    day = Meeting.objects.values_list("date", flat=True).get(pk=pk)
    return f"{reverse('admin:index', query={'day': day.isoformat()})}#m{pk}"


# --- A session's meetings ---------------------------------------------------------------------------------------------


class SessionForm(forms.Form):
    """Days by periods, and what both desks say of them until they know better."""

    first = forms.DateField(label=gettext_lazy("First day"), widget=date_input())
    last = forms.DateField(label=gettext_lazy("Last day"), widget=date_input())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for period, (start, end) in HOURS.items():
            self.fields |= {
                f"{period}_held": forms.BooleanField(label=period.label.capitalize(), required=False, initial=True),
                f"{period}_start": forms.TimeField(label=_("From"), initial=start, widget=hour_input()),
                f"{period}_end": forms.TimeField(label=_("Until (planned)"), initial=end, widget=hour_input()),
            }
        open_decisions = [(one.value, one.label) for one in (Coverage.Decision.UNDECIDED, Coverage.Decision.INTENDED)]
        for language in Language:
            self.fields[language.value] = forms.ChoiceField(label=language.label, choices=open_decisions)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Its fields as the page has them."""
        periods = ((f"{period}_held", f"{period}_start", f"{period}_end") for period in HOURS)
        return (("first", "last"), *periods, tuple(Language.values))

    def clean(self) -> dict:
        data = super().clean()
        if not any(data.get(f"{period}_held") for period in HOURS):
            self.add_error(None, _("Choose a period at least."))
        return data

    def planned(self, session: Session) -> list[sessions.Planned]:
        """The meetings to be. Raises Refused."""
        data = self.cleaned_data
        hours = {
            period.value: (data[f"{period}_start"], data[f"{period}_end"]) for period in HOURS if data[f"{period}_held"]
        }
        return sessions.propose(session, data["first"], data["last"], hours)

    def decisions(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in Language.values}


def session_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what would be entered and what is there already; a second click enters it."""
    if not planned_languages(request.user):
        raise PermissionDenied
    session = get_object_or_404(Session.objects.select_related("body"), pk=min(pk, LARGEST_KEY))
    posted = request.POST if request.method == "POST" else None
    form, planned = SessionForm(posted, initial={"first": session.start, "last": session.end}), []
    if form.is_valid():
        try:
            planned = form.planned(session)
            if "make" in request.POST:
                return _made(request, session, planned, form.decisions())
        except Refused as refusal:
            form.add_error(None, refusal.obstacles)
    context = admin.site.each_context(request) | {
        "title": _("Enter the meetings of a session"),
        "session": session,
        "form": form,
        "fieldset": Fieldset(form, fields=form.rows()),
        "planned": planned,
        "new": sum(one.existing is None for one in planned),
    }
    return TemplateResponse(request, "desk/board_session.html", context, status=422 if form.errors else 200)


def _made(
    request: HttpRequest, session: Session, planned: list[sessions.Planned], decisions: dict[str, str]
) -> HttpResponse:
    made = sessions.make_meetings(session, planned, decisions, request.user)
    said = ngettext("%(count)s meeting is entered.", "%(count)s meetings are entered.", made)
    messages.success(request, said % {"count": made})
    return HttpResponseRedirect(reverse("admin:index", query={"session": session.pk}))
