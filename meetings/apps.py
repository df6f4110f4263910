from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from coverage_cms.checks import extensions_are_there


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meeting summaries")

    def ready(self):
        checks.register(extensions_are_there, checks.Tags.database)
