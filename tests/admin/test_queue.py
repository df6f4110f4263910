"""The queue and the front page: what there is, and what waits for whom."""

from django.urls import reverse

from meetings.newsroom import saving
from tests.world import small_document

from .forms import client_of

QUEUE = reverse("admin:meetings_summary_changelist")
FRONT = reverse("admin:index")


def shown(user, address=QUEUE, **query):
    return client_of(user).get(address, query).content.decode()


def test_a_line_says_what_where_when_and_who(anna, in_review):
    answer = shown(anna)
    for words in (
        "WAC26.001E",
        "Council Opens Debate on Paper",
        "in review",
        "English",
        ">WAC<",
        "11 July 2026",
        "Anna",
    ):
        assert words in answer, words


def test_everyone_sees_the_texts_of_the_own_desk(anna, claire, bea, draft, french_draft):
    english, french = "Council Opens Debate", "Le Conseil ouvre un débat"
    assert english in shown(anna) and french not in shown(anna)
    assert french in shown(claire) and english not in shown(claire)
    assert french in shown(bea) and english in shown(bea)


def test_the_queue_is_searched_and_filtered(bea, draft, french_draft):
    assert "Le Conseil" not in shown(bea, q="Paper")
    assert "Le Conseil" not in shown(bea, language__exact="en")
    assert "Council Opens" not in shown(bea, state__exact="published")


def test_its_number_of_queries_does_not_grow(
    anna, draft, council, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(anna)
    with django_assert_max_num_queries(15) as one:
        client.get(QUEUE)
    for number in range(10):
        saving.begin(small_document(headline=f"Text {number}"), anna)
    with django_assert_num_queries(len(one)):
        client.get(QUEUE)


def test_work_waits_for_those_whose_turn_it_is(anna, robert, draft):
    assert "Council Opens Debate" in shown(anna, FRONT)
    assert "Nothing waits for you." in shown(robert, FRONT)


def test_a_text_in_review_waits_for_reviewers(anna, robert, claire, in_review):
    assert "Council Opens Debate" in shown(robert, FRONT)
    assert "Nothing waits for you." in shown(anna, FRONT)
    assert "Nothing waits for you." in shown(claire, FRONT)
