"""A body that meets: its sessions, its latest texts, and when it meets next. Four SELECTs."""

from __future__ import annotations

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from meetings.models import Body, Meeting, Publication, Session

from .pages import listed_row
from .programmes import coming, entry, listed
from .queries import LISTED, as_json
from .views import page, public
from .words import OTHER, session_in_words

LATEST = 10
COMING = 8


@public
def body(request: HttpRequest, language: str, body: str) -> HttpResponse:
    found = Body.objects.filter(code__iexact=body).first()
    if found is None:
        raise Http404
    code = found.code.lower()
    if body != code:
        return HttpResponsePermanentRedirect(reverse("public:body", kwargs={"language": language, "body": code}))
    held = Session.objects.filter(body=found).order_by(F("start").desc(nulls_last=True), "-number")
    texts = Publication.objects.current().in_language(language).filter(body=found).newest_first()
    ahead = [row["json"] for row in coming(Meeting.objects.filter(session__body=found), COMING)]
    context = {
        "body": found,
        "name": found.in_language("name", language),
        "code": code,
        "sessions": [listed(_of(session, found), language) for session in held],
        "coming": [
            entry(row, language, session=session_in_words(found, row["session_number"], row["session_kind"], language))
            for row in ahead
        ],
        "latest": [listed_row(row["json"], found, language) for row in texts.values(json=as_json(*LISTED))[:LATEST]],
        "elsewhere": reverse("public:body", kwargs={"language": OTHER[language], "body": code}),
    }
    return page("public/body.html", language, **context)


def _of(session: Session, body: Body) -> Session:
    """The body is there already: it is not asked for again."""
    session.body = body
    return session
