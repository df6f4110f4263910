import os

import pytest
from django.db import connection

from coverage_cms.checks import EXTENSIONS, extensions_are_there


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the server is somebody's own")
@pytest.mark.django_db
def test_the_server_is_the_one_that_the_lock_file_names():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        assert cursor.fetchone()[0].startswith("18.")


@pytest.mark.django_db
def test_a_database_with_its_extensions_passes():
    assert extensions_are_there(databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_database_without_an_extension_is_named_in_a_sentence(extension):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP EXTENSION {extension} CASCADE")
    (error,) = extensions_are_there(databases=["default"])
    assert error.msg == f"The database 'default' lacks the PostgreSQL extensions {extension}."


@pytest.mark.django_db
def test_before_the_first_migration_an_extension_need_only_be_at_hand():
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION unaccent CASCADE")
        cursor.execute("ALTER TABLE django_migrations RENAME TO later")
    assert extensions_are_there(databases=["default"]) == []
