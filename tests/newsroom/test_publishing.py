from meetings.models import Passage, Publication

def test_smoke(published):
    publication = Publication.objects.get()
    print(publication.key, publication.text)
    assert publication.key == "WAC26.001E"
    assert [p.kind for p in Passage.objects.all()] == ["paragraph"]*2+["statement","paragraph","paragraph"]
