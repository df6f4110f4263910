"""Mails leave once, or, after a crash, twice as the same mail; nothing is lost while the server is away."""

import datetime
import smtplib
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.models import InboxItem, MailChoice, OutboxMail, Publication
from meetings.newsroom import digests, notices, outbox
from tests.database import at_once
from tests.world import person

pytestmark = pytest.mark.django_db


def write(address="one@example.org", **values):
    row = outbox.draft("notice", address, "A subject", "A text", "en")
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def sent_again(row):
    row.refresh_from_db()
    return row


class Server(EmailBackend):
    """A mail server that answers as `answers` says, mail by mail; then it takes everything."""

    answers = []

    def send_messages(self, messages):
        if self.answers and (error := self.answers.pop(0)):
            raise error
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "tests.newsroom.test_outbox.Server"
    Server.answers = []
    return Server


# --- Sending ----------------------------------------------------------------------------------------------------------


def test_what_waits_is_sent_once_in_its_order():
    rows = [write(f"{n}@example.org") for n in range(3)]
    assert (outbox.send_waiting(), outbox.send_waiting()) == (3, 0)
    assert [m.to for m in mail.outbox] == [["0@example.org"], ["1@example.org"], ["2@example.org"]]
    assert all(sent_again(row).sent_at for row in rows)


def test_no_more_are_sent_than_asked_for_and_none_before_its_time():
    write(not_before=timezone.now() + datetime.timedelta(hours=1))
    for _ in range(3):
        write()
    assert (outbox.send_waiting(2), outbox.send_waiting(2)) == (2, 1)


def test_a_slow_server_holds_up_nothing_else_for_long():
    for _ in range(3):
        write()
    assert [outbox.send_waiting(seconds=0) for _ in range(4)] == [1, 1, 1, 0]


def test_a_mail_bears_its_message_id_and_who_wrote_it(settings):
    settings.DEFAULT_FROM_EMAIL = "Bureau de presse – Genève <desk@example.org>"
    row = outbox.draft("notice", "one@example.org", "Remis par Zoé", "Le texte", "fr", thread="text-7")
    row.save()
    outbox.send_waiting()
    read = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)
    assert read["Message-ID"] == row.message_id
    assert read["Subject"] == "Remis par Zoé"
    assert read["From"] == "Bureau de presse – Genève <desk@example.org>"
    assert read["References"] == read["In-Reply-To"] == "<text-7@127.0.0.1>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Content-Language"] == "fr"
    assert read.get_content().strip() == "Le texte"


