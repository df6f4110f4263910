"""Who else has a text open is told quietly; a segment is somebody's for a while, and nobody's lock."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.models import InboxItem, Presence
from meetings.newsroom import presence
from meetings.newsroom.refusal import Refused

from .forms import client_of, page, send


@pytest.fixture
def both(anna, bea):
    return client_of(anna), client_of(bea)


def ping(client, summary, **said):
    return client.post(f"/desk/meetings/summary/{summary.pk}/presence/", {"seen": "1"} | said)


def silent(user, seconds):
    """As if that person had said nothing for some seconds."""
    before = timezone.now() - datetime.timedelta(seconds=seconds)
    Presence.objects.filter(user=user).update(seen_at=before, active_at=before)


def key_of(summary, place=0):
    return summary.segments.order_by("position")[place].key


def test_each_sees_who_else_is_here_and_where_until_they_are_silent(both, bea, draft):
    one, other = both
    ping(other, draft, at=key_of(draft))
    assert ping(one, draft).json()["people"] == [{"name": "Bea", "at": key_of(draft)}]
    assert "Also here: Bea" in " ".join(one.get(draft.get_absolute_url()).content.decode().split())
    silent(bea, 31)
    assert ping(one, draft).json()["people"] == []


def test_who_saved_since_is_told(both, draft):
    one, other = both
    fields = page(other, draft)
    assert ping(one, draft).json()["news"] == ""
    send(other, draft, fields, headline="Bea’s")
    news = ping(one, draft).json()["news"]
    assert news.startswith("Bea saved a new revision at ") and news.endswith(": your next save merges.")
    assert ping(other, draft).json()["news"].startswith("You saved a new revision")
    assert ping(one, draft, seen="2").json()["news"] == ""


def test_a_segment_is_taken_by_a_click_and_taken_over_by_another(both, draft):
    one, other = both
    key = key_of(draft)
    assert ping(one, draft, take="1", segment=key).json()["working"][key]["mine"]
    seen = ping(other, draft).json()["working"][key]
    assert seen == {"mine": False, "said": "Anna is working on this segment."}
    assert ping(other, draft, take="1", segment=key).json()["working"][key]["mine"]
    told = ping(one, draft, mine=key).json()
    assert told["told"] == "Bea has taken over the segment that you were working on."
    assert not InboxItem.objects.exists()
    assert ping(other, draft, leave="1").json()["working"] == {}


def test_who_is_away_finds_it_in_the_inbox(both, anna, draft):
    one, other = both
    ping(one, draft, take="1", segment=key_of(draft))
    silent(anna, 120)
    ping(other, draft, take="1", segment=key_of(draft))
    item = InboxItem.objects.get()
    assert (item.user, item.kind, item.values["comment"]) == (anna, "segment_taken", "General Debate on Paper")
    assert "Bea works on your segment now" in one.get("/desk/inbox/").content.decode()


def test_ten_minutes_without_a_word_make_a_segment_free_and_nobody_is_told(both, anna, draft):
    one, other = both
    key = key_of(draft)
    ping(one, draft, take="1", segment=key)
    silent(anna, 599)
    assert key in ping(other, draft).json()["working"]
    silent(anna, 601)
    assert ping(other, draft).json()["working"] == {}
    assert ping(other, draft, take="1", segment=key).json()["working"][key]["mine"]
    assert not InboxItem.objects.exists()


def test_writing_keeps_it(both, anna, draft):
    one, _ = both
    key = key_of(draft)
    ping(one, draft, take="1", segment=key)
    silent(anna, 599)
    ping(one, draft, active="1")
    assert Presence.objects.get().active_at > timezone.now() - datetime.timedelta(seconds=60)


def test_it_works_without_javascript_and_saves_what_was_typed(both, draft):
    one, other = both
    typed = page(one, draft) | {"headline": "Typed", "segment": key_of(draft)}
    address = f"/desk/meetings/summary/{draft.pk}/working/"
    assert one.post(f"{address}take/", typed).status_code == 302
    draft.refresh_from_db()
    assert draft.headline == "Typed"
    html = other.get(draft.get_absolute_url()).content.decode()
    assert "Anna is working on this segment." in html and "Take over" in html
    assert one.post(f"{address}leave/", {"seen": "2"}).status_code == 302
    assert "is working on this segment" not in other.get(draft.get_absolute_url()).content.decode()


def test_a_segment_that_is_not_there_is_nobody_s(both, draft):
    for key in ("nothere", "", "a\0b"):
        assert "not in the text any more" in ping(both[0], draft, take="1", segment=key).json()["told"]
        response = both[0].post(f"/desk/meetings/summary/{draft.pk}/working/take/", {"seen": "1", "segment": key})
        assert response.status_code == 409


def test_the_other_desk_is_not_here_and_works_on_nothing(claire, administrator, draft):
    assert ping(client_of(claire), draft).status_code == 404
    for user in (claire, administrator):
        with pytest.raises(Refused):
            presence.work_on(draft, user, key_of(draft))
    assert not Presence.objects.filter(user=claire).exists()


def test_a_ping_costs_little_whoever_is_here(both, anna, draft, django_assert_num_queries):
    one, other = both
    ping(one, draft)
    for count in (1, 2):
        with django_assert_num_queries(5) as asked:  # session, person, groups; here am I, and who else
            response = ping(one, draft)
            assert not any('UPDATE "django_session"' in query["sql"] for query in asked)
        assert len(response.json()["people"]) == count - 1
        ping(other, draft)
    assert not response.cookies


def test_who_was_here_the_day_before_is_forgotten(anna, draft):
    presence.ping(draft.pk, anna, "", active=False)
    presence.forget_the_day_before(timezone.now() + datetime.timedelta(hours=23))
    assert Presence.objects.exists()
    presence.forget_the_day_before(timezone.now() + datetime.timedelta(hours=25))
    assert not Presence.objects.exists()


def test_the_database_keeps_one_person_a_segment_and_one_row_a_person(anna, bea, draft):
    Presence.objects.create(summary=draft, user=anna, working_on="segm222")
    for user, segment in ((anna, ""), (bea, "segm222")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Presence.objects.create(summary=draft, user=user, working_on=segment)
