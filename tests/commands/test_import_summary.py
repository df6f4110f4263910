"""`import_summary`: a file becomes a draft, or is known already, or is refused with a sentence and leaves nothing."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from meetings.models import (
    Activity,
    Body,
    Coverage,
    ImportProposal,
    Intervention,
    Meeting,
    PressSymbol,
    Revision,
    Session,
    Summary,
)
from meetings.newsroom.importing import import_file
from tests.world import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TEXT = """\
Council Takes Note of a Text Written for a Test

Meeting Summaries

The Human Rights Council this morning held a general debate on the writing of tests.

Speaking in the general debate were Peru, Bosnia and Herzegovina, Society of Patient Readers and Antigua and Barbuda.

HRC23.901E
"""


def run(*arguments) -> tuple[list[dict], int]:
    """What the command prints, one object a file, and what it ends with."""
    told, status = StringIO(), 0
    try:
        call_command("import_summary", *map(str, arguments), stdout=told)
    except SystemExit as end:
        status = end.code
    return [json.loads(line) for line in told.getvalue().splitlines()], status


@pytest.fixture
def file(tmp_path):
    """Writes a file and returns its path."""

    def write(content: str | bytes, name: str = "summary.txt"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_a_text_becomes_a_draft_and_what_was_found_in_it_is_told(file):
    (result,), status = run(file(TEXT))
    assert (status, result["status"], result["symbol"]) == (0, "created", "HRC23.901E")
    assert result["found"]["lead_speakers"] or result["found"]["summary_paragraphs"] == 2
    summary = Summary.objects.get()
    assert (summary.state, summary.origin, summary.body.code, summary.language) == ("draft", "import", "HRC", "en")
    assert summary.source_name == "summary.txt"
    assert Activity.objects.filter(summary=summary).exists()


def test_names_lead_to_speakers_who_are_known_and_others_become_some_to_confirm(file):
    (result,), _ = run(file(TEXT))
    speakers = set(Intervention.objects.values_list("name", "speaker__iso", "speaker__confirmed"))
    assert speakers == {
        ("Peru", "PE", True),
        ("Bosnia and Herzegovina", "BA", True),
        ("Society of Patient Readers", "", False),
        ("Antigua and Barbuda", "AG", True),
    }
    unknown = [warning for warning in result["warnings"] if warning["id"] == "unknown-names"]
    assert [(warning["line"], "Society of Patient Readers" in warning["message"]) for warning in unknown] == [(7, True)]


def test_a_text_without_a_date_is_taken_and_said_so(file):
    (result,), _ = run(file(TEXT))
    assert "no-date" in [warning["id"] for warning in result["warnings"]]
    assert Summary.objects.get().date is None


def test_the_same_file_twice_is_unchanged(file):
    run(file(TEXT))
    (result,), status = run(file(TEXT, "again.txt"))
    assert (status, result["status"], result["symbol"]) == (0, "unchanged", "HRC23.901E")
    assert Summary.objects.count() == 1


def test_the_same_text_in_another_shape_is_unchanged(file):
    run(file(TEXT))
    (result,), _ = run(file(TEXT.replace("\n", "\r\n")))
    assert result["status"] == "unchanged"
    (result,), _ = run(file("Skip to main content\n\n" + TEXT))
    assert result["status"] == "unchanged"


def test_another_text_under_the_same_symbol_is_proposed_and_changes_nothing(file):
    run(file(TEXT))
    (result,), status = run(file(TEXT.replace("general debate on", "long debate on")))
    assert (status, result["status"], result["symbol"]) == (0, "proposed", "HRC23.901E")
    assert (Summary.objects.count(), Revision.objects.count(), ImportProposal.objects.count()) == (1, 1, 1)


IVORIAN = TEXT.replace("Peru", "Côte d’Ivoire")
READ = {
    "UTF-8": IVORIAN.encode(),
    "UTF-8 with BOM": IVORIAN.encode("utf-8-sig"),
    "UTF-16": IVORIAN.encode("utf-16"),
    "Windows-1252": IVORIAN.encode("cp1252"),
    "UTF-8 read as Windows-1252": IVORIAN.encode().decode("cp1252").encode(),
    "UTF-8 and Windows-1252 mixed": IVORIAN.encode() + "été".encode("cp1252"),
}


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_texts_are_read_in_the_encodings_of_windows_and_mended(file, content):
    (result,), _ = run(file(content))
    assert result["status"] == "created"
    assert Intervention.objects.filter(speaker__iso="CI").exists()


REFUSED = {
    "empty": b"",
    "blank": b" \n\xc2\xa0\n",
    "binary": b"MORNING - Council\x00\x01\x02" + TEXT.encode(),
    "broken UTF-8": TEXT.replace("Peru", "Côte d’Ivoire").encode() + b"\xff\x81",
    "Macintosh": TEXT.replace("Peru", "Côte d’Ivoire et Égypte").encode("mac_roman"),
    "of no body": b"A Text about Nothing\n\nNothing was said this morning, and nobody said it.",
    "too large": b"word " * (10 * 1024 * 1024),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_summary_is_refused_with_a_sentence_and_leaves_nothing(file, content):
    (result,), status = run(file(content))
    assert (status, result["status"], result["found"]) == (1, "refused", {})
    assert result["error"].endswith(".")
    assert not Summary.objects.exists()


def test_a_file_that_is_not_there_is_refused_and_the_others_come_in(file, tmp_path):
    results, status = run(tmp_path / "missing.txt", file(TEXT))
    assert status == 1
    assert [result["status"] for result in results] == ["refused", "created"]


def test_a_dry_run_finds_everything_and_stores_nothing(file):
    (result,), status = run("--dry-run", file(TEXT))
    assert (status, result["status"]) == (0, "created")
    assert not Summary.objects.exists()
    assert not PressSymbol.objects.exists()
    assert not Activity.objects.exists()


def test_the_language_may_be_told(file):
    run("--language", "fr", file(TEXT.replace("HRC23.901E", "")))
    assert Summary.objects.get().language == "fr"


# --- At the desk ------------------------------------------------------------------------------------------------------


def test_a_text_for_a_planned_meeting_takes_its_session_and_day(file, anna):
    result = imported_for(hrc_meeting(), file(TEXT), anna)
    assert (result.summary.date, result.summary.session.number) == (DAY, 53)
    assert "no-date" not in [warning.id for warning in result.warnings]
    assert result.summary.coverages.get().meeting.date == DAY


def test_a_text_about_another_body_than_the_meeting_is_refused(file, anna, meeting):
    result = imported_for(meeting, file(TEXT), anna)
    assert (result.status, result.summary) == ("refused", None)
    assert "another body" in result.error


def test_the_other_desk_learns_nothing_of_a_text(file, claire):
    run(file(TEXT))
    with file(TEXT).open("rb") as source:
        result = import_file(source, "summary.txt", claire)
    assert (result.status, result.found, result.summary) == ("refused", {}, None)
    assert "Council" not in result.error


def hrc_meeting() -> Meeting:
    session = Session.objects.create(body=Body.objects.get(code="HRC"), number=53)
    return Meeting.objects.create(session=session, date=DAY, period="morning")


def imported_for(meeting: Meeting, path, user):
    coverage = Coverage.objects.create(meeting=meeting, language="en")
    with path.open("rb") as source:
        return import_file(source, path.name, user, coverage=coverage)


# --- The seed ---------------------------------------------------------------------------------------------------------


def test_the_seed_is_found_as_expected(corpus):
    (result,), _ = run(corpus / "HRC23.093E.txt")
    expected = json.loads((corpus / "HRC23.093E.expected.json").read_text(encoding="utf-8"))
    for key, value in expected.items():
        if key not in ("source", "note") and not key.endswith("_note"):
            assert as_compared(result["found"][key]) == as_compared(value), key


def test_every_name_of_the_seed_that_is_no_organization_is_known(corpus):
    run(corpus / "HRC23.093E.txt")
    assert Intervention.objects.count() == 88
    assert Intervention.objects.filter(speaker__confirmed=False).count() == 9
    assert not Intervention.objects.exclude(on_behalf_of="").filter(group=None).exists()


def test_the_seed_twice_is_unchanged(corpus):
    run(corpus / "HRC23.093E.txt")
    (result,), _ = run(corpus / "HRC23.093E.txt")
    assert result["status"] == "unchanged"
    assert Session.objects.filter(body__code="HRC").count() == 1


def as_compared(value):
    """White space of any kind counts as one blank, and ’ as '; notes are for the reader."""
    if isinstance(value, dict):
        return {key: as_compared(item) for key, item in value.items() if not key.endswith("note")}
    if isinstance(value, list):
        return [as_compared(item) for item in value]
    return " ".join(value.replace("’", "'").split()) if isinstance(value, str) else value
