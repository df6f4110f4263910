"""Public addresses: each language under its own prefix, in its own words. One name leads to both.

reverse("public:release", kwargs={"language": "fr", "key": "HRC23.093F"})  →  /fr/comptes-rendus/HRC23.093F/
"""

import re

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from . import (
    bodies,
    calendars,
    dialogues,
    documents,
    files,
    meetings,
    releases,
    sessions,
    sitemaps,
    speaker_lists,
    speakers,
    statements,
    views,
)

app_name = "public"

# What a part of an address is called in either language.
WORDS = {
    "en": {
        "summaries": "summaries", "changes": "changes", "corrections": "corrections", "feed": "feed",
        "statements": "statements", "sessions": "sessions", "meetings": "meetings", "bodies": "bodies",
        "speakers": "speakers", "documents": "documents", "dialogues": "dialogues",
        "calendar": "calendar", "search": "search",
    },
    "fr": {
        "summaries": "comptes-rendus", "changes": "modifications", "corrections": "rectificatifs", "feed": "flux",
        "statements": "interventions", "sessions": "sessions", "meetings": "seances", "bodies": "organes",
        "speakers": "intervenants", "documents": "documents", "dialogues": "dialogues",
        "calendar": "calendrier", "search": "recherche",
    },
}  # fmt: skip


class KeyConverter(StringConverter):
    """What may be the key of a release."""

    regex = "[A-Za-z0-9.-]+"


class BlockConverter(StringConverter):
    """The id of a paragraph in a text."""

    regex = "[0-9a-z]{1,14}"


class SessionConverter(StringConverter):
    """How an address names a session: `filters.session_value`."""

    regex = "(?:special-)?[0-9]{1,4}"


class FormConverter(StringConverter):
    """The forms of a citation for programs."""

    regex = "bib|ris"


class EndingConverter(StringConverter):
    """The files that are made of a release."""

    regex = "|".join(map(re.escape, files.BY_ENDING))


register_converter(KeyConverter, "key")
register_converter(EndingConverter, "ending")
register_converter(BlockConverter, "block")
register_converter(SessionConverter, "session")
register_converter(FormConverter, "form")


def addresses(language: str) -> list[URLPattern]:
    """All addresses of one language."""
    words = WORDS[language]
    of_release = f"{words['summaries']}/<key:key>"
    pages = {
        "": ("latest", views.latest),
        f"{words['feed']}/": ("feed", views.feed),
        f"{words['calendar']}.ics": ("calendar", calendars.of_all),
        f"{words['bodies']}/<slug:body>.ics": ("body_calendar", calendars.of_body),
        f"{words['sessions']}/<slug:body>/<session:session>.ics": ("session_calendar", calendars.of_session),
        f"{words['search']}/": ("search", views.search_page),
        f"{words['corrections']}/": ("corrections", views.corrections),
        f"{words['corrections']}/{words['feed']}/": ("corrections_feed", views.corrections_feed),
        f"{words['summaries']}/": ("summaries", RedirectView.as_view(pattern_name="public:latest")),
        f"{of_release}.txt": ("text", releases.text),
        f"{of_release}.json": ("json", releases.json),
        f"{of_release}.<ending:ending>": ("file", files.file),
        f"{of_release}/": ("release", releases.release),
        f"{of_release}/versions/": ("versions", releases.all_versions),
        f"{of_release}/versions/<int:version>/": ("version", releases.release),
        f"{of_release}/{words['changes']}/<int:old>/<int:new>/": ("comparison", releases.comparison),
        f"{of_release}/{words['statements']}/<block:block>/": ("statement", statements.statement),
        f"{of_release}/{words['statements']}/<block:block>.<form:form>": ("citation", statements.citation),
        f"{words['sessions']}/": ("sessions", sessions.sessions),
        f"{words['sessions']}/<slug:body>/<session:session>/": ("session", sessions.session),
        f"{words['meetings']}/<int:number>/": ("meeting", meetings.meeting),
        f"{words['bodies']}/<slug:body>/": ("body", bodies.body),
        f"{words['speakers']}/": ("speakers", speaker_lists.speakers),
        f"{words['speakers']}/<slug:speaker>/": ("speaker", speakers.speaker),
        f"{words['dialogues']}/<block:part>/": ("dialogue", dialogues.dialogue),
        f"{words['documents']}/": ("documents", documents.documents),
        f"{words['documents']}/<path:symbol>/": ("document", documents.document),
        f"{words['summaries']}/<path:spelling>/": ("spelling", releases.spelling),
    }
    return [path(f"{language}/{route}", view, {"language": language}, name) for route, (name, view) in pages.items()]


urlpatterns = [
    path("", views.choose_language, name="home"),
    path("robots.txt", sitemaps.robots, {"language": "en"}, "robots"),
    path("sitemap.xml", sitemaps.index, {"language": "en"}, "sitemap"),
    path("sitemaps/pages.xml", sitemaps.pages, {"language": "en"}, "sitemap_pages"),
    path("sitemaps/<slug:code>-<int:year>-<int:month>.xml", sitemaps.releases, {"language": "en"}, "sitemap_month"),
    path("sitemaps/<slug:code>-<int:year>.xml", sitemaps.releases, {"language": "en"}, "sitemap_year"),
    *addresses("en"),
    *addresses("fr"),
]
