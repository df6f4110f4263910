from django.apps import AppConfig
from django.core import checks

from coverage_cms.checks import extensions_are_there


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meeting summaries"

    def ready(self):
        checks.register(extensions_are_there, checks.Tags.database)
