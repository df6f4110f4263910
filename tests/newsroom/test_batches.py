"""An archive batch: one reviewer hands it in, another approves it; what a text lacks holds up that text alone."""

import datetime
from io import BytesIO

import pytest
from django.utils import timezone

from meetings.models import Activity, Coverage, ImportItem, InboxItem, Meeting, Publication, Session, Summary
from meetings.newsroom import requests, saving, workflow
from meetings.newsroom.archive import Stage, lacks, with_stages
from meetings.newsroom.importing import acts, batches, import_file
from meetings.newsroom.importing.archives import Entry
from meetings.newsroom.refusal import Refused
from tests.world import person, small_document

pytestmark = pytest.mark.django_db

TEXT = """\
World Archive Council Opens Debate on {topic}

Meeting Summaries

{date}

The World Archive Council this {period} opened a debate on {topic} at its {session} session.

Speaking in the discussion were Ruritania, Freedonia and Sylvania.

{symbol}
"""
FRENCH = """\
Le Conseil mondial des archives ouvre un débat sur {topic}

Compte rendu de séance

{date}

Le Conseil mondial des archives a ouvert, dans le cadre de sa {session} session, un débat sur {topic}.

{symbol}
"""


def english(topic="Paper", symbol="WAC16.001E", date="11 July 2016", period="morning", session="fifty-third") -> str:
    return TEXT.format(topic=topic, symbol=symbol, date=date, period=period, session=session)


def french(topic="le papier", symbol="WAC16.001F", date="11 juillet 2016", session="cinquante-troisième") -> str:
    return FRENCH.format(topic=topic, symbol=symbol, date=date, session=session)


@pytest.fixture
def batch(council):
    return batches.open_batch("Sixteen", "sixteen", None)


@pytest.fixture
def bring(batch, tmp_path):
    """Brings texts into the batch, each under a name."""

    def bring(**texts: str) -> dict[str, ImportItem]:
        batches.forget()
        for name, text in texts.items():
            (tmp_path / name).write_text(text)
            batches.take(Entry(name, tmp_path / name), batches.Run(batch.pk))
        return staged()

    return bring


@pytest.fixture
def second(db):
    return person("second", "English reviewers")


def staged() -> dict[str, ImportItem]:
    return {item.name: item for item in with_stages(ImportItem.objects.all())}


def stages() -> dict[str, str]:
    return {name: item.stage for name, item in staged().items()}


def publish(batch, first, second):
    acts.hand_in(batch, first, timezone.now())
    return acts.approve_and_publish(batch, second, timezone.now())


def test_what_is_whole_is_ready_and_what_lacks_something_says_so(bring):
    items = bring(
        whole=english(),
        undated=english(symbol="WAC16.002E", date=""),
        adrift=english(symbol="WAC16.003E", session="regular"),
        nameless=english(symbol="WAC16.004E").replace("World Archive Council Opens Debate on Paper\n", "", 1),
        spoilt="\x00",
    )
    assert {name: lacks(item) for name, item in items.items()} == {
        "whole": [],
        "undated": ["The date is missing."],
        "adrift": ["The session is missing."],
        "nameless": ["The headline is missing."],
        "spoilt": ["The file is no plain text."],
    }
    assert {name: item.stage for name, item in items.items()} == {
        "whole": "ready",
        **dict.fromkeys(("undated", "adrift", "nameless", "spoilt"), "needs"),
    }


def test_a_cut_symbol_waits_until_somebody_has_looked(bring, anna):
    (item,) = bring(cut=english(symbol="WAC16.0…")).values()
    assert lacks(item) == ["Its doubts are to be settled first."]
    acts.settle(item, anna)
    (item,) = staged().values()
    assert (item.stage, item.checked_by) == (Stage.READY, anna)


