"""One act on many texts: shown first, and answered text by text."""

import pytest
from django.urls import reverse

from meetings.models import Coverage, Meeting, State, Summary
from meetings.newsroom import saving
from meetings.newsroom.workflow import perform
from tests.world import small_document

from .forms import Fields, client_of

QUEUE = reverse("admin:meetings_summary_changelist")


@pytest.fixture
def three(anna, bea, robert, session, meeting):
    """Handed in by Anna, handed in by Bea, and still a draft."""
    texts = []
    for number, officer in enumerate((anna, bea, anna), 1):
        day = meeting.date.replace(day=number)
        coverage = Coverage.objects.create(
            meeting=Meeting.objects.create(session=session, date=day, period="morning"), language="en"
        )
        text = saving.begin(small_document(headline=f"Text {number}", date=day), officer, coverage=coverage)
        texts.append(perform(text, "submit", officer, seen=1) if number < 3 else text)
    return texts


def choose(client, name, texts, **more):
    return client.post(QUEUE, {"action": name, "_selected_action": [text.pk for text in texts], **more}, follow=True)


def confirm(client, name, texts):
    """Looks at the page that asks, and presses its button."""
    page = choose(client, name, texts).content.decode()
    seen = {key: value for key, value in Fields(page, form=None).values.items() if key.startswith("seen-")}
    return choose(client, name, [t for t in texts if f"seen-{t.pk}" in seen], confirmed="yes", **seen).content.decode()


def test_before_anything_is_done_each_text_says_what_speaks_against_it(bea, three):
    page = choose(client_of(bea), "approve", three).content.decode()
    assert "You handed this text in: another person approves it." in page
    assert "is not possible while the text is draft" in page
    assert "Approve (1)" in page
    assert set(Summary.objects.values_list("state", flat=True)) == {State.IN_REVIEW, State.DRAFT}


def test_each_text_is_answered_for_itself(robert, three, anna):
    client = client_of(robert)
    page = choose(client, "approve", three[:2])
    saving.save(three[0].pk, small_document(headline="Later", symbol=three[0].symbol), three[0].revision, robert)
    seen = {f"seen-{text.pk}": text.revision for text in three[:2]}
    answer = choose(client, "approve", three[:2], confirmed="yes", **seen).content.decode()
    assert page.status_code == 200
    assert "The text has changed since you opened it." in answer
    assert "Approved: it can be published." in answer
    assert [Summary.objects.get(pk=text.pk).state for text in three[:2]] == [State.DRAFT, State.APPROVED]


def test_what_was_not_seen_is_not_done(robert, three):
    choose(client_of(robert), "approve", three[:2], confirmed="yes")
    assert not Summary.objects.filter(state=State.APPROVED).exists()


def test_many_are_approved_and_then_published(robert, three):
    client = client_of(robert)
    confirm(client, "approve", three[:2])
    answer = confirm(client, "publish", three[:2])
    assert answer.count("Published.") == 2


def test_who_may_not_write_has_no_acts(administrator, three):
    assert "_selected_action" not in client_of(administrator).get(QUEUE).content.decode()


def test_the_other_desk_s_texts_are_not_there_to_be_chosen(renee, three):
    choose(client_of(renee), "approve", three, confirmed="yes", **{f"seen-{text.pk}": text.revision for text in three})
    assert not Summary.objects.filter(state=State.APPROVED).exists()
