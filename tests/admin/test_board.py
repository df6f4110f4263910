"""The coverage board: what each desk does about each meeting, decided on the line, and never the other's words."""

import datetime
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Coverage, Meeting, Summary
from meetings.newsroom import board, planning, remarks, rescheduling, saving, workflow
from meetings.newsroom.findings import FINDINGS
from tests.world import DAY, small_document

from .forms import client_of

WEEK = f"{reverse('admin:index')}?day={DAY}"


def shown(user, address=WEEK, language="en"):
    answer = client_of(user).get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def act(user, meeting, name, language="en", **more):
    coverage = Coverage.objects.filter(meeting=meeting, language=language).first()
    fields = {"act": name, "language": language, "shown": planning.seen(coverage), "next": WEEK} | more
    return client_of(user).post(reverse("desk:plan", args=[meeting.pk]), fields)


def cell(user, meeting, language="en", now=None):
    (line,) = board.board(Meeting.objects.filter(pk=meeting.pk), user, now)
    return next(one for one in line.cells if one.language == language)


def rose(meeting, minutes_ago):
    moment = timezone.now() - datetime.timedelta(minutes=minutes_ago)
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=moment)
    return moment


# --- What it shows ----------------------------------------------------------------------------------------------------


def test_a_meeting_stands_in_its_week_and_no_other(anna, meeting):
    assert f'id="m{meeting.pk}"' in shown(anna)
    assert f'id="m{meeting.pk}"' not in shown(anna, f"{reverse('admin:index')}?day=2026-07-18")
    assert f'id="m{meeting.pk}"' in shown(anna, f"{reverse('admin:index')}?session={meeting.session_id}")


@pytest.mark.parametrize("query", ["day=yesterday", "day=0001-01-01", "session=x", "session=99999999999999999999"])
def test_a_query_that_means_nothing_shows_this_week(anna, query):
    assert "This week" in shown(anna, f"{reverse('admin:index')}?{query}")


def test_the_other_desk_sees_who_and_how_far_and_not_a_word(claire, draft, meeting):
    html = shown(claire)
    assert "Anna" in html and "draft" in html
    assert draft.headline not in html and draft.get_absolute_url() not in html
    assert cell(claire, meeting).findings == () and not cell(claire, meeting).may_plan


def test_the_minutes_since_a_meeting_rose_run_until_it_is_published(anna, robert, draft, meeting):
    rose(meeting, 95)
    assert "95 min since it rose" in shown(anna) and "late by" not in shown(anna)
    rose(meeting, 200)
    assert "late by 20 min" in shown(anna)
    for name, who in (("submit", anna), ("approve", robert), ("publish", robert)):
        workflow.perform(draft, name, who, seen=Summary.objects.get(pk=draft.pk).revision)
    assert "200 min after the meeting" in shown(anna)


def test_what_stands_in_the_way_is_what_handing_in_asks(anna, meeting):
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    empty = small_document(headline=" ", round_up=(), date=None, session=None)
    summary = saving.begin(empty, anna, coverage=coverage)
    summary.segments.update(title="")
    told = set(cell(anna, meeting).findings)
    assert (
        set(workflow.obstacles(summary, "submit", anna))
        - {"A symbol is allotted by the year of the meeting: the date is missing."}
        <= told
    )
    assert told == {str(said) for name, (_, said) in FINDINGS.items() if name != "no_symbol"}


def test_a_whole_text_has_nothing_to_settle(anna, draft, meeting):
    assert cell(anna, meeting).findings == ()


def test_open_remarks_are_counted(anna, robert, draft, meeting):
    remarks.add(draft, robert, "", "Who said so?", seen=draft.revision)
    assert cell(anna, meeting).remarks == 1 and "1 remark" in shown(anna)


def test_a_cancelled_meeting_is_struck_and_needs_no_text(anna, meeting):
    rose(meeting, 500)
    rescheduling.cancel(meeting, anna, "No quorum")
    html = shown(anna)
    assert "<s>Morning</s>" in html and "No quorum" in html and "late by" not in html


