"""Search: the words of either language in any form, the passage that says them, and help where nothing is found."""

import re
from dataclasses import replace

import pytest

from meetings.document import Intervention, Paragraph, Segment, SpeakersList, Statement, with_ids
from meetings.document.tree import prose
from meetings.models import Publication
from tests.world import small_document

ENGLISH, FRENCH = "/en/search/", "/fr/recherche/"


def headlines(client, address, **query):
    """The headlines of what is found, best first, without marks."""
    html = client.get(address, query).content.decode()
    found = re.findall(r'<h2><a href="[^"]*">(.*?)</a></h2>', html)
    return [re.sub("</?mark>", "", headline) for headline in found]


def paragraph(text):
    return Paragraph(prose(text))


@pytest.fixture
def french_text(bring_out):
    """One text of which each sentence is there to be found by another spelling."""
    said = (
        "Les négociations se poursuivent, avec l’aide pour Haïti.",
        "La Côte d’Ivoire a présenté le rapport A/HRC/53/61 sur les réfugiés.",
        "La coopération technique, négociée à Genève, profite aux œuvres sociales.",
    )
    segment = Segment("Débat sur l’encre", tuple(map(paragraph, said)))
    return bring_out(with_ids(small_document("fr", headline="Le Conseil débat de l’encre", segments=(segment,))))


@pytest.mark.parametrize(
    "words",
    [
        "negociations",
        "négociatio",
        "négociation",
        "negociees",
        "Côte d'Ivoire",
        "Côte d’Ivoire",
        "cote d ivoire",
        "aide à Haïti",
        "aide a haiti",
        "53/61",
        "A/HRC/53/61",
        "a/hrc/53",
        "refugie",
        "oeuvre sociale",
        "coopération-technique",
        '"coopération technique"',
        "« coopération technique »",
        "encre -papyrus",
        "WAC26.001F",
        "wac26/001f",
    ],
)
def test_french_words_are_found_in_any_form(client, french_text, words):
    assert headlines(client, FRENCH, q=words) == ["Le Conseil débat de l’encre"]


@pytest.mark.parametrize(
    "words",
    ["papyrus", '"technique coopération"', "« aide à Haïti »" + " rien", "encre -Haïti", 'encre -"coopération technique"', "52/61", "à"],
)
def test_what_is_not_there_is_not_found(client, french_text, words):
    assert headlines(client, FRENCH, q=words) == []
