"""A changed text of a release that is here: proposed once, shown against what stands, and decided by a person."""

from dataclasses import replace
from io import BytesIO

import pytest

from meetings.document import Paragraph, dump
from meetings.document.differences import compare
from meetings.document.tree import Run, prose
from meetings.models import ImportProposal, Summary
from meetings.newsroom import mapping, saving, workflow
from meetings.newsroom.importing import import_file, proposals
from meetings.newsroom.refusal import Refused
from tests.world import DAY, small_document

pytestmark = pytest.mark.django_db

DOCUMENT = small_document(headline="World Archive Council Opens Debate on Paper", symbol="WAC26.007E", period="")
TEXT = dump(DOCUMENT)
CHANGED = TEXT.replace("Then it closed it.", "Then it closed it at noon.")


def bring(text: str, user=None, **about):
    return import_file(BytesIO(text.encode()), "release.txt", user, **about)


@pytest.fixture
def imported(council, anna) -> Summary:
    return bring(TEXT, anna).summary


@pytest.fixture
def proposal(imported, anna) -> ImportProposal:
    return bring(CHANGED, anna).proposal


def changes(proposal: ImportProposal) -> list[tuple[str, str, str]]:
    current = mapping.read(Summary.objects.get(pk=proposal.summary_id))
    units = compare(current, proposals.as_it_would_stand(proposal, current))
    return [(unit.status, unit.old, unit.new) for unit in units if unit.status != "same" or unit.restyled]


def edit(summary: Summary, user, **changes):
    summary.refresh_from_db()
    return saving.save(summary.pk, replace(mapping.read(summary), **changes), summary.revision, user)


def test_a_changed_text_is_proposed_and_the_text_stays_as_it_is(imported, proposal):
    assert mapping.read(imported).plain().round_up[1].text == "Then it closed it."
    assert (proposal.summary, proposal.based_on, proposal.source_name) == (imported, 1, "release.txt")
    assert changes(proposal) == [("changed", "Then it closed it.", "Then it closed it at noon.")]


def test_the_same_changed_text_twice_is_one_proposal(proposal, anna):
    again = bring(CHANGED.replace("\n", "\r\n"), anna)
    assert (again.status, again.proposal) == ("proposed", proposal)
    assert ImportProposal.objects.count() == 1


def test_what_is_taken_over_is_an_edit_by_that_person_and_ids_stay(imported, proposal, anna):
    ids = [block.id for _, block in mapping.read(imported).blocks()]
    outcome = proposals.take_over(proposal, 1, anna)
    assert outcome.summary.revision == 2
    assert outcome.summary.revisions.first().user == anna
    assert [block.id for _, block in outcome.document.blocks()] == ids
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == ("taken", anna)
    assert bring(CHANGED, anna).status == "unchanged"
    assert bring(TEXT, anna).status == "unchanged"


def test_what_the_desk_changed_meanwhile_stays_where_the_new_text_did_not_change_it(imported, proposal, anna):
    opening, closing = mapping.read(imported).round_up
    linked = Paragraph(prose(Run(opening.text, href="https://example.org")), id=opening.id)
    edit(imported, anna, round_up=(linked, closing), date=DAY, period="morning", next_meeting="It meets tomorrow.")
    assert changes(proposal) == [("changed", "Then it closed it.", "Then it closed it at noon.")]
    document = proposals.take_over(proposal, 2, anna).document
    assert document.round_up[0].runs[0].href == "https://example.org"
    assert (document.date, document.period, document.next_meeting) == (DAY, "morning", "It meets tomorrow.")


def test_where_both_changed_the_same_the_page_shows_that_the_desks_words_would_go(imported, proposal, anna):
    opening, closing = mapping.read(imported).round_up
    edit(imported, anna, round_up=(opening, replace(closing, runs=prose("Then it rose."))))
    assert changes(proposal) == [("changed", "Then it rose.", "Then it closed it at noon.")]


def test_a_second_change_is_seen_against_the_first_that_was_taken_over(imported, proposal, anna):
    proposals.take_over(proposal, 1, anna)
    second = bring(CHANGED.replace("The panel was short.", "The panel was long."), anna).proposal
    assert changes(second) == [("changed", "The panel was short.", "The panel was long.")]


