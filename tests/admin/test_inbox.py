"""The inbox of the desk: what I was told, newest first; what I did not read stays unread."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import InboxItem, MailChoice, Notice
from meetings.newsroom import notices
from meetings.newsroom.workflow import perform

from .forms import client_of

INBOX, NOTICES = reverse("desk:inbox"), reverse("desk:notices")


@pytest.fixture
def returned(in_review, robert):
    return perform(in_review, "return", robert, seen=in_review.revision, comment="Check the vote.")


def read(client, address=INBOX, **headers):
    return client.get(address, headers=headers).content.decode()


def unread(user):
    return InboxItem.objects.filter(user=user, read_at=None).count()


def test_the_inbox_says_who_did_what_and_why_in_the_readers_language(anna, returned):
    client = client_of(anna)
    html = read(client)
    assert "Returned by Robert" in html and "Check the vote." in html and "Council Opens Debate on Paper" in html
    assert "Renvoyé par Robert" in read(client, **{"accept-language": "fr"})


def test_the_header_of_every_page_tells_how_many_are_unread(anna, robert, returned):
    assert '<span class="count">1<' in read(client_of(anna), reverse("admin:index"))
    assert '<span class="count">1<' in read(client_of(robert), reverse("admin:meetings_summary_changelist"))
    InboxItem.objects.filter(user=anna).delete()
    assert 'class="count"' not in read(client_of(anna), reverse("admin:index"))


def test_very_many_are_not_counted(anna, robert, draft):
    for _ in range(101):
        notices.notify("return", draft, [anna.pk], robert)
    assert '<span class="count">99+<' in read(client_of(anna))


def test_the_count_takes_one_query_and_nobody_asks_for_it_who_is_not_signed_in(anna, returned):
    client = client_of(anna)
    for address in (reverse("admin:index"), returned.get_absolute_url(), reverse("admin:meetings_body_changelist")):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert sum('FROM "meetings_inboxitem"' in query["sql"] for query in asked) == 1, address
    with CaptureQueriesContext(connection) as asked:
        Client().get(reverse("admin:login"))
    assert not any("inboxitem" in query["sql"] for query in asked)


def test_opening_a_notice_leads_to_its_text_and_reads_it(anna, returned):
    item = InboxItem.objects.get(user=anna)
    response = client_of(anna).get(reverse("desk:inbox_open", args=[item.pk]))
    assert response.url == returned.get_absolute_url()
    assert unread(anna) == 0


def test_one_is_marked_read_and_the_others_stay(anna, robert, returned):
    notices.notify("return", returned, [anna.pk], robert, comment="Once more.")
    first = InboxItem.objects.filter(user=anna).earliest("pk")
    response = client_of(anna).post(INBOX, {"read": first.pk, "next": f"{INBOX}?unread"})
    assert response.url == f"{INBOX}?unread"
    assert unread(anna) == 1


def test_what_came_after_the_page_was_opened_is_not_marked_read_with_it(anna, robert, returned):
    newest = InboxItem.objects.filter(user=anna).latest("pk").pk
    notices.notify("return", returned, [anna.pk], robert, comment="Once more.")
    client_of(anna).post(INBOX, {"up_to": newest})
    assert unread(anna) == 1


def test_nobody_reads_or_marks_what_another_was_told(anna, robert, returned):
    item = InboxItem.objects.get(user=anna)
    client = client_of(robert)
    assert "Check the vote." not in read(client)
    assert client.get(reverse("desk:inbox_open", args=[item.pk])).status_code == 404
    client.post(INBOX, {"read": item.pk})
    client.post(INBOX, {"up_to": item.pk})
    assert unread(anna) == 1


def test_who_has_left_the_desk_reads_its_notices_no_more(anna, returned):
    anna.groups.clear()
    html = read(client_of(anna))
    assert "Council Opens Debate on Paper" not in html and 'class="count"' not in html


@pytest.mark.parametrize("posted", [{}, {"read": "x"}, {"up_to": "9" * 30}, {"read": "-1"}, {"next": "//evil.test/"}])
def test_nonsense_changes_nothing_and_leads_back(anna, returned, posted):
    response = client_of(anna).post(INBOX, posted)
    assert response.url == INBOX and unread(anna) == 1


def test_a_long_inbox_comes_in_pages_and_takes_no_more_queries(anna, robert, draft, django_assert_num_queries):
    client = client_of(anna)
    notices.notify("return", draft, [anna.pk], robert)
    with CaptureQueriesContext(connection) as asked:
        read(client)
    for _ in range(54):
        notices.notify("return", draft, [anna.pk], robert)
    with django_assert_num_queries(len(asked)):
        html = read(client)
    assert html.count('<li class="unread">') == 50
    oldest = InboxItem.objects.order_by("-pk")[49].pk
    assert f"before={oldest}" in html
    assert read(client, f"{INBOX}?unread&before={oldest}").count('<li class="unread">') == 5


def test_each_chooses_for_each_kind_and_only_what_differs_is_kept(anna, db):
    client = client_of(anna)
    html = read(client, NOTICES)
    assert all(str(kind.label) in html for kind in Notice)
    usual = {kind.value: notices.words.DEFAULTS[kind].value for kind in Notice}
    client.post(NOTICES, usual | {"returned": "never", "published": "at_once"})
    assert dict(MailChoice.objects.values_list("kind", "delivery")) == {"returned": "never", "published": "at_once"}
    client.post(NOTICES, usual)
    assert not MailChoice.objects.exists()


def test_a_choice_that_is_none_keeps_nothing(anna):
    response = client_of(anna).post(NOTICES, {"returned": "by pigeon"})
    assert response.status_code == 422 and not MailChoice.objects.exists()
    assert "Choose one of the three for each notice." in response.content.decode()


def test_who_has_no_address_is_told_why_no_mail_comes(anna):
    assert "an administrator has to enter your address first" in read(client_of(anna), NOTICES)


@pytest.mark.parametrize("address", [INBOX, NOTICES])
def test_the_pages_are_for_who_is_signed_in(client, db, address):
    assert client.get(address).status_code == 302
    assert client.post(address).status_code == 401
