"""The sessions of all bodies, and one of them: its programme by day, its texts, and who spoke."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from meetings.models import Coverage, Meeting, Passage, Publication, Session

from . import charts
from .filters import session_value
from .programmes import Listed, by_day, listed, meetings_json
from .queries import as_json
from .views import page, public
from .words import OTHER

GROUPS = 12  # bars of the picture of groups
ALONE = 500  # texts of a session of which no meeting is known
A_BODY = 6  # sessions of one body in the list of all


@public
def sessions(request: HttpRequest, language: str) -> HttpResponse:
    """Which body meets now, which will, and the latest sessions of each."""
    today = timezone.localdate()
    rows = Session.objects.select_related("body").order_by(F("start").desc(nulls_last=True), "-number")
    found = [listed(session, language) for session in rows]
    now = [one for one in found if one.start and one.start <= today <= (one.end or one.start)]
    coming = [one for one in reversed(found) if one.start and one.start > today]
    bodies: dict[str, list[Listed]] = {}
    for one in sorted(found, key=lambda one: one.body):
        bodies.setdefault(one.body, []).append(one)
    shown = {name: (of_body[:A_BODY], len(of_body) > A_BODY) for name, of_body in bodies.items()}
    elsewhere = reverse("public:sessions", kwargs={"language": OTHER[language]})
    return page("public/sessions.html", language, now=now, coming=coming, bodies=shown, elsewhere=elsewhere)


@public
def session(request: HttpRequest, language: str, body: str, session: str) -> HttpResponse:
    kind, _dash, number = session.rpartition("-")
    found = session_at(body, int(number), kind or Session.Kind.REGULAR, language)
    if found is None:
        raise Http404
    kwargs = {"body": found.body.code.lower(), "session": session_value(found.number, found.kind)}
    if (body, session) != tuple(kwargs.values()):
        return HttpResponsePermanentRedirect(reverse("public:session", kwargs=kwargs | {"language": language}))
    context = {
        "session": listed(found, language),
        "short": found.body.in_language("short", language),
        "days": by_day([*found.programme, *found.alone], language),
        "spoke": charts.by_kind(found.spoke),
        "groups": charts.by_group(found.groups),
        "elsewhere": reverse("public:session", kwargs=kwargs | {"language": OTHER[language]}),
    }
    return page("public/session.html", language, **context)


def session_at(code: str, number: int, kind: str, language: str) -> Any:
    """A session with its `programme`, texts of which no meeting is known (`alone`), who spoke how often as
    `language` names them (`spoke`), and for which `groups`. One SELECT; None where there is no such session.
    """
    texts = Publication.objects.current().filter(**_of_session())
    unplanned = texts.filter(~Exists(Coverage.objects.filter(summary=OuterRef("summary")))).order_by("date", "id")
    passages = Passage.objects.filter(
        publication__language=language,
        publication__is_current=True,
        publication__withdrawal__isnull=True,
        **{f"publication__{name}": value for name, value in _of_session().items()},
    ).order_by()
    return (
        Session.objects.filter(body__code__iexact=code, number=number, kind=kind)
        .select_related("body")
        .annotate(
            programme=ArraySubquery(Meeting.objects.filter(session=OuterRef("pk")).values(json=meetings_json())),
            alone=ArraySubquery(
                unplanned.values(json=as_json("language", "key", "headline", "date", "period"))[:ALONE]
            ),
            spoke=ArraySubquery(_kinds(passages)),
            groups=ArraySubquery(_groups(passages)),
        )
        .first()
    )


def _of_session() -> dict[str, OuterRef]:
    return {"body": OuterRef("body"), "session_number": OuterRef("number"), "session_kind": OuterRef("kind")}


def _kinds(passages: QuerySet[Passage]) -> QuerySet[Any]:
    counted = passages.filter(
        kind__in=(Passage.Kind.STATEMENT, Passage.Kind.INTERVENTION), speaker__discarded=False
    ).values("speaker__kind", "kind")
    row = JSONObject(kind=F("speaker__kind"), what=F("kind"), count=F("count"))
    return counted.annotate(count=Count("id")).values(json=row)


def _groups(passages: QuerySet[Passage]) -> QuerySet[Any]:
    counted = passages.exclude(on_behalf_of="").values("on_behalf_of").annotate(count=Count("id"))
    row = JSONObject(name=F("on_behalf_of"), count=F("count"))
    return counted.order_by("-count", "on_behalf_of").values(json=row)[:GROUPS]
