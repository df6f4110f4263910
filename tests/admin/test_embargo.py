"""An approved text for named readers before its hour: who gives access, what they find, and when it ends."""

import datetime
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import OutboxMail, PreviewLink
from meetings.newsroom import activity, embargo, outbox, saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import Words, perform
from tests.world import person, small_document

from .forms import client_of

SECRET = "Council Opens Debate on Paper"
READER = {"name": "Rita Reader", "organisation": "Sample Agency", "address": "rita@example.org"}


def page_of(summary):
    return reverse("desk:embargo", args=[summary.pk])


def later(hours=3):
    return timezone.now() + datetime.timedelta(hours=hours)


def give(summary, user, **changes):
    return embargo.give(summary, user, **{**READER, "expires_at": later(), **changes})


def address_in(message):
    return re.search(r"http://127.0.0.1:\d+(/\S+/)", message.body)[1]


@pytest.fixture
def link(approved, robert):
    return give(approved, robert)


@pytest.fixture
def address(link):
    """The reader's own address, as it came by mail."""
    outbox.send_waiting()
    return next(address_in(message) for message in mail.outbox if message.to == ["rita@example.org"])


# --- Giving -----------------------------------------------------------------------------------------------------------


def test_a_reviewer_gives_a_named_reader_access_and_the_address_goes_by_mail(approved, robert):
    client = client_of(robert)
    assert "Access before the hour" in client.get(approved.get_absolute_url()).content.decode()
    until = timezone.localtime(later()).strftime("%Y-%m-%dT%H:%M")
    response = client.post(page_of(approved), READER | {"expires_at": until}, follow=True)
    assert "The address goes to rita@example.org by mail." in response.content.decode()
    link = PreviewLink.objects.get()
    assert (link.created_by, link.summary) == (robert, approved)
    assert OutboxMail.objects.get(kind="embargo").subject == "[WAC26.001E] A text under embargo"
    assert approved.activities.order_by("-number")[0].action == "give_access"
    assert activity.verify_chain(approved) == []


