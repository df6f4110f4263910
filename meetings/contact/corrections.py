"""A reader asks for a correction of a passage: a form without account or cookie, and what the desk is sent by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.models import Passage, Publication
from meetings.newsroom import requests
from meetings.newsroom.refusal import Refused
from meetings.public.releases import canonical
from meetings.public.views import page, public
from meetings.public.words import OTHER

from .views import AskedOften, unkept

LONG = forms.Textarea(attrs={"rows": 6})


class AskForm(forms.Form):
    """Who asks, and for what. `website` is hidden from people: who fills it in is a program."""

    asked_by = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    for_whom = forms.CharField(
        label=_("Delegation, office or organization"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, for the answer"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    instead = forms.CharField(label=_("What is wrong, and what it should say instead"), max_length=4000, widget=LONG)
    evidence = forms.CharField(
        label=_("What shows it"),
        help_text=_("The place in the recording, a written statement."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            described = [f"id_{name}_{end}" for end in ("help",) if field.help_text]
            if self.is_bound and name in self.errors:
                described.append(f"id_{name}_error")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)


class AskedForCorrections(AskedOften):
    """How often one network address may ask for corrections."""

    def get_cache_key(self, request: Any, view: Any) -> str:
        return f"correction-{self.get_ident(request)}"


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, language: str, key: str, block: str = "") -> HttpResponse:
    """The form, and, when it is sent, the page that says so."""
    current = _readable(language).filter(key=canonical(key), is_current=True).first()
    if current is None:
        raise Http404
    if current.key != key:
        kwargs = {"language": language, "key": current.key} | ({"block": block} if block else {})
        return HttpResponsePermanentRedirect(reverse(request.resolver_match.view_name, kwargs=kwargs))
    form = AskForm(request.POST or None, initial={"version": current.version})
    publication = _version(current, form)
    context = {"publication": publication, "passage": _passage(publication, block), "form": form}
    if not form.is_valid():
        return page("contact/correction.html", language, 400 if form.is_bound else 200, **context)
    if form.cleaned_data["website"]:
        return page("contact/correction_sent.html", language, **context)
    if not AskedForCorrections().allow_request(request, None):
        form.add_error(None, _("Several requests came from your network within an hour. Please try again later."))
        return page("contact/correction.html", language, 429, **context)
    try:
        requests.receive(publication, _asked(form, block))
    except Refused as refusal:
        form.add_error(None, refusal.obstacles)
        return page("contact/correction.html", language, 409, **context)
    return page("contact/correction_sent.html", language, **context)


def _readable(language: str) -> Any:
    texts = Publication.objects.filter(language=language, withdrawal__isnull=True)
    return texts.select_related("body").defer("content", "html", "text")


def _version(current: Publication, form: AskForm) -> Publication:
    """The version that the reader saw, where it can still be read; the current one otherwise."""
    if not form.is_bound or not form.is_valid() or form.cleaned_data["version"] == current.version:
        return current
    seen = _readable(current.language).filter(summary=current.summary_id, version=form.cleaned_data["version"])
    return seen.first() or current


def _passage(publication: Publication, block: str) -> Passage | None:
    """The passage that is asked about; None: the text as a whole. Raises Http404 where the text has no such passage."""
    if not block:
        return None
    found = requests.paragraphs(publication).filter(anchor=f"b-{block}").first()
    if found is None:
        raise Http404
    return found


def _asked(form: AskForm, block: str) -> requests.Asked:
    given = {name: form.cleaned_data[name] for name in ("asked_by", "for_whom", "email", "instead", "evidence")}
    return requests.Asked(**given, received_on=timezone.localdate(), anchor=f"b-{block}" if block else "")


@public
@require_safe
def contact(request: HttpRequest, language: str) -> HttpResponse:
    """Whom to write to, and how to ask for a correction."""
    elsewhere = reverse("contact:contact", kwargs={"language": OTHER[language]})
    return page("contact/contact.html", language, address=settings.CONTACT_EMAIL, elsewhere=elsewhere)
