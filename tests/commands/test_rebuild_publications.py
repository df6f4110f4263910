"""Pages and passages can be lost: they come back from the evidence, which stays as it is."""

from io import StringIO

from django.core.management import call_command

from meetings.models import Passage, Publication


def test_pages_and_passages_come_back_and_the_evidence_stays(published):
    before = Publication.objects.get()
    passages = list(Passage.objects.values_list("anchor", "kind", "text"))
    Publication.objects.update(html="", headline="lost")
    Passage.objects.all().delete()

    call_command("rebuild_publications", stdout=StringIO())

    after = Publication.objects.get()
    assert (after.html, after.headline) == (before.html, before.headline)
    assert (after.hash, after.content, after.published_at) == (before.hash, before.content, before.published_at)
    assert list(Passage.objects.values_list("anchor", "kind", "text")) == passages
