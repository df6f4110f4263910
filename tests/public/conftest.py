from dataclasses import replace

import pytest

from meetings.document import Document
from meetings.models import Coverage, Publication, Summary
from meetings.newsroom import revisions, saving, workflow
from meetings.newsroom.workflow import Words
from tests.world import small_document

ENGLISH = "/en/summaries/WAC26.001E/"
FRENCH = "/fr/comptes-rendus/WAC26.001F/"


@pytest.fixture
def bring_out(anna, claire, robert, renee, meeting):
    """Publishes a text about a meeting, by the hands of an officer and a reviewer."""
    people = {"en": (anna, robert), "fr": (claire, renee)}

    def bring_out(document: Document, meeting=meeting, to_come: str = "") -> Publication:
        officer, reviewer = people[document.language]
        coverage, _ = Coverage.objects.get_or_create(meeting=meeting, language=document.language)
        summary = saving.begin(document, officer, coverage=coverage)
        return _publish(summary, officer, reviewer, Words(to_come=to_come))

    return bring_out


@pytest.fixture
def change(anna, robert):
    """Publishes the English text of a publication again, as the words say, with changes."""

    def change(publication: Publication, words: Words, **changes) -> Publication:
        summary = Summary.objects.get(pk=publication.summary_id)
        summary = workflow.perform(summary, "reopen", robert, seen=summary.revision)
        mine = replace(revisions.get(summary, summary.revision), **changes)
        summary = saving.save(summary.pk, mine, summary.revision, anna).summary
        return _publish(summary, anna, robert, words)

    return change


@pytest.fixture
def correct(change):
    """Publishes the English text of a publication again, with changes and a public note."""

    def correct(publication: Publication, notice: str, **changes) -> Publication:
        return change(publication, Words(change="correction", notice=notice), **changes)

    return correct


@pytest.fixture
def withdraw(robert):
    def withdraw(publication: Publication, reason: str, replacement: Publication | None = None) -> None:
        summary = Summary.objects.get(pk=publication.summary_id)
        words = Words(comment=reason, replacement=replacement)
        workflow.perform(summary, "withdraw", robert, seen=summary.revision, words=words)

    return withdraw


@pytest.fixture
def undo(bea):
    """Gives a withdrawn text back to the public, by the hands of another reviewer."""

    def undo(publication: Publication) -> None:
        summary = Summary.objects.get(pk=publication.summary_id)
        workflow.perform(summary, "undo_withdrawal", bea, seen=summary.revision, comment="It was right after all.")

    return undo


@pytest.fixture
def english(bring_out):
    return bring_out(small_document("en"))


@pytest.fixture
def french(bring_out):
    return bring_out(small_document("fr"))


def _publish(summary, officer, reviewer, words=None) -> Publication:
    for act, person in (("submit", officer), ("approve", reviewer), ("publish", reviewer)):
        summary = workflow.perform(
            summary, act, person, seen=summary.revision, words=words if act == "publish" else None
        )
    return Publication.objects.select_related("summary").get(summary=summary, is_current=True)
