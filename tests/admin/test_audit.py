"""Who did what, as the desk reads it: one text's acts, all acts, and what an act changed in the text."""

import csv
import datetime
import io

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from meetings.document.tree import Paragraph, prose
from meetings.models import Activity, Revision
from meetings.newsroom import activity, mapping, saving, workflow
from tests.world import small_document

from .forms import client_of

RECORD = reverse("admin:meetings_activity_changelist")


def history(user, summary, language="en", query=""):
    address = reverse("admin:meetings_summary_history", args=[summary.pk]) + query
    return client_of(user).get(address, headers={"accept-language": language})


def record(reader, **asked):
    return client_of(reader).get(RECORD, asked)


def act_page(user, row):
    return client_of(user).get(reverse("admin:meetings_activity_act", args=[row.pk]))


def as_table(reader, **asked):
    return table_for(client_of(reader), **asked)


def table_for(client, **asked):
    response = client.get(reverse("admin:meetings_activity_csv"), asked)
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def edit(summary, user, **changes):
    document = mapping.read(summary)
    values = {name: getattr(document, name) for name in document.__dataclass_fields__} | changes
    return saving.save(summary.pk, type(document)(**values), summary.revision, user).summary


# --- One text ---------------------------------------------------------------------------------------------------------


def test_the_history_of_a_text_tells_who_did_what_newest_first(anna, robert, published):
    page = history(robert, published).content.decode()
    assert page.index("Publish</a>") < page.index("Approve</a>") < page.index("Hand in</a>") < page.index("Begin</a>")
    assert "in review → approved" in page and "Anna" in page and "Robert" in page


@pytest.mark.parametrize(("language", "word"), [("en", "(deactivated)"), ("fr", "(désactivé)")])
def test_an_account_that_was_deactivated_is_still_named(anna, robert, published, language, word):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    page = history(robert, published, language).content.decode()
    assert "Anna" in page and word in page


def test_what_an_act_set_besides_the_text_is_told_in_words(robert, anna, draft):
    hour = datetime.datetime(2026, 7, 12, 10, 30, tzinfo=datetime.UTC)
    set_besides = {"at": hour, "embargo": True, "to": {"account": anna.pk}, "change": "correction", "unknown": ["a", 1]}
    activity.record(draft, None, "schedule", "draft", detail=set_besides)
    page = history(robert, draft).content.decode()
    for told in ("12 July 2026, 12:30", "<dd>yes</dd>", "<dd>Anna</dd>", "<dd>correction</dd>", "<dd>a; 1</dd>"):
        assert told in page, told


def test_nobody_of_the_other_desk_reads_a_history(claire, draft):
    assert history(claire, draft).status_code == 404
    assert act_page(claire, draft.activities.first()).status_code == 404


def test_a_long_history_asks_the_database_as_often_as_a_short_one(
    anna, draft, django_assert_num_queries, django_assert_max_num_queries
):
    history(anna, draft)
    client = client_of(anna)
    address = reverse("admin:meetings_summary_history", args=[draft.pk])
    with django_assert_max_num_queries(16) as asked:
        client.get(address)
    for _ in range(30):
        activity.record(draft, anna, "edit", "draft", detail={"to": {"account": anna.pk}})
    with django_assert_num_queries(len(asked) + 1):  # the people whom details name
        client.get(address)


# --- Before and after -------------------------------------------------------------------------------------------------


def test_an_act_shows_the_words_before_and_after_it(anna, robert, draft):
    edit(draft, anna, headline="Council Opens Debate on Ink")
    page = act_page(robert, draft.activities.get(action="edit")).content.decode()
    assert "Paper</del>" in page and "Ink</ins>" in page
    assert "Revision 2 beside revision 1." in page


def test_the_act_that_began_a_text_shows_it_as_it_was_begun(robert, draft):
    page = act_page(robert, draft.activities.get(action="begin")).content.decode()
    assert "The text as it was begun." in page and "The Council opened its debate." in page


def test_an_act_that_left_the_text_alone_says_so(robert, approved):
    page = act_page(robert, approved.activities.get(action="approve")).content.decode()
    assert "This act did not change the text." in page


def test_of_revisions_that_are_not_kept_the_nearest_before_is_compared(anna, robert, draft):
    for number in range(3):
        draft = edit(draft, anna, headline=f"Headline {number}")
    Revision.objects.filter(summary=draft, number__in=(2, 3)).delete()
    last, before = draft.activities.filter(action="edit")[:2]
    assert "Revision 4 beside revision 1." in act_page(robert, last).content.decode()
    assert "Revision 3 is not kept any more." in act_page(robert, before).content.decode()


