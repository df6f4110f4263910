#!/usr/bin/env python
"""Django's commands. What the set-up refuses is said in a sentence, not in a traceback."""

import os
import signal
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_cms.settings")
    # Leave in order when told to stop, or the private database server would stay behind.
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda number, frame: sys.exit(128 + number))
    try:
        settings.INSTALLED_APPS  # noqa: B018  Django itself would go on without settings
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
