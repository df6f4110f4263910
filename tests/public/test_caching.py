"""What caches and the database see of the public's pages."""

import pytest

from meetings.models import Coverage

from .conftest import ENGLISH

PAGES = [
    ENGLISH, f"{ENGLISH}versions/", f"{ENGLISH}versions/1/", "/en/summaries/WAC26.001E.txt",
    "/en/summaries/WAC26.001E.json", "/en/", "/en/?body=WAC&session=53&since=2026-01-01&period=morning",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_one_select(client, english, french, address, django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        assert client.get(address).status_code == 200
    assert captured[0]["sql"].startswith("SELECT")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_for_a_person_who_is_signed_in(client, english, anna, address, django_assert_num_queries):
    for_everyone = client.get(address).content
    client.force_login(anna)
    with django_assert_num_queries(1):
        response = client.get(address)
    assert response.content == for_everyone
    assert not response.cookies


@pytest.mark.parametrize("address", PAGES)
def test_a_page_may_be_kept_but_is_asked_for_each_time(client, english, address):
    response = client.get(address)
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Vary" not in response.headers
    assert not response.cookies
    unchanged = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_whatever_the_page_says_is_in_its_etag(client, english, meeting, correct):
    tags = [client.get(ENGLISH).headers["ETag"]]
    coverage = Coverage.objects.create(meeting=meeting, language="fr")
    tags.append(client.get(ENGLISH).headers["ETag"])
    Coverage.objects.filter(pk=coverage.pk).update(decision="not_covered", reason="Nobody was free.")
    tags.append(client.get(ENGLISH).headers["ETag"])
    correct(english, "The debate was closed.", headline="Council Closes Debate on Paper")
    tags.append(client.get(ENGLISH).headers["ETag"])
    assert len(set(tags)) == 4


def test_a_comparison_and_a_page_that_is_gone_are_one_select_each(
    client, english, french, correct, withdraw, django_assert_num_queries
):
    corrected = correct(english, "Ink was meant.", headline="Council Opens Debate on Ink")
    addresses = (f"{ENGLISH}changes/1/2/", f"{ENGLISH}versions/1/", ENGLISH, "/en/summaries/WAC26.001E.json")
    for status in (200, 410):
        for address in addresses:
            with django_assert_num_queries(1):
                assert client.get(address).status_code == status
        if status == 200:
            withdraw(corrected, "By mistake.")
