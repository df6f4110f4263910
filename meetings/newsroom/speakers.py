"""From a printed name to the speaker who bears it."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.document import Names, fold
from meetings.models import Speaker, SpeakerName


def load_names(language: str) -> Names:
    """All names known in a language, each with its speaker's key. One query."""
    names = SpeakerName.objects.filter(language=language).order_by("-speaker__confirmed", "id")
    return Names.build(language, names.values_list("text", "speaker__key"))


def resolve(names: Iterable[str], language: str) -> dict[str, Speaker]:
    """Folded name → speaker, for those of the printed names that are known. One query.

    Where several speakers bear one name, a confirmed one counts, then the one known longest.
    """
    folded = {fold(name) for name in names} - {""}
    if not folded:
        return {}
    rows = SpeakerName.objects.filter(language=language, folded__in=folded)
    rows = rows.select_related("speaker__merged_into").order_by("speaker__confirmed", "-id")
    return {row.folded: row.speaker.survivor() for row in rows}
