"""Distribution lists are kept by administrators; the outbox is read by them, without its secrets."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from meetings.models import DistributionList, OutboxMail, Recipient
from meetings.newsroom import outbox

from .forms import client_of

ADD = reverse("admin:meetings_distributionlist_add")


def posted(council, *addresses, **changes):
    fields = {"body": council.pk, "language": "en", "recipients-INITIAL_FORMS": 0}
    fields["recipients-TOTAL_FORMS"] = len(addresses)
    for number, address in enumerate(addresses):
        fields |= {f"recipients-{number}-address": address, f"recipients-{number}-active": "on"}
    return fields | changes


def test_an_administrator_makes_a_list_with_its_recipients(administrator, council):
    client = client_of(administrator)
    assert client.post(ADD, posted(council, "one@example.org", "two@example.org")).status_code == 302
    row = DistributionList.objects.get()
    assert row.recipients.count() == 2
    html = client.get(reverse("admin:meetings_distributionlist_changelist")).content.decode()
    assert '<td class="field-active_recipients">2</td>' in html


@pytest.mark.parametrize(
    ("addresses", "sentence"),
    [
        (["no address"], "Enter a valid email address."),
        (["one@example.org", "ONE@example.org"], "This address is on the list already."),
    ],
)
def test_an_address_is_one_and_stands_on_a_list_once(administrator, council, addresses, sentence):
    client = client_of(administrator)
    if len(addresses) == 2:
        row = DistributionList.objects.create(body=council, language="en")
        Recipient.objects.create(list=row, address=addresses.pop(0))
        change = reverse("admin:meetings_distributionlist_change", args=[row.pk])
        kept = row.recipients.get()
        fields = posted(council, kept.address, *addresses)
        fields |= {"recipients-INITIAL_FORMS": 1, "recipients-0-id": kept.pk, "recipients-0-list": row.pk}
        response = client.post(change, fields)
    else:
        response = client.post(ADD, posted(council, *addresses))
    assert response.status_code == 200 and sentence in response.content.decode()


def test_a_second_list_of_a_body_and_language_is_refused_in_words(administrator, council):
    DistributionList.objects.create(body=council, language="en")
    response = client_of(administrator).post(ADD, posted(council))
    assert "There is a list of this body in this language already." in response.content.decode()


def test_the_outbox_shows_what_became_of_a_mail_and_no_secret(administrator, db):
    row = outbox.draft("embargo", "one@example.org", "A subject", "/{secret}/", "en", secret="hush")
    row.save()
    client = client_of(administrator)
    listed = client.get(reverse("admin:meetings_outboxmail_changelist")).content.decode()
    shown = client.get(reverse("admin:meetings_outboxmail_change", args=[row.pk])).content.decode()
    assert "A subject" in listed and "/{secret}/" in shown
    assert "hush" not in listed + shown
    assert client.post(reverse("admin:meetings_outboxmail_change", args=[row.pk]), {}).status_code == 403
    assert client.post(reverse("admin:meetings_outboxmail_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_officers_keep_no_lists_and_read_no_outbox_nor_does_a_mere_superuser(anna, administrator, council):
    outbox.draft("notice", "one@example.org", "About a draft", "Text", "en").save()
    administrator.groups.clear()
    for user in (anna, User.objects.get(pk=administrator.pk)):
        response = client_of(user).get(reverse("admin:meetings_outboxmail_changelist"))
        assert "About a draft" not in response.content.decode()
    assert client_of(anna).get(ADD).status_code == 403
    assert client_of(anna).post(ADD, posted(council)).status_code == 403
    assert OutboxMail.objects.exists() and not DistributionList.objects.exists()
