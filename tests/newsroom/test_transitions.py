"""Every transition, from every state, as every role, at both desks: what docs/workflow.md says, and nothing else."""

import datetime
import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from meetings.models import (
    Activity,
    CounterpartCheck,
    Coverage,
    Debt,
    ImportBatch,
    ImportItem,
    Publication,
    State,
    Summary,
)
from meetings.newsroom import saving, workflow
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import TRANSITIONS, Words, obstacles, perform
from tests.world import person, small_document

pytestmark = pytest.mark.django_db

OFFICER, REVIEWER = "officer", "reviewer"

BY_OFFICERS, BY_REVIEWERS = {OFFICER}, {REVIEWER}
ANYWHERE = ("draft", "in_review", "approved", "published")
NEW, PUBLIC, WITHDRAWN = "new", "public", "withdrawn"

# (state, transition): whose act it is, and where it leads.
ALLOWED = {
    ("draft", "edit"): (BY_OFFICERS, "draft"),
    ("draft", "submit"): (BY_OFFICERS, "in_review"),
    ("draft", "submit_archive"): (BY_REVIEWERS, "in_review"),
    ("draft", "publish_at_once"): (BY_REVIEWERS, "published"),
    ("draft", "discard"): (BY_OFFICERS | BY_REVIEWERS, "discarded"),
    ("discarded", "take_back"): (BY_OFFICERS | BY_REVIEWERS, "draft"),
    ("in_review", "edit"): (BY_REVIEWERS, "draft"),
    ("in_review", "claim"): (BY_REVIEWERS, "in_review"),
    ("in_review", "hand_on"): (BY_REVIEWERS, "in_review"),
    ("in_review", "return"): (BY_REVIEWERS, "draft"),
    ("in_review", "approve"): (BY_REVIEWERS, "approved"),
    ("in_review", "publish_at_once"): (BY_REVIEWERS, "published"),
    ("approved", "edit"): (BY_OFFICERS | BY_REVIEWERS, "draft"),
    ("approved", "publish"): (BY_REVIEWERS, "published"),
    ("approved", "schedule"): (BY_REVIEWERS, "approved"),
    ("approved", "unschedule"): (BY_REVIEWERS, "approved"),
    ("approved", "reopen"): (BY_OFFICERS | BY_REVIEWERS, "draft"),
    ("published", "reopen"): (BY_OFFICERS | BY_REVIEWERS, "draft"),
    **{(state, "withdraw"): (BY_REVIEWERS, state) for state in ANYWHERE},
    **{(state, "undo_withdrawal"): (BY_REVIEWERS, state) for state in ANYWHERE},
    **{(state, "clear_debt"): (BY_REVIEWERS, state) for state in ANYWHERE},
    **{(state, "answer"): (BY_OFFICERS | BY_REVIEWERS, state) for state in ANYWHERE},
}
# What a text must have behind it; the others do not mind.
AFTER = {
    "discard": {NEW},
    "submit_archive": {PUBLIC},
    "withdraw": {PUBLIC},
    "undo_withdrawal": {WITHDRAWN},
    **dict.fromkeys(("clear_debt", "answer", "unschedule"), frozenset((PUBLIC, WITHDRAWN))),
}
WAY = ("submit", "approve", "publish")
DESKS = {"en": "English", "fr": "French"}
PLACES = [
    *itertools.product((*ANYWHERE[:3], "discarded"), ("en", "fr"), (NEW,)),
    *itertools.product(ANYWHERE, ("en", "fr"), (PUBLIC, WITHDRAWN)),
]


@dataclass
class Case:
    """A text in one of the states at one of the desks, with what is behind it, all done by other people."""

    summary: Summary
    behind: str

    def may(self, name):
        """Whose act it is, and where it leads; nobody's where it is none."""
        possible = self.behind in AFTER.get(name, {NEW, PUBLIC, WITHDRAWN})
        return ALLOWED.get((self.summary.state, name), (set(), None)) if possible else (set(), None)

    def words(self, people):
        reviewer = next(user for user, roles in people.items() if roles == {OFFICER, REVIEWER})
        return Words(
            comment="Because.",
            change="" if self.behind == NEW else "minor",
            at=timezone.now() + datetime.timedelta(hours=1),
            to=reviewer,
            touched=False,
        )