def test_one_reviewer_hands_in_and_another_publishes(bring, batch, robert, second):
    bring(one=english(), two=english("Ink", "WAC16.002E", period="afternoon"))
    assert len(acts.hand_in(batch, robert, timezone.now()).done) == 2
    assert set(stages().values()) == {"handed_in"}
    result = acts.approve_and_publish(batch, second, timezone.now())
    assert ([item.name for item in result.done], result.refused, result.left) == (["one", "two"], [], 0)
    assert set(stages().values()) == {"published"}
    assert set(Publication.objects.values_list("key", "archive", "published_by__username")) == {
        ("WAC16.001E", True, "second"),
        ("WAC16.002E", True, "second"),
    }
    summary = Summary.objects.get(symbol="WAC16.001E")
    acts_of_it = summary.activities.order_by("number").values_list("action", "user__username")
    assert list(acts_of_it) == [
        ("begin", None),
        ("submit_archive", "robert"),
        ("approve", "second"),
        ("publish", "second"),
    ]


def test_who_handed_it_in_does_not_decide_on_a_request_to_correct_it(bring, batch, anna, robert, second):
    bring(one=english())
    publish(batch, robert, second)
    asked = requests.Asked("A delegation", "Paper lasts for ever.", timezone.localdate())
    request = requests.record(Publication.objects.get(), anna, asked)
    assert requests.obstacles(request, robert) == ["You handed this text in: another reviewer decides on it."]
    assert requests.obstacles(request, second) == []


def test_who_handed_it_in_does_not_approve_it(bring, batch, robert):
    bring(one=english())
    result = publish(batch, robert, robert)
    assert result.done == []
    assert result.refused[0][1] == ["You handed this text in: another person approves it."]
    assert stages() == {"one": "handed_in"}


def test_who_has_changed_a_text_since_does_not_approve_it(bring, batch, robert, second):
    bring(one=english(), two=english("Ink", "WAC16.002E", period="afternoon"))
    acts.hand_in(batch, robert, timezone.now())
    summary = Summary.objects.get(symbol="WAC16.002E")
    changed = saving.save(summary.pk, small_document(symbol="WAC16.002E"), summary.revision, second)
    assert changed.summary.state == "draft"
    result = acts.approve_and_publish(batch, second, timezone.now())
    assert [item.name for item in result.done] == ["one"]
    assert stages() == {"one": "published", "two": "ready"}


def test_what_lacks_something_is_named_and_stays(bring, batch, robert):
    bring(one=english(), two=english("Ink", "WAC16.002E", date=""))
    result = acts.hand_in(batch, robert, timezone.now())
    assert [item.name for item in result.done] == ["one"]
    assert [(item.name, why) for item, why in result.refused] == [("two", ["The date is missing."])]
    assert stages() == {"one": "handed_in", "two": "needs"}


def test_each_desk_hands_in_its_own_and_officers_nothing(bring, batch, robert, renee, anna):
    bring(en=english(), fr=french())
    with pytest.raises(Refused, match="for reviewers"):
        acts.hand_in(batch, anna, timezone.now())
    acts.hand_in(batch, renee, timezone.now())
    assert stages() == {"en": "ready", "fr": "handed_in"}
    acts.hand_in(batch, robert, timezone.now())
    assert set(stages().values()) == {"handed_in"}


def test_both_languages_meet_in_one_meeting_that_nobody_had_entered(bring, batch, robert, renee):
    bring(en=english(), fr=french())
    assert not Session.objects.filter(meetings__isnull=False).exists()
    acts.hand_in(batch, renee, timezone.now())
    acts.hand_in(batch, robert, timezone.now())
    meeting = Meeting.objects.get()
    assert (meeting.session.number, meeting.date, meeting.period) == (53, datetime.date(2016, 7, 11), "all_day")
    assert set(meeting.coverages.values_list("language", "summary__symbol")) == {
        ("en", "WAC16.001E"),
        ("fr", "WAC16.001F"),
    }


def test_two_meetings_of_one_day_stay_two(bring, batch, robert, renee):
    bring(am=english(), pm=english("Ink", "WAC16.002E", period="afternoon"), fr=french())
    acts.hand_in(batch, robert, timezone.now())
    acts.hand_in(batch, renee, timezone.now())
    assert set(Meeting.objects.values_list("period", flat=True)) == {"morning", "afternoon", "all_day"}


