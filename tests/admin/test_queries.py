"""A page of 30 segments asks the database as often as one of 3."""

import time

from meetings.document import Intervention, Paragraph, Segment, SpeakersList
from meetings.document.tree import prose
from meetings.newsroom import saving
from tests.world import small_document

from .forms import client_of, page


def a_list(number):
    return SpeakersList("discussion", tuple(Intervention(f"S{i}", f"S{i}") for i in range(number)), "Speaking were")


def of_size(number):
    blocks = (Paragraph(prose("Words.")), a_list(number))
    segments = tuple(Segment(f"Segment {n}", blocks, reports=(f"A/HRC/53/{n}",)) for n in range(1, number + 1))
    return small_document(segments=segments, round_up=(Paragraph(prose("Words.")), a_list(number)))


def test_the_page_opens_with_a_fixed_number_of_queries(
    anna, council, session, django_assert_num_queries, django_assert_max_num_queries
):
    small, large = (saving.begin(of_size(number), anna) for number in (3, 30))
    client = client_of(anna)
    with django_assert_max_num_queries(32) as asked:
        client.get(small.get_absolute_url())
    with django_assert_num_queries(len(asked)):
        client.get(large.get_absolute_url())


def test_a_save_of_one_word_asks_as_often_whatever_the_size(
    anna, council, session, django_assert_num_queries, django_assert_max_num_queries
):
    small, large = (saving.begin(of_size(number), anna) for number in (3, 30))
    client = client_of(anna)
    fields = {summary.pk: page(client, summary) | {"headline": "Other"} for summary in (small, large)}
    with django_assert_max_num_queries(42) as asked:
        client.post(small.get_absolute_url(), fields[small.pk])
    with django_assert_num_queries(len(asked)):
        client.post(large.get_absolute_url(), fields[large.pk])


def test_a_text_of_the_usual_length_opens_in_a_moment(anna, council, session):
    summary = saving.begin(of_size(3), anna)
    client = client_of(anna)
    assert min(seconds(client, summary) for _ in range(4)) < 0.15


def seconds(client, summary):
    """The processor's time for a page, which no other process on the machine makes longer."""
    start = time.process_time()
    client.get(summary.get_absolute_url())
    return time.process_time() - start
