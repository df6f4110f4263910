"""No draft is reachable: every address that the project has, as everyone whom it is not for.

The addresses come from Django itself, so a new one is walked without being named here; one with a parameter that
PARAMETERS does not know fails.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import timezone

from meetings.document import to_json
from meetings.models import ImportBatch, Summary
from tests.world import person, small_document

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
SAFE_AND_FORMS = ("get", "post")
SECRET = "Council Opens Debate on Paper"
TOKEN = "opens-what-is-approved"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def patterns(resolver=None, before="") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the project with the route that leads to it; of a regular expression only what is before it."""
    for item in (resolver or get_resolver()).url_patterns:
        route = before + (str(item.pattern) if isinstance(item.pattern, RoutePattern) else "")
        if isinstance(item, URLResolver):
            yield from patterns(item, route)
        else:
            yield route, item


def parameters(draft: Summary) -> dict[str, set[str]]:
    """Each parameter's values: what leads to the draft, and to the rows about it."""
    coverage, activity = draft.coverages.get(), draft.activities.first()
    rows = (draft, coverage, coverage.meeting, draft.session, draft.body, activity, draft.revisions.first())
    return {
        "object_id": {str(row.pk) for row in rows},
        "content_type_id": {str(ContentType.objects.get_for_model(Summary).pk)},
        "pk": {str(draft.pk), str(activity.pk)},
        "name": {"submit", "withdraw", "edit", "hand-in", "accept-all", "add", "settle", "take", "take-up"},
        "id": {str(draft.pk)},
        "key": {"HRC26.001E", "HRC26.001F", str(draft.pk)},
        "spelling": {"HRC26/001E", "HRC26001E"},
        "version": {"1"},
        "token": {TOKEN, "unknown"},
        "body": {draft.body.code.lower()},
        "session": {str(draft.session.number)},
        "number": {str(coverage.meeting_id)},
        "block": {"abcdefg"},
        "part": {"abcdefg"},
        "speaker": {"ruritania"},
        "symbol": {"HRC/26/1"},
        "form": {"bib", "ris"},
        "ending": {"pdf", "docx"},
        "code": {"en", "fr"},
        "year": {"2026"},
        "month": {"7"},
        "old": {"1"},
        "new": {"2"},
    }


def addresses(draft: Summary) -> list[str]:
    values, found = parameters(draft), set()
    for route, _ in patterns():
        routes = {route}
        for name in PARAMETER.findall(route):
            assert name in values, f"{route}: give the test a value for “{name}”"
            routes = {PARAMETER.sub(value, one, count=1) for one in routes for value in values[name]}
        found |= {f"/{one}" for one in routes}
    return sorted(found)


@pytest.fixture
def handed_in(draft, anna) -> Summary:
    """A text that bears a symbol and is not public yet: the most that an address could give away."""
    Summary.objects.filter(pk=draft.pk).update(symbol="HRC26.001E")
    access = {"name": "Rita Reader", "organisation": "Sample Agency", "address": "rita@example.org"}
    token_hash, in_an_hour = hashlib.sha256(TOKEN.encode()).hexdigest(), timezone.now() + timedelta(hours=1)
    draft.preview_links.create(**access, token_hash=token_hash, expires_at=in_an_hour, created_by=anna)
    draft.refresh_from_db()
    document = to_json(small_document(headline=f"{SECRET}, Again"))
    # Under the number of the draft, so that the addresses lead to them as well.
    source = {"source_hash": "0", "source_name": f"{SECRET}.txt"}
    proposal = draft.proposals.create(pk=draft.pk, based_on=1, document=document, **source)
    batch = ImportBatch.objects.create(pk=draft.pk, name="Old")
    values = {"name": f"{SECRET}.txt", "headline": SECRET, "language": "en", "status": "created"}
    batch.items.create(pk=draft.pk, summary=draft, proposal=proposal, **values)
    return draft


@pytest.mark.parametrize("groups", [(), ("French officers", "French reviewers")], ids=["nobody", "other desk"])
def test_no_address_gives_a_draft_away(groups, handed_in):
    client = Client(raise_request_exception=False)
    if groups:
        client.force_login(person("stranger", *groups))
    for address in addresses(handed_in):
        # Outside the desk no page knows who asks: the next test sees to that.
        if "logout" in address or (groups and not address.startswith("/desk/")):
            continue
        # Who is signed in walks by the methods that a page has; the others end before it is asked who comes.
        for method in SAFE_AND_FORMS if groups else METHODS:
            response = getattr(client, method)(address)
            assert response.status_code < 500, (method, address)
            assert SECRET.encode() not in b"".join(response), (method, address)
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.revision, handed_in.headline) == ("draft", 1, SECRET)


@pytest.mark.parametrize("who", ["anna", "administrator"])
def test_outside_the_desk_nobody_reads_a_draft_not_even_its_own(who, handed_in, request):
    client = Client()
    client.force_login(request.getfixturevalue(who))
    for address in addresses(handed_in):
        if not address.startswith("/desk/"):
            for method in SAFE_AND_FORMS:
                assert SECRET.encode() not in b"".join(getattr(client, method)(address)), (method, address)


def test_the_walk_sees_the_addresses_that_it_is_made_for(handed_in):
    found = addresses(handed_in)
    assert f"/desk/meetings/summary/{handed_in.pk}/change/" in found
    assert "/en/summaries/HRC26.001E/" in found
    assert len(found) > 100
