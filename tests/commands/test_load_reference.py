"""Reference data come in once; what an administrator did to them stays."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from meetings.models import Body, Speaker, SpeakerName, Wording
from meetings.newsroom.speakers import resolve

pytestmark = pytest.mark.django_db


def load() -> str:
    told = StringIO()
    call_command("load_reference", stdout=told)
    return told.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Body, Wording, Speaker, SpeakerName, Group)]


def test_everything_comes_in_at_the_first_time_and_nothing_at_the_second():
    assert "11 bodies" in load()
    before = counts()
    assert load() == "Reference data: nothing new.\n"
    assert counts() == before


def test_a_speaker_is_found_by_each_of_its_names_in_either_language():
    load()
    assert resolve(["Venezuela", "Bolivarian Republic of Venezuela"], "en").keys() == {
        "venezuela",
        "bolivarian republic of venezuela",
    }
    ivory_coast = Speaker.objects.get(iso="CI")
    assert set(resolve(["Cote d'Ivoire", "Côte d’Ivoire"], "fr").values()) == {ivory_coast}


def test_loaded_speakers_are_confirmed():
    load()
    assert not Speaker.objects.to_confirm().exists()


def test_what_an_administrator_changed_is_not_undone():
    load()
    Body.objects.filter(code="HRC").update(short_en="the HRC")
    Speaker.objects.filter(iso="IR").update(name_en="Islamic Republic of Iran")
    Wording.objects.filter(body__code="HRC", language="fr").update(text="Autre formule")
    load()
    assert Body.objects.get(code="HRC").short_en == "the HRC"
    assert Speaker.objects.get(iso="IR").name_en == "Islamic Republic of Iran"
    assert set(Wording.objects.filter(body__code="HRC", language="fr").values_list("text", flat=True)) == {
        "Autre formule"
    }


def test_a_name_and_a_wording_that_an_administrator_took_away_stay_away():
    load()
    SpeakerName.objects.filter(speaker__iso="US", language="en").exclude(text="United States").delete()
    Wording.objects.filter(body__code="HRC", effective_from__lt="2020-01-01").delete()
    before = counts()
    load()
    assert counts() == before


def test_a_speaker_whom_an_administrator_entered_first_is_kept():
    mine = Speaker.objects.create(key="the-confederation", kind="state", iso="CH", name_en="Switzerland")
    load()
    assert Speaker.objects.get(iso="CH") == mine
