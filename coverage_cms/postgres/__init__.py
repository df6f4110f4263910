"""The private PostgreSQL server of a demo or a test run. Unused, unimported, with DATABASE_URL."""
