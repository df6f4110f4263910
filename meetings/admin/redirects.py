"""Former and wrongly printed addresses: where each leads. Administrators add them; nobody removes one."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Publication, Redirect
from meetings.newsroom import redirects
from meetings.newsroom.permissions import is_administrator
from meetings.newsroom.refusal import Refused

from .access import Kept
from .words import ReplacementField


class RedirectForm(forms.ModelForm):
    """An address, and the text that it leads to; the rules of `redirects` refuse and write."""

    text = ReplacementField(
        label=gettext_lazy("Leads to"), help_text=gettext_lazy("The press symbol or the address of a public text.")
    )

    class Meta:
        model = Redirect
        fields = ("key",)
        help_texts = {"key": gettext_lazy("As it was printed: a symbol, or the last part of an address.")}

    def clean(self) -> dict:
        data = super().clean()
        text, key = data.get("text"), data.get("key", "")
        against: list[str] = []
        if text and self.instance.pk:
            against = redirects.against_turning(self.instance, text.summary, self.user)
        elif text and key:
            against = redirects.against_leading(key, text.summary, self.user)
        if against:
            self.add_error(None, against)
        return data


@admin.register(Redirect)
class RedirectAdmin(Kept):
    form = RedirectForm
    list_display = ("key", "leads_to", "at")
    search_fields = ("key",)

    def get_readonly_fields(self, request, obj=None):
        return ("key", "leads_to", "at") if obj else ()

    def get_fields(self, request, obj=None):
        may_turn = obj is None or self.has_change_permission(request, obj)
        return (*(("key", "leads_to", "at") if obj else ("key",)), *(("text",) if may_turn else ()))

    def has_add_permission(self, request) -> bool:
        return super().has_add_permission(request) and is_administrator(request.user)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and is_administrator(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        return super().has_view_permission(request, obj) and is_administrator(request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """What someone else did between the check and the act is refused under the lock."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)

    def save_model(self, request, obj, form, change) -> None:
        summary = form.cleaned_data["text"].summary
        done = redirects.turn(obj, summary, request.user) if change else redirects.lead(obj.key, summary, request.user)
        obj.pk, obj.key, obj.summary = done.pk, done.key, done.summary

    @admin.display(description=gettext_lazy("leads to"))
    def leads_to(self, redirect: Redirect) -> str:
        text = Publication.objects.filter(summary=redirect.summary_id, is_current=True).only(*SHOWN).first()
        if text is None:
            return "–"
        return format_html("{} – {}", text.key, _("withdrawn") if text.withdrawal_id else text.headline)


SHOWN = ("key", "headline", "withdrawal")
