"""Words that are not saved are kept for who wrote them, offered again, and named to whoever would leave them out."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from meetings.models import Buffer
from meetings.newsroom import buffers, mapping, workflow
from meetings.newsroom.refusal import Refused

from .forms import Fields, client_of, page, send


def autosave(client, summary, user, tab="one", **fields):
    """What a page sends while it is written: the fields that differ from revision `seen`."""
    own = {"user": str(user.pk), "tab": tab, "seen": str(summary.revision)}
    return client.post(f"/desk/meetings/summary/{summary.pk}/autosave/", own | fields)


def act(client, name, row):
    return client.post(f"/desk/meetings/summary/{row.summary_id}/words/{name}/", {"words": row.pk})


def opened(client, summary, query=""):
    return client.get(summary.get_absolute_url() + query).content.decode()


@pytest.fixture
def client(anna):
    return client_of(anna)


def test_words_are_kept_beside_the_text_and_the_page_is_told_so(client, anna, draft):
    answer = autosave(client, draft, anna, headline="Half a headli").json()
    assert answer == {"said": f"Saved {timezone.localtime():%H:%M}"}
    draft.refresh_from_db()
    assert (draft.revision, draft.headline) == (1, "Council Opens Debate on Paper")
    assert Buffer.objects.get().based_on == 1


def test_what_was_not_saved_is_offered_with_what_differs_and_taken_up(client, anna, draft):
    autosave(client, draft, anna, headline="Council Opens Debate on Ink", **{"segments-1-title": "Panel on Quills"})
    html = opened(client, draft)
    assert "You wrote this and did not save it" in html
    assert "<ins>" in html and "Quills" in html
    response = act(client, "take-up", Buffer.objects.unsaved().get())
    fields = Fields(client.get(response["Location"]).content.decode()).values
    assert (fields["headline"], fields["segments-1-title"]) == ("Council Opens Debate on Ink", "Panel on Quills")
    send(client, draft, fields)
    document = mapping.read(type(draft).objects.get())
    assert (document.headline, document.segments[1].title) == ("Council Opens Debate on Ink", "Panel on Quills")
    assert document.segments[0] == mapping.read(draft).segments[0]
    assert "did not save it" not in opened(client, draft)


def test_words_taken_up_are_merged_with_what_others_saved_since(client, anna, bea, draft):
    autosave(client, draft, anna, headline="Anna’s")
    other = client_of(bea)
    send(other, draft, page(other, draft), **{"segments-1-title": "Ink by Bea"})
    response = act(client, "take-up", Buffer.objects.unsaved().get())
    send(client, draft, Fields(client.get(response["Location"]).content.decode()).values)
    document = mapping.read(type(draft).objects.get())
    assert (document.headline, document.segments[1].title) == ("Anna’s", "Ink by Bea")


def test_a_box_that_is_not_ticked_any_more_and_a_new_segment_are_kept(client, anna, draft):
    draft.segments.filter(position=0).update(started_before=True)
    fields = page(client, draft)
    autosave(
        client, draft, anna, gone="segments-0-started_before",
        **{name: fields[name] for name in fields if name.startswith("segments-2-") or name.endswith("_FORMS")}
        | {"segments-2-title": "Debate on Blotters"},
    )  # fmt: skip
    response = act(client, "take-up", Buffer.objects.unsaved().get())
    send(client, draft, Fields(client.get(response["Location"]).content.decode()).values)
    segments = mapping.read(type(draft).objects.get()).segments
    assert not segments[0].started_before
    assert segments[2].title == "Debate on Blotters"


def test_words_that_cannot_be_saved_as_they_are_are_offered_too(client, anna, draft):
    autosave(client, draft, anna, date="2026-99-99", headline="Typed")
    assert "Something in it cannot be saved as it is" in opened(client, draft)
    response = act(client, "take-up", Buffer.objects.unsaved().get())
    html = client.get(response["Location"]).content.decode()
    assert "2026-99-99" in html and "Typed" in html


def test_what_is_thrown_away_is_offered_no_more_and_what_comes_late_does_not_bring_it_back(client, anna, draft):
    autosave(client, draft, anna, headline="Typed")
    act(client, "throw-away", Buffer.objects.get())
    assert autosave(client, draft, anna, headline="Typed, and late").json() == {"ended": True}
    assert "did not save it" not in opened(client, draft)
    assert autosave(client, draft, anna, tab="two", headline="Typed anew").json()["said"]


def test_saving_ends_the_words_of_that_page_only(client, anna, draft):
    fields = page(client, draft)
    autosave(client, draft, anna, tab=fields["tab"], headline="Saved")
    autosave(client, draft, anna, tab="other", headline="In another window")
    send(client, draft, fields, headline="Saved")
    assert [row.tab for row in Buffer.objects.unsaved()] == ["other"]
    assert "In another window" in opened(client, draft)
    assert autosave(client, draft, anna, tab=fields["tab"], headline="Saved").json() == {"ended": True}


def test_a_page_that_says_again_what_the_text_says_keeps_nothing_and_goes_on(client, anna, draft):
    autosave(client, draft, anna, headline="Typed")
    assert autosave(client, draft, anna, unchanged="1").json() == {"said": ""}
    assert not Buffer.objects.exists()
    assert autosave(client, draft, anna, headline="Typed again").json()["said"]


def test_two_windows_of_one_person_never_write_over_each_other(client, anna, draft):
    autosave(client, draft, anna, tab="one", headline="In the first")
    autosave(client, draft, anna, tab="two", headline="In the second")
    html = opened(client, draft)
    assert "first" in html and "second" in html
    assert html.count("did not save it") == 2


def test_without_javascript_what_is_refused_is_kept_as_well(client, anna, draft):
    fields = page(client, draft) | {"date": "2026-99-99", "headline": "Typed"}
    assert send(client, draft, fields).status_code == 422
    assert "did not save it" in opened(client, draft)


def test_nobody_else_reads_takes_up_or_throws_away_these_words(client, anna, bea, draft):
    autosave(client, draft, anna, headline="Only for Anna")
    other, row = client_of(bea), Buffer.objects.get()
    assert "Only for Anna" not in opened(other, draft)
    for name in ("take-up", "throw-away"):
        act(other, name, row)
    row.refresh_from_db()
    assert (row.tab, row.data) == ("one", "headline=Only+for+Anna")


def test_words_of_one_person_are_not_kept_under_the_name_of_another(client, draft, anna, bea):
    answer = autosave(client_of(bea), draft, anna, headline="Anna’s")
    assert answer.status_code == 409 and "Somebody else has signed in" in answer.json()["refused"]
    assert not Buffer.objects.exists()


def test_who_may_not_write_keeps_no_words(claire, administrator, draft):
    assert autosave(client_of(claire), draft, claire, headline="Du français").status_code == 404
    assert autosave(client_of(administrator), draft, administrator, headline="Mine").status_code == 409
    assert autosave(Client(), draft, administrator, headline="Nobody’s").status_code == 401
    assert not Buffer.objects.exists()


@pytest.mark.parametrize("wrong", [{"seen": "7"}, {"seen": "x"}, {"tab": ""}, {"tab": "a\0b"}, {"tab": "x" * 21}])
def test_words_of_no_known_page_are_refused_with_a_sentence(client, anna, draft, wrong):
    own = {"user": str(anna.pk), "tab": "one", "seen": "1", "headline": "Typed"}
    answer = client.post(f"/desk/meetings/summary/{draft.pk}/autosave/", own | wrong)
    assert answer.status_code == 409 and answer.json()["refused"]


def test_a_stranger_s_site_keeps_no_words(anna, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    assert autosave(client, draft, anna, headline="Foreign").status_code == 403


def test_keeping_words_costs_little_and_makes_no_session_last(client, anna, draft, django_assert_num_queries):
    autosave(client, draft, anna, headline="Typed")
    with django_assert_num_queries(5) as asked:  # session, person, groups, text; and the words
        response = autosave(client, draft, anna, headline="Typed on")
        assert not any('UPDATE "django_session"' in query["sql"] for query in asked)
    assert not response.cookies


# --- Before anyone hands in or approves -------------------------------------------------------------------------------


def transition(client, summary, name, **words):
    fields = {"seen": summary.revision} | words
    return client.post(f"/desk/meetings/summary/{summary.pk}/transition/{name}/", fields)


@pytest.mark.parametrize(("name", "who"), [("submit", "bea"), ("approve", "robert")])
def test_a_colleague_s_words_are_named_and_whoever_says_so_goes_on(name, who, draft, anna, request):
    if name == "approve":
        draft = workflow.perform(draft, "submit", anna, seen=1)
    autosave(client_of(anna), draft, anna, headline="One more thing")
    client, named = client_of(request.getfixturevalue(who)), "Anna has words that are not saved"
    assert named in opened(client, draft)
    refused = transition(client, draft, name)
    assert refused.status_code == 409 and named in refused.content.decode()
    assert transition(client, draft, name, **{f"{name}-unsaved": "on"}).status_code == 302


def test_nobody_is_held_up_by_their_own_words(client, anna, draft):
    fields = page(client, draft)
    autosave(client, draft, anna, tab=fields["tab"], headline="Typed")
    response = client.post(f"/desk/meetings/summary/{draft.pk}/transition/submit/", fields | {"headline": "Typed"})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.headline) == ("in_review", "Typed")


def test_a_text_that_is_discarded_keeps_the_words(client, anna, draft):
    autosave(client, draft, anna, headline="Typed")
    draft = workflow.perform(draft, "discard", anna, seen=1, comment="Not needed")
    assert Buffer.objects.unsaved().count() == 1
    html = opened(client, draft)
    assert "did not save it" in html and "Take up" not in html


# --- A fault of ours --------------------------------------------------------------------------------------------------


def test_a_fault_of_ours_gives_back_what_was_posted(anna, draft, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    fields = page(client, draft) | {"headline": "Typed “before” the fault"}
    with monkeypatch.context() as broken:
        broken.setattr("meetings.newsroom.saving.save", lambda *_args: 1 / 0)
        response = client.post(draft.get_absolute_url(), fields)
    assert response.status_code == 500
    again = Fields(response.content.decode(), form="kept").values
    assert again["headline"] == "Typed “before” the fault"
    client.post(draft.get_absolute_url(), again)
    draft.refresh_from_db()
    assert draft.headline == "Typed “before” the fault"


# --- In time, and in the database -------------------------------------------------------------------------------------


def test_words_that_nobody_takes_up_go_after_a_month(anna, draft):
    buffers.keep(draft, anna, "one", 1, "headline=Typed")
    buffers.end(draft, anna, "two")
    now = timezone.now()
    for days, left in ((0.5, {"one", "two"}), (29, {"one"}), (31, set())):
        buffers.forget_old_words(now + datetime.timedelta(days=days))
        assert set(Buffer.objects.values_list("tab", flat=True)) == left


def test_words_that_are_gone_are_neither_taken_up_nor_thrown_away(anna, draft):
    for act in (lambda: buffers.take_up(1, anna, "two"), lambda: buffers.throw_away(1, anna)):
        with pytest.raises(Refused, match="saved or thrown away meanwhile"):
            act()


def test_the_database_keeps_one_row_a_page_and_none_of_no_page(anna, draft):
    values = {"summary": draft, "user": anna, "based_on": 1}
    Buffer.objects.create(tab="one", **values)
    for tab in ("one", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Buffer.objects.create(tab=tab, **values)
