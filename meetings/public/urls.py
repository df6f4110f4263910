"""Public addresses: each language under its own prefix, in its own words. One name leads to both.

reverse("public:release", kwargs={"language": "fr", "key": "HRC23.093F"})  →  /fr/comptes-rendus/HRC23.093F/
"""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from . import releases, views

app_name = "public"

# What a part of an address is called in either language.
WORDS = {
    "en": {"summaries": "summaries", "changes": "changes", "corrections": "corrections", "feed": "feed"},
    "fr": {"summaries": "comptes-rendus", "changes": "modifications", "corrections": "rectificatifs", "feed": "flux"},
}


class KeyConverter(StringConverter):
    """What may be the key of a release."""

    regex = "[A-Za-z0-9.-]+"


register_converter(KeyConverter, "key")


def addresses(language: str) -> list[URLPattern]:
    """All addresses of one language."""
    words = WORDS[language]
    of_release = f"{words['summaries']}/<key:key>"
    pages = {
        "": ("latest", views.latest),
        f"{words['corrections']}/": ("corrections", views.corrections),
        f"{words['corrections']}/{words['feed']}/": ("corrections_feed", views.corrections_feed),
        f"{words['summaries']}/": ("summaries", RedirectView.as_view(pattern_name="public:latest")),
        f"{of_release}.txt": ("text", releases.text),
        f"{of_release}.json": ("json", releases.json),
        f"{of_release}/": ("release", releases.release),
        f"{of_release}/versions/": ("versions", releases.all_versions),
        f"{of_release}/versions/<int:version>/": ("version", releases.release),
        f"{of_release}/{words['changes']}/<int:old>/<int:new>/": ("comparison", releases.comparison),
        f"{words['summaries']}/<path:spelling>/": ("spelling", releases.spelling),
    }
    return [path(f"{language}/{route}", view, {"language": language}, name) for route, (name, view) in pages.items()]


urlpatterns = [
    path("", views.choose_language, name="home"),
    *addresses("en"),
    *addresses("fr"),
]
