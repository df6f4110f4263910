"""Following a list by mail: asked for, confirmed, changed, stopped; and nobody learns of anybody."""

import datetime

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.utils import timezone

from meetings.contact import subscriptions
from meetings.models import OutboxMail, Subscription
from tests.markup import problems

from .conftest import FOLLOW, last_mail, link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


def test_nothing_is_sent_before_the_address_has_confirmed(follow, client, council):
    assert "rita@example.org" in follow(query="body=WAC")
    mail = last_mail()
    assert mail.address == "rita@example.org" and "World Archive Council" in mail.subject
    assert Subscription.objects.confirmed().count() == 0
    page = client.get(link(mail)).content.decode()  # as programs do that look at mails
    assert problems(page) == [] and "Yes, follow" in page
    assert Subscription.objects.confirmed().count() == 0
    client.post(link(mail), {"act": "confirm"})
    assert Subscription.objects.confirmed().get().query == "body=WAC"


def test_a_list_is_the_same_however_its_address_is_spelt(follow, council):
    for query in ("body=WAC&session=53", "session=53&kind=&body=WAC&before=WAC26.001E"):
        follow(query=query)
    assert Subscription.objects.get().query == "body=WAC&session=53"


def test_asking_again_says_the_same_and_writes_no_second_mail(subscriber, follow, council):
    first = follow()
    assert OutboxMail.objects.count() == 1
    assert follow() == first
    assert follow("RITA@example.org").replace("RITA", "rita") == first
    assert OutboxMail.objects.count() == 1


def test_who_follows_already_is_told_so_by_mail_alone(subscriber, follow):
    subscriber()
    later = timezone.now() - subscriptions.AGAIN - datetime.timedelta(seconds=1)
    Subscription.objects.update(asked_at=later)
    page = follow(frequency="daily")
    assert "already" not in page and "already follow" in last_mail().subject
    assert Subscription.objects.get().frequency == "at_once"  # a stranger changes nothing


def test_an_address_is_asked_only_so_often_a_day(follow, council):
    for number in range(subscriptions.MOST_ASKED + 3):
        follow(query=f"session={number + 1}")
    assert OutboxMail.objects.count() == subscriptions.MOST_ASKED


def test_an_address_follows_only_so_many_lists(follow):
    long_ago = timezone.now() - datetime.timedelta(days=9)
    Subscription.objects.bulk_create(
        Subscription(address="rita@example.org", language="en", query=f"item={n}", asked_at=long_ago)
        for n in range(subscriptions.MOST_LISTS)
    )
    follow()
    assert Subscription.objects.count() == subscriptions.MOST_LISTS and not OutboxMail.objects.exists()


def test_a_network_asks_only_so_often(follow):
    for number in range(20):
        follow(f"reader{number}@example.org")
    assert "Please try again in an hour." in follow("another@example.org", status=429)


def test_a_program_that_fills_in_everything_reaches_nobody(follow):
    follow(website="https://spam.example.org")
    assert not Subscription.objects.exists() and not OutboxMail.objects.exists()


def test_what_is_no_address_is_said_and_kept(follow):
    page = follow("rita at example", status=400)
    assert "Enter a valid email address." in page and 'value="rita at example"' in page
    assert problems(page) == [] and not Subscription.objects.exists()


def test_a_list_of_nonsense_cannot_be_followed(client, council):
    for query in (
        "session=x",
        "body=NONE",
        "since=yesterday",
        f"q={'word ' * 80}",
        "topic=" + "x" * 290 + "&q=" + "é" * 99,
    ):
        response = client.get(f"{FOLLOW}?{query}")
        assert response.status_code == 400, query
        assert problems(response.content.decode()) == []


