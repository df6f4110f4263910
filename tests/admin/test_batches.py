"""The page of an archive batch: what became of each file, two acts for two reviewers, and a table for spreadsheets."""

import csv
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import ImportItem, Publication, Summary
from meetings.newsroom.importing import batches
from meetings.newsroom.importing.archives import Entry
from tests.newsroom.test_batches import english, french
from tests.world import person

from .forms import client_of


@pytest.fixture
def batch(council, tmp_path):
    batch = batches.open_batch("Sixteen", "sixteen.zip", None)
    batches.forget()
    texts = {
        "one.txt": english(),
        "two.txt": english("Ink", "WAC16.002E", date=""),
        "=cut.txt": english("Glue", "WAC16.0…", period="evening"),
        "trois.txt": french(),
        "spoilt.txt": "\x00",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        batches.take(Entry(name, tmp_path / name), batches.Run(batch.pk))
    return batch


@pytest.fixture
def second(db):
    return person("second", "English reviewers")


def page(user, batch, query="", status=200) -> str:
    response = client_of(user).get(batch.get_absolute_url() + query)
    assert response.status_code == status
    return response.content.decode()


def act(user, batch, name, opened=None):
    address = reverse("admin:meetings_importbatch_act", args=[batch.pk, name])
    return client_of(user).post(address, {"opened": (opened or timezone.now()).isoformat()})


def test_the_list_leads_to_a_batch(batch, robert):
    html = client_of(robert).get(reverse("admin:meetings_importbatch_changelist")).content.decode()
    assert batch.get_absolute_url() in html
    assert "sixteen.zip" in html


def test_a_batch_shows_its_files_and_counts_and_narrows_by_stage(batch, robert):
    html = page(robert, batch)
    assert "Needs a person <b>3</b>" in html
    assert "Ready <b>1</b>" in html
    assert "The date is missing." in html
    assert "The file is no plain text." in html
    ready = page(robert, batch, "?stage=ready")
    assert "one.txt" in ready
    assert "two.txt" not in ready


def test_each_desk_sees_its_own_files(batch, robert, renee):
    assert "trois.txt" not in page(robert, batch)
    french_page = page(renee, batch)
    assert "trois.txt" in french_page
    assert "one.txt" not in french_page
    assert "World Archive Council Opens" not in french_page


def test_why_a_file_was_not_taken_is_told_in_the_readers_language(batch, renee, tmp_path):
    batches.take(Entry("cut.txt", tmp_path), batches.Run(batch.pk))
    assert ImportItem.objects.get(name="cut.txt").error == "This is a link or a device, not a file."
    response = client_of(renee).get(batch.get_absolute_url(), headers={"Accept-Language": "fr"})
    assert "un périphérique" in response.content.decode()


def test_two_reviewers_bring_a_batch_to_the_public(batch, robert, second):
    html = act(robert, batch, "hand-in").content.decode()
    assert "Handed in: 1 text." in html
    assert "The date is missing." in html
    html = act(second, batch, "approve").content.decode()
    assert "Approved and published: 1 text." in html
    assert Publication.objects.get().symbol == "WAC16.001E"


def test_who_handed_it_in_reads_why_nothing_is_approved(batch, robert):
    act(robert, batch, "hand-in")
    html = act(robert, batch, "approve").content.decode()
    assert "You handed this text in: another person approves it." in html
    assert not Publication.objects.exists()


def test_an_officer_sees_no_button_and_is_refused(batch, anna):
    assert "Hand in the batch" not in page(anna, batch)
    for name in ("hand-in", "approve"):
        assert act(anna, batch, name).status_code == 409
    assert set(Summary.objects.values_list("state", flat=True)) == {"draft"}


def test_without_the_hour_of_the_page_nothing_is_done(batch, robert):
    address = reverse("admin:meetings_importbatch_act", args=[batch.pk, "hand-in"])
    for opened in ({}, {"opened": "yesterday"}, {"opened": "2026-13-45T99:99"}, {"opened": "2099-01-01T00:00"}):
        html = client_of(robert).post(address, opened).content.decode()
        assert "has changed since you opened it" in html
    assert client_of(robert).get(address).status_code == 405


def test_doubts_are_settled_one_by_one(batch, robert, claire):
    item = ImportItem.objects.get(name="=cut.txt")
    address = reverse("admin:meetings_importbatch_settle", args=[batch.pk, item.pk])
    assert address in page(robert, batch)
    assert client_of(claire).post(address).status_code == 404
    client_of(robert).post(address)
    item.refresh_from_db()
    assert item.checked_by == robert
    assert "=cut.txt" in page(robert, batch, "?stage=ready")


def test_the_table_for_spreadsheets_has_what_needs_a_person(batch, robert):
    response = client_of(robert).get(reverse("admin:meetings_importbatch_report", args=[batch.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="sixteen.csv"'
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))
    by_name = {row["File"]: row for row in rows}
    assert {"two.txt", "'=cut.txt", "spoilt.txt"} <= set(by_name)
    assert "trois.txt" not in by_name
    summary = Summary.objects.get(symbol="WAC16.002E")
    assert by_name["two.txt"]["Address"] == f"http://testserver{summary.get_absolute_url()}"


def test_a_page_of_a_batch_asks_the_same_number_of_questions_whatever_its_size(
    batch, robert, tmp_path, django_assert_max_num_queries
):
    client = client_of(robert)
    client.get(batch.get_absolute_url())
    with django_assert_max_num_queries(14) as few:
        client.get(batch.get_absolute_url())
    for number in range(11, 15):
        (tmp_path / f"{number}.txt").write_text(english(symbol=f"WAC16.0{number}E"))
        batches.take(Entry(f"{number}.txt", tmp_path / f"{number}.txt"), batches.Run(batch.pk))
    with django_assert_max_num_queries(len(few)):
        client.get(batch.get_absolute_url())


def test_who_works_at_no_desk_finds_nothing(batch, db):
    assert client_of(person("visitor")).get(batch.get_absolute_url()).status_code == 403
