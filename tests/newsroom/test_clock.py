"""Publication at an hour: kept once, by whoever's worker comes first, or told why not."""

import datetime
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.models import Coverage, InboxItem, Meeting, Publication, Schedule, State
from meetings.newsroom import clock, mapping, publishing, saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import Words, obstacles, perform
from tests.database import at_once
from tests.world import person, small_document

HOUR = datetime.timedelta(hours=1)


def set_hour(summary, user, ahead=HOUR, **words):
    return perform(summary, "schedule", user, seen=summary.revision, words=Words(at=timezone.now() + ahead, **words))


def later(ahead=2 * HOUR):
    return timezone.now() + ahead


@pytest.mark.django_db
class TestOneText:
    @pytest.fixture
    def scheduled(self, approved, robert):
        return set_hour(approved, robert)

    def test_it_is_published_when_its_hour_has_come_and_not_before(self, scheduled, robert):
        assert clock.publish_due() == 0
        assert clock.publish_due(later()) == 1
        scheduled.refresh_from_db()
        publication = Publication.objects.current().get()
        assert (scheduled.state, publication.published_by) == (State.PUBLISHED, robert)
        assert publication.revision == scheduled.approved_revision
        assert scheduled.schedules.get().outcome == "published"

    def test_after_a_standstill_it_is_caught_up_with(self, scheduled):
        assert clock.publish_due(later(datetime.timedelta(days=9))) == 1
        assert clock.publish_due(later(datetime.timedelta(days=9))) == 0

    @pytest.mark.parametrize("act", ["unschedule", "reopen"])
    def test_who_takes_the_hour_back_or_reopens_ends_it(self, scheduled, robert, act):
        perform(scheduled, act, robert, seen=scheduled.revision)
        assert scheduled.schedules.get().outcome == "cleared"
        assert clock.publish_due(later()) == 0

    def test_a_change_ends_it(self, scheduled, anna):
        mine = mapping.read(scheduled)
        saving.save(scheduled.pk, replace(mine, headline="Other"), scheduled.revision, anna)
        assert scheduled.schedules.get().outcome == "cleared"
        assert clock.publish_due(later()) == 0

    def test_what_is_withdrawn_meanwhile_does_not_come_back_at_the_hour(self, published, anna, robert):
        text = perform(published, "reopen", anna, seen=published.revision)
        text = saving.save(text.pk, replace(mapping.read(text), headline="Other"), text.revision, anna).summary
        text = perform(perform(text, "submit", anna, seen=text.revision), "approve", robert, seen=text.revision)
        set_hour(text, robert, change="minor")
        perform(text, "withdraw", robert, seen=text.revision, comment="It was all wrong.")
        assert text.schedules.get().outcome == "cleared"
        assert "at" in text.activities.get(action="withdraw").detail
        assert clock.publish_due(later()) == 0

    def test_another_hour_takes_the_place_of_the_first(self, scheduled, robert):
        set_hour(scheduled, robert, 3 * HOUR)
        assert sorted(scheduled.schedules.values_list("outcome", flat=True)) == ["cleared", "waiting"]
        assert clock.publish_due(later()) == 0
        assert clock.publish_due(later(4 * HOUR)) == 1

    def test_published_by_hand_before_its_hour_it_is_not_published_twice(self, scheduled, robert):
        perform(scheduled, "publish", robert, seen=scheduled.revision)
        assert scheduled.schedules.get().outcome == "published"
        assert clock.publish_due(later()) == 0

    def test_an_hour_that_is_past_or_not_told_is_refused(self, approved, robert):
        for at, why in ((timezone.now() - HOUR, "This hour is past."), (None, "Say on which day")):
            with pytest.raises(Refused, match=why):
                perform(approved, "schedule", robert, seen=approved.revision, words=Words(at=at))

    def test_under_embargo_nobody_publishes_before(self, approved, robert, bea):
        text = set_hour(approved, robert, embargo=True)
        assert obstacles(text, "publish", bea) == ["The text is under embargo: take its hour back first."]
        text.schedules.update(at=timezone.now())
        assert clock.publish_due() == 1

    def test_what_was_said_along_is_published_with_it(self, approved, robert):
        set_hour(approved, robert, to_come="The afternoon’s statements")
        clock.publish_due(later())
        assert Publication.objects.get().to_come == "The afternoon’s statements"

    def test_an_account_that_is_gone_is_told_beforehand_and_at_the_hour(self, scheduled, robert, anna):
        assert clock.warn_at_risk() == 0
        User.objects.filter(pk=robert.pk).update(is_active=False)
        assert (clock.warn_at_risk(), clock.warn_at_risk()) == (1, 0)
        told = InboxItem.objects.filter(user=anna, kind="not_published")
        assert "Robert, who set the hour" in told.get().values["comment"]
        assert clock.publish_due(later()) == 0
        hour = scheduled.schedules.get()
        assert (hour.outcome, "Robert, who set the hour" in hour.obstacles) == ("failed", True)
        assert told.count() == 2
        assert not Publication.objects.exists()

    def test_what_is_missing_since_is_told_beforehand_once_for_the_same_reason(self, scheduled):
        scheduled.coverages.update(summary=None)
        assert (clock.warn_at_risk(), clock.warn_at_risk()) == (1, 0)
        assert scheduled.schedules.get().obstacles == "No meeting is named that this text covers."

    def test_a_text_that_fails_keeps_no_other_from_its_hour(
        self, scheduled, robert, anna, session, monkeypatch, caplog
    ):
        day = scheduled.date + datetime.timedelta(days=1)
        meeting = Meeting.objects.create(session=session, date=day, period="morning")
        coverage = Coverage.objects.create(meeting=meeting, language="en")
        other = saving.begin(small_document(date=day), anna, coverage=coverage)
        other = perform(perform(other, "submit", anna, seen=1), "approve", robert, seen=2)
        set_hour(other, robert)
        publish = publishing.publish

        def failing(summary, *arguments, **named):
            if summary == scheduled:
                raise KeyError("a fault of our own")
            return publish(summary, *arguments, **named)

        monkeypatch.setattr(publishing, "publish", failing)
        assert clock.publish_due(later()) == 1
        assert "a fault of our own" in caplog.text
        assert list(Schedule.objects.order_by("pk").values_list("outcome", flat=True)) == ["waiting", "published"]

    def test_an_hour_far_off_is_left_alone(self, approved, robert):
        set_hour(approved, robert, 9 * HOUR)
        User.objects.filter(pk=robert.pk).update(is_active=False)
        assert clock.warn_at_risk() == 0


@pytest.mark.django_db(transaction=True)
def test_several_workers_and_publishers_at_once_make_one_publication(approved, robert):
    set_hour(approved, robert)
    reviewers = [person(name, "English reviewers") for name in ("rose", "rupert")]
    workers = [(lambda: clock.publish_due(later()),)] * 4

    def run(work):
        return work()

    by_hand = [(lambda r=r: perform(approved, "publish", r, seen=approved.revision),) for r in reviewers]
    results = at_once(run, *workers, *by_hand)
    assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)], results
    clock.publish_due(later())
    assert Publication.objects.count() == 1
    assert Schedule.objects.get().outcome == "published"
