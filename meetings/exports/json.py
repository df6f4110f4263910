"""A release as public JSON: what surrounds the document, then the document as it was frozen."""

from __future__ import annotations

import json
from typing import Any

from meetings.document import Document, to_json


def render(document: Document, **about: Any) -> str:
    """The document with what is said about it (key, version, hash ...), dates as ISO strings."""
    return json.dumps({**about, "document": to_json(document)}, ensure_ascii=False, indent=1, default=str)
