"""A draft begins with the skeleton of its kind, where its officer chooses one."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse

from meetings.document.phrases import title_kind
from meetings.models import Coverage, Segment, Skeleton, Summary
from meetings.newsroom import mapping, narrowing, outline, saving
from tests.world import small_document

from .forms import client_of, page

ADD = reverse("admin:meetings_summary_add")
ROWS = json.loads((Path(outline.__file__).parents[1] / "data" / "skeletons.json").read_text(encoding="utf-8"))
KEYS = {"council-dialogue", "council-general-debate", "council-panel", "council-adoption",
        "treaty-review", "treaty-opening", "treaty-closing", "conference-plenary"}  # fmt: skip
TABLE = [{"kind": "panel", "title": "Panel Discussion on …", "parts": ["Discussion", "Concluding Remarks"]}]


@pytest.fixture
def panel(db):
    return Skeleton.objects.create(key="panel", language="en", name="Panel", outline=TABLE)


def test_the_files_have_each_kind_of_meeting_in_both_languages_without_faults():
    assert {(row["key"], row["language"]) for row in ROWS} == {(key, code) for key in KEYS for code in ("en", "fr")}
    for row in ROWS:
        assert outline.faults(row["outline"], row["language"]) == []
        for item in row["outline"]:
            assert title_kind(item["title"], row["language"]) in ("", "other", item["kind"])


def test_what_an_administrator_changed_in_a_skeleton_stays_when_the_files_are_loaded_again(db):
    call_command("load_reference")
    assert Skeleton.objects.count() == len(ROWS)
    Skeleton.objects.filter(key="council-panel", language="en").update(name="Our panel")
    Skeleton.objects.filter(key="council-panel", language="fr").delete()
    call_command("load_reference")
    assert Skeleton.objects.get(key="council-panel").name == "Our panel"


def test_a_draft_begins_with_the_segments_and_headings_of_its_skeleton(anna, meeting, panel):
    coverage = Coverage.objects.create(meeting=meeting, language="en")
    client_of(anna).post(ADD, {"coverage": coverage.pk, "language": "en", "skeleton": panel.pk})
    document = mapping.read(Summary.objects.get())
    (segment,) = document.segments
    assert (segment.kind, segment.title) == ("panel", "Panel Discussion on …")
    assert [block.text for block in segment.blocks] == ["Discussion", "Concluding Remarks"]
    assert document.date == meeting.date


def test_a_skeleton_in_the_other_language_is_refused(bea, council, panel):
    response = client_of(bea).post(ADD, {"language": "fr", "body": council.pk, "skeleton": panel.pk})
    assert (response.status_code, Summary.objects.count()) == (422, 0)
    assert "This skeleton is in the other language." in response.content.decode()


def test_one_key_is_one_skeleton_in_a_language(panel):
    with pytest.raises(IntegrityError):
        Skeleton.objects.create(key="panel", language="en", name="Another", outline=TABLE)


@pytest.mark.parametrize(
    "table, said",
    [
        ([], "at least one"),
        ({"kind": "panel"}, "at least one"),
        ([{"kind": "panel"}], "and nothing else"),
        ([TABLE[0] | {"kind": "party"}], "none of these kinds"),
        ([TABLE[0] | {"title": " Panel"}], "without blanks"),
        ([TABLE[0] | {"parts": "Discussion"}], "a list of headings"),
        ([TABLE[0] | {"parts": ["Débat"]}], "“Débat” is no heading"),
    ],
)
def test_an_outline_says_what_is_wrong_with_it(table, said):
    (fault,) = outline.faults(table, "en")
    assert said in fault
    assert outline.faults(TABLE, "en") == []


def test_a_segment_names_the_part_of_an_earlier_text_that_it_goes_on_with(anna, draft, council, session):
    earlier = mapping.read(draft).segments[0]
    later = saving.begin(small_document(), anna)
    client = client_of(anna)
    fields = page(client, later)
    assert f'<option value="{earlier.id}">' in client.get(later.get_absolute_url()).content.decode()
    client.post(later.get_absolute_url(), fields | {"segments-0-continues": earlier.id})
    assert mapping.read(Summary.objects.get(pk=later.pk)).segments[0].continues == earlier.id
    assert Segment.objects.get(summary=later, position=0).continues == earlier.id
    columns = narrowing.columns(mapping.read(Summary.objects.get(pk=later.pk)), later)
    assert columns["continues"] == [earlier.id]
    refused = client.post(later.get_absolute_url(), page(client, later) | {"segments-0-continues": "nowhere"})
    assert refused.status_code == 422
