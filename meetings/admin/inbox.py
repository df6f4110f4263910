"""A person's own inbox, and what of it also comes by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from meetings.models import Delivery, InboxItem, MailChoice, Notice
from meetings.newsroom.notices import address_of, words
from meetings.newsroom.permissions import readable_languages

PAGE = 50
MOST = 99  # more than these are not counted


def items_of(user: User) -> QuerySet[InboxItem]:
    """What a person was told about texts that they may still read, the newest first."""
    return InboxItem.objects.filter(user=user, language__in=readable_languages(user))


def unread_count(user: User) -> str:
    """How many notices a person has not read: "" for none, "99+" for very many. One query."""
    count = items_of(user).filter(read_at=None)[: MOST + 1].count()
    return f"{MOST}+" if count > MOST else str(count or "")


def inbox_view(request: HttpRequest) -> HttpResponse:
    """The list, newest first; what is posted marks one as read, or all that the page has shown."""
    mine = items_of(request.user)
    if request.method == "POST":
        return _mark_read(request, mine)
    only_unread = "unread" in request.GET
    shown = mine.filter(read_at=None) if only_unread else mine
    before = request.GET.get("before", "")
    older = shown.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else shown
    items = list(older.select_related("summary").order_by("-pk")[: PAGE + 1])
    for item in items:
        item.line, item.headline = words.line(item.values), words.headline(item.values)
        item.meeting = words.meeting(item.values)
    context = _context(request, _("Inbox")) | {
        "items": items[:PAGE],
        "older": items[PAGE - 1].pk if len(items) > PAGE else None,
        "only_unread": only_unread,
        "newest": items[0].pk if items else 0,
        "some_unread": any(item.read_at is None for item in items),
    }
    return TemplateResponse(request, "desk/inbox.html", context)


def _mark_read(request: HttpRequest, mine: QuerySet[InboxItem]) -> HttpResponse:
    """What has come since the page was opened stays unread."""
    one, up_to = request.POST.get("read", ""), request.POST.get("up_to", "")
    wanted = mine.filter(pk=int(one)) if _is_key(one) else mine.filter(pk__lte=int(up_to)) if _is_key(up_to) else None
    if wanted is not None:
        wanted.filter(read_at=None).update(read_at=timezone.now())
    following = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(following if safe else reverse("desk:inbox"))


def _is_key(value: str) -> bool:
    return value.isdecimal() and len(value) < 19


def open_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to what a notice is about; with that it is read."""
    item = get_object_or_404(items_of(request.user), pk=pk)
    if item.read_at is None:
        item.read_at = timezone.now()
        item.save(update_fields=["read_at"])
    return HttpResponseRedirect(address_of(item))


class NoticesForm(forms.Form):
    """One choice for each kind of notice; what is left as usual follows the usual, should that ever change."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = dict(MailChoice.objects.filter(user=user).values_list("kind", "delivery"))
        for kind in Notice:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=Delivery.choices,
                initial=chosen.get(kind, words.DEFAULTS[kind]),
                widget=forms.RadioSelect,
            )

    def save(self) -> None:
        """Keeps what differs from the usual; the rest has no row."""
        MailChoice.objects.filter(user=self.user).delete()
        own = {kind: value for kind, value in self.cleaned_data.items() if value != words.DEFAULTS[Notice(kind)]}
        MailChoice.objects.bulk_create(MailChoice(user=self.user, kind=kind, delivery=own[kind]) for kind in own)


def notices_view(request: HttpRequest) -> HttpResponse:
    """What comes by mail, and how."""
    form = NoticesForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return HttpResponseRedirect(reverse("desk:notices"))
    context = _context(request, _("My notices")) | {"form": form, "digest_at": settings.DIGEST_AT}
    return TemplateResponse(request, "desk/notices.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return admin.site.each_context(request) | {"title": title}
