"""The samples show each state in both languages, went the way of real work, and say of themselves what they are."""

import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from meetings.document import from_json
from meetings.document import load as load_text
from meetings.management.commands.load_samples import FOLDER, working_day
from meetings.models import Activity, Coverage, Intervention, Meeting, Publication, Remark, Schedule, Summary
from meetings.newsroom import activity
from meetings.newsroom.matters import with_open_matters
from meetings.newsroom.permissions import roles
from meetings.samples import LOGINS, plan
from tests.snapshot import load_samples, once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


LANGUAGES = ("en", "fr")

# Names that a person has still to enter, or to correct.
UNKNOWN = {
    "en": {
        "Young Pilots for Safe Shallows", "Ladder Watch", "Harbour School of the Lower Lakes",
        "Kingdom of the Three Locks",
    },
    "fr": {"Jeunes pilotes pour des hauts-fonds sûrs", "École portuaire des lacs du bas", "Royaume des Trois-Écluses"},
}  # fmt: skip


def load() -> str:
    told = StringIO()
    call_command("load_samples", stdout=told)
    return told.getvalue()


@pytest.fixture
def samples(reference):
    once(load_samples)


def test_each_language_has_a_text_in_every_state(samples):
    for language in LANGUAGES:
        states = set(Summary.objects.filter(language=language).values_list("state", flat=True))
        assert states == {"draft", "in_review", "approved", "published"}


def test_each_language_has_a_correction_and_a_withdrawal(samples):
    for language in LANGUAGES:
        publications = Publication.objects.filter(language=language)
        assert publications.current().filter(version=2).exclude(notice="").exists()
        assert publications.filter(withdrawal__isnull=False).exists()


def test_each_language_has_a_text_in_part_one_with_an_hour_an_open_remark_and_a_debt(samples):
    for language in LANGUAGES:
        texts = with_open_matters(Summary.objects.filter(language=language))
        assert Publication.objects.filter(language=language).current().exclude(to_come="").count() == 1
        assert texts.get(has_debt=True).source_name == "12-01.txt"
        assert Schedule.objects.get(summary__language=language, embargo=True).at > timezone.now()
        remark = Remark.objects.get(summary__language=language, settled_at=None)
        assert remark.quote and remark.summary.state == "in_review"


def test_each_language_has_a_long_text_of_three_segments_and_more_than_sixty_names(samples):
    for summary in Summary.objects.filter(source_name="12-01.txt"):
        assert summary.segments.count() == 3
        assert Intervention.objects.filter(list__summary=summary).count() > 60


def test_every_state_in_the_lists_is_known(samples):
    unknown = Intervention.objects.exclude(speaker__confirmed=True).values_list("list__summary__language", "name")
    assert set(unknown) == {(language, name) for language in LANGUAGES for name in UNKNOWN[language]}


def test_every_published_text_says_that_it_is_a_sample(samples):
    words = {"en": "Sample text: an invented meeting", "fr": "Texte d’exemple\u00a0: séance inventée"}
    for publication in Publication.objects.all():
        assert words[publication.language] in publication.text


def test_samples_come_in_once(samples):
    before = [model.objects.count() for model in (Summary, Publication, Activity, Meeting, Coverage, User)]
    assert load() == "Samples: nothing new.\n"
    assert [model.objects.count() for model in (Summary, Publication, Activity, Meeting, Coverage, User)] == before


def test_what_a_person_did_with_a_sample_stays(samples):
    Summary.objects.filter(source_name="12-07.txt").update(headline="Mine")
    load()
    assert set(Summary.objects.filter(source_name="12-07.txt").values_list("headline", flat=True)) == {"Mine"}


def test_nobody_approved_a_text_of_their_own(samples):
    for summary in Summary.objects.all():
        assert not activity.verify_chain(summary)
        submitters = set(summary.activities.filter(action="submit").values_list("user", flat=True))
        assert not submitters & set(summary.activities.filter(action="approve").values_list("user", flat=True))


def test_decisions_on_coverage_show_each_case(samples):
    french = Coverage.objects.filter(language="fr")
    assert french.filter(decision="not_covered").exclude(reason="").exists()
    assert french.filter(decision="intended", summary=None, meeting__date__lt=datetime.date.today()).exists()
    english = Summary.objects.get(language="en", source_name="12-03-04.txt")
    assert english.coverages.count() == 2


def test_every_login_works_and_has_its_role(samples, client):
    for username, password, _ in LOGINS:
        assert client.login(username=username, password=password), username
    assert roles(User.objects.get(username="bea"), "en") == {"officer", "reviewer"}
    assert roles(User.objects.get(username="claire"), "fr") == {"officer"}
    assert not roles(User.objects.get(username="robert"), "fr")


def test_every_file_is_in_the_plan():
    planned = {(text.language, text.name) for text in plan.TEXTS}
    assert planned == {(path.parent.name, path.stem) for path in FOLDER.glob("*/*.txt")}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-24", 0, "2026-11-24"),
        ("2026-11-24", -2, "2026-11-20"),
        ("2026-11-22", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
    ],
)
def test_meetings_fall_on_working_days(day, count, expected):
    assert working_day(datetime.date.fromisoformat(day), count) == datetime.date.fromisoformat(expected)


def test_the_end_of_a_published_sample_is_read_as_that_of_any_text(samples):
    for publication in Publication.objects.all():
        read, published = load_text(publication.text).document, from_json(publication.content)
        assert (read.disclaimer, len(read.where_to_find)) == (published.disclaimer, 1)
