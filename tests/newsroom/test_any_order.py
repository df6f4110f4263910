"""Whatever people try in whatever order, what must always hold does."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.document import to_json
from meetings.models import Coverage, Meeting, Publication, Revision, Summary
from meetings.newsroom import activity, mapping, saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import TRANSITIONS, Words, changes_for, perform
from tests.world import small_document

pytestmark = pytest.mark.django_db

PEOPLE = ("anna", "bea", "robert", "claire")
# The way to publication is tried more often, or nobody would get there.
ACTS = (*TRANSITIONS, "submit", "submit", "approve", "approve", "publish", "publish")


def attempt(summary, act, user, other):
    if act == "edit":
        mine = replace(mapping.read(summary), headline=f"Headline {summary.revision}")
        return saving.save(summary.pk, mine, summary.revision, user).summary
    words = Words("Because.", at=timezone.now() + datetime.timedelta(days=1), to=other, touched=True)
    if act in ("publish", "publish_at_once", "schedule") and changes_for(summary):
        words = replace(words, change="correction", notice="A figure was wrong.")
    return perform(summary, act, user, seen=summary.revision, words=words)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE)), min_size=10, max_size=30))
def test_what_must_always_hold_does(anna, bea, robert, claire, meeting, acts):
    users = dict(zip(PEOPLE, (anna, bea, robert, claire), strict=True))
    Summary.objects.update(symbol="")
    date = meeting.date + datetime.timedelta(days=Meeting.objects.count())
    coverage = Coverage.objects.create(
        meeting=Meeting.objects.create(session=meeting.session, date=date, period="morning"), language="en"
    )
    summary = saving.begin(small_document(), anna, coverage=coverage)
    for act, name in acts:
        try:
            summary = attempt(summary, act, users[name], bea)
        except Refused as refused:
            assert refused.obstacles and all(refused.obstacles)
            summary = Summary.objects.get(pk=summary.pk)
        check(summary)


def check(summary):
    assert to_json(mapping.read(summary)) == summary.revisions.get(number=summary.revision).document
    assert activity.verify_chain(summary) == []
    if summary.state in ("approved", "published"):
        assert summary.approved_by not in (None, summary.submitted_by) or summary.forced_by
        assert summary.approved_revision == summary.revision
        since = Revision.objects.filter(summary=summary, number__gt=summary.submitted_revision)
        assert not since.exists()
    rows = list(summary.activities.order_by("number"))
    for number, row in enumerate(rows):
        if row.action == "approve":
            handed_in = next(former for former in reversed(rows[:number]) if former.action == "submit")
            assert (handed_in.revision, handed_in.user != row.user) == (row.revision, True)
    publications = Publication.objects.filter(summary=summary).order_by("version")
    assert [publication.version for publication in publications] == [*range(1, len(publications) + 1)]
    approved = {row.revision for row in rows if row.action in ("approve", "publish_at_once")}
    assert {publication.revision for publication in publications} <= approved
    if publications:
        assert publications.filter(is_current=True).get() == publications.last()
    withdrawn = summary.withdrawals.filter(undone_at=None)
    assert set(publications.filter(withdrawal__isnull=False)) == set(publications.filter(withdrawal__in=withdrawn))
    unread = [row for row in rows if row.action == "publish_at_once"]
    assert summary.debts.count() >= bool(unread)
    assert summary.schedules.filter(outcome="waiting").count() == (
        summary.state == "approved" and last_of(rows, "schedule", "unschedule", "approve", "withdraw") == "schedule"
    )


def last_of(rows, *actions):
    """Which of some acts was the last one."""
    return next((row.action for row in reversed(rows) if row.action in actions), "")
