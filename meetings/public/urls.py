"""Public addresses: each language under its own prefix, in its own words. One name leads to both.

reverse("public:release", kwargs={"language": "fr", "key": "HRC23.093F"})  →  /fr/comptes-rendus/HRC23.093F/
"""

from django.urls import URLPattern, path

from . import views

app_name = "public"


def addresses(language: str, summaries: str) -> list[URLPattern]:
    """All addresses of one language; `summaries` is its word for them."""
    pages = {
        "": ("latest", views.latest),
        f"{summaries}/<str:key>.txt": ("text", views.text),
        f"{summaries}/<str:key>.json": ("json", views.json),
        f"{summaries}/<str:key>/": ("release", views.release),
        f"{summaries}/<str:key>/versions/<int:version>/": ("version", views.release),
        f"{summaries}/<path:spelling>/": ("spelling", views.spelling),
    }
    return [path(f"{language}/{route}", view, {"language": language}, name) for route, (name, view) in pages.items()]


urlpatterns = [
    path("", views.choose_language, name="home"),
    *addresses("en", "summaries"),
    *addresses("fr", "comptes-rendus"),
]
