"""Tables for spreadsheets."""

from __future__ import annotations

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): a sign before what would begin one."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
