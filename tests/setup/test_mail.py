"""Where mail goes is told by one address; what is none is refused in a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from coverage_cms.mail import email_settings

from .conftest import PRODUCTION


@pytest.mark.parametrize(
    ("url", "port", "encryption"),
    [
        ("smtp://mail.example.org", 25, {}),
        ("smtp://mail.example.org:2525", 2525, {}),
        ("submission://mail.example.org", 587, {"EMAIL_USE_TLS": True}),
        ("smtps://mail.example.org", 465, {"EMAIL_USE_SSL": True}),
    ],
)
def test_the_scheme_says_port_and_encryption(url, port, encryption):
    found = email_settings(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", port)
    assert {name: value for name, value in found.items() if "USE" in name and "USER" not in name} == encryption


def test_name_and_password_may_hold_any_character():
    found = email_settings("smtps://desk%40example.org:p%3Ass%2F%25@mail.example.org")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("desk@example.org", "p:ss/%")


def test_console_prints():
    assert email_settings("console:") == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:no", "smtp:x"])
def test_what_is_no_mail_server_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        email_settings(url)


@pytest.mark.parametrize("address", ["press.example.org", "https://press.example.org/desk"])
def test_an_address_of_the_site_that_is_none_is_refused(address, python):
    result = python("manage.py", "check", **PRODUCTION | {"SITE_ADDRESS": address})
    assert result.returncode == 1 and result.stderr.startswith("SITE_ADDRESS is an address as https://")
