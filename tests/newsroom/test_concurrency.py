"""Many at once: each in a thread and on a connection of its own, as in the web server."""

import datetime
import random
import threading
from dataclasses import replace

import pytest
from django.db import transaction

from meetings.document import Paragraph, Segment, Session
from meetings.document.tree import prose
from meetings.models import Coverage, Meeting, PressSymbol, Publication, Redirect, Summary
from meetings.newsroom import activity, mapping, permissions, redirects, saving
from meetings.newsroom.refusal import Refused
from meetings.newsroom.workflow import perform
from tests.database import at_once
from tests.world import person, small_document

pytestmark = pytest.mark.django_db(transaction=True)

OFFICERS, SAVES = 8, 100


def officers():
    return [person(f"officer{number}", "English officers") for number in range(OFFICERS)]


def reviewers():
    return [person(f"reviewer{number}", "English reviewers") for number in range(8)]


def errors(results):
    return [error for error in results if isinstance(error, Exception) and not isinstance(error, Refused)]


def test_eight_officers_save_random_paragraphs_a_hundred_times_each_and_nothing_is_lost(council):
    """What was saved is in the text, or was changed by who had read it; what was not is shown to its writer alone."""
    round_up = tuple(Paragraph(prose("Nothing yet.")) for _ in range(4))
    summary = saving.begin(small_document(round_up=round_up, segments=()), None)
    began = mapping.read(summary)
    history: list[tuple[int, str, str, str]] = []  # revision, paragraph, words before, words saved
    conflicts = []

    def write(number, officer):
        chance, seen, text = random.Random(number), 1, began
        for save in range(SAVES):
            place = chance.randrange(len(text.round_up))
            old, words = text.round_up[place], f"{number}.{save}"
            new = replace(old, runs=prose(words))
            mine = replace(text, round_up=(*text.round_up[:place], new, *text.round_up[place + 1 :]))
            outcome = saving.save(summary.pk, mine, seen, officer)
            for conflict in outcome.conflicts:
                assert (conflict.block, conflict.mine.text, conflict.ancestor) == (old.id, words, old)
                assert conflict.theirs.text not in (words, old.text)
                conflicts.append(conflict)
            assert outcome.changed != bool(outcome.conflicts)
            seen, text = outcome.summary.revision, outcome.document
            if outcome.changed:
                history.append((seen, old.id, old.text, words))

    assert errors(at_once(write, *enumerate(officers()))) == []
    summary.refresh_from_db()
    assert len(history) + len(conflicts) == OFFICERS * SAVES
    assert summary.revision == 1 + len(history) == summary.revisions.count()
    now = {block.id: block.text for block in began.round_up}
    for _revision, block, before, words in sorted(history):
        assert now[block] == before  # nobody wrote over words that they had not read
        now[block] = words
    assert {block.id: block.text for block in mapping.read(summary).round_up} == now
    assert conflicts and activity.verify_chain(summary) == []


def test_eight_new_segments_at_once_are_eight_segments(council):
    summary = saving.begin(small_document(), None)
    text = mapping.read(summary)

    def add(number, officer):
        saving.save(summary.pk, replace(text, segments=(*text.segments, Segment(f"New {number}"))), 1, officer)

    assert errors(at_once(add, *enumerate(officers()))) == []
    titles = [segment.title for segment in mapping.read(summary).segments]
    assert sorted(titles[2:]) == [f"New {number}" for number in range(OFFICERS)]


def test_eight_submissions_at_once_take_eight_numbers_without_a_gap(council):
    saving.begin(small_document(symbol="WAC26.003E"), None)
    texts = [saving.begin(small_document(), None) for _ in range(OFFICERS)]

    def submit(text, officer):
        return perform(text, "submit", officer, seen=1).symbol

    symbols = at_once(submit, *zip(texts, officers(), strict=True))
    assert sorted(symbols) == [f"WAC26.{n:03}E" for n in (1, 2, 4, 5, 6, 7, 8, 9)]
    assert sorted(PressSymbol.objects.values_list("number", flat=True)) == [*range(1, 10)]


def test_one_symbol_typed_by_eight_at_once_is_borne_by_one(council):
    texts = [saving.begin(small_document(), None) for _ in range(OFFICERS)]

    def type_symbol(text, officer):
        return saving.save(text.pk, replace(mapping.read(text), symbol="WAC26.007E"), 1, officer)

    results = at_once(type_symbol, *zip(texts, officers(), strict=True))
    assert errors(results) == []
    assert sum(isinstance(result, Refused) for result in results) == 7
    assert Summary.objects.filter(symbol="WAC26.007E").get().press_symbol.number == 7


