"""Sitemaps and robots.txt: every text is found, each with its one counterpart."""

import datetime
from xml.etree import ElementTree

import pytest

from meetings.models import Publication, Summary
from meetings.public import sitemaps

from .conftest import ENGLISH, FRENCH

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


def locations(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    return {one.find(f"{MAP}loc").text: one for one in root}


@pytest.fixture
def many(english):
    """A hundred more texts of 2026, in months one to ten."""
    fields = {f.attname: getattr(english, f.attname) for f in Publication._meta.concrete_fields if f.name != "id"}
    texts = Summary.objects.bulk_create(Summary(language="en", body=english.body) for _ in range(100))
    Publication.objects.bulk_create(
        Publication(
            **fields | {"summary_id": text.pk, "key": f"WAC26.{n:03}E", "date": datetime.date(2026, n % 10 + 1, 28)}
        )
        for n, text in enumerate(texts, 100)
    )


def test_each_text_is_found_from_robots_txt(client, english, french, settings):
    site = settings.SITE_ADDRESS
    assert f"Sitemap: {site}/sitemap.xml\n" in client.get("/robots.txt").content.decode()
    maps = locations(client, "/sitemap.xml")
    assert list(maps) == [f"{site}/sitemaps/{name}.xml" for name in ("pages", "en-2026", "fr-2026")]
    newest = maps[f"{site}/sitemaps/en-2026.xml"].find(f"{MAP}lastmod").text
    assert abs(datetime.datetime.fromisoformat(newest) - english.published_at) < datetime.timedelta(seconds=1)
    assert list(locations(client, "/sitemaps/en-2026.xml")) == [site + ENGLISH]


def test_a_text_and_its_counterpart_name_each_other_and_themselves(client, english, french, settings):
    both = {"en": settings.SITE_ADDRESS + ENGLISH, "fr": settings.SITE_ADDRESS + FRENCH}
    for language in both:
        found = locations(client, f"/sitemaps/{language}-2026.xml")[both[language]]
        assert {link.get("hreflang"): link.get("href") for link in found.findall(ALTERNATE)} == both


def test_a_text_alone_or_beside_a_withdrawn_one_has_no_alternate(client, english, withdraw, settings):
    found = locations(client, "/sitemaps/en-2026.xml")[settings.SITE_ADDRESS + ENGLISH]
    assert found.findall(ALTERNATE) == []
    withdraw(english, "By mistake.")
    assert list(locations(client, "/sitemap.xml")) == [f"{settings.SITE_ADDRESS}/sitemaps/pages.xml"]
    assert client.get("/sitemaps/en-2026.xml").status_code == 404


def test_bodies_and_sessions_are_in_both_languages(client, session, settings):
    site = settings.SITE_ADDRESS
    found = locations(client, "/sitemaps/pages.xml")
    assert {f"{site}/en/", f"{site}/fr/", f"{site}/en/bodies/wac/", f"{site}/fr/sessions/wac/53/"} <= set(found)
    for address in found:
        assert client.get(address.removeprefix(site)).status_code == 200, address


def test_a_year_that_is_too_long_has_a_map_a_month(client, many, monkeypatch, settings):
    monkeypatch.setattr(sitemaps, "LONGEST", 50)
    maps = [address.removeprefix(settings.SITE_ADDRESS) for address in locations(client, "/sitemap.xml")][1:]
    assert maps[0] == "/sitemaps/en-2026-10.xml" and len(maps) == 10
    found = [address for one in maps for address in locations(client, one)]
    assert len(found) == len(set(found)) == 101


def test_each_is_one_select_however_many_texts_there_are(client, many, django_assert_num_queries):
    for address in ("/sitemap.xml", "/sitemaps/en-2026.xml", "/sitemaps/pages.xml"):
        with django_assert_num_queries(1):
            response = client.get(address)
        assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ["en-1000", "de-2026", "en-2026-13", "en-2026-0", "en-99999999999999"])
def test_there_is_no_map_of_nonsense(client, db, name):
    assert client.get(f"/sitemaps/{name}.xml").status_code == 404
