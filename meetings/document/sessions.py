"""The name of a session in words, made from its number."""

from __future__ import annotations

from .ordinals import LIMIT, ordinal

_PATTERNS = {
    "en": {
        "yearly": "{} session",
        "special": "{} special session",
        "regular": "{} regular session",
        "plain": "{} session",
    },
    "fr": {
        "yearly": "session de {}",
        "special": "{} session extraordinaire",
        "regular": "{} session ordinaire",
        "plain": "{} session",
    },
}


def session_name(number: int, kind: str, language: str, *, yearly: bool = False, says_regular: bool = False) -> str:
    """ "fifty-third regular session", "cent onzième session", "2026 session".

    `yearly`: the number is a year; `says_regular`: a regular session of this body is called so.
    """
    patterns = _PATTERNS[language]
    if yearly or not 1 <= number <= LIMIT:
        return patterns["yearly"].format(number)
    if kind == "regular" and not says_regular:
        kind = "plain"
    return patterns[kind].format(ordinal(number, language))
