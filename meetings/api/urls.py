"""Addresses of the API, and its description."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from . import bulk, views
from .throttling import PoliteThrottle

app_name = "api"

described = {"throttle_classes": [PoliteThrottle]}

urlpatterns = [
    path("releases/", views.Releases.as_view(), name="releases"),
    path("releases/<key:key>/", views.Release.as_view(), name="release"),
    path("statements/", views.Statements.as_view(), name="statements"),
    path("meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<int:number>/", views.Meeting.as_view(), name="meeting"),
    path("sessions/", views.Sessions.as_view(), name="sessions"),
    path("sessions/<slug:body>/<session:session>/", views.OneSession.as_view(), name="session"),
    path("sessions/<slug:body>/<session:session>/releases.jsonl", bulk.Bulk.as_view(), {"ending": "jsonl"}, "jsonl"),
    path("sessions/<slug:body>/<session:session>/passages.csv", bulk.Bulk.as_view(), {"ending": "csv"}, "csv"),
    path("speakers/", views.Speakers.as_view(), name="speakers"),
    path("speakers/<slug:key>/", views.OneSpeaker.as_view(), name="speaker"),
    path("documents/", views.Documents.as_view(), name="documents"),
    path("documents/<path:symbol>/", views.Document.as_view(), name="document"),
    path("openapi.json", SpectacularJSONAPIView.as_view(**described), name="openapi"),
    path("", SpectacularSwaggerSplitView.as_view(url_name="api:openapi", **described), name="try"),
    re_path(r"^[\s\S]+", views.Nowhere.as_view()),
]