def test_what_the_text_has_changed_into_since_is_to_be_seen_first(imported, proposal, anna):
    edit(imported, anna, headline="Another")
    with pytest.raises(Refused, match="has changed since"):
        proposals.take_over(proposal, 1, anna)


def test_workflow_decides_whether_it_may_be_taken_over(imported, proposal, anna, robert):
    with pytest.raises(Refused, match="is for officers"):
        proposals.take_over(proposal, 1, robert)
    workflow.perform(imported, "submit", anna, seen=1)
    imported.refresh_from_db()
    with pytest.raises(Refused, match="in review"):
        proposals.take_over(proposal, imported.revision, anna)
    outcome = proposals.take_over(proposal, imported.revision, robert)
    assert outcome.summary.state == "draft"


def test_what_was_dismissed_is_not_proposed_again(proposal, anna):
    proposals.dismiss(proposal, anna)
    assert bring(CHANGED, anna).status == "unchanged"
    with pytest.raises(Refused, match="decided already"):
        proposals.take_over(proposal, 1, anna)


def test_the_other_desk_decides_nothing(proposal, claire):
    for decide in (lambda: proposals.dismiss(proposal, claire), lambda: proposals.take_over(proposal, 1, claire)):
        with pytest.raises(Refused, match="desk of this language"):
            decide()
    assert ImportProposal.objects.get().decision == ""


def test_a_text_without_a_symbol_is_known_by_its_day_and_headline(council, anna):
    text = TEXT.replace("WAC26.007E", "").replace("\n\n", "\n\n11 July 2016\n\n", 1)
    first, second = bring(text, anna), bring(text.replace("at all", "").replace("it closed", "it shut"), anna)
    assert (first.status, second.status) == ("created", "proposed")
    assert second.proposal.summary == first.summary
    other_day = bring(text.replace("11 July", "12 July"), anna)
    assert other_day.status == "created"


def test_a_discarded_draft_stands_in_no_ones_way(imported, anna):
    workflow.perform(imported, "discard", anna, seen=1, comment="Brought in by mistake.")
    assert bring(TEXT, anna).status == "created"


def test_a_dry_run_proposes_nothing(imported, anna):
    assert bring(CHANGED, anna, dry_run=True).status == "proposed"
    assert not ImportProposal.objects.exists()


def test_a_segment_that_comes_with_the_new_text_is_the_one_that_the_round_up_sums_up(imported, anna):
    more = CHANGED.replace("it at noon.", "it.\n\nIt held an interactive dialogue on parchment.")
    more = more.replace(
        "Panel on Ink", "Interactive Dialogue on Parchment\n\nSome speakers praised parchment.\n\nPanel on Ink"
    )
    document = proposals.take_over(bring(more, anna).proposal, 1, anna).document
    titles = {segment.title: segment.id for segment in document.segments}
    assert document.round_up[2].digests == titles["Interactive Dialogue on Parchment"]


def test_the_fixed_wordings_that_a_published_text_prints_are_no_change(imported, anna, council):
    disclaimer = "Produced by the United Nations Information Service in Geneva for use of the media."
    council.wordings.filter(kind="disclaimer", language="en").update(text=disclaimer)
    webcast = "The webcast of the World Archive Council meetings can be found [here](https://example.org)."
    council.wordings.filter(kind="where_to_find", language="en").update(text=webcast)
    edit(imported, anna, where_to_find=(), disclaimer="", date=DAY, headline="Another Headline")
    imported.refresh_from_db()
    document = mapping.read(imported)
    printed = dump(mapping.with_wordings(document, imported.body, imported.session, document.date))
    assert disclaimer in printed
    assert bring(printed, anna).status == "unchanged"
    proposal = bring(printed.replace("Then it closed it.", "Then it rose."), anna).proposal
    assert ("changed", "Then it closed it.", "Then it rose.") in changes(proposal)
    assert not [change for change in changes(proposal) if "found here" in change[2] or "Produced" in change[2]]
