"""Pages of the desk beside those of the admin's models."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path

from . import board, buffers, copying, embargo, inbox, lists, meetings, pasting, presence, sentences, speakers
from .posted import keeping

app_name = "desk"


def at(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A page for whoever may enter the admin; what was typed outlives the session."""
    return path(route, keeping(admin.site.admin_view(view)), name=name)


urlpatterns = [
    at("inbox/", inbox.inbox_view, "inbox"),
    at("inbox/<int:pk>/", inbox.open_view, "inbox_open"),
    at("notices/", inbox.notices_view, "notices"),
    at("speakers/", speakers.list_view, "speakers"),
    at("speakers/decide/", speakers.decide_view, "speakers_decide"),
    at("speakers/acts/", speakers.acts_view, "speaker_acts"),
    at("speakers/<int:pk>/merge/", speakers.merge_view, "speaker_merge"),
    at("speakers/<int:pk>/split/", speakers.split_view, "speaker_split"),
    at("meetings/meeting/<int:pk>/plan/", board.plan_view, "plan"),
    at("meetings/meeting/<int:pk>/move/", meetings.move_view, "meeting_move"),
    at("meetings/meeting/<int:pk>/cancel/", meetings.cancel_view, "meeting_cancel"),
    at("meetings/meeting/<int:pk>/merge/", meetings.merge_view, "meeting_merge"),
    at("meetings/session/<int:pk>/meetings/", meetings.session_view, "session_meetings"),
    at("meetings/summary/<int:pk>/autosave/", buffers.autosave_view, "autosave"),
    at("meetings/summary/<int:pk>/presence/", presence.ping_view, "presence"),
    at("meetings/summary/<int:pk>/words/<slug:name>/", buffers.act_view, "words"),
    at("meetings/summary/<int:pk>/copying/", copying.copying_view, "copying"),
    at("meetings/summary/<int:pk>/embargo/", embargo.embargo_view, "embargo"),
    at("meetings/summary/<int:pk>/lists/", lists.lists_view, "lists"),
    at("meetings/summary/<int:pk>/paste/", pasting.paste_view, "paste"),
    at("meetings/summary/<int:pk>/sentences/", sentences.sentences_view, "sentences"),
]
