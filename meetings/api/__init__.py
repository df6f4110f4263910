"""Open data: what is published, for programs. Read only, at /api/v1/; docs/api.md says what is promised."""
