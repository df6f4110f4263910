"""Ids are given, and what refers to a segment by its id follows it."""

from meetings.document.tree import Document, Paragraph, Segment, prose
from meetings.document.units import give_ids


def test_what_sums_up_a_segment_follows_it_to_its_new_id():
    before = Document("en", segments=(Segment("On Paper", id="ssss1"),))
    after = Document(
        "en",
        round_up=(Paragraph(prose("On paper."), digests="xxxx1"), Paragraph(prose("On ink."), digests="xxxx2")),
        segments=(Segment("On Paper", id="xxxx1"), Segment("On Ink", id="xxxx2")),
    )
    given = give_ids(after, before)
    assert given.segments[0].id == "ssss1"
    assert [block.digests for block in given.round_up] == [segment.id for segment in given.segments]
