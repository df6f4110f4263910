import os
from urllib.parse import quote

import pytest
from django.db import connection

from coverage_cms import settings

from .conftest import PRODUCTION


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_is_refused_in_one_sentence_without(missing, python):
    variables = {name: value for name, value in PRODUCTION.items() if name != missing}
    result = python("manage.py", "check", **variables)
    assert result.returncode == 1
    assert result.stderr.startswith(f"{missing} is not set: ")
    assert result.stderr.count("\n") == 1


def test_production_passes_the_deployment_check(python):
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_a_demo_needs_no_variable_but_debug(python):
    result = python("manage.py", "check", DEBUG="1")
    assert result.returncode == 0, result.stderr


def test_the_secret_key_of_a_demo_is_made_once_and_for_its_user_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path / "var")
    key = settings.demo_secret_key()
    assert len(key) >= 50
    assert settings.demo_secret_key() == key
    (file,) = (tmp_path / "var").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_debug_0_is_off(python):
    assert "SECRET_KEY is not set" in python("manage.py", "check", DEBUG="0").stderr


USED_DATABASE = """
import sys, django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_database()")
    print(cursor.fetchone()[0], [name for name in sys.modules if "coverage_cms.postgres" in name])
connection.close_pool()
"""


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the address is made of the private server's")
@pytest.mark.django_db
def test_database_url_keeps_the_private_server_out(python):
    own = connection.get_connection_params()
    url = f"postgresql://{own['user']}@{quote(os.fspath(own['host']), safe='')}/{own['dbname']}"
    variables = PRODUCTION | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "coverage_cms.settings",
    }
    result = python("-c", USED_DATABASE, **variables)
    assert result.stdout == f"{own['dbname']} []\n", result.stderr


@pytest.mark.django_db
def test_public_pages_vary_by_nothing_that_a_visitor_sends(client):
    response = client.get("/fr/no-such-page/", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "fr"
    assert "Vary" not in response.headers


@pytest.mark.django_db
def test_the_desk_speaks_its_users_language(client):
    response = client.get("/desk/login/", headers={"Accept-Language": "fr"})
    assert response.headers["Content-Language"] == "fr"
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.django_db
def test_no_page_allows_inline_scripts_or_styles(client):
    policy = client.get("/en/no-such-page/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
