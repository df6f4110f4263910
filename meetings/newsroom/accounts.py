"""Accounts of people who have left: kept for what they did, and without their name where that is asked for."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import InboxItem, MailChoice, OutboxMail

from .permissions import is_administrator
from .refusal import Refused


def name_of(user: User | None) -> str:
    """How a person is named beside what they did: “account 12” where the name was taken away; "" for a command."""
    if user is None:
        return ""
    if is_pseudonymised(user):
        return _("account %(number)s") % {"number": user.pk}
    return user.get_full_name() or user.get_username()


def is_pseudonymised(user: User) -> bool:
    return user.username == _pseudonym(user)


def _pseudonym(user: User) -> str:
    return f"account-{user.pk}"


def obstacles(user: User, by: User | None) -> list[str]:
    """What stands in the way of taking the name away from an account; `by` None: who runs a command."""
    if by is not None and not is_administrator(by):
        return [_("This is for administrators.")]
    if user.is_active:
        return [_("%(name)s is active: deactivate the account first.") % {"name": name_of(user)}]
    if is_pseudonymised(user):
        return [_("%(name)s has no name any more.") % {"name": name_of(user)}]
    return []


@transaction.atomic
def pseudonymise(user: User, by: User | None) -> User:
    """Takes name, address and password from an account that is no longer active. What it did goes on pointing at it.

    Its groups stay: they say as what it acted. What it was told is deleted, and so are the mails sent to others that
    name it; names that people wrote into comments cannot be found. Raises Refused.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if against := obstacles(user, by):
        raise Refused(against)
    names = {user.username, user.get_full_name()} - {""}
    user.username = _pseudonym(user)
    user.first_name = user.last_name = user.email = ""
    user.last_login = None
    user.set_unusable_password()
    user.save()
    _forget(user, names)
    return user


def _forget(user: User, names: set[str]) -> None:
    """The copies of the name: in the admin's log, in notices, and in mails that have gone out."""
    accounts = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=accounts, object_id=str(user.pk)).update(object_repr=user.username)
    InboxItem.objects.filter(user=user).delete()
    MailChoice.objects.filter(user=user).delete()
    for item in InboxItem.objects.filter(values__who__in=names):
        item.values["who"] = user.username
        item.save(update_fields=["values"])
    naming = Q(user=user)
    for name in names:
        naming |= Q(kind__in=[OutboxMail.Kind.NOTICE, OutboxMail.Kind.DIGEST], text__contains=name)
    OutboxMail.objects.filter(naming).exclude(sent_at=None, given_up_at=None).delete()
    OutboxMail.objects.filter(user=user).delete()
