"""A release as public JSON: what surrounds the document, then the document as it was frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from meetings.document import Document, to_json


def render(document: Document, **about: Any) -> str:
    """The document with what is said about it (key, version, hash ...), dates as ISO strings."""
    return json.dumps({**about, "document": to_json(document)}, ensure_ascii=False, indent=1, default=str)


def version(row: Mapping[str, Any]) -> dict[str, Any]:
    """One version in the list of all; of a withdrawn one its reason, and not what was said in it."""
    said = {"version": row["version"], "published_at": row["published_at"], "change": row["change"]}
    if row["withdrawal__at"]:
        return said | {"withdrawn_at": row["withdrawal__at"], "reason": row["withdrawal__reason"]}
    return said | {"notice": row["notice"], "current": row["is_current"]}