def test_two_texts_that_swap_their_symbols_at_once_never_wait_for_each_other(council):
    texts = [saving.begin(small_document(symbol=f"WAC26.00{number}E"), None) for number in (1, 2)]
    together = threading.Barrier(2)

    def type_symbol(text, symbol, officer):
        seen, mine = text.revision, replace(mapping.read(text), symbol=symbol)
        together.wait()
        return saving.save(text.pk, mine, seen, officer)

    people = officers()
    for symbols in (("WAC26.002E", "WAC26.001E"), ("WAC26.001E", "WAC26.002E")) * 2:
        for text in texts:
            text.refresh_from_db()
        assert errors(at_once(type_symbol, *zip(texts, symbols, people, strict=False))) == []


@pytest.fixture
def handed_in(council):
    session = council.sessions.create(number=53)
    meeting = Meeting.objects.create(session=session, date="2026-07-11", period="morning")
    anna = person("anna", "English officers")
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    summary = saving.begin(small_document(), anna, coverage=coverage)
    return perform(summary, "submit", anna, seen=1)


def test_eight_approvals_and_publications_at_once_have_one_outcome(handed_in):
    def approve(reviewer):
        return perform(handed_in, "approve", reviewer, seen=handed_in.revision)

    def publish(reviewer):
        return perform(handed_in, "publish", reviewer, seen=handed_in.revision)

    people = reviewers()
    for act in (approve, publish):
        results = at_once(act, *([reviewer] for reviewer in people))
        assert errors(results) == []
        assert sum(isinstance(result, Summary) for result in results) == 1
    assert Publication.objects.get().version == 1
    assert [row.action for row in handed_in.activities.order_by("number")] == ["begin", "submit", "approve", "publish"]


def test_an_address_that_two_administrators_lead_on_at_once_leads_to_one_text(handed_in, council):
    one, other = person("one", "English reviewers"), person("administrator", permissions.ADMINISTRATORS)
    meeting = Meeting.objects.create(session=council.sessions.get(), date=datetime.date(2026, 7, 12), period="morning")
    coverage = Coverage.objects.create(meeting=meeting, language="en")
    second = saving.begin(small_document(date=meeting.date), None, coverage=coverage)
    second = perform(second, "submit", person("otto", "English officers"), seen=1)
    for text in (handed_in, second):
        perform(text, "approve", one, seen=text.revision)
        perform(text, "publish", one, seen=text.revision)
    together = threading.Barrier(4)

    def lead(number, text):
        together.wait()
        return redirects.lead(f"wrong-{number}", text, other)

    for number in range(4):
        results = at_once(lead, *((number, text) for text in (handed_in, second) * 2))
        assert errors(results) == []
        assert sum(isinstance(result, Redirect) for result in results) == 1


def test_an_edit_and_a_publication_at_once_are_one_of_both(handed_in):
    robert, other = person("robert", "English reviewers"), person("other", "English officers")
    approved = perform(handed_in, "approve", robert, seen=handed_in.revision)
    mine = replace(mapping.read(approved), headline="Changed at the last moment")
    acts = [
        [lambda: perform(approved, "publish", robert, seen=approved.revision)],
        [lambda: saving.save(approved.pk, mine, approved.revision, other)],
    ]
    results = at_once(lambda act: act(), *acts)
    assert errors(results) == []
    assert sum(isinstance(result, Refused) for result in results) == 1
    published = Publication.objects.exists()
    assert Summary.objects.get().state == ("published" if published else "draft")
    assert all("last moment" not in publication.headline for publication in Publication.objects.all())


def test_who_waited_for_the_lock_sees_the_session_as_it_is_now(council):
    """A lock that joins the session would show the row of now beside the session of before: that is, none."""
    summary = saving.begin(small_document(), None)
    text = mapping.read(summary)
    first, second = officers()[:2]
    locked, saved = threading.Event(), []

    def change_session():
        with transaction.atomic():
            saving.save(summary.pk, replace(text, session=Session(54)), 1, first)
            locked.set()
            threading.Event().wait(0.3)

    def change_headline():
        locked.wait(5)
        saved.append(saving.save(summary.pk, replace(text, headline="Later"), 1, second))

    assert errors(at_once(lambda act: act(), [change_session], [change_headline])) == []
    assert (saved[0].document.session, saved[0].document.headline) == (Session(54), "Later")
