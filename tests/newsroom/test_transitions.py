"""Every transition, from every state, as every role, at both desks: what docs/workflow.md says, and nothing else."""

import itertools
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from meetings.models import Activity, Coverage, Publication, State
from meetings.newsroom import saving, workflow
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import TRANSITIONS, obstacles, perform
from tests.world import person, small_document

pytestmark = pytest.mark.django_db

OFFICER, REVIEWER = "officer", "reviewer"

# (state, transition): whose act it is, and where it leads.
ALLOWED = {
    ("draft", "edit"): ({OFFICER}, "draft"),
    ("draft", "submit"): ({OFFICER}, "in_review"),
    ("in_review", "edit"): ({REVIEWER}, "draft"),
    ("in_review", "return"): ({REVIEWER}, "draft"),
    ("in_review", "approve"): ({REVIEWER}, "approved"),
    ("approved", "edit"): ({OFFICER, REVIEWER}, "draft"),
    ("approved", "publish"): ({REVIEWER}, "published"),
    ("approved", "reopen"): ({OFFICER, REVIEWER}, "draft"),
    ("published", "reopen"): ({OFFICER, REVIEWER}, "draft"),
    ("published", "withdraw"): ({REVIEWER}, "published"),
}
WAY = ("submit", "approve", "publish")
DESKS = {"en": "English", "fr": "French"}


@pytest.fixture(params=list(itertools.product(State.values, ("en", "fr"))), ids="-".join)
def at(request, meeting):
    """A text in one of the states at one of the desks, where somebody else did what was done until now."""
    state, language = request.param
    writer = person("writer", f"{DESKS[language]} officers")
    second = person("second", f"{DESKS[language]} reviewers")
    coverage = Coverage.objects.create(meeting=meeting, language=language)
    summary = saving.begin(small_document(language), writer, coverage=coverage)
    for step in WAY[: State.values.index(state)]:
        summary = perform(summary, step, writer if step == "submit" else second, seen=summary.revision)
    assert summary.state == state
    return summary


@pytest.fixture
def people(at):
    """Everybody, with the roles that they have at the desk of the text."""
    desk, other = (DESKS[at.language], DESKS["fr" if at.language == "en" else "en"])
    return {
        person("officer", f"{desk} officers"): {OFFICER},
        person("reviewer", f"{desk} reviewers"): {REVIEWER},
        person("both", f"{desk} officers", f"{desk} reviewers"): {OFFICER, REVIEWER},
        person("neighbour", f"{other} officers", f"{other} reviewers"): set(),
        person("boss", "Administrators"): set(),
        AnonymousUser(): set(),
    }


def test_what_is_allowed_is_what_the_table_says(at, people):
    for (user, roles), name in itertools.product(people.items(), TRANSITIONS):
        whose, _ = ALLOWED.get((at.state, name), (set(), None))
        against = obstacles(at, name, user)
        assert (against == []) is bool(roles & whose), (at.state, name, str(user), against)


def test_what_is_not_allowed_changes_nothing(at, people):
    before = (at.state, at.revision, Activity.objects.count(), Publication.objects.count())
    for (user, _), name in itertools.product(people.items(), TRANSITIONS):
        if obstacles(at, name, user):
            with pytest.raises(Refused):
                perform(at, name, user, seen=at.revision, comment="Because.")
    at.refresh_from_db()
    assert (at.state, at.revision, Activity.objects.count(), Publication.objects.count()) == before


@pytest.mark.parametrize("name", [name for name in TRANSITIONS if name != "edit"])
def test_what_is_allowed_leads_where_the_table_says(at, people, name):
    whose, to_state = ALLOWED.get((at.state, name), (set(), None))
    user = next((user for user, roles in people.items() if roles & whose), None)
    if user is None:
        return
    before = at.state
    done = perform(at, name, user, seen=at.revision, comment="Because.")
    assert done.state == to_state
    row = done.activities.first()
    assert (row.action, row.from_state, row.to_state, row.user, row.comment) == (
        name,
        before,
        to_state,
        user,
        "Because.",
    )


def test_an_edit_leads_to_a_draft_that_nobody_approved(at, people):
    whose, to_state = ALLOWED.get((at.state, "edit"), (set(), None))
    mine = small_document(at.language, symbol=at.symbol, headline="Another Headline")
    for user in [user for user, roles in people.items() if roles & whose][:1]:
        saved = saving.save(at.pk, mine, at.revision, user).summary
        assert (saved.state, saved.approved_by, saved.revision) == (to_state, None, at.revision + 1)


def table():
    """The transitions as rows of a Markdown table."""
    for step in TRANSITIONS.values():
        for state in State:
            if state in step.roles:
                who = " or ".join(sorted(step.roles[state]))
                yield f"| {step.name} | {state.label} | {State(step.to_state or state).label} | {who} |"


def test_the_documentation_has_the_same_table():
    text = (Path(workflow.__file__).parents[2] / "docs" / "workflow.md").read_text()
    shown = [" ".join(line.split()) for line in text.splitlines() if line.startswith("|")]
    rows = ["|".join(line.split("|")[:5]) + "|" for line in shown[2:]]
    assert rows == list(table())
