"""What is said along with an act, by the forms beside the buttons."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Publication, Schedule
from meetings.newsroom import clock
from tests.world import person

from .forms import client_of
from .test_acts import act, opened

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


def test_an_hour_is_set_in_geneva_s_time_and_the_page_says_what_the_clock_will_do(robert, approved):
    at = {"schedule-at_0": TOMORROW.isoformat(), "schedule-at_1": "09:30", "schedule-embargo": "on"}
    _, answer = act(client_of(robert), approved, "schedule", **at)
    hour = Schedule.objects.get()
    assert (timezone.localtime(hour.at).hour, hour.embargo, hour.by) == (9, True, robert)
    assert "The clock publishes it on" in answer and "at 09:30, Geneva’s time (UTC+" in answer
    assert "Until then it is under embargo." in answer
    assert "take its hour back first" in answer


@pytest.mark.parametrize(
    ("day", "hour", "offset"), [("2040-03-24", "12:00", "UTC+1"), ("2040-03-25", "12:00", "UTC+2")]
)
def test_the_hour_is_shown_with_its_distance_from_utc_which_changes_in_spring(robert, approved, day, hour, offset):
    _, answer = act(client_of(robert), approved, "schedule", **{"schedule-at_0": day, "schedule-at_1": hour})
    assert f"at {hour}, Geneva’s time ({offset})" in answer


def test_an_hour_that_the_clocks_leave_out_is_asked_for_again(robert, approved):
    night = {"schedule-at_0": "2040-03-25", "schedule-at_1": "02:30"}
    response, answer = act(client_of(robert), approved, "schedule", **night)
    assert response.status_code == 409
    assert "interpreted in time zone Europe/Zurich" in answer
    assert 'value="02:30"' in answer


def test_an_hour_that_cannot_be_kept_says_so_on_the_page(robert, anna, approved):
    act(client_of(robert), approved, "schedule", **{"schedule-at_0": TOMORROW.isoformat(), "schedule-at_1": "09:30"})
    robert.is_active = False
    robert.save()
    answer = opened(anna, approved)
    assert "As things stand that cannot be done:" in answer
    assert "Robert, who set the hour, does not review at this desk any more." in answer
    clock.publish_due(timezone.now() + datetime.timedelta(days=2))
    assert "It was not published on" in opened(anna, approved)


def test_a_word_goes_with_what_is_handed_in_and_the_reviewer_reads_it(anna, robert, draft):
    act(client_of(anna), draft, "submit", **{"submit-comment": "The vote is still to be checked."})
    answer = opened(robert, draft)
    assert "Handed in by Anna, with a word:" in answer and "The vote is still to be checked." in answer


def test_only_reviewers_who_may_approve_are_offered_to_hand_on_to(robert, anna, renee, in_review):
    rose = person("rose", "English reviewers")
    answer = opened(robert, in_review)
    assert f'<option value="{rose.pk}">Rose</option>' in answer
    assert ">Renee</option>" not in answer and ">Anna</option>" not in answer
    act(client_of(robert), in_review, "hand_on", **{"hand_on-to": rose.pk, "hand_on-comment": "I am in a meeting."})
    assert in_review.claimed_by == rose
    assert "Rose is reading it" in opened(robert, in_review)


def test_published_at_once_it_says_so_until_another_has_read_it(robert, draft):
    client, rose = client_of(robert), person("rose", "English reviewers")
    act(client, draft, "publish_at_once", **{"publish_at_once-comment": "A vote was taken."})
    assert "Another person still has to read it." in opened(robert, draft)
    queue = client_of(rose).get(reverse("admin:meetings_summary_changelist")).content.decode()
    assert "to be read" in queue
    act(client_of(rose), draft, "clear_debt")
    assert "still has to read it" not in opened(robert, draft)


def test_a_part_is_published_with_what_is_to_come(robert, approved):
    act(client_of(robert), approved, "publish", **{"publish-to_come": "The afternoon’s statements"})
    assert Publication.objects.get().to_come == "The afternoon’s statements"
    assert "Published in part. Still to come:" in opened(robert, approved)


def test_what_is_still_to_come_stands_in_the_form_of_the_next_version(robert, anna, approved):
    act(client_of(robert), approved, "publish", **{"publish-to_come": "The afternoon’s statements"})
    for user, name in ((anna, "reopen"), (anna, "submit"), (robert, "approve")):
        act(client_of(user), approved, name)
    form = opened(robert, approved).split('name="publish-to_come"')[1].split("</textarea>")[0]
    assert form.endswith("The afternoon’s statements")


def test_what_replaces_a_withdrawn_text_is_named_by_symbol_or_address(robert, published):
    client = client_of(robert)
    unknown = {"withdraw-comment": "Wrong.", "withdraw-replacement": "WAC26.099E"}
    response, answer = act(client, published, "withdraw", **unknown)
    assert response.status_code == 409
    assert "No public text has this symbol or address." in answer
    itself = unknown | {"withdraw-replacement": "https://example.org/en/summaries/WAC26.001E/"}
    _, answer = act(client, published, "withdraw", **itself)
    assert "A text is not replaced by itself." in answer


def test_what_was_said_is_kept_where_the_act_is_refused(robert, draft):
    said = {"seen": 1000, "publish_at_once-comment": "A vote was taken."}
    _, answer = act(client_of(robert), draft, "publish_at_once", **said)
    assert "A vote was taken.</textarea>" in answer
