"""The front page of the desk: what there is, in the groups in which people think of it, and only what they may open."""

import re

from django.contrib import admin
from django.urls import reverse

from meetings.admin.catalogue import GROUPS

from .forms import client_of


def front_page(user, language="en"):
    return client_of(user).get(reverse("admin:index"), headers={"accept-language": language}).content.decode()


def groups(html):
    return re.findall(r"<h3>(.*?)</h3>", html)


def test_an_officer_sees_groups_and_none_that_would_be_empty(anna):
    assert groups(front_page(anna)) == ["Texts", "Coverage", "Speakers", "Archives", "Reference data"]
    assert groups(front_page(anna, "fr"))[0] == "Textes"


def test_each_group_leads_to_its_lists_and_adds_what_the_person_may_add(anna):
    html = front_page(anna)
    assert reverse("admin:meetings_summary_changelist") in html and reverse("admin:meetings_meeting_add") in html
    assert reverse("admin:meetings_publication_changelist") in html and "/publication/add/" not in html


def test_an_administrator_finds_accounts_and_mail(admin_user):
    assert {"Mail", "Accounts"} <= set(groups(front_page(admin_user)))


def test_every_list_of_the_desk_stands_in_one_group():
    named = [name for _, names in GROUPS for name in names]
    assert sorted(named) == sorted(model.__name__ for model in admin.site._registry)