def test_two_texts_on_one_meeting_do_not_share_it(bring, batch, robert):
    bring(one=english(), two=english("Ink", "WAC16.002E"))
    result = acts.hand_in(batch, robert, timezone.now())
    assert "has a text already" in result.refused[0][1][0]
    assert stages() == {"one": "handed_in", "two": "ready"}
    assert Coverage.objects.count() == 1


def test_a_text_without_a_symbol_gets_none_and_an_address_of_its_own(bring, batch, robert, second):
    bring(one=english(symbol=""))
    publish(batch, robert, second)
    publication = Publication.objects.get()
    assert (publication.symbol, publication.archive) == ("", True)
    assert publication.key.startswith("archive-wac-2016-07-11-")


def test_a_text_of_this_year_without_a_symbol_waits_for_one(bring):
    year = timezone.localdate().year
    (item,) = bring(one=english(symbol="", date=f"2 January {year}")).values()
    assert lacks(item) == ["The press symbol is missing, or not complete."]


def test_only_what_a_batch_began_may_be_handed_in_by_a_reviewer(bring, batch, draft, anna, robert):
    assert "no archive batch" in workflow.obstacles(draft, "submit_archive", robert)[0]
    single = import_file(BytesIO(english().encode()), "one", anna).summary
    (item,) = bring(one=english()).values()
    assert (item.status, item.summary, item.stage) == ("unchanged", single, "elsewhere")
    assert "no archive batch" in workflow.obstacles(single, "submit_archive", robert)[0]
    assert acts.hand_in(batch, robert, timezone.now()).done == []


def test_a_text_whose_segments_were_printed_without_titles_is_taken_as_it_is(bring, batch, robert, second):
    (item,) = bring(one=english()).values()
    item.summary.segments.all().delete()
    item.summary.segments.create(title="", position=0)
    assert stages() == {"one": "ready"}
    assert "A segment has no title." in workflow.obstacles(item.summary, "submit", anna_of_the_desk())
    assert publish(batch, robert, second).refused == []


def anna_of_the_desk():
    return person("anna", "English officers")


def test_what_waits_for_a_decision_is_not_handed_in(bring, batch, robert, anna):
    bring(one=english())
    bring(one=english().replace("opened a debate", "closed a debate"))
    result = acts.hand_in(batch, robert, timezone.now())
    assert result.refused[0][1] == ["A changed text of it waits for a decision."]


def test_what_changed_since_the_page_was_opened_is_refused(bring, batch, robert):
    bring(one=english())
    result = acts.hand_in(batch, robert, timezone.now() - datetime.timedelta(hours=1))
    assert "has changed since you opened it" in result.refused[0][1][0]
    assert stages() == {"one": "ready"}


def test_what_one_request_has_no_time_for_is_left_for_the_next(bring, batch, robert):
    bring(one=english(), two=english("Ink", "WAC16.002E", period="afternoon"))
    result = acts.hand_in(batch, robert, timezone.now(), seconds=-1)
    assert (result.done, result.left) == ([], 2)


def test_the_old_is_no_news(bring, batch, robert, second, anna):
    bring(one=english())
    publish(batch, robert, second)
    assert not InboxItem.objects.exists()
    assert Activity.objects.filter(action="publish").exists()


def test_a_correction_of_it_later_is_one(bring, batch, robert, second, anna):
    bring(one=english())
    publish(batch, robert, second)
    summary = Summary.objects.get()
    words = workflow.Words(change="correction", notice="A name was corrected.")
    for act, user in (("reopen", anna), ("submit", anna), ("approve", robert)):
        summary = workflow.perform(summary, act, user, seen=summary.revision)
    workflow.perform(summary, "publish", robert, seen=summary.revision, words=words)
    assert InboxItem.objects.exists()
    assert Publication.objects.get(version=2).archive


def test_stages_of_a_batch_are_one_query(bring, django_assert_num_queries):
    bring(one=english(), two=english("Ink", "WAC16.002E", date=""))
    with django_assert_num_queries(1):
        assert len([lacks(item) for item in with_stages(ImportItem.objects.all())]) == 2
