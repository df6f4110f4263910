"""The name taken from an account, by the command and at the desk: what it did stays, and the record is whole."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse

from meetings.models import InboxItem
from meetings.newsroom import history
from tests.admin.forms import client_of

pytestmark = pytest.mark.django_db
ACCOUNTS = reverse("admin:auth_user_changelist")


@pytest.fixture
def gone(anna, published):
    """Anna, who handed in a text that was published, and has left."""
    User.objects.filter(pk=anna.pk).update(
        is_active=False, last_name="Archer", email="anna@example.org", last_login=published.changed_at
    )
    anna.refresh_from_db()
    return anna


def test_nothing_of_a_person_is_left_on_the_account_and_everything_points_at_it(gone, published, robert):
    call_command("pseudonymise", "anna")
    account = User.objects.get(pk=gone.pk)
    assert account.username == f"account-{gone.pk}"
    assert (account.first_name, account.last_name, account.email, account.last_login) == ("", "", "", None)
    assert not account.has_usable_password() and account.groups.exists()
    published.refresh_from_db()
    assert published.submitted_by == account
    assert list(history.faults()) == []
    page = client_of(robert).get(reverse("admin:meetings_summary_history", args=[published.pk])).content.decode()
    assert f"account {gone.pk}" in page and "Anna" not in page and "Archer" not in page


def test_the_copies_of_the_name_go_as_well(gone, robert, administrator, published):
    client = client_of(administrator)
    LogEntry.objects.log_actions(administrator.pk, [gone], 2, change_message="", single_object=True)
    told = InboxItem.objects.filter(values__who="Anna Archer")
    for user in (robert, gone):
        InboxItem.objects.create(
            user=user,
            kind="submitted",
            language="en",
            delivery="never",
            summary=published,
            values={"who": "Anna Archer"},
        )
    assert told.count() == 2
    call_command("pseudonymise", "anna")
    assert LogEntry.objects.get(object_id=str(gone.pk)).object_repr == f"account-{gone.pk}"
    assert not told.exists() and not InboxItem.objects.filter(user=gone).exists()
    assert "Archer" not in client.get(reverse("admin:auth_user_history", args=[gone.pk])).content.decode()


def test_an_active_account_keeps_its_name(anna):
    with pytest.raises(CommandError, match="Anna is active: deactivate the account first"):
        call_command("pseudonymise", "anna")
    anna.refresh_from_db()
    assert anna.first_name == "Anna"


def test_a_name_is_taken_once(gone):
    call_command("pseudonymise", "anna")
    with pytest.raises(CommandError, match=f"account {gone.pk} has no name any more"):
        call_command("pseudonymise", f"account-{gone.pk}")
    with pytest.raises(CommandError, match="No account has the user name “anna”"):
        call_command("pseudonymise", "anna")


def chosen(*users, **values):
    return {"action": "pseudonymise", "_selected_action": [user.pk for user in users]} | values


def test_at_the_desk_an_administrator_is_asked_first(administrator, gone, robert):
    client = client_of(administrator)
    asked = client.post(ACCOUNTS, chosen(gone, robert)).content.decode()
    assert f"Anna Archer (anna) → account-{gone.pk}" in asked
    assert "Robert is active: deactivate the account first." in asked
    assert "Names that people wrote into comments, reasons or texts cannot be found, and stay." in asked
    gone.refresh_from_db()
    assert gone.username == "anna"
    done = client.post(ACCOUNTS, chosen(gone, confirmed="yes"), follow=True).content.decode()
    assert "1 account has no name now." in done
    gone.refresh_from_db()
    assert gone.username == f"account-{gone.pk}"
    assert "The name was taken from the account." in LogEntry.objects.get(object_id=str(gone.pk)).change_message


def test_who_is_no_administrator_takes_no_names(robert, gone):
    assert client_of(robert).post(ACCOUNTS, chosen(gone, confirmed="yes")).status_code == 403
    User.objects.filter(pk=robert.pk).update(is_superuser=True)
    client_of(robert).post(ACCOUNTS, chosen(gone, confirmed="yes"))
    gone.refresh_from_db()
    assert gone.username == "anna"
