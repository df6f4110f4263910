"""What stands between a draft and the public, for many texts in the one query that lists them.

The conditions are those of `workflow.checks`, which asks them of one text; a test holds both together.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from meetings.models import Body, Coverage, PressSymbol, Segment

BLANK = r"^\s*$"
UNTITLED = Exists(Segment.objects.filter(summary=OuterRef("summary"), title=""))
REGISTERED = Exists(PressSymbol.objects.filter(summary=OuterRef("summary")))
NUMBERED = Q(summary__body__session_style=Body.SessionStyle.NUMBERED)

# Annotation: what is wrong with the text of a coverage, and the sentence on it.
FINDINGS = {
    "no_headline": (Q(summary__headline__regex=BLANK), _("The headline is missing.")),
    "no_round_up": (Q(summary__round_up__regex=BLANK), _("The round-up is missing.")),
    "no_title": (Q(UNTITLED), _("A segment has no title.")),
    "no_date": (Q(summary__date=None), _("The date is missing.")),
    "no_session": (Q(summary__session=None) & NUMBERED, _("The session is missing.")),
    "no_symbol": (~Q(summary__symbol="") & ~Q(REGISTERED), _("The press symbol is missing, or not complete.")),
}


def with_findings(coverages: QuerySet[Coverage]) -> QuerySet[Any]:
    """Each coverage with what `findings` reads of it."""
    asked = {name: ExpressionWrapper(condition, BooleanField()) for name, (condition, _said) in FINDINGS.items()}
    return coverages.annotate(**asked)


def findings(coverage: Any) -> tuple[str, ...]:
    """The sentences on the text of a coverage that came by `with_findings`; () where nothing is found."""
    if coverage.summary_id is None:
        return ()
    return tuple(str(said) for name, (_condition, said) in FINDINGS.items() if getattr(coverage, name))
