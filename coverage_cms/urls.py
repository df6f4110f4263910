from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("meetings.public.urls")),
    path("desk/", admin.site.urls),
]

handler404 = "meetings.public.views.not_found"
handler500 = "meetings.public.views.failed"