def test_of_the_token_only_a_hash_is_kept_once_the_mail_is_sent(link, address):
    token = address.rstrip("/").rsplit("/", 1)[1]
    row = OutboxMail.objects.get(kind="embargo")
    assert len(token) >= 43
    assert row.secret == "" and token not in str(row.__dict__) and token not in str(link.__dict__)
    assert "Rita Reader, Sample Agency" in mail.outbox[-1].body and SECRET not in mail.outbox[-1].subject


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "This field is required."),
        ({"address": "rita"}, "Enter a valid email address."),
        ({"expires_at": "2020-01-01T10:00"}, "Access ends within 14 days."),
        ({"expires_at": "2126-01-01T10:00"}, "Access ends within 14 days."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(approved, robert, changes, sentence):
    until = timezone.localtime(later()).strftime("%Y-%m-%dT%H:%M")
    response = client_of(robert).post(page_of(approved), READER | {"expires_at": until} | changes)
    html = response.content.decode()
    assert response.status_code == 422 and sentence in html and "Sample Agency" in html
    assert not PreviewLink.objects.exists()


def test_only_an_approved_text_is_shown_before_its_hour(in_review, robert):
    with pytest.raises(Refused, match="Only an approved text"):
        give(in_review, robert)
    html = client_of(robert).get(page_of(in_review)).content.decode()
    assert "Only an approved text is shown before its hour." in html and "Give access" not in html


def test_only_a_reviewer_of_the_desk_gives_or_closes_access(approved, link, anna, renee, administrator):
    for user in (anna, administrator):
        with pytest.raises(Refused):
            give(approved, user)
        client_of(user).post(page_of(approved), {"revoke": link.pk})
    assert client_of(renee).get(page_of(approved)).status_code == 404
    assert client_of(renee).post(page_of(approved), {"revoke": link.pk}).status_code == 404
    link.refresh_from_db()
    assert link.is_open and PreviewLink.objects.count() == 1


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_the_reader_finds_the_approved_text_under_its_banner(client, link, address):
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200 and SECRET in html and "ADA PULP" in html
    assert "Under embargo until it is published. Not for release before." in html
    assert "Personal to Rita Reader, Sample Agency." in html
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies


def test_the_banner_names_the_hour_that_is_set(client, approved, robert, link, address):
    at = timezone.make_aware(datetime.datetime(2126, 7, 11, 14, 0))
    perform(approved, "schedule", robert, seen=approved.revision, words=Words(at=at, embargo=True))
    html = client.get(address).content.decode()
    assert "Under embargo until 11 July 2126, 14:00, Geneva’s time." in html


def test_openings_are_counted_and_seen_at_the_desk(client, approved, robert, link, address):
    client.get(address)
    client.head(address)
    client.get(address)
    link.refresh_from_db()
    assert link.openings == 2 and link.first_opened_at < link.last_opened_at
    html = client_of(robert).get(page_of(approved)).content.decode()
    assert "2 times, last" in html and "Rita Reader" in html


def test_a_text_that_is_worked_on_again_is_not_shown(client, approved, anna, link, address):
    changed = saving.save(approved.pk, small_document(headline="Other"), approved.revision, anna).summary
    response = client.get(address)
    assert response.status_code == 404 and "Not available now" in response.content.decode()
    assert SECRET not in response.content.decode()
    perform(changed, "submit", anna, seen=changed.revision)
    assert client.get(address).status_code == 404


def test_once_published_the_address_leads_to_the_public_page(client, approved, robert, link, address):
    perform(approved, "publish", robert, seen=approved.revision)
    response = client.get(address)
    assert response.status_code == 302 and response.url == "/en/summaries/WAC26.001E/"
    link.refresh_from_db()
    assert link.openings == 0


def test_a_correction_under_embargo_is_shown_while_the_public_reads_the_former(client, published, anna, robert):
    text = perform(published, "reopen", anna, seen=published.revision)
    text = saving.save(text.pk, small_document(symbol=text.symbol, headline="Corrected"), text.revision, anna).summary
    text = perform(text, "submit", anna, seen=text.revision)
    text = perform(text, "approve", robert, seen=text.revision)
    give(text, robert)
    outbox.send_waiting()
    assert "Corrected" in client.get(address_in(mail.outbox[-1])).content.decode()


def test_a_closed_access_is_gone_and_its_mail_is_not_sent(client, approved, robert, link, address):
    second = give(approved, robert, address="second@example.org")
    for row in (link, second):
        client_of(robert).post(page_of(approved), {"revoke": row.pk})
    response = client.get(address)
    assert response.status_code == 410 and SECRET not in response.content.decode()
    assert "This address was closed by the desk that gave it." in response.content.decode()
    outbox.send_waiting()
    assert ["second@example.org"] not in [message.to for message in mail.outbox]
    assert OutboxMail.objects.get(address="second@example.org").secret == ""
    assert [row.action for row in approved.activities.order_by("-number")[:2]] == ["revoke_access"] * 2


def test_an_expired_access_is_gone(client, link, address):
    PreviewLink.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    response = client.get(address)
    assert response.status_code == 410 and "This address was open until" in response.content.decode()


def test_an_unknown_token_or_one_of_the_other_language_finds_nothing(client, link, address):
    token = address.rstrip("/").rsplit("/", 1)[1]
    for wrong in (f"/en/embargoed/{token[:-1]}/", "/en/embargoed/x/", f"/fr/sous-embargo/{token}/"):
        assert client.get(wrong).status_code == 404
    assert client.post(address).status_code == 405


def test_the_french_page_speaks_french(client, french_draft, claire, renee):
    text = perform(french_draft, "submit", claire, seen=french_draft.revision)
    text = perform(text, "approve", renee, seen=text.revision)
    give(text, renee)
    outbox.send_waiting()
    address = address_in(mail.outbox[-1])
    html = client.get(address).content.decode()
    assert address.startswith("/fr/sous-embargo/") and '<html lang="fr">' in html
    assert "Sous embargo jusqu’à la publication. Ne pas diffuser avant." in html


def test_no_name_of_a_reader_writes_a_header_or_markup(client, approved, robert):
    give(approved, robert, name="Rita\r\nBcc: all@example.org", organisation="<script>alert(1)</script>")
    outbox.send_waiting()
    html = client.get(address_in(mail.outbox[-1])).content.decode()
    assert mail.outbox[-1].to == ["rita@example.org"] and not mail.outbox[-1].bcc
    assert "<script>alert" not in html and "&lt;script&gt;" in html


def test_the_list_takes_as_many_queries_whatever_its_length(approved, robert, link, django_assert_num_queries):
    client = client_of(robert)
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(approved))
    for number in range(5):
        give(approved, person(f"reviewer{number}", "English reviewers"), address=f"r{number}@example.org")
    with django_assert_num_queries(len(asked)):
        client.get(page_of(approved))
