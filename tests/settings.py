"""The settings of a demo, on a server of the tests' own that forgets everything."""

import os

os.environ.setdefault("DEBUG", "1")

from coverage_cms.settings import *  # noqa: F403
from coverage_cms.settings import DATABASES, VAR

database = DATABASES["default"]
if "DATABASE_URL" not in os.environ:
    database |= {"HOST": str(VAR / "test-postgres"), "THROWAWAY": True}
del database["OPTIONS"]["pool"]
# Test runs side by side share the server, but not their databases.
database["TEST"] = {"NAME": f"test_{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files straight from their sources, as in a demo: the tests run with DEBUG off.
WHITENOISE_AUTOREFRESH = True
