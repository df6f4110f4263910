"""All settings, from the environment; docs/setup.md lists the variables.

With DEBUG off nothing that matters has a default: the start is refused instead.
"""

import datetime
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from .mail import email_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

DEBUG = os.environ.get("DEBUG", "") not in ("", "0")


def required(name: str, what: str) -> str:
    """A variable that only a demo may do without."""
    value = os.environ.get(name, "")
    if not value and not DEBUG:
        raise ImproperlyConfigured(f"{name} is not set: {what}, or set DEBUG=1 to try things out.")
    return value


def demo_secret_key() -> str:
    """Made once, so that nobody is logged out by a restart."""
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        draft = VAR / f"secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        with suppress(FileExistsError):  # of several that begin at once, one wins
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


SECRET_KEY = required("SECRET_KEY", "give it 50 or more random characters") or demo_secret_key()
ALLOWED_HOSTS = [
    host.strip()
    for host in required("ALLOWED_HOSTS", "name the hosts that are served, with commas").split(",")
    if host.strip()
] or ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "csp",
    "django_prose_editor",
    "meetings",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coverage_cms.middleware.refuse_nul",
    "coverage_cms.middleware.SessionMiddleware",
    "coverage_cms.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "coverage_cms.urls"
WSGI_APPLICATION = "coverage_cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Without DATABASE_URL: the private server, whose backend starts it in HOST at the first connection.
database_url = required("DATABASE_URL", "postgresql://user:password@host/name")
private_server = {
    "ENGINE": "coverage_cms.postgres",
    "HOST": str(VAR / "postgres"),
    "NAME": "postgres",
    "USER": "coverage_cms",
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": {**dj_database_url.parse(database_url)} if database_url else private_server
}
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
FORMAT_MODULE_PATH = ["coverage_cms.formats"]
LANGUAGE_COOKIE_PATH = "/desk/"  # the desk's language is its user's choice; a public page has that of its address
LOCALE_PATHS = [BASE_DIR / "meetings" / "locale"]
TIME_ZONE = "Europe/Zurich"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

LOGIN_URL = "admin:login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# A session lasts a long working day, counted from its last request to the desk.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True

CSRF_FAILURE_VIEW = "meetings.admin.posted.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The nonce enters the header only of a page that asks for `request.csp_nonce`.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
if not DEBUG:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if os.environ.get("BEHIND_PROXY", "") not in ("", "0"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# One form carries a whole summary, its segments and lists.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Where people reach the site: mails lead there, and their Message-IDs bear its name.
SITE_ADDRESS = (
    required("SITE_ADDRESS", "say where people reach the site, as https://press.example.org")
    or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
).rstrip("/")
if not urlsplit(SITE_ADDRESS).hostname or urlsplit(SITE_ADDRESS).path:
    raise ImproperlyConfigured("SITE_ADDRESS is an address as https://press.example.org, with nothing behind the host.")
# The name in the ids of feed entries, which never change: where the site moves, say the former host.
FEED_AUTHORITY = os.environ.get("FEED_AUTHORITY") or urlsplit(SITE_ADDRESS).hostname

vars().update(email_settings(required("EMAIL_URL", "name the mail server, or console: to print mails") or "console:"))
DEFAULT_FROM_EMAIL = required("MAIL_FROM", "give the address that mails come from") or "Press desk <desk@example.org>"
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")  # whom the public may write to; "": the contact page names nobody
COVERAGE_TARGET = datetime.timedelta(minutes=int(os.environ.get("COVERAGE_TARGET_MINUTES") or 180))  # after a meeting
DIGEST_AT = datetime.time.fromisoformat(os.environ.get("DIGEST_AT") or "07:30")  # Geneva's time

# Where the record of activity is sealed to, where it is: docs/audit.md.
SEAL_FILE = Path(os.environ["SEAL_FILE"]) if os.environ.get("SEAL_FILE") else None
SEAL_MAIL = [address.strip() for address in os.environ.get("SEAL_MAIL", "").split(",") if address.strip()]

# The API is for everyone: it knows no users. Requests a minute from one address, counted by each process for itself.
API_RATE = os.environ.get("API_RATE", "600/min")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {"anon": API_RATE or None},
    "EXCEPTION_HANDLER": "meetings.api.base.explain",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": 1 if os.environ.get("BEHIND_PROXY", "") not in ("", "0") else 0,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Meeting coverage",
    "DESCRIPTION": (
        "What is published of meetings in Geneva, in English and in French, as open data. Two teams cover the meetings "
        "independently: their texts about one meeting are not translations of each other.\n\n"
        "Within version 1 fields and parameters are added and never taken away or changed. What is to end is announced "
        "here, and by the headers Deprecation and Sunset, for a year before it ends."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_INSERT": "",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "meetings.api.base.nothing_is_required",
    ],
    "ENUM_NAME_OVERRIDES": {
        "KindOfSession": "meetings.models.Session.Kind",
        "KindOfSpeaker": "meetings.models.Speaker.Kind",
        "KindOfText": "meetings.models.Summary.Kind",
        "KindOfSegment": "meetings.models.Segment.Kind",
        "KindOfPassage": "meetings.models.Passage.Kind",
        "Period": "meetings.models.Period",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
