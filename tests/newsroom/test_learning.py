"""Names that texts print become speakers that a person still has to look at."""

import pytest
from django.db import transaction

from meetings.document import Intervention, Paragraph, SpeakersList, Statement, read_item
from meetings.document.tree import prose
from meetings.document.units import give_ids
from meetings.models import Intervention as Row
from meetings.models import Speaker, SpeakerAct, SpeakerFunction, SpeakerName
from meetings.newsroom import saving
from meetings.newsroom.learning import is_name, learn
from meetings.newsroom.speakers import resolve
from tests.database import at_once
from tests.world import small_document

pytestmark = pytest.mark.django_db


def also_speaking(*names, language="en"):
    items = tuple(read_item(name, language) for name in names)
    return SpeakersList("also_speaking", items, "Also speaking were")


def discussion(*names, language="en"):
    items = tuple(read_item(name, language) for name in names)
    return SpeakersList("discussion", items, "Speaking were")


def statement(speaker, capacity):
    return Statement(speaker, capacity, (Paragraph(prose(f"{speaker}, {capacity}, said paper lasts.")),))


def text(*blocks, language="en"):
    return small_document(language, round_up=(Paragraph(prose("It met.")), *blocks), segments=())


def known(name, kind="state", language="en"):
    row = Speaker.objects.create(key=name.lower(), kind=kind, name_en=name, confirmed=True)
    SpeakerName.objects.create(speaker=row, language=language, text=name)
    return row


def test_a_name_among_those_also_speaking_becomes_an_organization_to_confirm():
    assert learn(text(also_speaking("Guild of Paper Makers", "Friends of Ink"))) == 2
    guild = Speaker.objects.get(key="guild-of-paper-makers")
    assert (guild.kind, guild.name_en, guild.name_fr, guild.confirmed) == ("ngo", "Guild of Paper Makers", "", False)
    assert list(guild.names.values_list("language", "text")) == [("en", "Guild of Paper Makers")]
    assert resolve(["GUILD OF PAPER MAKERS"], "en") == {"guild of paper makers": guild}


@pytest.mark.parametrize(
    "printed, name, key",
    [
        ("ADA PULP", "Ada Pulp", "ada-pulp"),
        ("ADA AL-PULP", "Ada Al-Pulp", "ada-al-pulp"),
        ("ADA DE LA FEUILLE", "Ada de la Feuille", "ada-de-la-feuille"),
        ("ADA O’PULP", "Ada O’Pulp", "ada-o-pulp"),
        ("ADA K.P.", "Ada K.P.", "ada-k-p"),
        ("Ambassador ÉLODIE McPULP (Utopia)", "Élodie McPulp", "elodie-mcpulp"),
    ],
)
def test_who_made_a_statement_becomes_a_person_with_the_function_as_printed(printed, name, key):
    learn(text(statement(printed, "Keeper of the Archive")))
    person = Speaker.objects.get()
    assert (person.kind, person.name_en, person.key) == ("person", name, key)
    function = person.functions.get()
    assert (function.title_en, function.title_fr, function.start) == ("Keeper of the Archive", "", None)


def test_an_organization_that_makes_a_statement_is_no_person():
    learn(text(statement("ARCHIVE COALITION WORLDWIDE", "")))
    assert Speaker.objects.get().kind == "ngo"
    assert not SpeakerFunction.objects.exists()


@pytest.mark.parametrize(
    "printed, kind",
    [
        ("Utopia on behalf of the Alliance of Paper Islands", "group"),
        ("Utopia on behalf of a group of Paper States", "group"),
        ("United Nations Paper Fund", "un_entity"),
        ("National Human Rights Commission of Utopia", "nhri"),
        ("Utopian Paper Institute", "ngo"),
        ("Atlantis", "ngo"),
    ],
)
def test_the_kind_is_guessed_and_never_a_state(printed, kind):
    known("Utopia")
    learn(text(discussion(printed)))
    assert Speaker.objects.exclude(key="utopia").get().kind == kind


@pytest.mark.parametrize(
    "words, language",
    [
        ("Many delegations", "en"), ("some speakers", "en"), ("a group of countries", "en"), ("Several States", "en"),
        ("COMMITTEE EXPERTS", "en"), ("The Chair", "en"), ("Other Members of the Council", "en"), ("", "en"),
        ("The Council ended. Then it met again", "en"), ("P " * 31, "en"), ("P" * 300, "en"), ("12", "en"),
        ("Plusieurs délégations", "fr"), ("un groupe d’États", "fr"), ("LE PRÉSIDENT DU COMITÉ", "fr"),
        ("organisations non gouvernementales suivantes : Paper Watch", "fr"),
        ("D’autres orateurs", "fr"), ("Certains membres du Comité", "fr"),
    ],
)  # fmt: skip
def test_vague_words_are_no_names(words, language):
    assert not is_name(words, language)


