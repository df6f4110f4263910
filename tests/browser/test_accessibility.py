"""No page has a fault that axe finds, and none has to be scrolled sideways on a small telephone."""

import pytest
from django.urls import reverse

from meetings.models import Coverage, Meeting, Publication, Speaker, Summary

from .conftest import faults

LANGUAGES = {"en": ("summaries", "anna"), "fr": ("comptes-rendus", "claire")}


def public_addresses(language: str) -> list[str]:
    """Lists, a release, its versions and two of them compared, a withdrawn text, a page that is not there."""
    word, _ = LANGUAGES[language]
    publications = Publication.objects.filter(language=language)
    corrected = publications.current().get(version=2)
    withdrawn = publications.get(withdrawal__isnull=False)
    long = publications.get(summary__source_name="12-01.txt")
    return [
        f"/{language}/",
        f"/{language}/?period=morning",
        f"/{language}/{word}/{long.key}/",
        f"/{language}/{word}/{corrected.key}/versions/1/",
        f"/{language}/{word}/{corrected.key}/versions/",
        reverse("public:comparison", kwargs={"language": language, "key": corrected.key, "old": 1, "new": 2}),
        reverse("public:corrections", kwargs={"language": language}),
        f"/{language}/{word}/{withdrawn.key}/",
        f"/{language}/{word}/SCL26.999E/",
    ]


def pages_of_things(language: str) -> list[str]:
    """A session, a statement, a form, a speaker, a document, a meeting: some in one language, some in the other."""
    long = Publication.objects.get(language=language, is_current=True, summary__source_name="12-01.txt")
    passage = long.passages.filter(kind="statement", speaker__isnull=False).first()
    about = {"language": language, "key": long.key, "block": passage.anchor.removeprefix("b-")}
    body = {"language": language, "body": "scl"}
    if language == "en":
        return [
            reverse("public:session", kwargs=body | {"session": "12"}),
            reverse("public:statement", kwargs=about),
            reverse("contact:ask_about", kwargs=about),
        ]
    return [
        reverse("public:speaker", kwargs={"language": language, "speaker": passage.speaker.key}),
        reverse("public:document", kwargs={"language": language, "symbol": long.documents[0]}),
        reverse("public:meeting", kwargs={"language": language, "number": Meeting.objects.first().pk}),
        reverse("public:body", kwargs=body),
    ]


def desk_addresses(language: str) -> list[str]:
    """Every page that an officer works with, a text in each state included."""
    texts = Summary.objects.filter(language=language)
    draft, in_review = texts.get(state="draft"), texts.get(state="in_review")
    return [
        "/desk/",
        "/desk/meetings/summary/",
        "/desk/meetings/summary/add/",
        "/desk/meetings/summary/import/",
        draft.get_absolute_url(),
        in_review.get_absolute_url(),
        f"/desk/meetings/summary/{in_review.pk}/history/",
        f"/desk/meetings/summary/{in_review.pk}/preview/",
    ]


def stock_addresses() -> list[str]:
    """A list of records, a new one, and one of each kind that has more than the stock fields."""
    kinds = (Coverage, Meeting, Speaker)
    changed = [f"/desk/meetings/{kind._meta.model_name}/{kind.objects.first().pk}/change/" for kind in kinds]
    return ["/desk/meetings/coverage/", "/desk/meetings/report/add/", *changed]


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages(reader, language):
    for address in public_addresses(language):
        reader.goto(address)
        assert faults(reader) == "", address


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_fit_a_small_screen(reader, language):
    reader.set_viewport_size({"width": 320, "height": 640})
    for address in public_addresses(language):
        reader.goto(address)
        assert reader.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_sessions_speakers_and_documents_on_a_small_dark_screen(reader, language):
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.emulate_media(color_scheme="dark")
    for address in pages_of_things(language):
        assert reader.goto(address).status == 200, address
        assert faults(reader) == "", address
        assert reader.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages(sign_in, language):
    page = sign_in(LANGUAGES[language][1], locale=language)
    for address in desk_addresses(language):
        assert page.goto(address).status == 200, address
        assert faults(page) == "", address


def test_stock_pages(sign_in):
    page = sign_in("admin", locale="en")
    for address in stock_addresses():
        assert page.goto(address).status == 200, address
        assert faults(page) == "", address


def test_the_login_page(reader):
    reader.goto("/desk/login/")
    assert faults(reader) == ""
