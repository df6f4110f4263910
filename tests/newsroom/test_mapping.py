"""Rows say what the document says, and only rows that say something else are written."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from meetings.document import Document, Paragraph, Segment, SpeakersList, paragraphs_of, squeeze, to_json
from meetings.document.prose import parse, render
from meetings.document.tree import Intervention, Session, prose
from meetings.document.units import give_ids
from meetings.models import Intervention as InterventionRow
from meetings.models import Report, Speaker, SpeakerName, Summary, Wording
from meetings.models import Segment as SegmentRow
from meetings.newsroom import mapping
from tests.document.strategies import documents
from tests.world import DAY, small_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(council):
    return Summary.objects.create(language="en", body=council)


def stored(document: Document) -> Document:
    """The normal form of a document: prose as its markup reads, what refers to no segment taken off."""
    lists = {block.id: block for block in document.lists()}
    keys = {segment.id for segment in document.segments}
    for key, block in lists.items():
        lists[key] = replace(block, digests=block.digests if block.digests in keys else "")
    own = {key: replace(block, digests="") for key, block in lists.items()}
    return replace(
        document,
        round_up=parse(render(document.round_up), document.language, lists),
        segments=tuple(
            replace(s, title=squeeze(s.title), blocks=parse(render(s.blocks), document.language, own))
            for s in document.segments
        ),
        where_to_find=tuple(paragraphs_of(parse(render(document.where_to_find), document.language))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_every_document_comes_back_whatever_stood_there_before(council, document):
    document = stored(give_ids(replace(document, body="WAC")))
    summary, _ = Summary.objects.get_or_create(language=document.language, body=council)
    mapping.write(summary, document)
    assert to_json(mapping.read(Summary.objects.get(pk=summary.pk))) == to_json(document)


def names(*printed):
    return tuple(Intervention(name, name) for name in printed)


def with_segments(count):
    """A document of `count` segments, each with two reports and a list of three names."""
    segments = (
        Segment(
            f"Segment {n}",
            (Paragraph(prose("Said.")), SpeakersList("discussion", names("Peru", "Chad", "Peru"), "Speaking were")),
            reports=("A/HRC/53/61", f"A/HRC/53/{n}"),
        )
        for n in range(count)
    )
    return give_ids(small_document(segments=tuple(segments)))


def test_reading_takes_as_many_queries_for_thirty_segments_as_for_three(council):
    counts = []
    for count in (3, 30):
        summary = Summary.objects.create(language="en", body=council)
        mapping.write(summary, with_segments(count))
        with CaptureQueriesContext(connection) as queries:
            mapping.read(Summary.objects.get(pk=summary.pk))
        counts.append(len(queries) - 1)
    assert counts == [6, 6]


def statements(queries):
    return [query["sql"].split()[0] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_writing_what_is_there_writes_nothing(summary):
    document = with_segments(3)
    mapping.write(summary, document)
    with CaptureQueriesContext(connection) as queries:
        mapping.write(summary, document)
    assert statements(queries) == []


def test_one_changed_paragraph_is_one_updated_row(summary):
    document = with_segments(3)
    mapping.write(summary, document)
    first, *others = document.segments
    changed = replace(first, blocks=(replace(first.blocks[0], runs=prose("Said otherwise.")), *first.blocks[1:]))
    with CaptureQueriesContext(connection) as queries:
        mapping.write(summary, replace(document, segments=(changed, *others)))
    assert statements(queries) == ["UPDATE"]


def test_a_segment_keeps_its_row_when_it_moves(summary):
    document = with_segments(3)
    mapping.write(summary, document)
    rows = dict(SegmentRow.objects.values_list("key", "pk"))
    mapping.write(summary, replace(document, segments=document.segments[::-1]))
    assert dict(SegmentRow.objects.values_list("key", "pk")) == rows
    assert [segment.title for segment in mapping.read(summary).segments] == ["Segment 2", "Segment 1", "Segment 0"]


def test_names_that_did_not_change_keep_their_rows(summary):
    document = with_segments(2)
    mapping.write(summary, document)
    kept = set(InterventionRow.objects.filter(list__position=1).values_list("pk", flat=True))
    first, second = document.segments
    shorter = replace(first, blocks=(first.blocks[0], replace(first.blocks[1], interventions=names("Peru"))))
    mapping.write(summary, replace(document, segments=(shorter, second)))
    assert set(InterventionRow.objects.filter(list__position=1).values_list("pk", flat=True)) == kept
    assert InterventionRow.objects.filter(list__position=0).count() == 1


def test_what_is_gone_from_the_document_is_gone_from_the_rows(summary):
    mapping.write(summary, with_segments(3))
    mapping.write(summary, give_ids(Document("en", body="WAC")))
    assert not SegmentRow.objects.exists() and not InterventionRow.objects.exists()
    assert Report.objects.count() == 4


def test_names_are_resolved_to_the_speakers_that_bear_them(summary):
    peru = Speaker.objects.create(key="peru", kind="state", name_en="Peru")
    SpeakerName.objects.create(speaker=peru, language="en", text="Peru")
    mapping.write(summary, with_segments(1))
    assert [item.speaker for item in InterventionRow.objects.all()] == [peru, None, peru]


def test_a_list_of_the_round_up_says_whose_segment_it_sums_up(summary):
    speakers = SpeakersList("discussion", names("Peru"), "Speaking were", id="aaaa222", digests="bbbb333")
    document = small_document(round_up=(speakers,), segments=(Segment("Paper", id="bbbb333"),))
    mapping.write(summary, document)
    (found,) = mapping.read(summary).lists()
    assert found.digests == "bbbb333"
    assert [segment.lists.count() for segment in summary.segments.all()] == [1]


def test_a_session_not_known_yet_is_one_now(summary, council):
    mapping.write(summary, small_document(session=Session(54, "special"), segments=()))
    assert council.sessions.get().name("en") == "fifty-fourth special session"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (Document("fr", body="WAC"), "is no part of one in the other"),
        (Document("en", body="XYZ"), "No body has the code"),
        (Document("en", body="WAC", segments=(Segment("A", reports=("the report",), id="a"),)), "not the symbol"),
    ],
)
def test_what_cannot_be_stored_is_told(summary, document, sentence):
    with pytest.raises(ValueError, match=sentence):
        mapping.write(summary, document)


# --- Fixed wordings ---------------------------------------------------------------------------------------------------


def test_a_text_without_wordings_takes_those_of_its_body(council, session):
    document = mapping.with_wordings(small_document(), council, session, DAY)
    (paragraph,) = document.where_to_find
    assert paragraph.text == "Documents of the fifty-third regular session are here."
    assert [run.href for run in paragraph.runs] == [None, "https://example.org/en", None]
    assert document.disclaimer == "Not an official record."


def test_its_own_words_count_more(council, session):
    own = small_document(disclaimer="For the media.", where_to_find=(Paragraph(prose("Ask."), id="aaaa222"),))
    assert mapping.with_wordings(own, council, session, DAY) == own


def test_a_wording_holds_from_its_day_on(council, session):
    Wording.objects.create(body=council, language="en", kind="disclaimer", text="From now on.", effective_from=DAY)
    before = DAY - datetime.timedelta(days=1)
    assert mapping.with_wordings(small_document(), council, session, DAY).disclaimer == "From now on."
    assert mapping.with_wordings(small_document(), council, session, before).disclaimer == "Not an official record."
    assert mapping.with_wordings(small_document(), council, session, datetime.date(1999, 1, 1)).disclaimer == ""
