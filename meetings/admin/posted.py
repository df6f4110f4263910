"""What was typed outlives the session: it stays in the page that asks to sign in, and is posted again from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.csrf import csrf_failure as stock_csrf_failure
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]
SIGN_IN = "sign-in"


def keeping(view: View) -> View:
    """Where someone posts who is not signed in (any more), offers to sign in and go on with what was posted."""

    @wraps(view)
    def kept(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST" or admin.site.has_permission(request):
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


@never_cache
def _offer(request: HttpRequest, form: AdminAuthenticationForm | None, status: int) -> HttpResponse:
    skipped = ("csrfmiddlewaretoken", f"{SIGN_IN}-username", f"{SIGN_IN}-password")
    posted = [(name, value) for name, values in request.POST.lists() for value in values if name not in skipped]
    context = admin.site.each_context(request) | {"form": form, "posted": posted, "address": request.get_full_path()}
    return TemplateResponse(request, "desk/posted.html", context, status=status).render()
