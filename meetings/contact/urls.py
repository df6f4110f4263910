"""Addresses of what the public sends, in each language under its own prefix."""

from django.urls import path

from . import views

app_name = "contact"

# What a part of an address is called in either language.
WORDS = {"en": {"follow": "follow", "stop": "stop"}, "fr": {"follow": "suivre", "stop": "ne-plus-suivre"}}

urlpatterns = [
    path(f"{language}/{route}", view, {"language": language}, name)
    for language, words in WORDS.items()
    for route, view, name in (
        (f"{words['follow']}/", views.follow, "follow"),
        (f"{words['follow']}/<token>/", views.subscription, "subscription"),
        (f"{words['follow']}/<token>/{words['stop']}/", views.stop, "stop"),
    )
]
