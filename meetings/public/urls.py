"""Public addresses: each language under its own prefix, in its own words. One name leads to both.

reverse("public:release", kwargs={"language": "fr", "key": "HRC23.093F"})  →  /fr/comptes-rendus/HRC23.093F/
"""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from . import views

app_name = "public"


class KeyConverter(StringConverter):
    """What may be the key of a release."""

    regex = "[A-Za-z0-9.-]+"


register_converter(KeyConverter, "key")


def addresses(language: str, summaries: str) -> list[URLPattern]:
    """All addresses of one language; `summaries` is its word for them."""
    pages = {
        "": ("latest", views.latest),
        f"{summaries}/": ("summaries", RedirectView.as_view(pattern_name="public:latest")),
        f"{summaries}/<key:key>.txt": ("text", views.text),
        f"{summaries}/<key:key>.json": ("json", views.json),
        f"{summaries}/<key:key>/": ("release", views.release),
        f"{summaries}/<key:key>/versions/<int:version>/": ("version", views.release),
        f"{summaries}/<path:spelling>/": ("spelling", views.spelling),
    }
    return [path(f"{language}/{route}", view, {"language": language}, name) for route, (name, view) in pages.items()]


urlpatterns = [
    path("", views.choose_language, name="home"),
    *addresses("en", "summaries"),
    *addresses("fr", "comptes-rendus"),
]