@pytest.mark.parametrize(
    "name, language",
    [
        ("No Peace Without Paper", "en"), ("All Utopian Women’s Congress", "en"), ("Both Ends", "en"),
        ("Paper Group", "en"), ("a group of Arab States", "en"), ("ISPO", "en"), ("Paper, Ink and Co., Inc.", "en"),
        ("Une Feuille pour tous", "fr"), ("un groupe d’États d’Afrique", "fr"), ("Conseil du papier d’Utopie", "fr"),
    ],
)  # fmt: skip
def test_names_that_begin_like_vague_words_are_names(name, language):
    assert is_name(name, language)


def test_what_is_known_is_not_learnt_again_in_whatever_spelling():
    known("Côte d’Ivoire")
    first = text(also_speaking("Guild of Paper", "Cote d'Ivoire"), statement("ADA PULP", "Archivist"))
    assert learn(first) == 2
    assert learn(first) == 0
    assert learn(text(also_speaking("GUILD OF PAPER", "Ada Pulp"))) == 0
    assert Speaker.objects.filter(confirmed=False).count() == 2


def test_a_name_stands_for_one_speaker_in_each_language_until_someone_merges_them():
    learn(text(also_speaking("Papier sans frontières")))
    assert learn(text(also_speaking("Papier sans frontières", language="fr"), language="fr")) == 1
    assert list(Speaker.objects.order_by("id").values_list("key", "name_en", "name_fr")) == [
        ("papier-sans-frontieres", "Papier sans frontières", ""),
        ("papier-sans-frontieres-2", "", "Papier sans frontières"),
    ]


def test_two_names_with_one_address_get_two():
    learn(text(also_speaking("Paper: Ink", "Paper Ink", "新聞"), statement("李 ADA", "Archivist")))
    assert set(Speaker.objects.values_list("key", flat=True)) == {"paper-ink", "paper-ink-2", "ada"}


def test_where_a_name_was_learnt_is_kept(anna, council, session):
    document = give_ids(text(also_speaking("Guild of Paper"), statement("ADA PULP", "Archivist")))
    summary = saving.begin(document, anna)
    learn(document, summary)
    act = SpeakerAct.objects.get(speaker__key="ada-pulp")
    statement_of_ada = document.round_up[2]
    assert (act.action, act.by, act.summary, act.anchor) == ("learn", None, summary, f"b-{statement_of_ada.id}")


def test_lists_that_print_a_learnt_name_lead_to_it_in_other_drafts_too(anna, claire, council, session):
    document = text(also_speaking("Guild of Paper", "Utopia on behalf of the Paper Alliance"))
    saving.begin(document, anna)
    french = saving.begin(text(also_speaking("Guild of Paper", language="fr"), language="fr"), claire)
    learn(document)
    led = {row.name: (row.speaker, row.group) for row in Row.objects.exclude(list__summary=french)}
    guild, utopia, alliance = (
        Speaker.objects.get(name_en=name) for name in ("Guild of Paper", "Utopia", "Paper Alliance")
    )
    assert led == {"Guild of Paper": (guild, None), "Utopia": (utopia, alliance)}
    assert not Row.objects.filter(list__summary=french, speaker__isnull=False).exists()


def test_a_long_text_takes_as_many_queries_as_a_short_one(django_assert_num_queries, django_assert_max_num_queries):
    def of_size(number, name):
        people = (statement(f"ADA {name}{chr(65 + i)}", "Archivist") for i in range(number))
        return text(also_speaking(*(f"Guild {name} {i}" for i in range(number))), *people)

    with django_assert_max_num_queries(14) as asked:
        assert learn(of_size(2, "X")) == 4
    with django_assert_num_queries(len(asked)):
        assert learn(of_size(20, "Y")) == 40
    with django_assert_num_queries(1):
        assert learn(of_size(20, "Y")) == 0


@pytest.mark.django_db(transaction=True)
def test_two_texts_at_once_teach_a_name_once():
    document = text(also_speaking("Guild of Paper", "Friends of Ink"))

    def import_one():
        with transaction.atomic():
            return learn(document)

    assert sorted(at_once(import_one, (), (), ())) == [0, 0, 2]
    assert Speaker.objects.count() == SpeakerName.objects.count() == 2


def test_an_intervention_without_a_name_teaches_nothing():
    assert learn(text(SpeakersList("discussion", (Intervention("", ""),), "Speaking were"))) == 0


def test_a_surname_alone_is_the_one_person_of_the_text_who_bears_it():
    learn(text(statement("ADA PULP", "Chair"), statement("Ms. PULP", ""), statement("OTTO INK", "Head")))
    assert set(Speaker.objects.values_list("key", flat=True)) == {"ada-pulp", "otto-ink"}


def test_a_surname_of_two_persons_of_the_text_stays_as_it_is_printed():
    learn(text(statement("ADA PULP", "Chair"), statement("ZORA PULP", "Head"), statement("Ms. PULP", "")))
    assert set(Speaker.objects.values_list("key", flat=True)) == {"ada-pulp", "zora-pulp", "pulp"}
