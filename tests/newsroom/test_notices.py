"""Who is told of what: in the inbox always, by mail as each has chosen, and never who did it."""

import pytest
from django.contrib.auth.models import User

from meetings.models import InboxItem, MailChoice, OutboxMail
from meetings.newsroom import notices
from tests.world import person


@pytest.fixture(autouse=True)
def addresses(anna, robert, claire, renee):
    for user in (anna, robert, claire, renee):
        user.email = f"{user.username}@example.org"
        user.save(update_fields=["email"])


def told(kind):
    return sorted(InboxItem.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_a_text_handed_in_is_told_to_the_reviewers_of_its_desk(draft, anna):
    notices.of_transition(draft, "submit", anna, "", "draft")
    assert told("submitted") == ["robert"]
