"""The desk knows its user; a public page is the same for everyone, in the language of its address."""

from django.conf import settings
from django.contrib.sessions import middleware as sessions
from django.core.exceptions import BadRequest
from django.middleware import locale
from django.utils import translation


class SessionMiddleware(sessions.SessionMiddleware):
    """Renews sessions at the desk only: a public page sets no cookie and asks the database for no session.

    Nor does what an open page asks by itself: a desk that was left does not stay signed in.
    """

    def process_response(self, request, response):
        renews = at_desk(request) and getattr(request, "renews_session", True)
        return super().process_response(request, response) if renews else response


class LocaleMiddleware(locale.LocaleMiddleware):
    """Sets `Vary: Accept-Language` at the desk only, so that public pages stay cacheable."""

    def process_request(self, request):
        if at_desk(request):
            super().process_request(request)
        else:
            address = translation.get_language_from_path(request.path_info)
            translation.activate(address or settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        if at_desk(request):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


def refuse_nul(get_response):
    """No query of the desk has a NUL: PostgreSQL cannot be asked for one, and the admin's filters would ask.

    The public's filters say themselves what is wrong.
    """

    def answer(request):
        if at_desk(request) and "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address contains a NUL.")
        return get_response(request)

    return answer


def at_desk(request) -> bool:
    return request.path_info.startswith("/desk/")
