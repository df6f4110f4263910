"""Coming meetings as iCalendar, read back."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from meetings.models import Meeting, MeetingChange, Session

ALL, BODY, SESSION = "/en/calendar.ics", "/en/bodies/wac.ics", "/en/sessions/wac/53.ics"
GENEVA = ZoneInfo("Europe/Zurich")


@pytest.fixture
def coming(session):
    day = timezone.localdate() + datetime.timedelta(days=30)
    hours = (datetime.datetime.combine(day, datetime.time(hour), GENEVA) for hour in (10, 13))
    starts, ends = hours
    return Meeting.objects.create(
        session=session, date=day, period="morning", number=22, title="Ink, paper; glue", starts_at=starts,
        planned_end=ends, room="Room XX", web_tv="https://webtv.example.org/22", agenda_items=["3", "4"],
    )  # fmt: skip


def events(client, address=ALL):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, response.content.split(b"\r\n"))) <= 75  # RFC 5545, 3.1
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == [] and calendar["VERSION"] == "2.0" and calendar["PRODID"]
    assert calendar.get_missing_tzids() == set()
    found = calendar.walk("VEVENT")
    for event in found:
        assert event.errors == [] and {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
    return found


def test_a_meeting_has_its_hours_in_geneva_room_and_page(client, coming, settings):
    (event,) = events(client)
    assert event.start == coming.starts_at and event.end == coming.planned_end
    assert event["DTSTART"].params["TZID"] == "Europe/Zurich"
    assert event["SUMMARY"] == "World Archive Council: Ink, paper; glue"
    assert event["LOCATION"] == "Room XX"
    assert event["URL"] == f"{settings.SITE_ADDRESS}/en/meetings/{coming.pk}/"
    assert "Agenda items: 3, 4\nhttps://webtv.example.org/22" in event["DESCRIPTION"]
    assert event["UID"] == f"meeting-{coming.pk}@{settings.FEED_AUTHORITY}"


def test_a_meeting_without_hours_is_a_whole_day(client, session):
    day = timezone.localdate() + datetime.timedelta(days=3)
    Meeting.objects.create(session=session, date=day, period="afternoon")
    (event,) = events(client)
    assert event["DTSTART"].dt == day and "DTEND" not in event
    assert event["SUMMARY"] == "World Archive Council: fifty-third regular session (afternoon)"


def test_a_change_is_a_later_sequence_of_the_same_event(client, coming, administrator):
    before = events(client)[0]
    now = timezone.now()
    Meeting.objects.filter(pk=coming.pk).update(cancelled_at=now, cancelled_reason="No quorum.")
    MeetingChange.objects.create(meeting=coming, what="cancelled", reason="No quorum.", user=administrator, at=now)
    after = events(client)[0]
    assert (before["STATUS"], before["SEQUENCE"]) == ("CONFIRMED", 0)
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 1)
    assert after["UID"] == before["UID"] and after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert "No quorum." in after["DESCRIPTION"]


def test_a_body_and_a_session_have_their_own(client, coming, council, meeting):
    other = Session.objects.create(body=council, number=54)
    Meeting.objects.create(session=other, date=timezone.localdate(), period="morning")
    Meeting.objects.filter(pk=meeting.pk).update(date=datetime.date(2020, 1, 1))
    assert len(events(client)) == len(events(client, BODY)) == 2  # without what is long past
    assert len(events(client, SESSION)) == 2  # a session with all that it had
    assert len(events(client, "/en/sessions/wac/54.ics")) == 1


def test_it_is_in_the_language_of_its_address(client, coming):
    response = client.get("/fr/organes/wac.ics")
    calendar = Calendar.from_ical(response.content)
    assert calendar["NAME"] == "Conseil mondial des archives"
    assert calendar.walk("VEVENT")[0]["SUMMARY"] == "Conseil mondial des archives\xa0: Ink, paper; glue"


def test_an_unknown_body_or_session_has_none(client, council):
    for address in ("/en/bodies/none.ics", "/en/sessions/wac/54.ics", "/en/sessions/none/53.ics"):
        assert client.get(address).status_code == 404


def test_it_is_one_select_and_not_sent_again(client, coming, django_assert_num_queries):
    for address in (ALL, BODY, SESSION):
        with django_assert_num_queries(1):
            response = client.get(address)
        assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
