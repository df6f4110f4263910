"""What followers of a list are told, when, and how often: each text once."""

import datetime
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.contact import alerts as sending
from meetings.contact import subscriptions
from meetings.models import Meeting, OutboxMail, Publication, Subscription
from meetings.newsroom import outbox
from meetings.newsroom.workflow import Words
from tests.world import small_document

from .conftest import alerts, last_mail

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


def body(row) -> str:
    return outbox.message(row).body


def tomorrow() -> datetime.datetime:
    """After the next hour of the daily mails."""
    return sending.last_hour(timezone.now() + datetime.timedelta(days=1)) + 2 * MINUTE


# --- At once ----------------------------------------------------------------------------------------------------------


def test_a_publication_is_told_at_once_and_once(subscriber, english, bring_out, session, council):
    subscriber(query="body=WAC")
    later = Meeting.objects.create(session=session, date=english.date, period="afternoon")
    new = bring_out(small_document(headline="Council Closes Debate", period="afternoon"), later)
    assert alerts() == []  # publishing itself writes none
    assert (sending.announce(), sending.announce()) == (1, 0)
    mail = alerts()[0]
    assert (mail.subject, mail.publication_id) == ("[WAC26.002E] Council Closes Debate", new.pk)
    assert body(mail).startswith("Council Closes Debate\nWorld Archive Council, 11\xa0July 2026\nhttp")
    assert "/en/summaries/WAC26.002E/\n\n-- \nYou follow “World Archive Council”" in body(mail)


def test_what_was_published_before_one_followed_is_not_told(subscriber, english):
    subscriber()
    assert sending.announce() == 0


def test_only_what_is_in_the_list_is_told(subscriber, bring_out, council):
    subscriber("ink@example.org", query="q=ink")
    subscriber("glue@example.org", query="q=glue")
    subscriber("french@example.org", page="/fr/suivre/")
    bring_out(small_document())
    sending.announce()
    assert [mail.address for mail in alerts()] == ["ink@example.org"]


def test_a_correction_is_told_as_one_and_a_minor_change_is_not(subscriber, english, correct, change):
    subscriber()
    change(english, Words(change="minor"), subheadline="On paper")
    correct(english, "The headline named the wrong debate.", headline="Council Opens Debate on Ink")
    assert sending.announce() == 1
    mail = alerts()[0]
    assert mail.subject == "[WAC26.001E] Correction: Council Opens Debate on Ink"
    assert body(mail).startswith(
        "Correction: The headline named the wrong debate.\nCouncil Opens Debate on Ink\nOn paper\n"
    )


def test_an_address_that_follows_two_lists_is_told_of_a_text_once(subscriber, bring_out, council):
    subscriber("rita@example.org")
    subscriber("Rita@example.org", query="q=paper")
    bring_out(small_document())
    sending.announce()
    assert [mail.address for mail in alerts()] == ["rita@example.org"]


def test_a_text_that_is_withdrawn_before_its_mails_are_sent_is_not_sent(subscriber, bring_out, withdraw, mailoutbox):
    subscriber()
    english = bring_out(small_document())
    sending.announce()
    withdraw(english, "By mistake.")
    outbox.send_waiting()
    assert [mail.subject for mail in mailoutbox if "Council Opens" in mail.subject] == []


def test_a_text_of_the_archive_and_one_that_was_published_long_ago_are_no_news(subscriber, bring_out):
    subscriber()
    bring_out(small_document())
    Publication.objects.update(archive=True)
    assert sending.announce() == 0
    Publication.objects.update(archive=False)
    assert sending.announce() == 0  # it was looked at once


def test_a_list_is_asked_for_once_however_many_follow_it(bring_out, council):
    confirmed = {"language": "en", "frequency": "at_once", "confirmed_at": timezone.now()}
    Subscription.objects.bulk_create(
        Subscription(address=f"reader{n}@example.org", query="body=WAC", **confirmed) for n in range(150)
    )
    bring_out(small_document())
    with CaptureQueriesContext(connection) as asked:
        assert sending.announce() == 150
    assert len(asked) <= 16, [query["sql"][:80] for query in asked]


