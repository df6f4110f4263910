"""A meeting at an address of its own, which it keeps when it is moved. One SELECT."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, JSONField, OuterRef, Subquery, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Meeting, Publication

from .filters import session_value
from .programmes import about_session, body_of, entry, meetings_json
from .views import page, public
from .words import OTHER, session_in_words

LARGEST = 2**63 - 1  # of the numbers of meetings


@public
def meeting(request: HttpRequest, language: str, number: int) -> HttpResponse:
    found = meeting_at(number, language)
    if found is None:
        raise Http404
    row, body = found["json"], body_of(found["json"])
    context = {
        "meeting": entry(row, language, body=body.in_language("name", language)),
        "code": body.code.lower(),
        "session": session_in_words(body, row["session_number"], row["session_kind"], language),
        "session_value": session_value(row["session_number"], row["session_kind"]),
        "parts": found["parts"] or [],
        "elsewhere": reverse("public:meeting", kwargs={"language": OTHER[language], "number": number}),
    }
    return page("public/meeting.html", language, **context)


def meeting_at(number: int, language: str) -> dict[str, Any] | None:
    """The row of a meeting, and the titles of the `parts` that its text has in a language."""
    texts = Publication.objects.current().filter(language=language, summary__coverages__meeting=OuterRef("pk"))
    titles = Func(
        F("content"), Value("$.segments[*].title"), function="jsonb_path_query_array", output_field=JSONField()
    )
    return (
        Meeting.objects.filter(pk=min(number, LARGEST))
        .values(json=meetings_json(**about_session()), parts=Subquery(texts.values(titles=titles)[:1]))
        .first()
    )
