"""What is published is the approved revision, frozen; a correction is a new version at the same address."""

from dataclasses import replace

import pytest
from django.db import connection

from meetings.document import SpeakersList, dump, from_json, load, names_in
from meetings.document.tree import Intervention
from meetings.models import Coverage, Passage, Publication, Speaker, SpeakerName
from meetings.newsroom import mapping, publishing, saving
from meetings.newsroom.workflow import Words, perform
from tests.world import small_document

pytestmark = pytest.mark.django_db


def correct(summary, officer, reviewer, notice="", **changes):
    """The whole way again with a changed text."""
    summary = perform(summary, "reopen", officer, seen=summary.revision)
    summary = saving.save(summary.pk, replace(mapping.read(summary), **changes), summary.revision, officer).summary
    summary = perform(summary, "submit", officer, seen=summary.revision)
    summary = perform(summary, "approve", reviewer, seen=summary.revision)
    words = Words(change="correction" if notice else "minor", notice=notice)
    return perform(summary, "publish", reviewer, seen=summary.revision, words=words)


def test_a_publication_is_the_approved_revision_with_its_fixed_wordings(published, robert):
    publication = published.publications.get()
    approved = from_json(published.revisions.get(number=published.approved_revision).document)
    content = from_json(publication.content)
    assert replace(content, where_to_find=(), disclaimer="") == approved
    assert content.disclaimer == "Not an official record."
    assert content.where_to_find[0].text == "Documents of the fifty-third regular session are here."
    assert (publication.revision, publication.published_by) == (published.approved_revision, robert)


def test_it_has_an_address_and_all_that_lists_and_pages_need(published):
    publication = published.publications.get()
    assert (publication.key, publication.version, publication.is_current) == ("WAC26.001E", 1, True)
    assert (publication.body.code, publication.session_number, publication.session_kind) == ("WAC", 53, "regular")
    assert (str(publication.date), publication.period) == ("2026-07-11", "morning")
    assert publication.headline in publication.html and publication.headline in publication.text
    content = from_json(publication.content)
    assert publication.text == dump(content)
    assert load(publication.text, names_in(content)).document.headline == publication.headline


def test_its_seal_covers_the_evidence(published):
    publication = published.publications.get()
    assert publication.hash == publishing.evidence_hash(publication)
    publication.text += "!"
    assert publication.hash != publishing.evidence_hash(publication)


def test_a_wording_that_changes_later_changes_nothing_that_is_public(published, council):
    council.wordings.update(text="Otherwise.")
    publishing.rebuild(published.publications.get())
    assert "Not an official record." in published.publications.get().html


def test_the_public_goes_on_reading_while_the_text_is_corrected(published, anna):
    before = Publication.objects.current().get()
    reopened = perform(published, "reopen", anna, seen=published.revision)
    mine = replace(mapping.read(reopened), headline="Corrected")
    saving.save(reopened.pk, mine, reopened.revision, anna)
    assert Publication.objects.current().get().content == before.content


def test_a_correction_is_the_next_version_and_the_former_stays(published, anna, robert):
    correct(published, anna, robert, notice="The vote was 47.", headline="Corrected")
    first, second = Publication.objects.order_by("version")
    assert (first.is_current, second.is_current) == (False, True)
    assert (second.version, second.key, second.headline) == (2, first.key, "Corrected")
    assert (first.notice, second.notice) == ("", "The vote was 47.")


def test_a_wrong_symbol_leads_on_to_the_right_one(published, anna, robert):
    correct(published, anna, robert, notice="It bore the symbol of another text.", symbol="WAC26.009E")
    first, second = Publication.objects.order_by("version")
    assert (first.key, second.key, second.version) == ("WAC26.001E", "WAC26.009E", 2)
    assert published.redirects.get().key == "WAC26.001E"


def test_a_withdrawn_text_is_no_longer_current_and_its_state_stays(published, robert):
    withdrawn = perform(published, "withdraw", robert, seen=published.revision, comment="A wrong vote.")
    publication = Publication.objects.get()
    assert withdrawn.state == "published"
    assert (publication.withdrawal.by, publication.withdrawal.reason) == (robert, "A wrong vote.")
    assert not Publication.objects.current().exists()


