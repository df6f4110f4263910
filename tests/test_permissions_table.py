"""Who is answered what: every address of the project, as everybody, against the table in docs/permissions.md.

The addresses come from Django itself: a new one without a row fails, and so does a row whose address is no more. The
text is an English one of the samples; so are the rows about it.
"""

import hashlib
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from meetings.models import (
    CorrectionRequest,
    DistributionList,
    ImportBatch,
    ImportItem,
    ImportProposal,
    PreviewLink,
    Publication,
    Redirect,
    Summary,
)
from tests.conftest import PROJECT
from tests.snapshot import load_samples, once
from tests.test_every_address import PARAMETER, TOKEN, patterns

TABLE = PROJECT / "docs" / "permissions.md"
PEOPLE = {
    "nobody": "",
    "English officer": "anna",
    "English reviewer": "robert",
    "French officer": "claire",
    "French reviewer": "renee",
    "administrator": "admin",
}
NAMES = {
    "transition": "withdraw",
    "suggestions": "accept-all",
    "remarks": "add",
    "acts": "hand-in",
    "/words/": "take-up",
    "/working/": "take",
    "": "",
}
MODEL = re.compile(r"^desk/(meetings|auth)/(\w+)/")


@pytest.fixture
def world(db):
    """The samples, and a row about the text of each kind that they have none of."""
    once(load_samples)
    summary = text_of_the_table()
    publication = summary.publications.get(is_current=True)
    anna = User.objects.get(username="anna")
    about = {"summary": summary, "created_by": anna}
    batch = ImportBatch.objects.create(name="Archive", created_by=anna)
    ImportItem.objects.create(batch=batch, name="one.txt", language="en", status="created", summary=summary)
    document = summary.revisions.latest("number").document
    ImportProposal.objects.create(based_on=1, document=document, source_hash="0", **about)
    asked = {"publication": publication, "asked_by": "Ada Pulp", "instead": "47", "recorded_by": anna}
    CorrectionRequest.objects.create(summary=summary, **asked)
    Redirect.objects.create(key="SCL26.099E", summary=summary)
    DistributionList.objects.create(body=summary.body, language="en")
    token_hash, tomorrow = hashlib.sha256(TOKEN.encode()).hexdigest(), timezone.now() + timedelta(days=1)
    reader = {"name": "Rita Reader", "organisation": "Sample Agency", "address": "rita@example.org"}
    PreviewLink.objects.create(token_hash=token_hash, expires_at=tomorrow, **reader, **about)


def text_of_the_table() -> Summary:
    """An English text with two versions, of which the first was corrected."""
    return Publication.objects.get(language="en", version=2).summary


def values(route: str, summary: Summary, common: dict[str, str]) -> dict[str, str]:
    """What stands in the place of each parameter of a route."""
    found = MODEL.match(route)
    model = ("meetings", "speaker") if "/speakers/" in route else found and found.groups()
    row = row_of(apps.get_model(*model), summary) if model and PARAMETER.search(route) else None
    about_the_text = row is None or "/of/" in route
    return common | {
        "object_id": str(row.pk) if row else "1",
        "pk": str(summary.pk if about_the_text else row.pk),
        "name": next(name for part, name in NAMES.items() if part in route),
        **({"id": str(row.pk)} if row and "/user/" in route else {}),
    }


def common_values(summary: Summary) -> dict[str, str]:
    """What stands for the parameters that mean the same in every route."""
    publication = summary.publications.get(is_current=True)
    return {
        "content_type_id": "1",
        "id": str(ImportItem.objects.get().pk),
        "key": publication.key,
        "spelling": publication.key.replace(".", "/"),
        "version": "1",
        "body": summary.body.code.lower(),
        "session": str(summary.session.number),
        "number": str(summary.coverages.first().meeting_id),
        "block": publication.passages.filter(kind="statement").first().anchor.removeprefix("b-"),
        "form": "bib",
        "ending": "pdf",
        "code": publication.language,
        "year": str(publication.date.year),
        "month": str(publication.date.month),
        "part": publication.segment_keys[0],
        "speaker": publication.passages.filter(speaker__isnull=False).first().speaker.key,
        "symbol": Publication.objects.current().filter(language="en").exclude(documents=[]).first().documents[0],
        "old": "1",
        "new": "2",
        "token": TOKEN,
    }


def row_of(model, summary):
    """A row of a model that is about the text, or else the first."""
    if model is Summary:
        return summary
    names = {field.name for field in model._meta.get_fields()}
    about = model.objects.filter(summary=summary) if "summary" in names else model.objects.all()
    if "language" in names and "summary" not in names:
        about = about.filter(language="en")
    return about.order_by("pk").first()


def routes() -> dict[str, str]:
    """Each route of the project, as the table names it, and the address that is tried."""
    summary = text_of_the_table()
    common = common_values(summary)
    return {
        "/" + PARAMETER.sub(lambda match: f"‹{match[1]}›", route): "/" + filled(route, values(route, summary, common))
        for route, _ in patterns()
    }


def filled(route: str, given: dict[str, str]) -> str:
    return PARAMETER.sub(lambda match: given[match[1]], route)


def answer(client: Client, address: str) -> str:
    """What a person is told: a page is 200; who is asked to sign in is told so; an act's address answers posts."""
    response = client.get(address)
    if response.status_code == 405:
        response = client.post(address)
        method = "POST "
    else:
        method = ""
    if response.status_code in (301, 302):
        return method + ("sign in" if "/login/" in response["Location"] else "→")
    return method + str(response.status_code)


def table() -> dict[str, list[str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| `/")]
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {route.strip("`"): rest for route, *rest in cells}


@pytest.mark.django_db
def test_every_address_answers_everybody_as_the_table_says(world):
    clients = {}
    for who, username in PEOPLE.items():
        clients[who] = Client(raise_request_exception=False)
        if username:
            clients[who].force_login(User.objects.get(username=username))
    told = {route: answers(clients, address) for route, address in routes().items() if "logout" not in route}
    expected = table()
    differing = [row(route, cells) for route, cells in told.items() if expected.get(route) != cells]
    assert not differing, "The table has other rows, or none, for:\n" + "\n".join(differing)
    assert expected.keys() == told.keys()


def answers(clients: dict[str, Client], address: str) -> list[str]:
    """What each person is told. Outside the desk no page knows who asks: two are enough to show it."""
    if address.startswith("/desk/"):
        return [answer(client, address) for client in clients.values()]
    first, *others = clients.values()
    told = answer(first, address)
    assert answer(others[-1], address) == told, address
    return [told] * len(clients)


def row(route: str, cells: list[str]) -> str:
    return f"| `{route}` | " + " | ".join(cells) + " |"