@pytest.fixture(params=PLACES, ids="-".join)
def case(request, meeting):
    state, language, behind = request.param
    writer = person("writer", f"{DESKS[language]} officers")
    second = person("second", f"{DESKS[language]} reviewers")
    coverage = Coverage.objects.create(meeting=meeting, language=language)
    summary = saving.begin(small_document(language), writer, coverage=coverage)

    def go(steps, **words):
        nonlocal summary
        for step in steps:
            user = writer if step in ("submit", "reopen", "discard") else second
            summary = perform(summary, step, user, seen=summary.revision, words=Words("Because.", **words))

    if behind != NEW:
        go((*WAY, "reopen"))
        publication = summary.publications.get()
        Debt.objects.create(summary=summary, publication=publication, by=second, reason="It was urgent.")
        CounterpartCheck.objects.create(summary=summary, publication=publication)
    if behind == PUBLIC:
        batch = ImportBatch.objects.create(name="Old")
        ImportItem.objects.create(batch=batch, name="old.txt", status="created", language=language, summary=summary)
    if behind == WITHDRAWN:
        go(["withdraw"])
    if state == State.DISCARDED:
        go(["discard"])
    else:
        go(WAY[: State.values.index(state)], change="minor" if behind != NEW else "")
    if behind != NEW and state == State.APPROVED:
        go(["schedule"], change="minor", at=timezone.now() + datetime.timedelta(days=1))
    if behind != NEW and state == State.PUBLISHED:
        Debt.objects.filter(summary=summary).update(cleared_at=None, cleared_by=None, how="")
        if behind == WITHDRAWN:
            go(["withdraw"])
    assert summary.state == state
    return Case(summary, behind)


@pytest.fixture
def people(case):
    """Everybody, with the roles that they have at the desk of the text."""
    language = case.summary.language
    desk, other = (DESKS[language], DESKS["fr" if language == "en" else "en"])
    return {
        person("officer", f"{desk} officers"): {OFFICER},
        person("reviewer", f"{desk} reviewers"): {REVIEWER},
        person("both", f"{desk} officers", f"{desk} reviewers"): {OFFICER, REVIEWER},
        person("neighbour", f"{other} officers", f"{other} reviewers"): set(),
        person("boss", "Administrators"): set(),
        AnonymousUser(): set(),
    }


def test_what_is_allowed_is_what_the_table_says(case, people):
    for (user, roles), name in itertools.product(people.items(), TRANSITIONS):
        whose, _ = case.may(name)
        against = obstacles(case.summary, name, user)
        assert (against == []) is bool(roles & whose), (case.summary.state, name, str(user), against)


def test_what_is_not_allowed_changes_nothing(case, people):
    summary, words = case.summary, case.words(people)

    def everything():
        return summary.state, summary.revision, Activity.objects.count(), Publication.objects.count()

    before = everything()
    for (user, _), name in itertools.product(people.items(), TRANSITIONS):
        if obstacles(summary, name, user):
            with pytest.raises(Refused):
                perform(summary, name, user, seen=summary.revision, words=words)
    summary.refresh_from_db()
    assert everything() == before


def test_what_is_allowed_leads_where_the_table_says(case, people):
    """Each act on the same text, taken back before the next."""
    summary, words = case.summary, case.words(people)
    before = summary.state
    for name in TRANSITIONS:
        whose, to_state = case.may(name)
        user = next((user for user, roles in people.items() if roles & whose), None)
        if user is None or name == "edit":
            continue
        with transaction.atomic():
            done = perform(summary, name, user, seen=summary.revision, words=words)
            row = done.activities.first()
            transaction.set_rollback(True)
        assert done.state == to_state
        told = (row.action, row.from_state, row.to_state, row.user, row.comment)
        assert told == (name, before, to_state, user, "Because.")


def test_an_edit_leads_to_a_draft_that_nobody_approved(case, people):
    whose, to_state = case.may("edit")
    summary = case.summary
    mine = small_document(summary.language, symbol=summary.symbol, headline="Another Headline")
    for user in [user for user, roles in people.items() if roles & whose][:1]:
        saved = saving.save(summary.pk, mine, summary.revision, user).summary
        assert (saved.state, saved.approved_by, saved.revision) == (to_state, None, summary.revision + 1)
        assert not saved.schedules.filter(outcome="waiting").exists()


def table():
    """The transitions as rows of a Markdown table."""
    for step in TRANSITIONS.values():
        for state in State:
            if state in step.roles:
                who = " or ".join(sorted(step.roles[state]))
                yield f"| {step.name} | {state.label} | {State(step.to_state or state).label} | {who} |"


def test_the_documentation_has_the_same_table():
    text = (Path(workflow.__file__).parents[3] / "docs" / "workflow.md").read_text()
    shown = [" ".join(line.split()) for line in text.splitlines() if line.startswith("|")]
    rows = ["|".join(line.split("|")[:5]) + "|" for line in shown[2:]]
    assert rows == list(table())
