"""What someone sends who means harm, or types in haste: answered with a sentence, and nothing typed or told is lost."""

import pytest
from django.urls import reverse

from meetings.models import Body, Coverage, Session, Summary

from .forms import client_of, page, send


def test_a_place_beyond_all_numbers_is_refused(anna, draft):
    client = client_of(anna)
    response = send(client, draft, page(client, draft), **{"segments-0-place": "9" * 400})
    assert response.status_code == 422


def test_a_report_with_too_long_a_symbol_is_refused(anna, draft):
    client = client_of(anna)
    response = send(client, draft, page(client, draft), **{"segments-0-reports": "A/HRC/53/" + "6" * 80})
    assert response.status_code == 422


def test_a_heading_where_there_are_none_is_kept_as_a_paragraph(anna, draft):
    client = client_of(anna)
    send(client, draft, page(client, draft), where_to_find="<h3>Where to look</h3><p>Here.</p>")
    assert "Where to look</p>" in Summary.objects.get(pk=draft.pk).where_to_find


def test_opening_words_of_a_list_without_names_are_not_dropped(anna, draft):
    client = client_of(anna)
    response = send(client, draft, page(client, draft), **{"lists-0-lead_in": "Speaking in the discussion were"})
    assert response.status_code == 422
    assert "Speaking in the discussion were" in response.content.decode()


def test_a_text_begins_with_a_session_of_its_own_body_only(anna, session):
    other = Body.objects.create(
        code="OTH", symbol_prefix="OTH", name_en="Other", name_fr="Autre", short_en="other", short_fr="autre"
    )
    Session.objects.update(end="2999-12-31")
    values = {"language": "en", "body": other.pk, "session": "WAC regular 53"}
    response = client_of(anna).post(reverse("admin:meetings_summary_add"), values)
    assert response.status_code == 422
    assert not Session.objects.filter(body=other).exists()


def test_the_coverage_page_tells_nothing_of_the_other_desk_s_text(claire, draft):
    response = client_of(claire).get(reverse("admin:meetings_coverage_add", query={"summary": draft.pk}))
    assert response.status_code == 200
    assert draft.headline not in response.content.decode()


def test_a_coverage_leads_to_no_text_in_another_language(claire, bea, draft, meeting):
    values = {"meeting": meeting.pk, "language": "fr", "decision": "intended", "summary": draft.pk}
    for user in (claire, bea):
        response = client_of(user).post(reverse("admin:meetings_coverage_add"), values)
        assert response.status_code == 200
        assert not Coverage.objects.filter(language="fr").exists()
    assert "no part of one in the other" in response.content.decode()


@pytest.mark.parametrize("model", ["summary", "coverage", "publication", "presssymbol"])
def test_a_list_narrowed_by_a_nul_is_a_bad_request(anna, draft, model):
    address = reverse(f"admin:meetings_{model}_changelist")
    assert client_of(anna).get(address + "?language__exact=a%00b").status_code == 400


def test_a_nul_in_a_remark_is_left_out(robert, in_review):
    address = reverse("admin:meetings_summary_remark", args=[in_review.pk, "add"])
    values = {"seen": in_review.revision, "remark-text": "Who counted\0 the votes?"}
    assert client_of(robert).post(address, values).status_code == 302
    assert in_review.remarks.get().text == "Who counted the votes?"


def test_a_nul_in_the_address_of_what_replaces_a_text_is_refused(robert, published):
    address = reverse("admin:meetings_summary_transition", args=[published.pk, "withdraw"])
    values = {"seen": published.revision, "withdraw-comment": "Wrong.", "withdraw-replacement": "WAC\0"}
    assert client_of(robert).post(address, values).status_code == 409
    assert not published.withdrawals.exists()


@pytest.mark.parametrize("chosen", ["a", "\0", "²", "9" * 30])
def test_an_act_on_a_text_that_has_no_number_is_on_none(robert, in_review, chosen):
    values = {"action": "approve", "_selected_action": chosen, "confirmed": "1"}
    assert client_of(robert).post(reverse("admin:meetings_summary_changelist"), values).status_code == 404
