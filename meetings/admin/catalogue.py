"""What the front page of the desk offers, in the groups in which its people think of it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

GROUPS = (
    (pgettext_lazy("desk", "Texts"), ("Summary", "CorrectionRequest", "Publication", "Activity")),
    (pgettext_lazy("desk", "Coverage"), ("Meeting", "Coverage")),
    (pgettext_lazy("desk", "Speakers"), ("Speaker",)),
    (pgettext_lazy("desk", "Archives"), ("ImportBatch", "ImportProposal", "Redirect")),
    (gettext_lazy("Mail"), ("DistributionList", "OutboxMail", "PreviewLink")),
    (gettext_lazy("Reference data"), ("Body", "Session", "Report", "Wording", "PressSymbol")),
    (gettext_lazy("Accounts"), ("User", "Group")),
)


def grouped(app_list: Iterable[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The models that the admin lists for a person, by group; a model of no group stands under its app's name."""
    apps = list(app_list)
    listed = {model["object_name"]: model for app in apps for model in app["models"]}
    named = {name for _, names in GROUPS for name in names}
    groups = [(title, [listed[name] for name in names if name in listed]) for title, names in GROUPS]
    groups += [(app["name"], [model for model in app["models"] if model["object_name"] not in named]) for app in apps]
    return [(title, models) for title, models in groups if models]
