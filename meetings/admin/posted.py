"""What was typed outlives the session and our faults: the page that says so holds it, and posts it again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.csrf import csrf_failure as stock_csrf_failure
from django.views.decorators.cache import never_cache

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
SIGN_IN = "sign-in"
ANSWERS = (Http404, PermissionDenied, SuspiciousOperation)  # exceptions that Django knows an answer to


def keeping(view: View) -> View:
    """Where someone posts who is not signed in (any more), offers to sign in and go on with what was posted; where we
    fail, offers to send it once more."""

    @wraps(view)
    def kept(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            response = signed_in(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response
        except ANSWERS:
            raise
        except Exception:
            log.exception("A post to %s failed.", request.path)
            return _failed(request)

    def signed_in(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if admin.site.has_permission(request):
            return view(request, *args, **kwargs)
        data = request.POST if f"{SIGN_IN}-username" in request.POST else None
        form = AdminAuthenticationForm(request, data, prefix=SIGN_IN)
        if not form.is_valid():
            return _offer(request, form, 401)
        login(request, form.get_user())
        return view(request, *args, **kwargs)

    return kept


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was posted from the pages of a summary with an outdated token is offered again.

    What comes from another site is not: our token would make it ours. Nor is what holds a password.
    """
    own = f"{request.scheme}://{request.get_host()}"
    of_summary = (request.resolver_match.url_name or "").startswith("meetings_summary_")
    if of_summary and request.headers.get("Origin") == own:
        signed_in = admin.site.has_permission(request)
        form = None if signed_in else AdminAuthenticationForm(request, prefix=SIGN_IN)
        return _offer(request, form, 403)
    return stock_csrf_failure(request, reason)


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, but for what passes."""
    skipped = ("csrfmiddlewaretoken", f"{SIGN_IN}-username", f"{SIGN_IN}-password")
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in skipped]


@never_cache
def _offer(request: HttpRequest, form: AdminAuthenticationForm | None, status: int) -> HttpResponse:
    context = admin.site.each_context(request)
    context |= {"form": form, "posted": _posted(request), "address": request.get_full_path()}
    return TemplateResponse(request, "desk/posted.html", context, status=status).render()


@never_cache
def _failed(request: HttpRequest) -> HttpResponse:
    """A page that asks nothing of the database, which may be what failed."""
    context = {"posted": _posted(request), "address": request.get_full_path()}
    return HttpResponse(render_to_string("desk/failed.html", context, request), status=500)
