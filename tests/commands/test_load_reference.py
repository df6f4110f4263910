"""Reference data come in; a new release of the files reaches the database; what an administrator did stays."""

import copy
import datetime
import json
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from meetings.document import parse_names
from meetings.management.commands import load_reference
from meetings.models import Body, Intervention, ReferenceRow, Speaker, SpeakerName, Wording
from meetings.newsroom import saving
from meetings.newsroom.speakers import resolve
from tests.world import small_document

pytestmark = pytest.mark.django_db

BODY = {
    "code": "WAC", "symbol_prefix": "WAC", "name_en": "World Archive Council", "name_fr": "Conseil mondial",
    "short_en": "the Council", "short_fr": "le Conseil", "document_prefix": "WAC/", "session_style": "numbered",
    "kicker_en": True, "members": None,
}  # fmt: skip
WORDING = {
    "body": "WAC", "language": "en", "kind": "disclaimer", "effective_from": "2020-01-01", "text": "Not official.",
}  # fmt: skip


def speaker(key, english, french, *, aliases=(), former=(), article="la", iso=None, kind="group"):
    def words(name, article, aliases, former):
        return {"press": name, "formal": name, "article": article, "aliases": [*aliases], "former": [*former]}

    row = {"key": key, "kind": kind, "iso": iso}
    return row | {"en": words(english, "", aliases, former), "fr": words(french, article, (), ())}


def former(name, start, end, article=""):
    return {"name": name, "article": article, "from": start, "to": end}


RURITANIA = speaker("ruritania", "Ruritania", "Ruritanie", aliases=["Rurit Republic"], iso="QR", kind="state")
LAKES = speaker("lake-group", "Lake Group", "Groupe des lacs", article="le")