def test_after_a_crash_between_sending_and_committing_the_same_mail_goes_again(monkeypatch):
    row = write()
    monkeypatch.setattr(OutboxMail, "save", lambda *args, **kwargs: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        outbox.send_waiting()
    monkeypatch.undo()
    assert sent_again(row).sent_at is None
    outbox.send_waiting()
    first, second = (m.message()["Message-ID"] for m in mail.outbox)
    assert first == second == row.message_id


def test_a_refused_mail_waits_longer_each_time_and_holds_nobody_up(server):
    refused, other = write(), write("two@example.org")
    server.answers = [smtplib.SMTPRecipientsRefused({"one@example.org": (451, b"later")})]
    assert outbox.send_waiting() == 1
    assert sent_again(other).sent_at and not sent_again(refused).sent_at
    assert refused.attempts == 1 and "451" in refused.last_error
    waits = []
    for _ in range(3):
        OutboxMail.objects.filter(pk=refused.pk).update(not_before=timezone.now())
        server.answers = [smtplib.SMTPRecipientsRefused({"one@example.org": (451, b"later")})]
        outbox.send_waiting()
        waits.append((sent_again(refused).not_before - timezone.now()).total_seconds() // 60 + 1)
    assert waits == [4, 8, 16]


def test_what_is_refused_for_the_last_time_is_given_up_and_says_why(server):
    row = write(attempts=outbox.ATTEMPTS - 1)
    server.answers = [smtplib.SMTPRecipientsRefused({"one@example.org": (550, b"no such user")})]
    assert outbox.send_waiting() == 0
    assert sent_again(row).given_up_at and "no such user" in row.last_error
    assert outbox.send_waiting() == 0 and not mail.outbox


@pytest.mark.parametrize("error", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected(), TimeoutError()])
def test_while_the_server_is_away_the_rest_is_not_tried_and_nothing_is_ever_given_up(server, error):
    first, second = write(attempts=outbox.ATTEMPTS + 5), write()
    server.answers = [error]
    assert outbox.send_waiting() == 0
    assert sent_again(second).attempts == 0
    assert sent_again(first).given_up_at is None
    assert timezone.now() < first.not_before < timezone.now() + datetime.timedelta(minutes=11)


def test_what_is_no_mail_is_put_off_and_told(server):
    row = write(address="no\naddress")
    assert outbox.send_waiting() == 0
    assert "newlines" in sent_again(row).last_error


def test_nothing_is_sent_to_an_account_that_was_closed():
    gone = person("gone", "English officers")
    row = write(user=gone)
    gone.is_active = False
    gone.save()
    assert outbox.send_waiting() == 0 and not mail.outbox
    assert sent_again(row).given_up_at


def test_a_release_is_filled_in_from_its_publication_and_not_sent_once_withdrawn(published, robert):
    publication = Publication.objects.get()
    write(kind="release", text="Before\n\n{release}", publication=publication)
    outbox.send_waiting()
    assert mail.outbox[0].body == f"Before\n\n{publication.text}"
    row = write(kind="release", text="{release}", publication=publication)
    publication.withdrawal = published.withdrawals.create(by=robert, reason="A wrong vote.")
    publication.save(update_fields=["withdrawal"])
    outbox.send_waiting()
    assert len(mail.outbox) == 1 and sent_again(row).given_up_at


def test_a_secret_is_filled_in_and_forgotten():
    row = outbox.draft("notice", "one@example.org", "A subject", "Go to /{secret}/", "en", secret="hush")
    row.save()
    outbox.send_waiting()
    assert mail.outbox[0].body == "Go to /hush/"
    assert sent_again(row).secret == "" and "hush" not in row.text
    with pytest.raises(IntegrityError, match="a_secret_is_forgotten_once_sent"), transaction.atomic():
        OutboxMail.objects.filter(pk=row.pk).update(secret="hush")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("One\r\nBcc: all@example.org", "One Bcc: all@example.org"),
        ("a\x00b\x85c\u2028d\u2029e", "a b c d e"),
        ("\u202eevil\u200b", "evil"),
        ("Deux\xa0: trois", "Deux\xa0: trois"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_what_stands_in_a_header_is_one_line(written, read):
    assert outbox.one_line(written) == read


# --- Digests ----------------------------------------------------------------------------------------------------------

DAY = datetime.date(2026, 7, 13)


def geneva(day, hour, minute=0):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


@pytest.fixture
def told_once_a_day(draft, anna, robert):
    """Robert wants one mail a day on what is handed in; he was told of one text yesterday evening, of one today."""
    robert.email = "robert@example.org"
    robert.save(update_fields=["email"])
    MailChoice.objects.create(user=robert, kind="submitted", delivery="digest")
    for at in (geneva(DAY - datetime.timedelta(1), 18), geneva(DAY, 9)):
        notices.notify("submit", draft, [robert.pk], anna)
        InboxItem.objects.filter(pk=InboxItem.objects.latest("pk").pk).update(at=at)
    return robert


def test_a_digest_is_one_mail_a_day_of_what_came_before_its_hour(told_once_a_day):
    assert digests.make_digests(geneva(DAY, 7, 29)) == 0
    assert digests.make_digests(geneva(DAY, 7, 31)) == 1
    assert digests.make_digests(geneva(DAY, 12)) == 0
    row = OutboxMail.objects.get()
    assert (row.kind, row.subject, row.address) == ("digest", "1 notice", "robert@example.org")
    assert "[WAC] Handed in by Anna: Council Opens Debate on Paper" in row.text
    assert digests.make_digests(geneva(DAY + datetime.timedelta(1), 8)) == 1


def test_a_worker_that_comes_late_makes_the_digest_all_the_same(told_once_a_day):
    assert digests.make_digests(geneva(DAY, 23)) == 1


def test_what_was_read_meanwhile_is_not_mailed(told_once_a_day):
    InboxItem.objects.update(read_at=timezone.now())
    assert digests.make_digests(geneva(DAY, 8)) == 0


def test_who_left_the_desk_gets_no_digest_about_it(told_once_a_day):
    told_once_a_day.groups.clear()
    assert digests.make_digests(geneva(DAY, 8)) == 0


def test_a_digest_speaks_french_to_who_works_at_the_french_desk_only(french_draft, claire, renee):
    renee.email = "renee@example.org"
    renee.save(update_fields=["email"])
    MailChoice.objects.create(user=renee, kind="submitted", delivery="digest")
    notices.notify("submit", french_draft, [renee.pk], claire)
    tomorrow = timezone.localdate() + datetime.timedelta(1)
    digests.make_digests(geneva(tomorrow, 8))
    row = OutboxMail.objects.get()
    assert row.subject == "1 avis" and "Remis par Claire" in row.text


def test_the_hour_of_digests_is_genevas_in_summer_and_in_winter():
    assert digests.last_hour(geneva(datetime.date(2026, 7, 13), 8)).hour == 7
    assert digests.last_hour(geneva(datetime.date(2026, 1, 13), 6)).date() == datetime.date(2026, 1, 12)


# --- Several workers --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_write_and_tell_each_thing_once(council):
    anna, robert = (person(name, f"English {role}") for name, role in (("anna", "officers"), ("robert", "reviewers")))
    robert.email = "robert@example.org"
    robert.save(update_fields=["email"])
    MailChoice.objects.create(user=robert, kind="published", delivery="digest")
    meeting = council.sessions.create(number=53).meetings.create(date=DAY, period="morning")
    now = timezone.now()
    late = meeting.coverages.create(language="en", officer=anna, due=now - datetime.timedelta(hours=1))
    for _ in range(5):
        InboxItem.objects.create(
            user=robert, kind="published", language="en", coverage=late, delivery="digest",
            values={"act": "publish", "body": "WAC", "who": "Anna"}, at=now - datetime.timedelta(days=2),
        )  # fmt: skip
    for n in range(40):
        write(f"{n}@example.org")

    assert sum(at_once(outbox.send_waiting, [15], [15], [15], [15])) + outbox.send_waiting() == 40
    assert sorted(m.to[0] for m in mail.outbox) == sorted(f"{n}@example.org" for n in range(40))
    assert sum(at_once(digests.make_digests, [now], [now], [now], [now])) == 1
    assert sum(at_once(notices.tell_overdue, [now], [now], [now], [now])) == 1
    assert InboxItem.objects.filter(kind="overdue").count() == 2
