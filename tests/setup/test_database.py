import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_private_server_is_postgresql_18():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        assert cursor.fetchone()[0].startswith("18.")
