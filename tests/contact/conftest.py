import re

import pytest

from meetings.models import OutboxMail, Subscription
from meetings.newsroom import outbox
from tests.public.conftest import bring_out, change, correct, english, french, undo, withdraw  # noqa: F401

FOLLOW = "/en/follow/"


@pytest.fixture
def follow(client):
    """Asks to follow a list from its page."""

    def follow(address="rita@example.org", query="", frequency="at_once", page=FOLLOW, status=200, **more):
        response = client.post(f"{page}?{query}", {"address": address, "frequency": frequency, **more})
        assert response.status_code == status
        return response.content.decode()

    return follow


@pytest.fixture
def subscriber(follow, client):
    """Follows a list, and confirms it as the mail says."""

    def subscriber(*args, **kwargs) -> Subscription:
        follow(*args, **kwargs)
        client.post(link(last_mail()), {"act": "confirm"})
        return Subscription.objects.latest("confirmed_at")

    return subscriber


def last_mail() -> OutboxMail:
    return OutboxMail.objects.order_by("-pk").first()


def alerts() -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind="alert").order_by("pk"))


def link(row: OutboxMail) -> str:
    """The page that a mail leads to for who gets it."""
    return re.search(r"://[^/]*(/\S*(?:follow|suivre)/\S+/)", outbox.message(row).body)[1]
