"""Meetings are entered once, moved, cancelled and held together; a desk decides about covering them for itself."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from meetings.models import Coverage, InboxItem, Meeting, MeetingChange, OutboxMail, State
from meetings.newsroom import covering, notices, planning, rescheduling, saving
from meetings.newsroom.refusal import Refused
from tests.database import at_once
from tests.world import DAY, small_document

LATER = DAY + datetime.timedelta(days=2)


def told(user):
    return [(item.values["act"], item.values.get("comment", "")) for item in InboxItem.objects.filter(user=user)]


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    return refusal.value.obstacles


@pytest.fixture
def covered(meeting, anna, claire):
    """Anna covers the meeting in English, Claire in French; neither has a text yet."""
    for language, officer in (("en", anna), ("fr", claire)):
        Coverage.objects.create(meeting=meeting, language=language, officer=officer)
    return meeting


@pytest.fixture
def afternoon(session):
    return Meeting.objects.create(session=session, date=DAY, period="afternoon", number=22)


# --- A meeting is entered once ----------------------------------------------------------------------------------------


def test_a_meeting_is_entered_once_and_what_was_empty_is_filled(session):
    first, is_new = planning.meeting_at(session, DAY, "morning", number=21, room="XX")
    assert is_new
    again, is_new = planning.meeting_at(session, DAY, "morning", room="XVII", title="Paper")
    assert (again.pk, is_new) == (first.pk, False)
    assert (again.room, again.title, again.number) == ("XX", "Paper", 21)


def test_beside_a_cancelled_meeting_another_is_entered(meeting, anna):
    rescheduling.cancel(meeting, anna, "No quorum")
    other, is_new = planning.meeting_at(meeting.session, DAY, "morning", number=21)
    assert is_new and other.pk != meeting.pk


def test_a_number_is_given_once_in_a_session(meeting):
    (sentence,) = refused(planning.meeting_at, meeting.session, LATER, "morning", number=21)
    assert sentence == "Another meeting of this session has this number."


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_a_meeting_at_once_get_the_same(session):
    (one, first), (other, second) = at_once(planning.meeting_at, *[(session, DAY, "morning")] * 2)
    assert one.pk == other.pk and {first, second} == {True, False}


# --- Moved ------------------------------------------------------------------------------------------------------------


def test_a_moved_meeting_keeps_its_text_and_tells_both_desks_why(draft, meeting, anna, claire, robert):
    Coverage.objects.create(meeting=meeting, language="fr", officer=claire)
    claire.email = "claire@example.org"
    claire.save()
    rescheduling.move(meeting, robert, "The hall is flooded", date=LATER, room="XVII")
    meeting.refresh_from_db()
    assert (meeting.date, meeting.room) == (LATER, "XVII")
    assert draft.coverages.get().meeting == meeting
    assert told(anna) == told(claire) == [("meeting_moved", "The hall is flooded")]
    assert "The hall is flooded" in OutboxMail.objects.get(address="claire@example.org").text
    change = meeting.changes.get()
    assert (change.what, change.user, change.reason) == ("moved", robert, "The hall is flooded")
    assert change.before == {"date": DAY.isoformat(), "room": ""}
    assert change.after == {"date": LATER.isoformat(), "room": "XVII"}


def test_a_meeting_is_not_moved_onto_another(meeting, afternoon, anna):
    (sentence,) = refused(rescheduling.move, meeting, anna, "Earlier", period="afternoon")
    assert sentence.startswith("Another meeting of this session is planned for that day and period")
    assert not MeetingChange.objects.exists() and not InboxItem.objects.exists()


def test_a_move_says_why_and_moves_something(meeting, anna):
    assert refused(rescheduling.move, meeting, anna, " ", room="XVII") == ["Say why."]
    assert refused(rescheduling.move, meeting, anna, "Why", date=DAY) == ["The meeting is planned so already."]


def test_what_has_risen_is_not_moved_to_another_day(meeting, anna):
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=timezone.now())
    assert "has risen" in refused(rescheduling.move, meeting, anna, "Why", date=LATER)[0]


def test_who_works_at_no_desk_moves_nothing(meeting, django_user_model):
    stranger = django_user_model.objects.create_user("stranger")
    assert refused(rescheduling.move, meeting, stranger, "Why", date=LATER) == ["Meetings are planned by the desks."]


@pytest.mark.django_db(transaction=True)
def test_of_two_meetings_moved_to_one_place_at_once_one_is_refused_in_a_sentence(meeting, afternoon, anna):
    def move(one):
        return rescheduling.move(one, anna, "Why", date=LATER, period="evening")

    outcomes = at_once(move, [meeting], [afternoon])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Meeting", "Refused"]


# --- Cancelled --------------------------------------------------------------------------------------------------------


def test_a_cancelled_meeting_keeps_its_draft_and_is_due_nowhere(draft, meeting, anna, robert):
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=timezone.now() - datetime.timedelta(hours=5))
    rescheduling.cancel(meeting, robert, "No quorum")
    assert draft.coverages.get().summary.state == State.DRAFT
    assert told(anna) == [("meeting_cancelled", "No quorum")]
    assert notices.tell_overdue() == 0


def test_a_meeting_with_a_public_text_is_not_cancelled(published, meeting, robert):
    assert refused(rescheduling.cancel, meeting, robert, "Why") == [
        "A text about this meeting is public: withdraw it first."
    ]


def test_a_cancelled_meeting_is_held_after_all_unless_its_place_is_taken(covered, anna, claire):
    rescheduling.cancel(covered, claire, "No quorum")
    rescheduling.reinstate(covered, claire, "They came")
    assert told(anna)[0] == ("meeting_reinstated", "They came")
    rescheduling.cancel(covered, claire, "They left")
    planning.meeting_at(covered.session, DAY, "morning")
    assert "is planned for that day and period" in refused(rescheduling.reinstate, covered, claire, "Back")[0]
    assert [change.what for change in covered.changes.all()] == ["cancelled", "reinstated", "cancelled"]


# --- Held together ----------------------------------------------------------------------------------------------------


def test_of_two_meetings_held_as_one_the_text_is_about_both(draft, meeting, afternoon, anna, claire):
    Coverage.objects.create(meeting=meeting, language="fr", officer=claire)
    rescheduling.merge(meeting, afternoon, anna, "One debate")
    assert set(draft.coverages.values_list("meeting", flat=True)) == {meeting.pk, afternoon.pk}
    assert Coverage.objects.get(meeting=afternoon, language="fr").officer == claire
    assert ("meeting_merged", "One debate") in told(claire)
    assert meeting.changes.get().after == {"held_with": afternoon.pk}


def test_a_text_begun_later_is_about_both(covered, afternoon, anna):
    rescheduling.merge(covered, afternoon, anna, "One debate")
    summary = saving.begin(small_document(), anna, coverage=Coverage.objects.get(meeting=covered, language="en"))
    assert summary.coverages.count() == 2


def test_two_meetings_with_a_text_each_are_not_merged(draft, afternoon, anna):
    other = saving.begin(small_document(period="afternoon"), anna)
    covering.cover(other, anna)
    (sentence,) = refused(rescheduling.merge, draft.coverages.get().meeting, afternoon, anna, "One debate")
    assert sentence.startswith("Both meetings have a text in English: discard one of the two")
    assert not MeetingChange.objects.exists()


def test_a_published_text_may_be_about_a_second_meeting(published, meeting, afternoon, anna):
    rescheduling.merge(afternoon, meeting, anna, "One debate")
    publication = published.publications.get()
    assert set(publication.meeting_ids) == {meeting.pk, afternoon.pk}


def test_meetings_are_held_apart_again_and_keep_their_text(draft, meeting, afternoon, anna):
    rescheduling.merge(meeting, afternoon, anna, "One debate")
    assert "held together" in refused(rescheduling.cancel, afternoon, anna, "Why")[0]
    rescheduling.separate(meeting, anna, "Two debates")
    assert draft.coverages.count() == 2 and meeting.changes.first().what == "separated"


# --- What the database keeps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act", ["UPDATE meetings_meetingchange SET reason = 'x'", "DELETE FROM meetings_meetingchange"]
)
def test_what_became_of_a_meeting_is_never_changed(meeting, anna, act):
    rescheduling.cancel(meeting, anna, "No quorum")
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)


@pytest.mark.parametrize("values", [{"cancelled_at": timezone.now()}, {"cancelled_reason": "Why"}])
def test_a_meeting_is_cancelled_with_an_hour_and_a_reason(meeting, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**values)


# --- Who covers it ----------------------------------------------------------------------------------------------------


def plan(meeting, by, decision="intended", officer=None, reason="", language="en"):
    shown = planning.seen(Coverage.objects.filter(meeting=meeting, language=language).first())
    return planning.decide(meeting, language, by, decision, officer, reason, shown=shown)


def test_a_meeting_is_given_to_an_officer_who_is_told(meeting, anna, robert):
    assert plan(meeting, robert, officer=anna).officer == anna
    assert told(anna) == [("assigned", "")]
    plan(meeting, robert, officer=robert)
    assert [act for act, _ in told(anna)] == ["unassigned", "assigned"]


def test_whoever_takes_over_a_meeting_is_not_told_and_the_other_is(covered, anna, bea):
    planning.take_over(covered, "en", bea, shown=planning.seen(covered.coverages.get(language="en")))
    assert covered.coverages.get(language="en").officer == bea
    assert told(anna) == [("unassigned", "")] and told(bea) == []


def test_a_meeting_is_not_covered_for_a_reason(meeting, claire):
    assert "the public reads it" in str(refused(plan, meeting, claire, "not_covered", language="fr"))
    plan(meeting, claire, "not_covered", reason="Séance de procédure", language="fr")
    assert meeting.coverages.get().reason == "Séance de procédure"


def test_a_meeting_with_a_text_is_covered(draft, meeting, anna):
    assert "has a text" in refused(plan, meeting, anna, "not_covered", reason="Why")[0]


def test_a_desk_plans_for_itself(meeting, anna, claire):
    assert "this is the other’s" in refused(plan, meeting, anna, language="fr")[0]
    assert refused(plan, meeting, anna, officer=claire) == [
        "Whoever covers a meeting works at the desk of its language."
    ]


def test_whoever_saw_less_is_asked_to_look_again(meeting, anna, robert, bea):
    plan(meeting, robert, officer=anna)
    assert "look at it again" in refused(planning.take_over, meeting, "en", bea, shown="none")[0]
    assert meeting.coverages.get().officer == anna


def test_a_cancelled_meeting_is_not_planned(meeting, anna):
    rescheduling.cancel(meeting, anna, "No quorum")
    assert refused(plan, meeting, anna) == ["This meeting is cancelled."]


def test_the_hour_at_which_a_meeting_rose_is_said_once(meeting, anna):
    planning.rise(meeting, anna, at=timezone.make_aware(datetime.datetime.combine(DAY, datetime.time(13))))
    assert refused(planning.rise, meeting, anna) == ["It is known already when this meeting rose."]
