"""What a release says about itself to machines."""

import json
import re
from html.parser import HTMLParser

import pytest

from meetings.models import Coverage, Meeting, PublicationFile
from tests.markup import problems
from tests.world import small_document

from .conftest import ENGLISH

# Of schema.org (version 29): the classes used here, each with the properties used of it and what these may be.
VOCABULARY = {
    "NewsArticle": {
        "url": str, "mainEntityOfPage": str, "headline": str, "alternativeHeadline": str, "description": str,
        "inLanguage": str, "identifier": str, "version": int, "datePublished": "date", "dateModified": "date",
        "isAccessibleForFree": bool, "author": "Organization", "publisher": "Organization", "about": "Event",
        "correction": "CorrectionComment", "encoding": "MediaObject",
    },
    "Event": {
        "name": str, "url": str, "startDate": "date", "endDate": "date", "location": "Place",
        "organizer": "Organization", "subEvent": "Event",
    },
    "CorrectionComment": {"text": str, "datePublished": "date"},
    "MediaObject": {"encodingFormat": str, "contentUrl": str},
    "Organization": {"name": str},
    "Place": {"name": str},
}  # fmt: skip
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?")


class Head(HTMLParser):
    """The data block, links and metadata of a page, as a browser reads them."""

    def __init__(self, page: str):
        super().__init__()
        self.blocks, self.links, self.metadata, self.is_data = [], [], {}, False
        self.feed(page)
        self.data = json.loads(self.blocks[0]) if self.blocks else None

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.is_data = tag == "script" and values.get("type") == "application/ld+json"
        if tag == "link":
            self.links.append(values)
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.metadata[name] = values["content"]

    def handle_endtag(self, tag):
        self.is_data = False

    def handle_data(self, data):
        if self.is_data:
            self.blocks.append(data)


def head(client, address=ENGLISH) -> Head:
    page = client.get(address).content.decode()
    assert problems(page) == []
    found = Head(page)
    if found.data:
        assert wrong(found.data) == []
    return found


def wrong(node: dict) -> list[str]:
    """What the vocabulary does not know, or knows as something else."""
    kind = node["@type"]
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        expected = VOCABULARY[kind].get(name)
        for one in value if isinstance(value, list) else [value]:
            if expected is None or not fits(one, expected):
                found.append(f"{kind}.{name}: {one!r}")
            elif isinstance(one, dict):
                found += wrong(one)
    return found


def fits(value, expected) -> bool:
    if expected == "date":
        return bool(DATE.fullmatch(value))
    return value.get("@type") == expected if isinstance(expected, str) else type(value) is expected


def test_it_is_a_news_article_about_a_meeting(client, english, meeting, settings):
    data = head(client).data
    address = settings.SITE_ADDRESS + ENGLISH
    assert (data["@context"], data["@type"], data["@id"]) == ("https://schema.org", "NewsArticle", address)
    assert data["headline"] == english.headline and data["identifier"] == "WAC26.001E"
    assert data["description"] == "The Council opened its debate."
    assert data["about"]["url"] == f"{settings.SITE_ADDRESS}/en/meetings/{meeting.pk}/"
    assert data["about"]["name"] == "World Archive Council, fifty-third regular session"
    assert (data["about"]["startDate"], data["version"]) == ("2026-07-11", 1)
    assert "correction" not in data


def test_a_text_about_two_meetings_is_about_one_event_with_two_parts(client, english, session, settings):
    other = Meeting.objects.create(session=session, date="2026-07-10", period="afternoon")
    Coverage.objects.create(meeting=other, language="en", summary=english.summary)
    english.meeting_ids, english.first_date = [other.pk, *english.meeting_ids], "2026-07-10"
    english.save(update_fields=["meeting_ids", "first_date"])
    about = head(client).data["about"]
    assert (about["startDate"], about["endDate"], len(about["subEvent"])) == ("2026-07-10", "2026-07-11", 2)


def test_corrections_are_said_with_their_words(client, english, correct):
    new = correct(english, "It was ink.", headline="Council Opens Debate on Ink")
    data = head(client).data
    (correction,) = data["correction"]
    assert correction["text"] == "It was ink." and data["dateModified"] == new.published_at.isoformat()
    assert data["datePublished"] < data["dateModified"] and data["version"] == 2


def test_the_other_language_is_no_translation(client, english, french):
    found = head(client)
    assert "translation" not in json.dumps(found.data).lower() and french.headline not in json.dumps(found.data)
    assert {link["hreflang"] for link in found.links if link.get("hreflang")} == {"fr"}


def test_no_words_of_a_text_end_the_data_block(client, bring_out):
    bring_out(small_document(headline="</script><script>alert(1)</script> & <!-- “x”", subheadline="\u2028<b>"))
    found = head(client)
    assert found.data["headline"].startswith("</script><script>alert(1)")
    assert len(found.blocks) == 1 and "<script>alert" not in client.get(ENGLISH).content.decode()


def test_each_form_of_a_release_is_linked(client, english, settings):
    links = {link.get("type"): link["href"] for link in head(client).links if link["rel"] == "alternate"}
    assert links["text/plain"] == ENGLISH[:-1] + ".txt" and links["application/json"] == ENGLISH[:-1] + ".json"
    assert "application/pdf" not in links  # it is still being made
    PublicationFile.objects.create(publication=english, format="pdf", content=b"%PDF-1.7")
    found = head(client)
    pdf = ENGLISH[:-1] + ".pdf"
    assert pdf in [link["href"] for link in found.links if link.get("type") == "application/pdf"]
    assert settings.SITE_ADDRESS + pdf in [form["contentUrl"] for form in found.data["encoding"]]


def test_it_has_one_address_and_says_what_it_is_in_short(client, english, correct, settings):
    correct(english, "It was ink.", headline="Council Opens Debate on Ink")
    found = head(client)
    assert [link["href"] for link in found.links if link["rel"] == "canonical"] == [settings.SITE_ADDRESS + ENGLISH]
    assert found.metadata["og:type"] == "article" and found.metadata["og:url"] == settings.SITE_ADDRESS + ENGLISH
    assert found.metadata["og:title"] == found.metadata["dcterms.title"] == "Council Opens Debate on Ink"
    assert found.metadata["dcterms.identifier"] == "WAC26.001E" and found.metadata["dcterms.language"] == "en"
    assert found.metadata["og:description"] == found.metadata["description"] == "The Council opened its debate."


@pytest.mark.parametrize("address", [f"{ENGLISH}versions/1/", f"{ENGLISH}versions/"])
def test_what_is_no_current_text_says_nothing(client, english, correct, address):
    correct(english, "It was ink.", headline="Council Opens Debate on Ink")
    found = head(client, address)
    assert found.data is None and "og:title" not in found.metadata
