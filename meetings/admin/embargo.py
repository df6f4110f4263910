"""Who may read an approved text before its hour: given, listed and revoked on a page of the text."""

from __future__ import annotations

import datetime

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import Fieldset
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import PreviewLink, Summary
from meetings.newsroom import embargo
from meetings.newsroom.permissions import is_reviewer, readable_languages
from meetings.newsroom.refusal import Refused

from . import answers


class AccessForm(forms.Form):
    """A named reader, and until when."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200)
    address = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The address goes there by mail."),
        widget=forms.EmailInput(attrs={"class": "vTextField"}),
    )
    expires_at = forms.DateTimeField(
        label=gettext_lazy("Open until"),
        help_text=gettext_lazy("Geneva’s time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def give(self, request: HttpRequest, summary: Summary) -> PreviewLink | None:
        """The access, or None where something stands in the way, which the form then says."""
        try:
            return embargo.give(summary, request.user, **self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, refusal.obstacles)
            return None


def embargo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of those who were given access, and the form for another."""
    summary = _readable(request, pk)
    if request.method == "POST" and "revoke" in request.POST:
        return _revoke(request, summary)
    later = timezone.localtime() + datetime.timedelta(days=1)
    posted = request.POST if request.method == "POST" else None
    form = AccessForm(posted, initial={"expires_at": embargo.hour(summary) or later})
    if form.is_valid() and (link := form.give(request, summary)):
        messages.success(request, _("The address goes to %(address)s by mail.") % {"address": link.address})
        return HttpResponseRedirect(request.path)
    context = answers.about(request, summary, _("Access before the hour")) | {
        "links": summary.preview_links.select_related("created_by", "mail"),
        "obstacles": embargo.obstacles(summary, request.user),
        "may_revoke": is_reviewer(request.user, summary.language),
        "form": form,
        "fieldset": Fieldset(form, fields=(("name", "organisation"), ("address", "expires_at"))),
    }
    return TemplateResponse(request, "desk/embargo.html", context, status=422 if form.errors else 200)


def _readable(request: HttpRequest, pk: int) -> Summary:
    """The summary, if this person may read it; the others are not there."""
    readable = Summary.objects.filter(language__in=readable_languages(request.user))
    return get_object_or_404(readable.select_related("body", "session__body"), pk=pk)


def _revoke(request: HttpRequest, summary: Summary) -> HttpResponse:
    key = request.POST["revoke"]
    if not (key.isdecimal() and len(key) < 19):
        raise Http404
    link = get_object_or_404(summary.preview_links, pk=key)
    try:
        embargo.revoke(link, request.user)
        messages.success(request, _("The access of %(name)s is closed.") % {"name": link.name})
    except Refused as refusal:
        messages.error(request, " ".join(refusal.obstacles))
    return HttpResponseRedirect(reverse("desk:embargo", args=[summary.pk]))
