"""The open data, at the public door: read only, narrowed as the lists of the site, in pages by a cursor."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Speaker
from meetings.newsroom import files, workflow
from tests.snapshot import load_samples, once

RELEASE = "/api/v1/releases/WAC26.001E/"


def get(client, address, **parameters):
    """The answer of one SELECT."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, parameters)
    assert len(queries) <= 1, [query["sql"] for query in queries]
    return answer


@pytest.fixture
def samples(db):
    once(load_samples)


# --- Releases ---------------------------------------------------------------------------------------------------------


def test_a_release_says_what_it_is(published, client):
    files.make_missing()
    said = get(client, RELEASE).json()
    assert said["headline"] == "Council Opens Debate on Paper"
    assert (said["body"], said["session"]["number"], said["date"]) == ("WAC", 53, "2026-07-11")
    assert said["segment_kinds"] == ["general_debate", "panel"]
    assert said["url"].endswith("/en/summaries/WAC26.001E/")
    assert [form["format"] for form in said["files"]] == ["txt", "json", "pdf", "docx", "akn.xml"]
    assert "document" not in said


def test_its_words_come_where_they_are_asked_for(published, client):
    said = get(client, RELEASE, expand="document,text,html").json()
    assert said["document"]["segments"][0]["title"] == "General Debate on Paper"
    assert "ADA PULP, Archivist, said paper lasts." in said["text"]
    assert "<h2" in said["html"]


def test_only_the_fields_that_are_asked_for_come(published, client):
    assert get(client, RELEASE, fields="key,headline").json() == {
        "key": "WAC26.001E",
        "headline": "Council Opens Debate on Paper",
    }
    (row,) = get(client, "/api/v1/releases/", fields="key").json()["results"]
    assert row == {"key": "WAC26.001E"}


def test_what_is_not_published_is_not_there(approved, client):
    assert get(client, "/api/v1/releases/").json() == {"next": None, "results": []}
    assert client.get(RELEASE).status_code == 404


def test_a_withdrawn_release_says_why(published, robert, client):
    words = workflow.Words(comment="It was another meeting.")
    workflow.perform(published, "withdraw", robert, seen=published.revision, words=words)
    answer = get(client, RELEASE)
    assert (answer.status_code, answer.json()["detail"]) == (410, "It was withdrawn: It was another meeting.")
    assert get(client, "/api/v1/releases/").json()["results"] == []
    assert get(client, "/api/v1/statements/").json()["results"] == []


def test_another_spelling_redirects(published, client):
    answer = client.get("/api/v1/releases/wac26.001e/")
    assert answer.status_code == 301
    assert answer["Location"].endswith(RELEASE)


def test_the_pages_of_a_list_go_on_where_the_one_before_ended(samples, client):
    whole = [row["key"] for row in get(client, "/api/v1/releases/", limit=100).json()["results"]]
    address, met = "/api/v1/releases/?limit=3", []
    while address:
        answer = client.get(address).json()
        met += [row["key"] for row in answer["results"]]
        address = answer["next"]
    assert met == whole
    assert {key[-1] for key in whole} == {"E", "F"}


def test_the_filters_are_those_of_the_site(samples, client):
    def found(**parameters):
        return [row["key"] for row in get(client, "/api/v1/releases/", **parameters).json()["results"]]

    french = found(language="fr")
    assert french and all(key.endswith("F") for key in french)
    assert found(body="SCL", session="12", period="morning", language="en")
    assert found(since="2100-01-01") == []
    assert found(q="lanterns", language="en") == found(q="lantern", language="en")


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"boddy": "HRC"}, "boddy"),
        ({"since": "yesterday"}, "since"),
        ({"language": "de"}, "language"),
        ({"limit": "1000"}, "limit"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"cursor": "WyJhIiwiYiIsImMiXQ"}, "cursor"),
        ({"fields": "key,secret"}, "fields"),
        ({"expand": "drafts"}, "expand"),
        ({"session": "many"}, "session"),
    ],
)
def test_nonsense_is_refused_by_its_name(published, client, parameters, name):
    answer = get(client, "/api/v1/releases/", **parameters)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [name]


# --- The other resources ----------------------------------------------------------------------------------------------


