"""Personal addresses, in each language under its own prefix."""

from django.urls import path

from . import views

app_name = "preview"

urlpatterns = [
    path("en/embargoed/<token>/", views.text, {"language": "en"}, "text"),
    path("fr/sous-embargo/<token>/", views.text, {"language": "fr"}, "text"),
]
