import pytest
from django.contrib.auth.models import AnonymousUser, Group

from meetings.newsroom import permissions
from meetings.newsroom.permissions import desks, is_administrator, is_officer, is_reviewer, may_read
from meetings.newsroom.workflow import obstacles

pytestmark = pytest.mark.django_db


def test_an_officer_works_at_one_desk(anna):
    assert desks(anna) == {"en"}
    assert is_officer(anna, "en")
    assert not is_officer(anna, "fr")
    assert not is_reviewer(anna, "en")


def test_one_person_may_hold_every_role(bea):
    assert desks(bea) == {"en", "fr"}
    assert is_officer(bea, "fr") and is_reviewer(bea, "fr")


def test_a_superuser_is_no_editor_by_virtue_of_that(administrator):
    assert administrator.is_superuser and is_administrator(administrator)
    assert not desks(administrator)


def test_drafts_are_read_at_their_desk_and_by_administrators(draft, anna, robert, claire, administrator):
    assert [may_read(user, draft) for user in (anna, robert, administrator)] == [True, True, True]
    assert not may_read(claire, draft)
    assert may_read(claire, "fr")
    assert not may_read(AnonymousUser(), draft)


def test_another_desk_reads_drafts_where_a_group_allows_it_and_writes_nothing(draft, claire):
    claire.groups.add(Group.objects.get(name="Readers of English drafts"))
    claire = type(claire).objects.get(pk=claire.pk)
    assert may_read(claire, draft)
    assert (desks(claire), permissions.planned_languages(claire)) == ({"fr"}, {"fr"})
    assert obstacles(draft, "edit", claire) == ["“Edit” is for the English desk."]


def test_who_has_left_has_no_role_any_more(anna):
    anna.is_active = False
    assert not desks(anna)


def test_roles_are_asked_for_once_a_request(anna, django_assert_num_queries):
    with django_assert_num_queries(1):
        for _ in range(3):
            desks(anna)
            is_officer(anna, "en")


def test_groups_have_exactly_the_permissions_of_the_table(anna, administrator):
    group = Group.objects.get(name=permissions.ADMINISTRATORS)
    group.permissions.clear()
    permissions.ensure_groups()
    permissions.ensure_groups()
    assert group.permissions.filter(codename="change_user").exists()
    assert anna.has_perms(["meetings.change_summary", "meetings.add_segment", "meetings.view_publication"])
    assert not anna.has_perm("meetings.delete_summary")
    assert not anna.has_perm("auth.view_user")


def test_every_permission_of_the_table_exists():
    permissions.ensure_groups()
    for name, table in permissions.GROUP_PERMISSIONS.items():
        acts = sum(len(acts.split()) for acts in table.values())
        assert Group.objects.get(name=name).permissions.count() == acts


def test_nobody_may_change_what_was_published_or_recorded():
    for table in permissions.GROUP_PERMISSIONS.values():
        assert {table[model] for model in ("publication", "passage", "activity", "revision", "presssymbol")} == {"view"}