# --- Once a day -------------------------------------------------------------------------------------------------------


def test_the_new_texts_of_a_day_come_in_one_mail(subscriber, bring_out, session, meeting, correct):
    subscriber(frequency="daily")
    first = bring_out(small_document())
    later = Meeting.objects.create(session=session, date=meeting.date, period="afternoon")
    bring_out(small_document(headline="Council Closes Debate", period="afternoon"), later)
    assert sending.announce() == 0
    assert (sending.make_daily(tomorrow()), sending.make_daily(tomorrow())) == (1, 0)
    mail = alerts()[0]
    assert mail.subject == "2 new texts: Latest summaries"
    assert body(mail).index("Council Opens Debate on Paper") < body(mail).index("Council Closes Debate")
    assert first.key in body(mail)


def test_a_correction_is_in_the_next_daily_mail_and_nothing_new_is_no_mail(subscriber, bring_out, correct):
    subscriber(frequency="daily")
    english = bring_out(small_document())
    sending.make_daily(tomorrow())
    days = tomorrow() + datetime.timedelta(days=1)
    assert sending.make_daily(days) == 0
    correct(english, "It was ink.", headline="Council Opens Debate on Ink")
    Subscription.objects.update(told_until=english.published_at)  # as if that mail had gone out before
    assert sending.make_daily(tomorrow()) == 1
    assert body(alerts()[-1]).startswith("Correction: It was ink.\nCouncil Opens Debate on Ink\n")


def test_before_the_hour_of_the_day_nothing_is_sent(subscriber, bring_out):
    subscriber(frequency="daily")
    bring_out(small_document())
    assert sending.make_daily(timezone.now()) == 0


def test_who_changes_from_daily_to_at_once_is_told_of_no_text_twice(subscriber, bring_out, council):
    found = subscriber(frequency="daily")
    bring_out(small_document())
    subscriptions.change(found, "at_once")
    assert sending.announce() == 0


def test_french_mails_are_in_french(subscriber, bring_out, council):
    subscriber(page="/fr/suivre/", query="body=WAC", frequency="daily")
    assert last_mail().subject == "Veuillez confirmer\xa0: suivre «\xa0Conseil mondial des archives\xa0»"
    bring_out(small_document("fr"))
    sending.make_daily(tomorrow())
    mail = alerts()[0]
    assert mail.subject == "1 nouveau texte\xa0: Conseil mondial des archives"
    assert "Vous suivez «\xa0Conseil mondial des archives\xa0»." in body(mail)
    assert "/fr/comptes-rendus/WAC26.001F/" in body(mail) and "/fr/suivre/" in body(mail)


# --- On the wire ------------------------------------------------------------------------------------------------------


class Received:
    """What a mail server took in."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def server(settings):
    received = Received()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield received
    controller.stop()


def test_a_mail_program_can_stop_them_at_one_click(server, subscriber, bring_out, client, settings):
    subscriber(query="q=paper")
    bring_out(small_document())
    sending.announce()
    outbox.send_waiting()
    mail = next(mail for mail in server.mails if "Council Opens" in mail["Subject"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>")
    assert address.startswith(f"{settings.SITE_ADDRESS}/en/follow/") and address.endswith("/stop/")
    assert mail["List-Id"] and mail["Auto-Submitted"] == "auto-generated" and mail["Content-Language"] == "en"
    assert mail.get_content_type() == "text/plain"  # nothing in it tells that it was read
    assert "{secret}" not in mail.as_string() and mail["Date"] and mail["Message-ID"]
    client.post(address.removeprefix(settings.SITE_ADDRESS), {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()
    assert OutboxMail.objects.exclude(secret="").count() == 0
