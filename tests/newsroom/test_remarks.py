"""A remark stands on its paragraph until someone settles it, whatever becomes of that; and it is never public."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.document import Paragraph
from meetings.document.tree import prose
from meetings.exports import html, json, text
from meetings.models import InboxItem, Remark, Summary
from meetings.newsroom import activity, mapping, remarks, saving, workflow
from meetings.newsroom.matters import with_open_matters
from meetings.newsroom.refusal import Refused
from tests.world import small_document

SAID = "Who counted the votes?"


def first(summary):
    return mapping.read(summary).round_up[0]


def remarked(summary, user, block="", text=SAID):
    return remarks.add(summary, user, block, text, seen=summary.revision)


def rewritten(summary, user, *paragraphs):
    """The text with another round-up, saved by `user`."""
    mine = small_document(round_up=tuple(Paragraph(prose(words), id=id) for id, words in paragraphs))
    return saving.save(summary.pk, mine, summary.revision, user).summary


def standing(summary):
    return remarks.open_remarks(summary, mapping.read(summary))


def refusal(act, *args, **values):
    with pytest.raises(Refused) as refused:
        act(*args, **values)
    return refused.value.obstacles


# --- Where its paragraph stands ---------------------------------------------------------------------------------------


def test_a_remark_quotes_the_paragraph_that_it_is_about(draft, robert):
    remark = remarked(draft, robert, first(draft).id)
    assert (remark.quote, remark.text, remark.by) == ("The Council opened its debate.", SAID, robert)
    (found,) = standing(draft)
    assert (found.what, found.place.part) == (remarks.SAME, "round_up")


def test_a_remark_on_the_whole_text_quotes_nothing(draft, robert):
    remarked(draft, robert)
    (found,) = standing(draft)
    assert (found.what, found.remark.quote) == (remarks.WHOLE, "")


def test_of_a_paragraph_that_was_changed_both_wordings_are_told(draft, anna, robert):
    one, two = mapping.read(draft).round_up
    remarked(draft, robert, one.id)
    rewritten(draft, anna, (one.id, "The Council began its debate."), (two.id, two.text))
    (found,) = standing(Summary.objects.get(pk=draft.pk))
    assert (found.what, found.place.text) == (remarks.CHANGED, "The Council began its debate.")
    assert ("removed", "opened") in [(piece.status, piece.text) for piece in found.pieces]


def test_a_remark_outlives_its_paragraph_with_its_quote(draft, anna, robert):
    one, two = mapping.read(draft).round_up
    remarked(draft, robert, one.id)
    rewritten(draft, anna, (two.id, two.text))
    (found,) = standing(Summary.objects.get(pk=draft.pk))
    assert (found.what, found.remark.quote) == (remarks.GONE, "The Council opened its debate.")


def test_remarks_come_in_the_order_of_the_text(draft, anna, robert):
    one, two = mapping.read(draft).round_up
    statement = mapping.read(draft).segments[0].blocks[0]
    blocks = [two.id, statement.id, one.id, ""]
    for block in blocks:
        remarked(draft, robert, block)
    rewritten(draft, anna, (two.id, two.text))
    stand = standing(Summary.objects.get(pk=draft.pk))
    assert [found.remark.block for found in stand] == ["", two.id, statement.id, one.id]


def test_a_remark_quotes_what_its_writer_read_though_the_text_has_changed_since(draft, anna, robert):
    one, two = mapping.read(draft).round_up
    seen = draft.revision
    rewritten(draft, anna, (two.id, two.text))
    remark = remarks.add(draft, robert, one.id, SAID, seen=seen)
    assert remark.quote == "The Council opened its debate."


# --- Settled, taken back, and kept ------------------------------------------------------------------------------------


def test_a_settled_remark_is_kept_with_who_settled_it(draft, anna, robert):
    remarks.settle(remarked(draft, robert), anna)
    assert standing(draft) == []
    (settled,) = remarks.open_and_settled(draft, mapping.read(draft))[1]
    assert (settled.settled_by, settled.text) == (anna, SAID) and settled.settled_at


def test_its_author_takes_a_remark_back_and_nobody_else(draft, anna, robert):
    remark = remarked(draft, robert)
    assert refusal(remarks.take_back, remark, anna) == ["Only who wrote a remark takes it back."]
    remarks.take_back(remark, robert)
    assert standing(draft) == [] and Remark.objects.get().text == SAID


def test_what_is_settled_is_settled_once(draft, anna, robert):
    remark = remarked(draft, robert)
    remarks.settle(remark, anna)
    for act in (remarks.settle, remarks.take_back):
        assert refusal(act, remark, robert) == ["This remark has been settled already."]


def test_each_act_is_recorded_with_the_words(draft, anna, robert):
    remarks.settle(remarked(draft, robert, first(draft).id), anna)
    settled, said = draft.activities.all()[:2]
    assert (said.action, said.user, said.comment) == ("remark", robert, SAID)
    assert said.detail == {"place": "round_up", "quote": "The Council opened its debate."}
    assert (settled.action, settled.user, settled.detail["remark"]) == ("settle", anna, SAID)
    assert activity.verify_chain(draft) == []


def test_remarks_change_neither_text_nor_revision_nor_approval(approved, robert):
    before = mapping.read(approved)
    remarked(approved, robert, first(approved).id)
    approved.refresh_from_db()
    assert (approved.state, approved.revision) == ("approved", approved.approved_revision)
    assert mapping.read(approved) == before
    workflow.perform(approved, "publish", robert, seen=approved.revision)


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["claire", "renee", "administrator"])
def test_remarks_are_for_the_desk_of_the_text(who, draft, robert, request):
    user = request.getfixturevalue(who)
    remark = remarked(draft, robert)
    assert refusal(remarked, draft, user) == ["Remarks are for the English desk."]
    assert refusal(remarks.settle, remark, user) == ["Remarks are for the English desk."]


def test_a_remark_says_something(draft, robert):
    assert refusal(remarked, draft, robert, text="  \n") == ["Say what you remark."]


def test_a_paragraph_that_is_not_there_is_not_remarked_on(draft, robert):
    (sentence,) = refusal(remarked, draft, robert, "nowhere")
    assert sentence.startswith("This paragraph is not in the text")
    assert refusal(remarks.add, draft, robert, "", SAID, seen=9) == [
        "Revision 9 of this text is not kept: open the text again."
    ]
    assert not Remark.objects.exists() and not draft.activities.filter(action="remark").exists()


def test_a_discarded_text_takes_no_remarks(draft, anna, robert):
    remark = remarked(draft, robert)
    discarded = workflow.perform(draft, "discard", anna, seen=draft.revision, comment="Written twice.")
    for act, what in ((remarked, discarded), (remarks.settle, remark)):
        assert refusal(act, what, robert) == ["The text is discarded: take it back first."]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("remark_has_a_text", {"text": ""}),
        ("remark_settled_by_someone", {"settled_at": timezone.now()}),
        ("remark_quotes_a_paragraph", {"quote": "Words of nowhere."}),
    ],
)
def test_the_database_refuses_what_is_no_remark(name, values, draft, robert):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Remark.objects.create(**{"summary": draft, "by": robert, "text": SAID} | values)


def test_the_database_refuses_a_settler_without_a_time(draft, robert):
    with pytest.raises(IntegrityError, match="remark_settled_by_someone"), transaction.atomic():
        Remark.objects.create(summary=draft, by=robert, text=SAID, settled_by=robert)


# --- Who hears of it --------------------------------------------------------------------------------------------------


def test_of_a_remark_nobody_is_told_and_of_a_return_how_many_are_open(in_review, anna, robert):
    remarked(in_review, robert, first(in_review).id)
    remarks.settle(remarked(in_review, robert), robert)
    assert not InboxItem.objects.filter(user=anna).exists()
    workflow.perform(in_review, "return", robert, seen=in_review.revision, comment="See the remark.")
    item = InboxItem.objects.select_related("mail").get(user=anna)
    assert item.values["remarks"] == 1


def test_the_mail_on_a_return_counts_the_open_remarks(in_review, anna, robert):
    type(anna).objects.filter(pk=anna.pk).update(email="anna@example.org")
    for _ in range(2):
        remarked(in_review, robert)
    workflow.perform(in_review, "return", robert, seen=in_review.revision, comment="See the remarks.")
    mail = InboxItem.objects.select_related("mail").get(user=anna).mail
    assert "2 remarks are open." in mail.text and SAID not in mail.text


def test_open_remarks_do_not_keep_a_text_from_being_handed_in(draft, anna, robert):
    remarked(draft, robert)
    in_review = workflow.perform(draft, "submit", anna, seen=draft.revision)
    assert in_review.state == "in_review" and len(standing(in_review)) == 1
    assert with_open_matters(Summary.objects.filter(pk=draft.pk)).get().open_remarks == 1


# --- Never public -----------------------------------------------------------------------------------------------------


def test_no_page_feed_or_export_holds_a_remark(client, approved, robert):
    for block in ("", first(approved).id):
        remarked(approved, robert, block)
    summary = workflow.perform(approved, "publish", robert, seen=approved.revision)
    remarked(summary, robert, first(summary).id)
    document = mapping.read(summary)
    publication = summary.publications.get()
    for export in (html.render(document), text.render(document), str(json.render(document))):
        assert "opened its debate" in export and SAID not in export
    assert SAID not in str([vars(publication), *map(vars, publication.passages.all())])
    for address in (f"/en/summaries/{publication.key}/", "/en/"):
        answer = client.get(address)
        assert answer.status_code == 200 and publication.headline in answer.content.decode()
        assert SAID not in answer.content.decode()
