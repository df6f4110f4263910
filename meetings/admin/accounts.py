"""Accounts: as the admin has them, and, for people who have left, without their name."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.newsroom import accounts
from meetings.newsroom.permissions import is_administrator
from meetings.newsroom.refusal import Refused

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = ("username", "first_name", "last_name", "email", "is_active")
    actions = ("pseudonymise",)

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        if not is_administrator(request.user):
            actions.pop("pseudonymise", None)
        return actions

    @admin.action(description=gettext_lazy("Take the name from the selected accounts"), permissions=["change"])
    def pseudonymise(self, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        """Asks first, since no name comes back; then says of each account that was refused why."""
        users = list(chosen.order_by("username"))
        against = [sentence for user in users for sentence in accounts.obstacles(user, request.user)]
        if "confirmed" not in request.POST:
            possible = [user for user in users if not accounts.obstacles(user, request.user)]
            context = self.admin_site.each_context(request) | {
                "title": _("Take the name from accounts"),
                "opts": self.opts,
                "users": possible,
                "refusals": against,
            }
            return TemplateResponse(request, "desk/pseudonymise.html", context)
        done = [user for user in users if self._pseudonymised(request, user)]
        if done:
            said = ngettext("%(count)s account has no name now.", "%(count)s accounts have no name now.", len(done))
            messages.success(request, said % {"count": len(done)})
        return None

    def _pseudonymised(self, request: HttpRequest, user: User) -> bool:
        try:
            user = accounts.pseudonymise(user, request.user)
        except Refused as refusal:
            for sentence in refusal.obstacles:
                messages.error(request, sentence)
            return False
        self.log_change(request, user, _("The name was taken from the account."))
        return True
