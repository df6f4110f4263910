from django.core.checks import Error
from django.db import connections

EXTENSIONS = ["btree_gin", "pg_trgm", "unaccent"]

# Before the first migration an extension need only be at hand: that migration creates it.
LACKING = """
    SELECT name FROM unnest(%s::text[]) AS name
    WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = name)
    AND NOT (
        to_regclass('django_migrations') IS NULL
        AND EXISTS (SELECT FROM pg_available_extensions WHERE pg_available_extensions.name = name)
    )
"""


def extensions_are_there(databases, **kwargs):
    """Run by `migrate` and by `check --database default`."""
    errors = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(LACKING, [EXTENSIONS])
            lacking = ", ".join(name for (name,) in cursor.fetchall())
        if lacking:
            errors.append(
                Error(
                    f"The database '{alias}' lacks the PostgreSQL extensions {lacking}.",
                    hint="Install PostgreSQL's contrib modules, then run CREATE EXTENSION "
                    "for each of them as the owner of the database.",
                    id="coverage_cms.E001",
                )
            )
    return errors
