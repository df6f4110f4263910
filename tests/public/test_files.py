"""The files of a release: made after publication, offered once they are made, gone with the text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.exports import pdf
from meetings.models import Publication, PublicationFile
from meetings.newsroom import files, workflow

ADDRESS = "/en/summaries/WAC26.001E"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_until_they_are_made_a_file_is_asked_for_again_and_none_is_offered(published, client):
    answer = client.get(f"{ADDRESS}.pdf")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "being made" in answer.content.decode()
    assert ".pdf" not in client.get(f"{ADDRESS}/").content.decode()


@pytest.mark.parametrize(
    ("ending", "media_type", "begin"),
    [("pdf", "application/pdf", b"%PDF"), ("docx", WORD, b"PK"), ("akn.xml", "application/akn+xml", b"<?xml")],
)
def test_each_file_is_offered_and_served_in_one_query(published, client, ending, media_type, begin):
    files.make_missing()
    page = client.get(f"{ADDRESS}/").content.decode()
    assert f'<link rel="alternate" type="{media_type}" href="{ADDRESS}.{ending}">' in page
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"{ADDRESS}.{ending}")
    assert len(queries) == 1
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert answer.content.startswith(begin)
    assert answer["Content-Disposition"] == f'inline; filename="WAC26.001E.{ending}"'
    again = client.get(f"{ADDRESS}.{ending}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_release_has_no_other_files(published, client):
    assert client.get(f"{ADDRESS}.exe", follow=True).status_code == 404


def test_another_spelling_leads_to_the_file(published, client):
    files.make_missing()
    assert client.get("/fr/comptes-rendus/wac26.001e.pdf")["Location"] == f"{ADDRESS}.pdf"


def test_they_are_made_once(published):
    assert files.make_missing() == 1
    assert files.make_missing() == 0


def test_a_new_version_has_files_of_its_own_and_the_former_has_none(published, anna, robert, client):
    files.make_missing()
    former = Publication.objects.get(summary=published)
    text = workflow.perform(published, "reopen", anna, seen=published.revision)
    text = workflow.perform(text, "submit", anna, seen=text.revision)
    text = workflow.perform(text, "approve", robert, seen=text.revision)
    words = workflow.Words(change="correction", notice="The name of a keeper was misspelt.")
    workflow.perform(text, "publish", robert, seen=text.revision, words=words)
    assert client.get(f"{ADDRESS}.docx").status_code == 503
    files.make_missing()
    assert not PublicationFile.objects.filter(publication=former).exists()
    assert "misspelt" in client.get(f"{ADDRESS}.akn.xml").content.decode()


def test_with_the_text_its_files_are_withdrawn(published, robert, client):
    files.make_missing()
    workflow.perform(published, "withdraw", robert, seen=published.revision, comment="It was another meeting.")
    answer = client.get(f"{ADDRESS}.pdf")
    assert answer.status_code == 410
    assert "another meeting" in answer.content.decode()


def test_a_file_that_cannot_be_made_keeps_no_other_from_being_made(published, client, monkeypatch, caplog):
    def fail(release):
        raise RuntimeError("no paper")

    monkeypatch.setitem(files.RENDER, "pdf", fail)
    assert files.make_missing() == 1
    assert "cannot be made as pdf" in caplog.text
    assert client.get(f"{ADDRESS}.docx").status_code == 200
    assert files.make_missing() == 0


def test_a_new_edition_of_a_layout_makes_all_files_anew(published, monkeypatch):
    files.make_missing()
    monkeypatch.setattr(files, "EDITION", files.EDITION + 1)
    monkeypatch.setitem(files.RENDER, "pdf", lambda release: pdf.render(release) + b"%anew")
    assert files.make_missing() == 1
    assert bytes(PublicationFile.objects.get(format="pdf").content).endswith(b"%anew")