def test_statements_say_who_said_what_and_where(published, client):
    (said,) = get(client, "/api/v1/statements/").json()["results"]
    assert (said["speaker_name"], said["capacity"]) == ("Ada Pulp", "Archivist")
    assert said["segment"] == "General Debate on Paper"
    assert client.get(said["url"].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_all_interventions_by_one_speaker_are_found(samples, client):
    rows = get(client, "/api/v1/statements/", speaker="malta").json()["results"]
    assert rows
    assert {row["speaker"]["key"] for row in rows} == {"malta"}
    groups = get(client, "/api/v1/statements/", passage="intervention", limit=100).json()["results"]
    group = next(row["group"]["key"] for row in groups if row["group"])
    assert {row["group"]["key"] for row in get(client, "/api/v1/statements/", group=group).json()["results"]} == {group}


def test_who_was_merged_is_found_by_the_key_of_either(samples, client):
    before = get(client, "/api/v1/statements/", speaker="qatar").json()["results"]
    Speaker.objects.filter(key="qatar").update(confirmed=False)
    Speaker.objects.filter(key="qatar").update(merged_into=Speaker.objects.get(key="malta"))
    for key in ("qatar", "malta"):
        rows = get(client, "/api/v1/statements/", speaker=key, limit=100).json()["results"]
        assert len(rows) > len(before)
        assert {row["speaker"]["key"] for row in rows} == {"malta"}
    answer = client.get("/api/v1/speakers/qatar/")
    assert answer.status_code == 301
    assert answer["Location"].endswith("/api/v1/speakers/malta/")


def test_meetings_say_what_each_language_decided(published, meeting, client):
    said = get(client, f"/api/v1/meetings/{meeting.pk}/").json()
    assert said["coverage"] == [{"language": "en", "decision": "intended", "reason": "", "release": "WAC26.001E"}]
    assert get(client, "/api/v1/meetings/", since="2026-07-12").json()["results"] == []
    assert get(client, "/api/v1/meetings/", since="2026-02-30").status_code == 400


def test_a_session_has_its_name_in_both_languages(session, client):
    said = get(client, "/api/v1/sessions/WAC/53/").json()
    assert said["name"] == {"en": "fifty-third regular session", "fr": "cinquante-troisième session ordinaire"}
    assert get(client, "/api/v1/sessions/WAC/54/").status_code == 404


def test_speakers_are_found_by_any_spelling_of_their_names(samples, client):
    (found,) = get(client, "/api/v1/speakers/", q="COTE D'IVOIRE").json()["results"]
    assert found["key"] == "cote-d-ivoire"
    assert get(client, f"/api/v1/speakers/{found['key']}/").json() == found


def test_a_name_that_only_a_draft_has_is_nobodys(db, client):
    Speaker.objects.create(key="secret", kind="person", name_en="Secret Guest")
    assert get(client, "/api/v1/speakers/", q="secret").json()["results"] == []
    assert client.get("/api/v1/speakers/secret/").status_code == 404


def test_documents_are_those_that_releases_name(samples, client):
    found = get(client, "/api/v1/documents/", limit=100).json()["results"]
    assert "SCL/12/3" in [row["symbol"] for row in found]
    assert get(client, "/api/v1/documents/SCL/12/3/").json()["symbol"] == "SCL/12/3"
    assert get(client, "/api/v1/documents/SCL/99/9/").status_code == 404


# --- Everything at once -----------------------------------------------------------------------------------------------


def test_a_session_comes_as_lines_of_json_and_as_a_table(samples, client):
    answer = client.get("/api/v1/sessions/SCL/12/releases.jsonl")
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert {line["language"] for line in lines} == {"en", "fr"}
    assert all(line["document"]["headline"] == line["headline"] for line in lines)
    answer = client.get("/api/v1/sessions/SCL/12/passages.csv", {"language": "fr"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert {row["language"] for row in rows} == {"fr"}
    assert "malte" in [row["speaker_name"].lower() for row in rows]
    assert client.get("/api/v1/sessions/XYZ/12/passages.csv").status_code == 404


# --- How it is served -------------------------------------------------------------------------------------------------


def test_an_answer_is_kept_until_it_changes(published, client):
    answer = client.get(RELEASE)
    assert "must-revalidate" in answer["Cache-Control"]
    assert client.get(RELEASE, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert "Cookie" not in answer.get("Vary", "")


def test_other_sites_may_read_it(published, client):
    assert client.get(RELEASE)["Access-Control-Allow-Origin"] == "*"
    asked = client.options(RELEASE, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(published, client, method):
    assert getattr(client, method)(RELEASE).status_code == 405


def test_who_asks_too_often_is_told_when_to_come_again(published, client, monkeypatch):
    monkeypatch.setattr("meetings.api.throttling.PoliteThrottle.rate", "2/min", raising=False)
    left = [client.get(RELEASE, REMOTE_ADDR="192.0.2.7") for _ in range(3)]
    assert [answer["RateLimit-Remaining"] for answer in left] == ["1", "0", "0"]
    assert [answer.status_code for answer in left] == [200, 200, 429]
    assert 0 < int(left[-1]["Retry-After"]) <= 60
    assert client.get(RELEASE, REMOTE_ADDR="192.0.2.8").status_code == 200