def test_the_page_offers_mail_feed_and_calendar_in_both_languages(client, session):
    page = client.get("/fr/suivre/?body=WAC&session=53").content.decode()
    assert problems(page) == []
    assert 'href="/fr/flux/?body=WAC&amp;session=53"' in page and 'href="/fr/sessions/wac/53.ics"' in page
    assert 'href="/en/follow/?body=WAC&amp;session=53"' in page
    assert 'href="/en/bodies/wac.ics"' in client.get(f"{FOLLOW}?body=WAC").content.decode()
    assert 'href="/en/calendar.ics"' in client.get(FOLLOW).content.decode()


def test_a_list_leads_to_the_page(client, council):
    assert 'href="/en/follow/?body=WAC"' in client.get("/en/?body=WAC").content.decode()


def test_how_often_is_changed_by_who_has_the_mail(subscriber, client):
    found = subscriber()
    page = client.post(link(last_mail()), {"act": "change", "frequency": "daily"}).content.decode()
    found.refresh_from_db()
    assert found.frequency == "daily" and problems(page) == []
    client.post(link(last_mail()), {"act": "change", "frequency": "hourly"})
    found.refresh_from_db()
    assert found.frequency == "daily"


def test_one_click_stops_and_the_address_is_forgotten(subscriber, client):
    """As RFC 8058 has it: a POST by a program, without a cookie."""
    subscriber()
    mail = last_mail()
    stop = link(mail) + "stop/"
    assert "Stop these mails" in client.get(stop).content.decode() and Subscription.objects.exists()
    for _ in range(2):
        assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert not Subscription.objects.exists()
    assert client.get(link(mail)).status_code == 410


def test_all_that_an_address_follows_is_stopped_at_once(subscriber, client):
    subscriber(query="session=1")
    subscriber("RITA@example.org", query="session=2")
    subscriber("other@example.org")
    client.post(f"/en/follow/{subscriptions.token(Subscription.objects.get(query='session=1'))}/", {"act": "stop_all"})
    assert Subscription.objects.get().address == "other@example.org"


@pytest.mark.parametrize("token", ["1", "1:x", "x:y", "999999999999999999999:abc"])
def test_a_made_up_token_opens_nothing(subscriber, client, token):
    subscriber()
    for address in (f"{FOLLOW}{token}/", f"{FOLLOW}{token}/stop/"):
        assert client.post(address, {"act": "stop"}).status_code in (200, 410)
    assert Subscription.objects.count() == 1


def test_what_is_not_confirmed_is_forgotten_in_three_days(subscriber, follow):
    subscriber()
    follow("other@example.org")
    Subscription.objects.update(asked_at=timezone.now() - datetime.timedelta(days=4))
    assert subscriptions.forget() == 1
    assert Subscription.objects.get().address == "rita@example.org"


def test_that_mails_were_sent_is_forgotten_in_a_week_and_what_waits_at_once(subscriber, follow, client):
    subscriber()
    follow(query="session=1")
    sent, waiting = OutboxMail.objects.order_by("pk")
    OutboxMail.objects.filter(pk=sent.pk).update(sent_at=timezone.now() - datetime.timedelta(days=8), secret="")
    assert subscriptions.forget() == 1
    client.post(link(waiting), {"act": "stop"})
    assert not OutboxMail.objects.exists() and Subscription.objects.count() == 1


def test_the_pages_set_no_cookie_and_are_kept_by_nobody(subscriber, client):
    subscriber()
    for address in (FOLLOW, link(last_mail())):
        response = client.get(address)
        assert not response.cookies and "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_database_knows_an_address_once_a_list_and_tells_only_who_confirmed():
    Subscription.objects.create(address="rita@example.org", language="en", frequency="daily")
    with pytest.raises(IntegrityError, match="one_subscription_a_list"):
        Subscription.objects.create(address="RITA@example.org", language="en", frequency="daily")


def test_who_has_not_confirmed_is_told_nothing():
    with pytest.raises(IntegrityError, match="who_has_not_confirmed"):
        Subscription.objects.create(address="a@example.org", language="en", told_until=timezone.now())
