"""Where mail goes, told by one address: EMAIL_URL."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Scheme: the usual port, and how the connection is encrypted.
SCHEMES = {"smtp": (25, ""), "submission": (587, "EMAIL_USE_TLS"), "smtps": (465, "EMAIL_USE_SSL")}
BACKENDS = "django.core.mail.backends"
EXAMPLE = "submission://user:password@host:587 (STARTTLS), smtps://… (TLS from the start), smtp://… or console:"


def email_settings(url: str) -> dict[str, str | int | bool]:
    """Django's settings for an address of a mail server; `console:` prints the mails instead of sending them.

    Special characters in name and password are percent-encoded. Raises ImproperlyConfigured for what is no address.
    """
    if url == "console:":
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL: {error}.") from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ImproperlyConfigured(f"EMAIL_URL is no address of a mail server: {EXAMPLE}.")
    usual_port, encrypted = SCHEMES[parts.scheme]
    found: dict[str, str | int | bool] = {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or usual_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": 20,
    }
    return found | ({encrypted: True} if encrypted else {})
