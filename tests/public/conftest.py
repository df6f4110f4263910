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

    def bring_out(document: Document, meeting=meeting) -> Publication:
        officer, reviewer = people[document.language]
        coverage, _ = Coverage.objects.get_or_create(meeting=meeting, language=document.language)
        summary = saving.begin(document, officer, coverage=coverage)
        return _publish(summary, officer, reviewer)

    return bring_out


@pytest.fixture
def correct(anna, robert):
    """Publishes the English text of a publication again, with changes and a public note."""

    def correct(publication: Publication, notice: str, **changes) -> Publication:
        summary = workflow.perform(publication.summary, "reopen", robert, seen=publication.summary.revision)
        mine = replace(revisions.get(summary, summary.revision), **changes)
        summary = saving.save(summary.pk, mine, summary.revision, anna).summary
        return _publish(summary, anna, robert, Words(change="correction", notice=notice))

    return correct


@pytest.fixture
def withdraw(robert):
    def withdraw(publication: Publication, reason: str) -> None:
        summary = Summary.objects.get(pk=publication.summary_id)
        workflow.perform(summary, "withdraw", robert, seen=summary.revision, comment=reason)

    return withdraw


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
