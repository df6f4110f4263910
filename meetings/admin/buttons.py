"""The acts that a page offers, each with what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import Promise

from meetings.models import Publication, Summary
from meetings.newsroom.workflow import TRANSITIONS, Transition, obstacles


@dataclass(frozen=True)
class Button:
    transition: Transition
    address: str
    obstacles: list[str]
    asks: str | Promise  # for words to be written along; "" where one click is enough


def buttons(summary: Summary, user: User, public: Publication | None) -> list[Button]:
    """Every act that is possible in this state; withdrawing only where there is something public."""
    return [
        Button(
            step,
            reverse("admin:meetings_summary_transition", args=[summary.pk, step.name]),
            against,
            step.comment or (step.note if public else ""),
        )
        for step in TRANSITIONS.values()
        if step.name != "edit" and summary.state in step.from_states and (public or step.name != "withdraw")
        for against in [obstacles(summary, step.name, user)]
    ]
