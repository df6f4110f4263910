from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from meetings.models import Report, Session, Speaker, SpeakerName

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "kind", "english", "french"),
    [
        (53, "regular", "fifty-third regular session", "cinquante-troisième session ordinaire"),
        (36, "special", "thirty-sixth special session", "trente-sixième session extraordinaire"),
        (1, "regular", "first regular session", "première session ordinaire"),
        (2026, "regular", "2026 session", "session de 2026"),
    ],
)
def test_the_name_of_a_session_is_made_from_its_number(council, number, kind, english, french):
    session = Session(body=council, number=number, kind=kind)
    assert [session.name("en"), session.name("fr")] == [english, french]


def test_a_body_without_special_sessions_does_not_call_the_others_regular(council):
    council.says_regular = False
    assert Session(body=council, number=139).name("fr") == "cent trente-neuvième session"


def test_a_conference_that_meets_by_the_year_names_its_sessions_so(council):
    council.session_style = "yearly"
    assert Session(body=council, number=9).name("en") == "9 session"


def test_a_printed_name_is_folded_however_it_is_stored():
    speaker = Speaker.objects.create(key="cote-d-ivoire", kind="state", name_en="Côte d’Ivoire")
    one = SpeakerName.objects.create(speaker=speaker, language="en", text="Côte d’Ivoire")
    one.text = "CÔTE D'IVOIRE!"
    one.save(update_fields=["text", "folded"])
    SpeakerName.objects.bulk_create([SpeakerName(speaker=speaker, language="en", text="Ivory  Coast")])
    assert set(SpeakerName.objects.values_list("folded", flat=True)) == {"cote d'ivoire!", "ivory coast"}


def test_a_spelling_that_is_known_is_refused_with_a_sentence():
    speaker = Speaker.objects.create(key="guinea-bissau", kind="state", name_en="Guinea-Bissau")
    SpeakerName.objects.create(speaker=speaker, language="en", text="Guinea-Bissau")
    with pytest.raises(ValidationError, match="known already"):
        SpeakerName(speaker=speaker, language="en", text="GUINEA BISSAU").full_clean()


def test_the_database_keeps_no_name_that_ends_before_it_begins():
    speaker = Speaker.objects.create(key="ruritania", kind="state", name_en="Ruritania")
    name = SpeakerName(speaker=speaker, language="en", text="Old Ruritania", start=date(1990, 1, 1))
    name.end = date(1990, 1, 1)
    name.save()
    with pytest.raises(IntegrityError, match="name_ends_after_it_starts"):
        SpeakerName.objects.filter(pk=name.pk).update(end=date(1989, 12, 31))


def test_two_speakers_are_not_merged_into_each_other():
    one = Speaker.objects.create(key="one", kind="ngo", name_en="One")
    two = Speaker.objects.create(key="two", kind="ngo", name_en="Two", merged_into=one)
    assert two.survivor() == one
    one.merged_into = two
    with pytest.raises(ValidationError, match="itself merged"):
        one.full_clean()


def test_a_report_has_the_symbol_of_a_document():
    Report(symbol="A/HRC/53/61").full_clean()
    with pytest.raises(ValidationError, match="not the symbol"):
        Report(symbol="the report").full_clean()
