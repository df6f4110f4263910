"""How the desk and its mails print hours, in each language: templates and code name a format, and none spells it."""
