"""A document as plain text, as newsrooms and mailing lists take it."""

from meetings.document import dump as render

__all__ = ["render"]