class Files:
    """The files of a release, small, and what their loading says."""

    def __init__(self, folder):
        self.folder = folder
        self.rows = copy.deepcopy(
            {
                "bodies": [BODY],
                "wordings": [WORDING],
                "states": [RURITANIA],
                "groups": [LAKES],
                "entities": [],
                "skeletons": [],
            }
        )

    def load(self):
        for name, rows in self.rows.items():
            (self.folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        return load()

    @property
    def ruritania(self):
        return self.rows["states"][0]

    def add_alias(self, text):
        self.ruritania["en"]["aliases"].append(text)


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(load_reference, "DATA", tmp_path)
    return Files(tmp_path)


def load() -> str:
    told = StringIO()
    call_command("load_reference", stdout=told)
    return told.getvalue()


def names(language="en", key="ruritania"):
    return set(SpeakerName.objects.filter(speaker__key=key, language=language).values_list("text", flat=True))


def counts() -> list[int]:
    return [model.objects.count() for model in (Body, Wording, Speaker, SpeakerName, Group)]


# --- The files of the project -----------------------------------------------------------------------------------------


def test_everything_comes_in_at_the_first_time_and_nothing_at_the_second(django_assert_max_num_queries):
    assert "11 bodies" in load()
    before = counts()
    with django_assert_max_num_queries(60):  # of which the groups of the desk take most
        assert load() == "Reference data: nothing new.\n"
    assert counts() == before
    assert not Speaker.objects.to_confirm().exists()
    ivory_coast = Speaker.objects.get(iso="CI")
    assert set(resolve(["Cote d'Ivoire", "Côte d’Ivoire"], "fr").values()) == {ivory_coast}
    found = resolve(["Venezuela", "Bolivarian Republic of Venezuela", "Swaziland"], "en")
    assert {name: speaker.iso for name, speaker in found.items()} == {
        "venezuela": "VE",
        "bolivarian republic of venezuela": "VE",
        "swaziland": "SZ",
    }


# --- A new release ----------------------------------------------------------------------------------------------------


def test_a_loading_says_what_it_did(files):
    assert files.load() == "Reference data: 1 bodies, 1 wordings, 2 speakers, 5 names added.\n"
    files.add_alias("Rurit Union")
    files.ruritania["fr"]["article"] = "le"
    del files.ruritania["en"]["aliases"][0]
    assert files.load() == "Reference data: 1 names added; 1 speakers changed; 1 names removed.\n"
    assert names() == {"Ruritania", "Rurit Union"}
    assert Speaker.objects.get(key="ruritania").article_fr == "le"


def test_a_new_speaker_and_a_new_wording_arrive(files):
    files.load()
    files.rows["groups"].append(speaker("river-group", "River Group", "Groupe des fleuves", article="le"))
    files.rows["wordings"].append(WORDING | {"effective_from": "2026-01-01", "text": "No record."})
    files.load()
    assert Speaker.objects.get(key="river-group").confirmed
    assert Wording.objects.count() == 2


def test_a_changed_body_and_wording_arrive(files):
    files.load()
    files.rows["bodies"][0]["members"] = 47
    files.rows["wordings"][0]["text"] = "Not an official record."
    assert "1 bodies, 1 wordings changed" in files.load()
    assert Body.objects.get().members == 47
    assert Wording.objects.get().text == "Not an official record."


def test_the_days_of_a_former_name_arrive_at_a_name_that_had_none(files):
    files.load()
    files.ruritania["en"]["aliases"] = []
    files.ruritania["en"]["former"] = [former("Rurit Republic", "2001-01-01", "2018-04-18", "the")]
    files.load()
    name = SpeakerName.objects.get(text="Rurit Republic")
    assert (name.article, name.start, name.end) == ("the", datetime.date(2001, 1, 1), datetime.date(2018, 4, 18))


def test_a_speaker_that_was_only_learnt_from_a_text_becomes_what_the_files_say(files):
    Speaker.objects.create(key="lake-group", kind="ngo", name_en="LAKE GROUP")
    files.load()
    lakes = Speaker.objects.get(key="lake-group")
    assert (lakes.kind, lakes.name_en, lakes.confirmed) == ("group", "Lake Group", True)


def test_a_name_that_goes_to_another_speaker_is_there_once(files):
    files.load()
    files.ruritania["en"]["aliases"] = []
    files.rows["groups"][0]["en"]["aliases"] = ["Rurit Republic"]
    files.load()
    assert [name.speaker.key for name in SpeakerName.objects.filter(text="Rurit Republic")] == ["lake-group"]


def test_what_is_printed_already_leads_to_whoever_the_new_release_names(files, anna, council):
    files.load()
    speakers = parse_names("Speaking were Rurit Union and Rurit Republic.", None, "en")
    summary = saving.begin(small_document(round_up=(speakers,)), anna)

    def led_to():
        rows = Intervention.objects.filter(list__summary=summary).select_related("speaker")
        return {row.name: row.speaker and row.speaker.key for row in rows}

    assert led_to()["Rurit Republic"] == "ruritania"
    assert led_to()["Rurit Union"] != "ruritania"
    files.ruritania["en"]["aliases"] = ["Rurit Union"]
    files.load()
    assert led_to() == {"Rurit Union": "ruritania", "Rurit Republic": None}


# --- What an administrator did ----------------------------------------------------------------------------------------


def test_what_an_administrator_changed_is_not_undone_and_said(files):
    files.load()
    Speaker.objects.filter(key="ruritania").update(name_en="Greater Ruritania")
    Body.objects.update(short_en="the WAC")
    Wording.objects.update(text="Our own words.")
    files.ruritania["en"]["press"] = "New Ruritania"
    files.ruritania["fr"]["article"] = "le"
    files.rows["bodies"][0]["short_en"] = "the new Council"
    files.rows["wordings"][0]["text"] = "Their words."
    told = files.load()
    ruritania = Speaker.objects.get(key="ruritania")
    assert (ruritania.name_en, ruritania.article_fr) == ("Greater Ruritania", "le")
    assert Body.objects.get().short_en == "the WAC"
    assert Wording.objects.get().text == "Our own words."
    assert "3 left as an administrator has them" in told
    assert "name_en is “Greater Ruritania”, not “New Ruritania”" in told
    assert files.load() == "Reference data: nothing new.\n"


def test_a_change_that_says_what_an_administrator_said_first_is_no_news(files):
    files.load()
    Speaker.objects.filter(key="ruritania").update(name_en="New Ruritania")
    files.ruritania["en"]["press"] = "New Ruritania"
    assert "left" not in files.load()


def test_a_name_that_an_administrator_deleted_is_not_brought_back(files):
    files.load()
    SpeakerName.objects.filter(text="Rurit Republic").delete()
    files.add_alias("Rurit Union")
    files.load()
    assert names() == {"Ruritania", "Rurit Union"}
    files.ruritania["en"]["aliases"].remove("Rurit Republic")
    files.ruritania["en"]["former"] = [former("Rurit Republic", None, "2018-04-18")]
    assert "Rurit Republic of ruritania: deleted" in files.load()
    assert "Rurit Republic" not in names()


def test_a_name_that_an_administrator_changed_is_neither_changed_nor_removed(files):
    files.load()
    SpeakerName.objects.filter(text="Rurit Republic").update(end=datetime.date(2019, 2, 13))
    files.ruritania["en"]["aliases"] = []
    files.ruritania["en"]["former"] = [former("Rurit Republic", None, "2018-04-18")]
    assert "1 left" in files.load()
    assert SpeakerName.objects.get(text="Rurit Republic").end == datetime.date(2019, 2, 13)
    files.ruritania["en"]["former"] = []
    assert "changed, so not removed" in files.load()
    assert "Rurit Republic" in names()


def test_an_administrators_own_name_stays(files):
    files.load()
    SpeakerName.objects.create(speaker=Speaker.objects.get(key="ruritania"), language="en", text="Rurit Crown")
    files.add_alias("Rurit Union")
    files.load()
    assert names() == {"Ruritania", "Rurit Republic", "Rurit Union", "Rurit Crown"}


def test_a_speaker_and_a_wording_that_an_administrator_deleted_are_not_brought_back(files):
    files.load()
    Speaker.objects.get(key="lake-group").delete()
    Wording.objects.all().delete()
    files.rows["groups"][0]["en"]["aliases"] = ["Group of Lakes"]
    files.rows["wordings"][0]["text"] = "Their words."
    assert "2 left" in files.load()
    assert not Speaker.objects.filter(key="lake-group").exists()
    assert not Wording.objects.exists()


def test_a_merged_speaker_keeps_its_fields(files):
    files.load()
    other = Speaker.objects.create(key="other", kind="group", name_en="Other", confirmed=True)
    Speaker.objects.filter(key="lake-group").update(merged_into=other, confirmed=False)
    files.rows["groups"][0] |= {"kind": "intergovernmental"}
    assert "merged or discarded" in files.load()
    assert Speaker.objects.get(key="lake-group").kind == "group"


def test_a_state_whom_an_administrator_entered_first_is_kept_and_found_by_every_name(files):
    mine = Speaker.objects.create(key="the-rurits", kind="state", iso="QR", name_en="The Rurits", confirmed=True)
    files.load()
    assert Speaker.objects.get(iso="QR") == mine
    assert Speaker.objects.get(iso="QR").name_en == "The Rurits"
    assert resolve(["Rurit Republic"], "en") == {"rurit republic": mine}


# --- A database from before ReferenceRow ------------------------------------------------------------------------------


def test_where_nothing_was_kept_what_is_there_is_an_administrators_unless_it_says_the_same(files):
    files.load()
    ReferenceRow.objects.all().delete()
    Speaker.objects.filter(key="ruritania").update(name_en="Greater Ruritania")
    Wording.objects.update(effective_from="2019-01-01")
    files.add_alias("Rurit Union")
    files.load()
    assert Speaker.objects.get(key="ruritania").name_en == "Greater Ruritania"
    assert [wording.effective_from.year for wording in Wording.objects.all()] == [2019]
    assert names() == {"Ruritania", "Rurit Republic", "Rurit Union"}
    files.ruritania["en"]["press"] = "New Ruritania"
    files.ruritania["fr"]["article"] = "le"
    files.load()
    ruritania = Speaker.objects.get(key="ruritania")
    assert (ruritania.name_en, ruritania.article_fr) == ("Greater Ruritania", "le")


def test_where_nothing_was_kept_a_former_name_gets_its_days(files):
    files.load()
    ReferenceRow.objects.all().delete()
    files.ruritania["en"]["aliases"] = []
    files.ruritania["en"]["former"] = [former("Rurit Republic", None, "2018-04-18")]
    files.load()
    assert SpeakerName.objects.get(text="Rurit Republic").end == datetime.date(2018, 4, 18)
