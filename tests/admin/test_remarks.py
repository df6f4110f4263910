"""Remarks beside the text where it is read, above the forms where it is written; posted without losing anything."""

import pytest
from django.urls import reverse

from meetings.models import Remark
from meetings.newsroom import mapping, remarks

from .forms import Fields, client_of, page
from .test_acts import act

SAID = "Who counted the votes?"


def post(user, summary, name, follow=True, **fields):
    address = reverse("admin:meetings_summary_remark", args=[summary.pk, name])
    return client_of(user).post(address, {"seen": summary.revision} | fields, follow=follow)


def remark_on(user, summary, block="", text=SAID, **more):
    return post(user, summary, "add", **{"remark-block": block, "remark-text": text}, **more)


def opened(user, summary, query=""):
    summary.refresh_from_db()
    return client_of(user).get(summary.get_absolute_url() + query).content.decode()


@pytest.fixture
def first(in_review):
    return mapping.read(in_review).round_up[0]


@pytest.fixture
def returned(in_review, robert, first):
    """Robert's remark on the first paragraph, and the text back with Anna."""
    remarks.add(in_review, robert, first.id, SAID, seen=in_review.revision)
    act(client_of(robert), in_review, "return", **{"return-comment": "See the remark."})
    return in_review


# --- Where the text is read -------------------------------------------------------------------------------------------


def test_the_form_offers_every_paragraph_by_its_part(robert, in_review, first):
    shown = opened(robert, in_review)
    form = shown.split('id="remark_form"')[1].split("</form>")[0]
    assert f'<option value="{first.id}" lang="en">The Council opened its debate.</option>' in form
    assert form.count("<option") == 7 and form.count("<optgroup") == 3
    assert '<optgroup label="General Debate on Paper" lang="en">' in form
    assert Fields(shown, "remark_form").values["seen"] == str(in_review.revision)


def test_a_remark_stands_beside_its_paragraph_and_the_page_goes_on_there(robert, in_review, first):
    response = remark_on(robert, in_review, first.id, follow=False)
    assert response.url == f"{in_review.get_absolute_url()}#b-{first.id}"
    beside = opened(robert, in_review).split('<div class="remarked">')[1].split("</aside>")[0]
    assert beside.startswith(f'<p id="b-{first.id}">The Council opened its debate.</p>')
    assert SAID in beside and "Robert, " in beside


def test_a_remark_on_a_statement_stands_beside_its_first_paragraph(robert, in_review):
    statement = mapping.read(in_review).segments[0].blocks[0]
    remark_on(robert, in_review, statement.id)
    shown = opened(robert, in_review)
    opening, beside = shown.split('<div class="remarked">')
    assert opening.endswith(f'<div class="statement" id="b-{statement.id}">\n')
    assert SAID in beside.split("</aside>")[0]


def test_of_a_paragraph_that_has_changed_both_wordings_are_shown(anna, robert, returned, first):
    client = client_of(anna)
    changed = f'<p id="{first.id}">The Council began its debate.</p>'
    client.post(returned.get_absolute_url(), page(client, returned) | {"round_up": changed})
    for user in (anna, robert):
        shown = opened(user, returned)
        assert "opened</del>" in shown and "began</ins>" in shown and SAID in shown


def test_a_remark_whose_paragraph_is_gone_is_listed_with_its_quote(anna, robert, returned):
    client = client_of(anna)
    client.post(returned.get_absolute_url(), page(client, returned) | {"round_up": "<p>All is new.</p>"})
    for user in (anna, robert):
        section = opened(user, returned).split('id="remarks"')[1].split("</section>")[0]
        assert "The paragraph is not in the text any more" in section
        assert "The Council opened its debate." in section and SAID in section


def test_what_is_written_in_a_remark_is_no_markup(robert, in_review, first):
    remark_on(robert, in_review, first.id, "<script>alert(1)</script> & more")
    shown = opened(robert, in_review)
    assert "<script>alert" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in shown


def test_what_was_typed_in_a_refused_remark_is_still_there(robert, in_review):
    response = remark_on(robert, in_review, "nowhere", "Long thoughts.")
    shown = response.content.decode()
    assert response.status_code == 409 and "This paragraph is not in the text" in shown
    assert Fields(shown, "remark_form").values["remark-text"] == "Long thoughts."
    assert not Remark.objects.exists()


# --- Where it is written ----------------------------------------------------------------------------------------------


def test_a_returned_text_lists_its_open_remarks_above_the_forms(anna, returned, first):
    shown = opened(anna, returned)
    assert '<a href="#remarks">1 open remark</a>' in shown.split('class="returned"')[1].split("</aside>")[0]
    section = shown.split('id="remarks"')[1].split("</section>")[0]
    assert SAID in section and "The Council opened its debate." in section
    assert "can be handed in with open remarks" in section and f'data-block="{first.id}"' in section
    assert shown.index('id="remarks"') < shown.index('name="headline"')


