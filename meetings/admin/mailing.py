"""Who gets releases by mail, which administrators keep; and what became of each mail, which people only read."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, Q
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import DistributionList, OutboxMail, PreviewLink, Recipient

from .access import OfDesk, Record


class RecipientFormSet(BaseInlineFormSet):
    """The database knows an address whatever its capitals; forms inside another one do not ask it."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            address = form.cleaned_data.get("address", "").lower() if form.is_valid() else ""
            if address and address in seen and not form.cleaned_data.get("DELETE"):
                form.add_error("address", gettext("This address is on the list already."))
            seen.add(address)


class RecipientInline(admin.TabularInline):
    model = Recipient
    formset = RecipientFormSet
    extra = 3


@admin.register(DistributionList)
class DistributionListAdmin(admin.ModelAdmin):
    list_display = ("body", "language", "active_recipients")
    list_filter = ("language", "body")
    list_select_related = ("body",)
    search_fields = ("body__code", "recipients__address", "recipients__name")
    inlines = (RecipientInline,)

    def get_queryset(self, request):
        active = Count("recipients", filter=Q(recipients__active=True))
        return super().get_queryset(request).annotate(active=active)

    @admin.display(description=_("active recipients"), ordering="active")
    def active_recipients(self, row: DistributionList) -> int:
        return row.active


@admin.register(OutboxMail)
class OutboxMailAdmin(OfDesk, Record):
    list_display = ("address", "subject", "kind", "created_at", "sent_at", "given_up_at", "attempts", "last_error")
    list_filter = (
        "kind",
        "created_at",
        ("sent_at", admin.EmptyFieldListFilter),
        ("given_up_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("address", "subject", "=message_id")
    exclude = ("secret", "headers", "publication", "user")
    show_full_result_count = False


@admin.register(PreviewLink)
class PreviewLinkAdmin(OfDesk, Record):
    language_path = "summary__language"
    list_display = ("name", "organisation", "summary", "expires_at", "revoked_at", "openings", "last_opened_at")
    list_filter = ("summary__language", "created_at")
    list_select_related = ("summary",)
    search_fields = ("name", "organisation", "address", "summary__symbol")
    exclude = ("mail",)