def test_the_page_of_an_act_asks_as_often_whatever_the_size_of_the_text(
    anna, draft, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(anna)
    short = reverse("admin:meetings_activity_act", args=[draft.activities.first().pk])
    client.get(short)
    with django_assert_max_num_queries(16) as asked:
        client.get(short)
    long = saving.begin(small_document(round_up=[Paragraph(prose(f"Paragraph {n}.")) for n in range(300)]), anna)
    address = reverse("admin:meetings_activity_act", args=[long.activities.first().pk])
    with django_assert_num_queries(len(asked)):
        client.get(address)


# --- All acts ---------------------------------------------------------------------------------------------------------


def told(response):
    """Summary and action of each act that a page shows."""
    return [(act.row.summary_id, act.row.action) for act in response.context["acts"]]


def test_a_desk_reads_the_acts_on_its_own_texts(anna, claire, draft, french_draft):
    assert told(record(anna)) == [(draft.pk, "begin")]
    assert told(record(claire)) == [(french_draft.pk, "begin")]


def test_an_administrator_reads_all_acts(administrator, draft, french_draft):
    assert told(record(administrator)) == [(french_draft.pk, "begin"), (draft.pk, "begin")]


def test_a_language_that_one_may_not_read_cannot_be_asked_for(anna, draft, french_draft):
    response = record(anna, language="fr")
    assert response.status_code == 422
    assert told(response) == []


def test_acts_are_found_by_person_kind_language_and_text(bea, anna, robert, published, french_draft):
    assert told(record(bea, user=robert.pk)) == [(published.pk, "publish"), (published.pk, "approve")]
    assert told(record(bea, action="submit")) == [(published.pk, "submit")]
    assert told(record(bea, language="fr")) == [(french_draft.pk, "begin")]
    assert told(record(bea, summary=published.pk, user=anna.pk, action="begin")) == [(published.pk, "begin")]
    activity.record(published, None, "publish", "approved")
    assert told(record(bea, user="0")) == [(published.pk, "publish")]


def test_a_day_begins_and_ends_in_geneva(bea, draft):
    day = timezone.localtime(draft.activities.get().at).date()
    before, after = day - datetime.timedelta(1), day + datetime.timedelta(1)
    assert told(record(bea, since=day, until=day)) == [(draft.pk, "begin")]
    assert told(record(bea, until=before)) == told(record(bea, since=after)) == []
    backwards = record(bea, since=after, until=before)
    assert backwards.status_code == 422 and "This day is before the first." in backwards.content.decode()


def test_what_is_no_filter_gets_a_sentence(bea, draft):
    assert record(bea, since="yesterday").status_code == 422
    assert record(bea, user="anna", action="nonsense").status_code == 422
    assert told(record(bea, before="x")) == told(record(bea))


def test_older_acts_are_a_page_further(anna, draft, monkeypatch):
    monkeypatch.setattr("meetings.admin.audit.PAGE", 3)
    for _ in range(5):
        activity.record(draft, anna, "edit", "draft")
    first = record(anna, user=anna.pk)
    second = record(anna, user=anna.pk, before=first.context["older"])
    numbers = [act.row.number for page in (first, second) for act in page.context["acts"]]
    assert numbers == [6, 5, 4, 3, 2, 1]
    assert second.context["older"] is None
    assert f"user={anna.pk}&amp;before=" in first.content.decode()


# --- As a table -------------------------------------------------------------------------------------------------------


def test_the_table_has_what_is_filtered(bea, robert, published, french_draft):
    head, *rows = as_table(bea, user=robert.pk)
    assert head[:5] == ["When", "Who", "Account", "What", "Act"]
    assert [row[4] for row in rows] == ["publish", "approve"]
    assert rows[0][1] == "Robert" and rows[0][6] == "WAC26.001E"
    assert rows[0][-1] == published.activities.get(action="publish").hash


def test_the_table_has_only_what_one_may_read(anna, draft, french_draft):
    assert {row[7] for row in as_table(anna)[1:]} == {"en"}


def test_no_cell_is_taken_for_a_formula(anna, draft):
    for comment in ('=HYPERLINK("x")', "+1", "-1", "@x", "\t=1", "fine"):
        activity.record(draft, anna, "edit", "draft", comment)
    cells = [row[12] for row in as_table(anna)[1:-1]]
    assert cells == ["fine", "'\t=1", "'@x", "'-1", "'+1", '\'=HYPERLINK("x")']


def test_a_table_of_many_acts_is_read_in_batches(anna, draft, django_assert_max_num_queries):
    rows = [
        Activity(summary=draft, number=n, user=anna, action="edit", to_state="draft", revision=1, hash="x")
        for n in range(2, 2502)
    ]
    Activity.objects.bulk_create(rows)
    client = client_of(anna)
    with django_assert_max_num_queries(10):
        assert len(table_for(client)) == 2502


def test_what_is_no_filter_is_told_on_the_page(anna):
    response = client_of(anna).get(reverse("admin:meetings_activity_csv"), {"since": "yesterday"})
    assert response.status_code == 302 and response["Location"] == f"{RECORD}?since=yesterday"


def test_the_record_is_only_read(administrator, draft):
    client = client_of(administrator)
    row = draft.activities.get()
    change = reverse("admin:meetings_activity_change", args=[row.pk])
    assert client.get(change)["Location"] == reverse("admin:meetings_activity_act", args=[row.pk])
    assert client.get(reverse("admin:meetings_activity_add")).status_code == 403
    assert client.post(reverse("admin:meetings_activity_delete", args=[row.pk])).status_code == 403
    workflow_actions = set(workflow.TRANSITIONS)
    assert row.action == "begin" and "begin" not in workflow_actions
