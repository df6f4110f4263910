"""`import_summaries`: an archive comes in as a batch; a bad file stops nothing; broken off, it goes on."""

import csv
import os
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meetings.document import dump
from meetings.models import ImportBatch, ImportItem, Speaker, Summary
from meetings.newsroom.importing import archives, batches
from meetings.newsroom.processes import in_processes
from tests.world import small_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]


def text(number: int, **changes) -> str:
    headline = f"World Archive Council Opens Debate Number {number}"
    return dump(small_document(headline=headline, symbol=f"WAC16.{number:03}E", **changes))


def run(archive, *options) -> tuple[str, int]:
    """What the command prints, and what it ends with."""
    told, status = StringIO(), 0
    try:
        call_command("import_summaries", str(archive), "--jobs", "1", *map(str, options), stdout=told, stderr=told)
    except SystemExit as end:
        status = end.code
    return told.getvalue(), status


def statuses() -> dict[str, str]:
    return dict(ImportItem.objects.values_list("name", "status"))


def rows_of(path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def folder(tmp_path):
    """Two texts, one of them deep inside."""
    folder = tmp_path / "old"
    (folder / "2016" / "spring").mkdir(parents=True)
    (folder / "one.txt").write_text(text(1))
    (folder / "2016" / "spring" / "two.txt").write_text(text(2))
    return folder


def zipped(path, *files: tuple[str, str | bytes]):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def test_a_folder_comes_in_as_a_batch_of_drafts(folder, anna):
    told, status = run(folder, "--user", "anna")
    assert status == 0
    assert "2 of 2, new 2" in told
    assert statuses() == {"one.txt": "created", "2016/spring/two.txt": "created"}
    assert set(Summary.objects.values_list("state", "created_by__username")) == {("draft", "anna")}
    assert (ImportBatch.objects.get().name, ImportBatch.objects.get().created_by) == ("old", anna)


def test_a_zip_comes_in_like_a_folder(tmp_path):
    archive = zipped(tmp_path / "old.zip", ("a/one.txt", text(1)), ("two.txt", text(2)))
    run(archive, "--batch", "The sixteenth year")
    assert statuses() == {"a/one.txt": "created", "two.txt": "created"}
    assert ImportBatch.objects.get().name == "The sixteenth year"


def test_what_is_done_is_passed_over_and_what_changed_is_proposed(folder):
    run(folder)
    (folder / "one.txt").write_text(text(1).replace("closed it", "adjourned it"))
    (folder / "three.txt").write_text(text(3))
    told, _ = run(folder)
    assert "done before 1" in told and "new 2" in told
    assert Summary.objects.count() == 3
    item = ImportItem.objects.get(name="one.txt")
    assert (item.status, item.proposal.summary) == ("created", item.summary)
    assert "done before 3" in run(folder)[0]


def test_a_changed_file_without_a_symbol_is_known_by_its_name(folder):
    (folder / "one.txt").write_text(text(1).replace("WAC16.001E", ""))
    run(folder)
    (folder / "one.txt").write_text(text(1).replace("WAC16.001E", "").replace("Number 1", "Number One"))
    run(folder)
    assert Summary.objects.count() == 2
    assert ImportItem.objects.get(name="one.txt").proposal


def test_a_run_that_is_broken_off_goes_on(folder, monkeypatch):
    taken, broken = batches.take, []

    def take(entry, of_run):
        if entry.name == "one.txt" and not broken:
            broken.append(entry)
            raise KeyboardInterrupt
        return taken(entry, of_run)

    monkeypatch.setattr(batches, "take", take)
    told, status = run(folder)
    assert status == 130
    assert "goes on from here" in told
    assert statuses() == {"2016/spring/two.txt": "created"}
    told, status = run(folder)
    assert (status, set(statuses())) == (0, {"one.txt", "2016/spring/two.txt"})
    assert "done before 1, new 1" in told


def test_hidden_files_are_passed_over_and_said(tmp_path):
    archive = zipped(
        tmp_path / "old.zip", ("one.txt", text(1)), ("__MACOSX/._one.txt", "x"), (".DS_Store", "x"), ("a/.git/b", "x")
    )
    told, _ = run(archive)
    assert statuses() == {"one.txt": "created"}
    assert "Passed over: .DS_Store, __MACOSX/._one.txt, a/.git/b." in told


def test_bad_files_are_told_and_stop_nothing(tmp_path, monkeypatch):
    archive = zipped(
        tmp_path / "old.zip",
        ("empty.txt", ""),
        ("binary.txt", b"\x00\x01"),
        ("bomb.txt", b"a " * 40_000_000),
        ("../../out.txt", text(2)),
        ("/root.txt", text(3)),
        ("nothing.txt", "Nothing is known of this."),
        ("good.txt", text(1)),
    )
    content = archive.read_bytes()
    _, status = run(archive, "--report", tmp_path / "report.csv")
    assert status == 1
    assert Summary.objects.get().symbol == "WAC16.001E"
    refused = {item.name: item.error for item in ImportItem.objects.filter(status="refused")}
    assert len(refused) == 6
    assert refused["empty.txt"] == "The file is empty."
    assert "larger than 5 MB" in refused["bomb.txt"]
    assert "leads out of the zip" in refused["../../out.txt"]
    assert {row["File"]: row["To do"] for row in rows_of(tmp_path / "report.csv")}.items() >= refused.items()
    assert archive.read_bytes() == content


def test_an_encrypted_and_a_damaged_file_are_told(tmp_path):
    archive = zipped(tmp_path / "old.zip", ("secret.txt", text(1)), ("worn.txt", text(2)))
    content = bytearray(archive.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    worn = content.index(b"worn.txt") + 20
    content[worn : worn + 40] = b"\xff" * 40
    archive.write_bytes(content)
    run(archive)
    assert dict(ImportItem.objects.values_list("name", "error")) == {
        "secret.txt": "The file is encrypted.",
        "worn.txt": "The file is damaged inside the zip.",
    }


def test_a_file_that_is_gone_meanwhile_a_link_and_a_pipe_are_told(folder):
    listing = archives.list_archive(folder)
    os.mkfifo(folder / "pipe")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "one.txt").unlink()
    of_run = batches.Run(batches.open_batch("old", "", None).pk)
    gone = [entry for entry in listing.entries if entry.name == "one.txt"]
    others = [entry for entry in archives.list_archive(folder).entries if entry.name in ("pipe", "link.txt")]
    items = [batches.take(entry, of_run).item for entry in (*gone, *others)]
    assert [item.status for item in items] == ["refused"] * 3
    assert items[0].error == "The file cannot be read: No such file or directory."
    assert items[1].error == items[2].error == "This is a link or a device, not a file."


def test_a_fault_of_the_software_or_the_database_in_one_file_leaves_nothing_of_it(folder, monkeypatch):
    stored = batches.import_file

    def fail(file, name, *arguments, **options):
        result = stored(file, name, *arguments, **options)
        if name == "one.txt":
            Summary.objects.create(language="en", body_id=0)
            Summary.objects.get(body_id=0).full_clean()
        return result

    monkeypatch.setattr(batches, "import_file", fail)
    _, status = run(folder)
    assert status == 1
    assert statuses() == {"one.txt": "refused", "2016/spring/two.txt": "created"}
    assert "software failed" in ImportItem.objects.get(name="one.txt").error
    assert Summary.objects.get().symbol == "WAC16.002E"
    monkeypatch.undo()
    run(folder)
    assert set(statuses().values()) == {"created"}


def test_where_every_file_fails_it_is_not_the_files_and_the_run_stops(folder, monkeypatch):
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(text(number + 100))
    monkeypatch.setattr(batches, "import_file", lambda *arguments, **options: 1 / 0)
    with pytest.raises(CommandError, match="10 files in a row"):
        run(folder)
    assert ImportItem.objects.count() == 10


def test_a_file_that_is_spoilt_later_leaves_its_draft_in_the_batch(folder):
    run(folder)
    (folder / "one.txt").write_bytes(b"\x00")
    run(folder)
    item = ImportItem.objects.get(name="one.txt")
    assert (item.status, item.summary.symbol, item.error) == ("created", "WAC16.001E", "The file is no plain text.")


def test_a_dry_run_stores_nothing_and_reports(folder, tmp_path):
    (folder / "one.txt").write_text(text(1).replace("WAC16.001E", ""))
    told, _ = run(folder, "--dry-run", "--report", tmp_path / "report.csv")
    assert "nothing is stored" in told
    assert not (Summary.objects.exists() or ImportItem.objects.exists() or ImportBatch.objects.exists())
    assert "no-symbol: Line 1: " in rows_of(tmp_path / "report.csv")[1]["Doubts"]


def test_the_report_says_what_is_missing_and_where_and_holds_no_formula(folder, tmp_path):
    (folder / "=HYPERLINK(1).txt").write_text(text(3))
    (folder / "one.txt").write_text(text(1).replace("Opens Debate Number 1", "Opens Debate"))
    run(folder, "--report", tmp_path / "report.csv")
    rows = {row["File"]: row for row in rows_of(tmp_path / "report.csv")}
    assert set(rows) == {"'=HYPERLINK(1).txt", "one.txt", "2016/spring/two.txt"}
    row = rows["one.txt"]
    assert (row["Press symbol"], row["Headline"]) == ("WAC16.001E", "World Archive Council Opens Debate")
    assert row["Address"] == Summary.objects.get(symbol="WAC16.001E").get_absolute_url()
    assert "The date is missing." in row["To do"]
    assert "no-date: Line 1: The text does not say its date; type it." in row["Doubts"]


def test_a_person_brings_in_no_text_of_the_other_desk(folder, claire):
    run(folder, "--user", "claire")
    assert set(statuses().values()) == {"refused"}
    assert not Summary.objects.exists()


def test_names_that_are_new_become_speakers_to_be_confirmed(folder):
    run(folder)
    assert Speaker.objects.get(name_en="Ada Pulp").confirmed is False


def test_what_is_no_archive_and_who_is_not_here_is_said(tmp_path):
    (tmp_path / "one.txt").write_text(text(1))
    for archive, options, sentence in (
        (tmp_path / "one.txt", (), "neither a folder nor a zip"),
        (tmp_path / "none", (), "is not there"),
        (tmp_path, ("--user", "nobody"), "Nobody here is called"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(archive, *options)


def test_names_are_asked_for_once_a_run(folder, django_assert_max_num_queries):
    run(folder)
    of_run = batches.Run(ImportBatch.objects.get().pk)
    (folder / "three.txt").write_text(text(3))
    (entry,) = [entry for entry in archives.list_archive(folder).entries if entry.name == "three.txt"]
    with django_assert_max_num_queries(75) as asked:
        batches.take(entry, of_run)
    assert not [query for query in asked.captured_queries if 'FROM "meetings_body" ORDER' in query["sql"]]


def test_work_is_shared_by_processes():
    assert sorted(in_processes("operator:add", [(n, 1) for n in range(9)], 2)) == list(range(1, 10))