def test_what_was_typed_is_saved_before_a_remark_is_settled(anna, returned):
    client = client_of(anna)
    fields = page(client, returned) | {"headline": "Counted by Hand", "remark": Remark.objects.get().pk}
    address = reverse("admin:meetings_summary_remark", args=[returned.pk, "settle"])
    response = client.post(address, fields, follow=True)
    returned.refresh_from_db()
    assert returned.headline == "Counted by Hand" and "The remark is settled." in response.content.decode()
    assert Remark.objects.get().settled_by == anna
    settled = opened(anna, returned).split('class="settled"')[1].split("</section>")[0]
    assert SAID in settled and "settled by Anna" in settled and "<button" not in settled


def test_a_conflict_is_decided_before_a_remark_is_settled(anna, bea, returned):
    one, other = client_of(anna), client_of(bea)
    mine, theirs = page(one, returned), page(other, returned)
    other.post(returned.get_absolute_url(), theirs | {"headline": "Bea’s"})
    address = reverse("admin:meetings_summary_remark", args=[returned.pk, "settle"])
    response = one.post(address, mine | {"headline": "Anna’s", "remark": Remark.objects.get().pk})
    assert response.status_code == 409 and Remark.objects.get().settled_at is None


def test_open_remarks_go_along_when_a_text_is_handed_in(anna, robert, returned):
    act(client_of(anna), returned, "submit", page(client_of(anna), returned))
    assert returned.state == "in_review"
    assert "1 open remark" in opened(robert, returned) and SAID in opened(robert, returned)


def test_only_its_author_is_offered_to_take_a_remark_back(anna, robert, in_review, first):
    remark_on(robert, in_review, first.id)
    assert "remarks/take-back/" in opened(robert, in_review)
    assert "remarks/take-back/" not in opened(anna, in_review) and "remarks/settle/" in opened(anna, in_review)
    remark = Remark.objects.get()
    assert "Only who wrote a remark" in post(anna, in_review, "take-back", remark=remark.pk).content.decode()
    assert "The remark is taken back." in post(robert, in_review, "take-back", remark=remark.pk).content.decode()


# --- Queue, record, strangers -----------------------------------------------------------------------------------------


def test_the_queue_counts_the_open_remarks(anna, robert, in_review, first):
    for block in ("", first.id):
        remark_on(robert, in_review, block)
    queue = client_of(anna).get(reverse("admin:meetings_summary_changelist")).content.decode()
    assert '<span class="mark open_remarks">2 remarks</span>' in queue


def test_the_history_tells_remarks_in_words(anna, robert, returned):
    post(anna, returned, "settle", remark=Remark.objects.get().pk)
    history = client_of(anna).get(reverse("admin:meetings_summary_history", args=[returned.pk])).content.decode()
    assert "Settle a remark" in history and SAID in history and "The Council opened its debate." in history


def test_the_other_desk_finds_no_text_to_remark_on(claire, in_review):
    assert remark_on(claire, in_review).status_code == 404
    assert not Remark.objects.exists()


def test_an_administrator_reads_remarks_and_writes_none(administrator, robert, in_review, first):
    remark_on(robert, in_review, first.id)
    shown = opened(administrator, in_review)
    assert SAID in shown and "remark_form" not in shown and "remarks/settle/" not in shown
    assert "Remarks are for the English desk." in remark_on(administrator, in_review).content.decode()


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30])
def test_a_remark_that_is_not_there_is_not_settled(key, anna, in_review):
    response = post(anna, in_review, "settle", remark=key)
    assert response.status_code == 409 and "This remark is not there." in response.content.decode()


def test_a_remark_of_another_text_is_not_settled_here(robert, bea, in_review, french_draft):
    remark = remarks.add(french_draft, bea, "", SAID, seen=french_draft.revision)
    assert post(robert, in_review, "settle", remark=remark.pk).status_code == 409
    assert Remark.objects.get().settled_at is None


def test_many_remarks_cost_as_many_queries_as_one(
    robert, in_review, django_assert_num_queries, django_assert_max_num_queries
):
    client, blocks = client_of(robert), [block.id for block in mapping.read(in_review).round_up]
    remarks.add(in_review, robert, blocks[0], SAID, seen=in_review.revision)
    client.get(in_review.get_absolute_url())
    with django_assert_max_num_queries(35) as asked:
        client.get(in_review.get_absolute_url())
    for block in (*blocks, ""):
        remarks.add(in_review, robert, block, SAID, seen=in_review.revision)
    with django_assert_num_queries(len(asked)):
        client.get(in_review.get_absolute_url())
