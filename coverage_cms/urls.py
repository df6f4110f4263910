from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog, set_language

urlpatterns = [
    path("", include("meetings.preview.urls")),
    path("", include("meetings.contact.urls")),
    path("", include("meetings.public.urls")),
    path("api/v1/", include("meetings.api.urls")),
    path("desk/language/", set_language, name="desk_language"),
    # The stock catalogue, and the editor's words besides.
    path("desk/jsi18n/", JavaScriptCatalog.as_view(packages=["django.contrib.admin", "django_prose_editor"])),
    path("desk/", include("meetings.admin.urls")),
    path("desk/", admin.site.urls),
]

handler400 = "meetings.public.views.not_understood"
handler404 = "meetings.public.views.not_found"
handler500 = "meetings.public.views.failed"