def test_a_withdrawn_text_may_be_published_anew(published, anna, robert):
    perform(published, "withdraw", robert, seen=published.revision, comment="A wrong vote.")
    correct(published, anna, robert, headline="Corrected")
    assert Publication.objects.current().get().version == 2


def test_an_archive_text_without_a_symbol_has_an_address_marked_so(anna, robert, council, meeting):
    coverage = Coverage.objects.create(meeting=meeting, language="en")
    old = small_document(date=small_document().date.replace(year=2015))
    text = saving.begin(old, None, coverage=coverage, origin="import")
    text = perform(text, "submit", anna, seen=text.revision)
    text = perform(text, "approve", robert, seen=text.revision)
    text = perform(text, "publish", robert, seen=text.revision)
    key = Publication.objects.get().key
    assert key.startswith("archive-wac-2015-07-11-")
    correct(text, anna, robert, headline="Corrected")
    assert set(Publication.objects.values_list("key", flat=True)) == {key}


# --- Passages ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_list(draft, anna):
    """The draft with a list in its round-up, of one known name and one that is learnt by publishing it."""
    chad = Speaker.objects.create(key="chad", kind="state", name_en="Chad", confirmed=True)
    pulp = Speaker.objects.create(key="ada-pulp", kind="person", name_en="Ada Pulp")
    for speaker in (chad, pulp):
        SpeakerName.objects.create(speaker=speaker, language="en", text=speaker.name_en)
    names = (
        Intervention("Chad on behalf of a group of countries", "Chad", "a group of countries"),
        Intervention("Atlantis", "Atlantis"),
    )
    text = mapping.read(draft)
    mine = replace(text, round_up=(*text.round_up, SpeakersList("discussion", names, "Speaking were")))
    return saving.save(draft.pk, mine, 1, anna).summary


def publish(summary, anna, robert):
    for step, user in (("submit", anna), ("approve", robert), ("publish", robert)):
        summary = perform(summary, step, user, seen=summary.revision)
    return Publication.objects.get(summary=summary)


def test_every_block_is_a_passage_and_every_name_of_a_list_another(with_list, anna, robert):
    publication = publish(with_list, anna, robert)
    rows = publication.passages.values_list("kind", "speaker__key", "speaker_name", "on_behalf_of", "segment_title")
    assert list(rows) == [
        ("paragraph", None, "", "", ""),
        ("paragraph", None, "", "", ""),
        ("list", None, "", "", ""),
        ("intervention", "chad", "Chad", "a group of countries", ""),
        ("intervention", "atlantis", "Atlantis", "", ""),
        ("statement", "ada-pulp", "Ada Pulp", "", "General Debate on Paper"),
        ("paragraph", None, "", "", "General Debate on Paper"),
        ("paragraph", None, "", "", "Panel on Ink"),
    ]
    statement = publication.passages.get(kind="statement")
    assert (statement.capacity, statement.text) == ("Archivist", "ADA PULP, Archivist, said paper lasts.")


def test_the_anchor_of_a_passage_is_an_address_in_the_page(with_list, anna, robert):
    publication = publish(with_list, anna, robert)
    for passage in publication.passages.all():
        assert f'id="{passage.anchor}"' in publication.html


def test_what_is_derived_can_be_made_again_and_comes_out_the_same(with_list, anna, robert):
    publication = publish(with_list, anna, robert)
    columns = [f.attname for f in Passage._meta.concrete_fields if f.name != "id"]
    before = list(publication.passages.values_list(*columns))
    html = publication.html
    Publication.objects.update(html="", headline="", date="1999-01-01")
    publication.passages.all().delete()
    publishing.rebuild(Publication.objects.get())
    assert list(publication.passages.values_list(*columns)) == before
    assert Publication.objects.get().html == html
    assert str(Publication.objects.get().date) == "2026-07-11"


def test_publishing_takes_as_many_queries_for_a_long_text_as_for_a_short(
    approved, robert, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        perform(approved, "publish", robert, seen=approved.revision)
    assert connection.in_atomic_block