def test_a_draft_that_says_another_day_than_its_meeting_is_offered_it(anna, draft, meeting):
    rescheduling.move(meeting, anna, "The hall is flooded", date=DAY + datetime.timedelta(days=1), period="afternoon")
    assert "The text says another day or period" in shown(anna)
    assert act(anna, meeting, "agree", revision=draft.revision).status_code == 302
    draft.refresh_from_db()
    assert (draft.date, draft.period) == (DAY + datetime.timedelta(days=1), "afternoon")
    assert not cell(anna, meeting).differs


# --- What is decided on it --------------------------------------------------------------------------------------------


def test_one_click_begins_the_draft_of_a_meeting(anna, meeting):
    answer = act(anna, meeting, "write")
    summary = Summary.objects.get()
    assert answer["Location"] == summary.get_absolute_url()
    assert summary.coverages.get().meeting == meeting and summary.date == DAY
    assert act(anna, meeting, "write")["Location"] == summary.get_absolute_url()


def test_an_officer_is_named_on_the_line(anna, robert, meeting):
    assert act(robert, meeting, "decide", decision="intended", officer=anna.pk)["Location"].endswith(f"#m{meeting.pk}")
    assert meeting.coverages.get().officer == anna


def test_a_meeting_is_taken_over_at_one_click(anna, meeting):
    act(anna, meeting, "take_over")
    assert meeting.coverages.get().officer == anna


def test_a_refusal_says_why_on_the_line_and_keeps_what_was_typed(anna, robert, meeting):
    act(robert, meeting, "take_over")
    answer = act(anna, meeting, "decide", decision="not_covered", reason="A private meeting", shown="none")
    html = answer.content.decode()
    assert answer.status_code == 409 and "look at it again" in html and 'value="A private meeting"' in html
    assert meeting.coverages.get().decision == "intended"


@pytest.mark.parametrize("name", ["decide", "take_over", "write"])
def test_the_other_desks_meetings_are_not_planned(claire, meeting, name):
    assert act(claire, meeting, name, decision="intended").status_code == 409
    assert not Coverage.objects.filter(language="en").exists()


def test_what_nobody_asks_for_is_not_done(anna, meeting):
    assert act(anna, meeting, "burn").status_code == 409
    assert act(anna, meeting, "decide", decision="intended", officer="x").status_code == 409


def test_a_meeting_has_risen_at_one_click(anna, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate())
    act(anna, meeting, "rise")
    meeting.refresh_from_db()
    assert meeting.ends_at


# --- Pages of a meeting -----------------------------------------------------------------------------------------------


def test_a_meeting_is_moved_cancelled_and_merged_on_pages_of_its_own(anna, meeting, session):
    client, other = client_of(anna), Meeting.objects.create(session=session, date=DAY, period="afternoon")
    fields = {"date": DAY, "period": "evening", "start": "18:30", "end": "20:00", "room": "XX", "reason": "Late"}
    assert (
        client.post(reverse("desk:meeting_move", args=[meeting.pk]), fields | {"period": "afternoon"}).status_code
        == 422
    )
    assert client.post(reverse("desk:meeting_move", args=[meeting.pk]), fields).status_code == 302
    meeting.refresh_from_db()
    assert meeting.period == "evening" and timezone.localtime(meeting.starts_at).hour == 18
    why = {"reason": "One debate", "into": other.pk}
    assert client.post(reverse("desk:meeting_merge", args=[meeting.pk]), why).status_code == 302
    assert client.post(reverse("desk:meeting_merge", args=[meeting.pk]), why).status_code == 302  # on its own again
    cancel = reverse("desk:meeting_cancel", args=[meeting.pk])
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": "No quorum"}).status_code == 302
    assert client.post(cancel, {"reason": "They came"}).status_code == 302
    page = client.get(reverse("admin:meetings_meeting_change", args=[meeting.pk])).content.decode()
    for words in ("Late", "One debate", "No quorum", "They came"):
        assert words in page


