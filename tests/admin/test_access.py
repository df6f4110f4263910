"""Every address of the desk, asked for by nobody, by each role, and by the wrong desk."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from meetings.models import Activity, Publication, Summary

from .forms import client_of, page

SECRET = "Council Opens Debate on Paper"
PARTS = ("change", "preview", "history")


def addresses_of(summary):
    own = [reverse(f"admin:meetings_summary_{part}", args=[summary.pk]) for part in PARTS]
    acts = [reverse("admin:meetings_summary_transition", args=[summary.pk, "submit"])]
    return own + acts + [reverse("admin:meetings_summary_cover", args=[summary.pk])]


def desk_addresses():
    """Every list and form of the admin that needs no row."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
    yield from (reverse("admin:index"), reverse("admin:meetings_summary_import"))


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "head", "options"])
def test_nobody_reads_a_draft_by_any_method(draft, method):
    client = Client()
    for address in [*addresses_of(draft), *desk_addresses()]:
        response = getattr(client, method)(address)
        assert response.status_code in (302, 401, 405), address
        assert SECRET not in response.content.decode()
    draft.refresh_from_db()
    assert (draft.revision, draft.state) == (1, "draft")


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_the_other_desk_finds_no_draft(claire, renee, draft, method):
    for user in (claire, renee):
        client = client_of(user)
        for address in addresses_of(draft):
            response = getattr(client, method)(address)
            assert response.status_code == 404, address
            assert SECRET not in response.content.decode()
    draft.refresh_from_db()
    assert (draft.revision, draft.state) == (1, "draft")


def test_the_other_desks_lists_and_choices_are_silent(claire, draft):
    client = client_of(claire)
    for address in desk_addresses():
        response = client.get(address, {"q": "Council"} if "summary" in address else {})
        assert response.status_code in (200, 403), address
        assert SECRET not in response.content.decode(), address
    found = {"app_label": "meetings", "model_name": "coverage", "field_name": "summary", "term": "Council"}
    assert SECRET not in client.get(reverse("admin:autocomplete"), found).content.decode()


def test_an_administrator_reads_and_changes_no_text(anna, administrator, draft):
    client = client_of(administrator)
    answer = client.get(draft.get_absolute_url() + "?edit").content.decode()
    assert SECRET in answer and "segments-TOTAL_FORMS" not in answer
    typed = page(client_of(anna), draft) | {"headline": "By virtue of office"}
    assert client.post(draft.get_absolute_url(), typed).status_code == 403
    client.post(reverse("admin:meetings_summary_transition", args=[draft.pk, "submit"]), {"seen": 1})
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == (SECRET, "draft")


def test_an_officer_plans_for_the_own_desk_only(anna, french_draft, draft):
    client = client_of(anna)
    french, english = french_draft.coverages.get(), draft.coverages.get()
    assert client.get(reverse("admin:meetings_coverage_change", args=[french.pk])).status_code == 302
    answer = client.get(reverse("admin:meetings_coverage_change", args=[english.pk])).content.decode()
    assert '<option value="en" selected>' in answer and '<option value="fr">' not in answer


def test_nothing_that_has_a_history_is_deleted(administrator, published):
    client = client_of(administrator)
    rows = [published, published.coverages.get(), published.press_symbol]
    rows += [Publication.objects.get(), Activity.objects.first()]
    for row in rows:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        assert client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        bulk = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        client.post(reverse(f"{name}_changelist"), bulk)
        assert type(row).objects.filter(pk=row.pk).exists()


def test_records_are_read_only(administrator, published):
    client = client_of(administrator)
    for row in (Publication.objects.get(), Activity.objects.first(), published.press_symbol):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        address = client.get(reverse(f"{name}_change", args=[row.pk]), follow=True).wsgi_request.path
        assert 'name="_save"' not in client.get(address).content.decode()
        assert client.post(address, {}).status_code in (403, 405)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_list_and_form_opens_for_an_administrator(administrator, published, language):
    client = client_of(administrator)
    for address in desk_addresses():
        response = client.get(address, headers={"accept-language": language})
        assert response.status_code in (200, 403), address


def test_a_summary_that_is_none_is_not_found(anna):
    client = client_of(anna)
    for pk in ("999", "abc", "9" * 30):
        assert client.get(f"/desk/meetings/summary/{pk}/change/").status_code == 404
    assert not Summary.objects.exists()


def test_the_desk_speaks_the_language_that_its_user_chose(anna):
    client = client_of(anna)
    response = client.post("/desk/language/", {"language": "fr", "next": "/desk/"})
    assert response.cookies["django_language"]["path"] == "/desk/"
    assert '<html lang="fr"' in client.get("/desk/").content.decode()


def test_who_may_read_another_desk_s_drafts_reads_and_does_nothing(claire, draft):
    claire.groups.add(Group.objects.get(name="Readers of English drafts"))
    client = client_of(claire)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Council Opens Debate on Paper" in page
    assert "formaction" not in page.split('id="summary_form"')[1].split("</form>")[0]
    coverage = draft.coverages.get()
    address = reverse("admin:meetings_coverage_change", args=[coverage.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"decision": "undecided"}).status_code == 403
