"""A small fixed world: a body that meets, and the people of two desks."""

import datetime

import pytest
from django.contrib.auth.models import Group, User

from meetings.document import Document, Heading, Paragraph, Segment, Session, Statement
from meetings.document.tree import prose
from meetings.models import Body, Coverage, Meeting, Wording
from meetings.models import Session as SessionRow
from meetings.newsroom import permissions, saving, workflow

DAY = datetime.date(2026, 7, 11)


def person(name, *groups):
    if not Group.objects.filter(name=permissions.ADMINISTRATORS).exists():  # after a test that emptied all tables
        permissions.ensure_groups()
    user = User.objects.create_user(name, password=name, first_name=name.title(), is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def anna(db):
    return person("anna", "English officers")


@pytest.fixture
def claire(db):
    return person("claire", "French officers")


@pytest.fixture
def robert(db):
    return person("robert", "English reviewers")


@pytest.fixture
def renee(db):
    return person("renee", "French reviewers")


@pytest.fixture
def bea(db):
    """Officer and reviewer, at both desks."""
    return person("bea", *permissions.GROUPS)


@pytest.fixture
def administrator(db):
    """Manages data and people, and is a superuser besides: neither makes an editor."""
    user = person("administrator", permissions.ADMINISTRATORS)
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def council(db):
    body = Body.objects.create(
        code="WAC",
        symbol_prefix="WAC",
        name_en="World Archive Council",
        name_fr="Conseil mondial des archives",
        short_en="the Council",
        short_fr="le Conseil",
        says_regular=True,
    )
    for language, where, disclaimer in (
        ("en", "Documents of the {session} are [here](https://example.org/en).", "Not an official record."),
        ("fr", "Les documents de la {session} sont [ici](https://example.org/fr).", "Document non officiel."),
    ):
        for kind, text in (("where_to_find", where), ("disclaimer", disclaimer)):
            Wording.objects.create(
                body=body, language=language, kind=kind, text=text, effective_from=datetime.date(2020, 1, 1)
            )
    return body


@pytest.fixture
def session(council):
    return SessionRow.objects.create(body=council, number=53)


@pytest.fixture
def meeting(session):
    return Meeting.objects.create(session=session, date=DAY, period="morning", number=21)


def small_document(language="en", **changes):
    """A complete text of a page, to be changed by the field."""
    values = {
        "language": language,
        "body": "WAC",
        "session": Session(53),
        "date": DAY,
        "period": "morning",
        "headline": "Council Opens Debate on Paper" if language == "en" else "Le Conseil ouvre un débat sur le papier",
        "round_up": (Paragraph(prose("The Council opened its debate.")), Paragraph(prose("Then it closed it."))),
        "segments": (
            Segment(
                "General Debate on Paper",
                (
                    Statement("ADA PULP", "Archivist", (Paragraph(prose("ADA PULP, Archivist, said paper lasts.")),)),
                    Heading("Discussion"),
                    Paragraph(prose("Some speakers said it does not.")),
                ),
                kind="general_debate",
            ),
            Segment("Panel on Ink", (Paragraph(prose("The panel was short.")),), kind="panel"),
        ),
    }
    return Document(**values | changes)


@pytest.fixture
def draft(anna, meeting):
    """Anna's English text on the meeting, as revision 1."""
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    return saving.begin(small_document(), anna, coverage=coverage)


@pytest.fixture
def in_review(draft, anna):
    return workflow.perform(draft, "submit", anna, seen=draft.revision)


@pytest.fixture
def approved(in_review, robert):
    return workflow.perform(in_review, "approve", robert, seen=in_review.revision)


@pytest.fixture
def published(approved, robert):
    return workflow.perform(approved, "publish", robert, seen=approved.revision)


@pytest.fixture
def french_draft(claire, meeting):
    coverage = Coverage.objects.create(meeting=meeting, language="fr", officer=claire)
    return saving.begin(small_document("fr"), claire, coverage=coverage)
