"""`export_summary` prints what the public reads, or the working copy; the seed comes back as it was."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Publication, Summary
from meetings.samples import plan
from tests.snapshot import load_samples, once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def export(*arguments) -> str:
    told = StringIO()
    call_command("export_summary", *map(str, arguments), stdout=told)
    return told.getvalue()


def imported(path: Path) -> Summary:
    call_command("import_summary", str(path), stdout=StringIO())
    return Summary.objects.latest("id")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text with any white space as one blank, without what is no letter or digit."""
    squeezed = (" ".join(part.split()) for part in text.split("\n\n"))
    return [part for part in squeezed if any(map(str.isalnum, part))]


def test_an_imported_text_comes_back_paragraph_by_paragraph(tmp_path):
    once(load_samples)
    source = (Path(plan.__file__).parent / "fr" / "12-07.txt").read_text(encoding="utf-8")
    summary = Summary.objects.get(language="fr", source_name="12-07.txt")
    printed = paragraphs(export(summary.pk))
    assert [part for part in paragraphs(source) if part not in printed] == []


def test_the_seed_comes_back_paragraph_by_paragraph(corpus):
    imported(corpus / "HRC23.093E.txt")
    source = paragraphs((corpus / "HRC23.093E.txt").read_text(encoding="utf-8"))
    printed = paragraphs(export("HRC23.093E"))
    broken = source.index(next(part for part in source if part.endswith("Voluntary Fund for")))
    source[broken : broken + 2] = [" ".join(source[broken : broken + 2])]
    assert printed == [part for part in source if part != "Skip to main content"]


@pytest.fixture
def decision(tmp_path) -> Summary:
    path = tmp_path / "decision.txt"
    path.write_text("Human Rights Council Decides\n\nThis morning it was decided.\n\nHRC23.901E\n", encoding="utf-8")
    return imported(path)


@pytest.mark.parametrize("key", ["HRC23.901E", "HRC23/901E", "HRC23901E", "hrc23.901e"])
def test_any_spelling_of_a_symbol_is_understood(decision, key):
    assert "it was decided" in export(key)


def test_without_being_asked_for_the_draft_what_is_published_is_printed():
    once(load_samples)
    publication = Publication.objects.current().filter(version=2, language="en").get()
    Summary.objects.filter(pk=publication.summary_id).update(headline="Still to be approved")
    assert "Still to be approved" not in export(publication.key)
    assert "Still to be approved" in export(publication.key, "--draft")


def test_json_and_html_say_the_same(decision):
    document = json.loads(export(decision.pk, "--format", "json"))["document"]
    assert document["headline"] == "Human Rights Council Decides"
    assert document["headline"] in export(decision.pk, "--format", "html")


@pytest.mark.parametrize("key", ["SCL99.999E", "0", "no symbol"])
def test_an_unknown_key_is_refused_with_a_sentence(key):
    with pytest.raises(CommandError, match="No summary has the symbol or number"):
        export(key)
