"""Addresses of what the public sends, in each language under its own prefix."""

from django.urls import path

from . import corrections, views

app_name = "contact"

# What a part of an address is called in either language.
WORDS = {
    "en": {"follow": "follow", "stop": "stop", "ask": "ask-for-a-correction"},
    "fr": {"follow": "suivre", "stop": "ne-plus-suivre", "ask": "demander-un-rectificatif"},
}

urlpatterns = [
    path(f"{language}/{route}", view, {"language": language}, name)
    for language, words in WORDS.items()
    for route, view, name in (
        ("contact/", corrections.contact, "contact"),
        (f"{words['ask']}/<str:key>/", corrections.ask, "ask"),
        (f"{words['ask']}/<str:key>/<slug:block>/", corrections.ask, "ask_about"),
        (f"{words['follow']}/", views.follow, "follow"),
        (f"{words['follow']}/<token>/", views.subscription, "subscription"),
        (f"{words['follow']}/<token>/{words['stop']}/", views.stop, "stop"),
    )
]
