"""The acts that a page offers, each with what stands in its way and what may be said along."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import Summary
from meetings.newsroom.workflow import TRANSITIONS, Transition, is_offered, obstacles

from .words import WordsForm

RARE = frozenset(("publish_at_once", "withdraw", "discard"))
FREE = frozenset(("comment", "to_come"))  # words that an act does without


@dataclass(frozen=True)
class Button:
    transition: Transition
    address: str
    obstacles: list[str]
    form: WordsForm

    @property
    def label(self) -> str | Promise:
        return self.transition.label

    @property
    def is_rare(self) -> bool:
        return self.transition.name in RARE

    @property
    def is_one_click(self) -> bool:
        """Whether nothing has to be said along."""
        return not self.transition.comment and set(self.form.fields) <= FREE

    @property
    def along(self) -> str | Promise:
        """What may be said along with one click."""
        return self.transition.word or _("Only in part, for now")


def buttons(
    summary: Summary, user: User, posted: WordsForm | None = None, unsaved: list[str] | None = None
) -> list[Button]:
    """Every act that a person may find a reason for, the rare ones last; `posted` is the form that was refused,
    `unsaved` names who has words that are not saved."""
    found = [
        Button(
            step,
            reverse("admin:meetings_summary_transition", args=[summary.pk, step.name]),
            obstacles(summary, step.name, user),
            posted
            if posted and posted.prefix == step.name
            else WordsForm(None, step=step, summary=summary, user=user, unsaved=unsaved),
        )
        for step in TRANSITIONS.values()
        if step.name != "edit" and is_offered(summary, step.name, user)
    ]
    return sorted(found, key=lambda button: button.is_rare)