def test_a_sessions_meetings_are_shown_and_then_entered_in_one_go(anna, meeting):
    address = reverse("desk:session_meetings", args=[meeting.session_id])
    fields = {
        "first": "2026-07-10", "last": "2026-07-13", "en": "intended", "fr": "undecided",
        "morning_held": "on", "morning_start": "10:00", "morning_end": "13:00",
        "afternoon_held": "on", "afternoon_start": "15:00", "afternoon_end": "18:00",
    }  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(date="2026-07-10")
    html = client_of(anna).post(address, fields).content.decode()
    assert "3 meetings to enter" in html and "is there already" in html and Meeting.objects.count() == 1
    client_of(anna).post(address, fields | {"make": "yes"})
    assert Meeting.objects.count() == 4 and Coverage.objects.filter(decision="undecided", language="fr").count() == 3
    assert not Meeting.objects.filter(date__week_day__in=(1, 7)).exists()
    client_of(anna).post(address, fields | {"make": "yes"})
    assert Meeting.objects.count() == 4


def test_days_in_the_wrong_order_are_refused_in_a_sentence(anna, session):
    fields = {
        "first": "2026-07-13", "last": "2026-07-10", "en": "intended", "fr": "intended",
        "morning_held": "on", "morning_start": "10:00", "morning_end": "13:00",
        "afternoon_start": "15:00", "afternoon_end": "18:00",
    }  # fmt: skip
    answer = client_of(anna).post(reverse("desk:session_meetings", args=[session.pk]), fields)
    assert answer.status_code == 422 and "The last day comes before the first." in answer.content.decode()


def test_a_meeting_entered_in_the_place_of_another_is_refused_in_a_sentence(anna, meeting):
    fields = {"session": meeting.session_id, "date": DAY, "period": "morning", "number": 21, "agenda_items": ""}
    html = client_of(anna).post(reverse("admin:meetings_meeting_add"), fields).content.decode()
    assert "is planned for that day and period" in html and "has this number" in html


# --- My work ----------------------------------------------------------------------------------------------------------


def test_what_i_am_to_cover_waits_until_its_text_is_begun(anna, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate(), title="Debate on Glue")
    Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    assert "to write" in shown(anna)
    act(anna, meeting, "write")
    assert "to write" not in shown(anna)


def test_a_review_that_another_reads_does_not_wait_for_me(bea, robert, in_review):
    workflow.perform(in_review, "claim", robert, seen=in_review.revision)
    assert "Nothing waits for you." in shown(bea)
    assert "yours to read" in shown(robert)


# --- What it costs ----------------------------------------------------------------------------------------------------


def week_of(session, anna, meetings):
    days = [datetime.date(2026, 7, 6) + datetime.timedelta(days=n % 5) for n in range(meetings)]
    rows = [Meeting(date=day, period="morning", title=f"Item {n}") for n, day in enumerate(days)]
    bodies = [type(session).objects.create(body=session.body, number=500 + n) for n in range(meetings)]
    for row, its in zip(rows, bodies, strict=True):
        row.session = its
    made = Meeting.objects.bulk_create(rows)
    texts = [Summary(language=language, body=session.body, created_by=anna) for _ in made for language in ("en", "fr")]
    texts = Summary.objects.bulk_create(texts)
    Coverage.objects.bulk_create(
        Coverage(meeting=made[n // 2], language=text.language, officer=anna, summary=text)
        for n, text in enumerate(texts)
    )


def test_a_week_of_sixty_meetings_asks_as_often_as_one_of_two_and_shows_in_a_moment(
    anna, bea, session, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(bea)
    week_of(session, anna, 2)
    with django_assert_max_num_queries(20) as asked:
        client.get(WEEK)
    Coverage.objects.all().delete()
    Meeting.objects.all().delete()
    type(session).objects.filter(number__gte=500).delete()
    week_of(session, anna, 60)
    with django_assert_num_queries(len(asked)):
        client.get(WEEK)
    assert min(_seconds(client) for _ in range(3)) < 0.3


def _seconds(client):
    """The processor's time for a page, which no other process on the machine makes longer."""
    start = time.process_time()
    client.get(WEEK)
    return time.process_time() - start
