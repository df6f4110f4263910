"""Which known speakers a new name may stand for: the same words, the same acronym, the same function."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from meetings.models import Speaker

MOST = 4  # suggestions for a speaker: one key each
ALIKE = 0.6  # of all three-letter pieces of two names, the share that both have; below, common words alone are alike
FUNCTION_ALIKE = 0.15  # the same function is no sign of one person where the names have nothing in common


class Reason(models.TextChoices):
    LANGUAGE = "language", _("the same name in the other language")
    WORDS = "words", _("nearly the same name")
    ACRONYM = "acronym", _("the same acronym")
    FUNCTION = "function", _("the same function")


@dataclass(frozen=True)
class Suggestion:
    """A speaker that another may be the same as, and why."""

    speaker: Speaker
    reason: Reason

    @property
    def is_twin(self) -> bool:
        return self.reason == Reason.LANGUAGE


# The index on trigrams answers `%`; what was merged stands for the speaker that is left. What is asked about is set
# apart first: without statistics of a table that was just filled, the planner compared all names with all others.
_SQL = """
WITH mine AS MATERIALIZED (
    SELECT speaker_id, language, folded, acronym FROM meetings_speakername WHERE speaker_id = ANY(%(pks)s)
), was AS MATERIALIZED (
    SELECT speaker_id, title_en, title_fr FROM meetings_speakerfunction WHERE speaker_id = ANY(%(pks)s)
)
SELECT s.id, near.id, near.reason
FROM unnest(%(pks)s::bigint[]) AS s(id)
CROSS JOIN LATERAL (
    SELECT o.id, (array_agg(hit.reason ORDER BY hit.score DESC, hit.reason))[1] AS reason
    FROM (
        (SELECT c.speaker_id, similarity(c.folded, n.folded) AS score,
                CASE WHEN c.folded = n.folded AND c.language <> n.language THEN 'language' ELSE 'words' END AS reason
         FROM mine n JOIN meetings_speakername c ON c.folded %% n.folded
         WHERE n.speaker_id = s.id AND c.speaker_id <> s.id
         ORDER BY score DESC LIMIT 12)
        UNION ALL
        (SELECT c.speaker_id, 0.75, 'acronym'
         FROM mine n JOIN meetings_speakername c ON c.acronym = n.acronym AND c.acronym <> ''
         WHERE n.speaker_id = s.id AND c.speaker_id <> s.id
           AND (n.folded = n.acronym OR n.folded LIKE '%%(' || n.acronym || ')%%'
                OR c.folded = c.acronym OR c.folded LIKE '%%(' || c.acronym || ')%%')
         LIMIT 12)
        UNION ALL
        (SELECT f.speaker_id, similarity(c.folded, n.folded) AS score, 'function'
         FROM was g
         JOIN meetings_speakerfunction f
           ON lower(f.title_en) = lower(g.title_en) AND f.title_en <> ''
           OR lower(f.title_fr) = lower(g.title_fr) AND f.title_fr <> ''
         JOIN mine n ON n.speaker_id = s.id
         JOIN meetings_speakername c ON c.speaker_id = f.speaker_id
         WHERE g.speaker_id = s.id AND f.speaker_id <> s.id AND similarity(c.folded, n.folded) > %(function_alike)s
         ORDER BY score DESC LIMIT 12)
    ) hit
    JOIN meetings_speaker p ON p.id = hit.speaker_id
    JOIN meetings_speaker o ON o.id = coalesce(p.merged_into_id, p.id)
    WHERE o.id <> s.id AND NOT o.discarded
    GROUP BY o.id
    ORDER BY max(hit.score) DESC, o.confirmed DESC, o.id
    LIMIT %(most)s
) near
"""


def suggestions(pks: Collection[int]) -> dict[int, list[Suggestion]]:
    """For each of some speakers, by key, those that it may be the same as, the likeliest first. Three queries."""
    if not pks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_limit(%s)", [ALIKE])
        cursor.execute(_SQL, {"pks": list(pks), "function_alike": FUNCTION_ALIKE, "most": MOST})
        rows = cursor.fetchall()
    speakers = Speaker.objects.in_bulk({other for _, other, _ in rows})
    found: dict[int, list[Suggestion]] = {pk: [] for pk in pks}
    for pk, other, reason in rows:
        found[pk].append(Suggestion(speakers[other], Reason(reason)))
    return found
