import pytest

from meetings.models import Speaker, SpeakerName
from meetings.newsroom.speakers import load_names, resolve

pytestmark = pytest.mark.django_db


def speaker(key, *names, language="en", **fields):
    row = Speaker.objects.create(key=key, kind="state", name_en=names[0], **fields)
    SpeakerName.objects.bulk_create(SpeakerName(speaker=row, language=language, text=name) for name in names)
    return row


def test_a_name_is_found_in_any_spelling_that_folds_to_it(django_assert_num_queries):
    ivory = speaker("cote-d-ivoire", "Côte d’Ivoire", "Ivory Coast")
    with django_assert_num_queries(1):
        found = resolve(["COTE D'IVOIRE", "Ivory  Coast", "Atlantis", ""], "en")
    assert found == {"cote d'ivoire": ivory, "ivory coast": ivory}


def test_a_name_of_the_other_language_is_not_known():
    speaker("chad", "Tchad", language="fr")
    assert resolve(["Tchad"], "en") == {}


def test_a_merged_speaker_stands_for_the_one_that_is_left(django_assert_num_queries):
    last = speaker("viet-nam", "Viet Nam")
    speaker("vietnam", "Vietnam", merged_into=last)
    with django_assert_num_queries(1):
        assert resolve(["Vietnam"], "en") == {"vietnam": last}


def test_of_two_who_bear_a_name_the_confirmed_one_counts():
    speaker("congo-1", "Congo")
    sure = speaker("congo-2", "Congo", confirmed=True)
    speaker("congo-3", "Congo")
    assert resolve(["Congo"], "en") == {"congo": sure}


def test_names_are_loaded_at_once(django_assert_num_queries):
    speaker("antigua-and-barbuda", "Antigua and Barbuda", confirmed=True)
    with django_assert_num_queries(1):
        names = load_names("en")
    assert names.key("Antigua and Barbuda") == "antigua-and-barbuda"


def test_a_merged_name_is_loaded_with_the_address_of_the_one_that_is_left():
    speaker("vietnam", "Vietnam", merged_into=speaker("viet-nam", "Viet Nam"))
    assert load_names("en").key("Vietnam") == "viet-nam"


def test_an_unconfirmed_name_that_may_be_two_does_not_keep_a_list_from_being_divided():
    speaker("paper-and-ink", "Paper and Ink")
    speaker("glue", "Glue")
    speaker("old-paper", "Old Paper and Ink", merged_into=speaker("archive", "Archive", confirmed=True))
    names = load_names("en")
    assert [bool(names.key(name)) for name in ("Paper and Ink", "Glue", "Old Paper and Ink")] == [False, True, True]


def test_what_was_found_to_be_no_name_leads_to_nobody():
    speaker("hallway", "Hallway", discarded=True)
    assert resolve(["Hallway"], "en") == {}
    assert not load_names("en").key("Hallway")
