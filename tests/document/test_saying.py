"""Who spoke, said in either language from the same values, and read back from what was said."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.document import LIST_KINDS, Document, Paragraph, dump, fold, load, read_list
from meetings.document.saying import (
    CALLS,
    REMARKS,
    STYLES,
    Name,
    Speaking,
    after,
    counted,
    remark_key,
    say,
    with_article,
)
from meetings.document.tree import prose

DATA = Path(__file__).resolve().parents[2] / "meetings" / "data"
ROWS = [row for name in ("states", "groups", "entities") for row in json.loads((DATA / f"{name}.json").read_text())]
STATES = [row["key"] for row in ROWS if row["kind"] in ("state", "observer_state")]
GROUPS = [row["key"] for row in ROWS if row["kind"] == "group"]
ORGANIZATIONS = [row["key"] for row in ROWS if row["kind"] in ("un_entity", "intergovernmental")]
WORDS = {row["key"]: row for row in ROWS}


def name(key, language):
    words = WORDS[key][language]
    return Name(words["press"], words["article"])


def speaking(key, group, remark, language):
    return Speaking(name(key, language), name(group, language) if group else None, remark)


@pytest.fixture(scope="module")
def known(names):
    """The names of the reference data, in each language."""
    return {language: names(language) for language in ("en", "fr")}


WHO = st.sampled_from(STATES) | st.sampled_from(ORGANIZATIONS)
FACTS = st.lists(  # speaker, group, remark: what both languages say
    st.tuples(WHO, st.none(), st.just(""))
    | st.tuples(WHO, st.sampled_from(GROUPS), st.just(""))
    | st.tuples(WHO, st.none(), st.sampled_from([*REMARKS])),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(FACTS, st.sampled_from(LIST_KINDS), st.sampled_from(["en", "fr"]), st.sampled_from(STYLES))
def test_what_is_said_is_read_back_as_the_same_facts(known, facts, kind, language, style):
    said = say([speaking(*fact, language) for fact in facts], kind, language, style)
    names = known[language]
    read = read_list(said.text + ".", names, language)
    assert read.kind == kind
    assert [
        (names.key(i.name), names.key(i.on_behalf_of), remark_key(i.remark, language)) for i in read.interventions
    ] == [(key, group or "", remark) for key, group, remark in facts]


@settings(deadline=None)
@given(
    FACTS, st.sampled_from(LIST_KINDS), st.sampled_from(["en", "fr"]), st.sampled_from(["running", "representatives"])
)
def test_what_is_said_is_the_list_that_its_own_text_reads_as(known, facts, kind, language, style):
    said = say([speaking(*fact, language) for fact in facts], kind, language, style)
    read = read_list(said.text, known[language], language)
    assert (read.text, read.lead_in, read.tail) == (said.text, said.lead_in, said.tail)
    assert [item.printed for item in read.interventions] == [item.printed for item in said.interventions]


def test_a_text_with_such_a_list_is_read_back(names):
    facts = [("lithuania", "a-group-of-countries", ""), ("qatar", None, ""), ("guinea-bissau", None, "")]
    said = say([speaking(*fact, "fr") for fact in facts], "discussion", "fr")
    paragraph = Paragraph(prose("Le Conseil a ouvert ce matin un débat sur le papier et sur les archives du monde."))
    document = Document("fr", headline="Le Conseil ouvre un débat sur le papier", round_up=(paragraph, said))
    assert load(dump(document), names("fr")).document.round_up == document.plain().round_up


@pytest.mark.parametrize(
    ("language", "style", "text"),
    [
        (
            "en",
            "running",
            "Speaking in the discussion were Lithuania on behalf of a group of countries, European Union, "
            "Oman on behalf of the Gulf Cooperation Council, Maldives and Guinea-Bissau",
        ),
        (
            "en",
            "representatives",
            "Speaking in the discussion were representatives of Lithuania on behalf of a group of countries, "
            "European Union, Oman on behalf of the Gulf Cooperation Council, Maldives and Guinea-Bissau",
        ),
        (
            "fr",
            "running",
            "Ont pris la parole\u00a0: la Lituanie (au nom d’un groupe de pays), l’Union européenne, "
            "Oman (au nom du Conseil de coopération du Golfe), les Maldives et la Guinée-Bissau",
        ),
        (
            "fr",
            "footnote",
            "* Ont pris la parole\u00a0: la Lituanie (au nom d’un groupe de pays), l’Union européenne, "
            "Oman (au nom du Conseil de coopération du Golfe), les Maldives et la Guinée-Bissau",
        ),
        (
            "fr",
            "representatives",
            "Ont pris la parole les représentants de la Lituanie (au nom d’un groupe de pays), de l’Union européenne, "
            "d’Oman (au nom du Conseil de coopération du Golfe), des Maldives et de la Guinée-Bissau",
        ),
    ],
)
def test_one_list_in_every_style(language, style, text):
    facts = [
        ("lithuania", "a-group-of-countries", ""),
        ("european-union", None, ""),
        ("oman", "gulf-cooperation-council", ""),
        ("maldives", None, ""),
        ("guinea-bissau", None, ""),
    ]
    assert say([speaking(*fact, language) for fact in facts], "discussion", language, style).text == text


@pytest.mark.parametrize(
    ("language", "keys", "text"),
    [
        ("en", ["armenia", "azerbaijan"], "Armenia and Azerbaijan spoke in right of reply"),
        ("en", ["armenia"], "Armenia spoke in right of reply"),
        ("fr", ["armenia", "azerbaijan"], "L’Arménie et l’Azerbaïdjan ont exercé leur droit de réponse"),
        ("fr", ["armenia"], "L’Arménie a exercé son droit de réponse"),
        ("fr", ["philippines"], "Les Philippines ont exercé leur droit de réponse"),
    ],
)
def test_a_right_of_reply_has_its_verb_last(language, keys, text):
    assert say([speaking(key, None, "", language) for key in keys], "right_of_reply", language).text == text


def test_who_spoke_alone_has_a_verb_of_its_own():
    assert say([Speaking(Name("Qatar", "le"))], "discussion", "fr").text == "Le Qatar a pris la parole"
    assert say([Speaking(Name("Qatar"))], "also_speaking", "en").text == "Qatar also took the floor"


def test_a_joint_statement_is_said_in_either_language():
    assert say([speaking("malta", "european-union", "joint_statement", "en")], "also_speaking", "en").text == (
        "Malta on behalf of the European Union (in a joint statement) also took the floor"
    )
    assert (
        "l’Iran (dans une déclaration conjointe)"
        in say(
            [speaking("iran", None, "joint_statement", "fr"), speaking("cuba", None, "", "fr")], "discussion", "fr"
        ).text
    )


def test_a_list_without_names_is_none():
    with pytest.raises(ValueError, match="names"):
        say([], "discussion", "fr")


def test_an_unknown_name_with_a_comma_is_kept_apart_by_semicolons():
    rows = [Speaking(Name("Chad")), Speaking(Name("Dusk, Dawn and Noon", known=False)), Speaking(Name("Peru"))]
    read = read_list(say(rows, "discussion", "en").text, None, "en")
    assert [item.name for item in read.interventions] == ["Chad", "Dusk, Dawn and Noon", "Peru"]


def test_french_calls_its_footnote():
    assert CALLS["fr"] == "de nombreuses délégations*"


# --- French articles --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "alone", "of", "to"),
    [
        ("qatar", "le Qatar", "du Qatar", "au Qatar"),
        ("lithuania", "la Lituanie", "de la Lituanie", "à la Lituanie"),
        ("iran", "l’Iran", "de l’Iran", "à l’Iran"),
        ("maldives", "les Maldives", "des Maldives", "aux Maldives"),
        ("haiti", "Haïti", "d’Haïti", "à Haïti"),
        ("hungary", "la Hongrie", "de la Hongrie", "à la Hongrie"),
        ("honduras", "le Honduras", "du Honduras", "au Honduras"),
        ("yemen", "le Yémen", "du Yémen", "au Yémen"),
        ("oman", "Oman", "d’Oman", "à Oman"),
        ("el-salvador", "El Salvador", "d’El Salvador", "à El Salvador"),
        ("cuba", "Cuba", "de Cuba", "à Cuba"),
        ("cook-islands", "les Îles Cook", "des Îles Cook", "aux Îles Cook"),
        ("state-of-palestine", "l’État de Palestine", "de l’État de Palestine", "à l’État de Palestine"),
        ("european-union", "l’Union européenne", "de l’Union européenne", "à l’Union européenne"),
        ("african-group", "le Groupe africain", "du Groupe africain", "au Groupe africain"),
        ("nordic-countries", "les pays nordiques", "des pays nordiques", "aux pays nordiques"),
        ("a-group-of-countries", "un groupe de pays", "d’un groupe de pays", "à un groupe de pays"),
        ("several-countries", "plusieurs pays", "de plusieurs pays", "à plusieurs pays"),
        ("un-women", "ONU-Femmes", "d’ONU-Femmes", "à ONU-Femmes"),
        (
            "group-of-77-and-china",
            "le Groupe des 77 et la Chine",
            "du Groupe des 77 et de la Chine",
            "au Groupe des 77 et à la Chine",
        ),
        (
            "economic-and-social-commission-for-asia-and-the-pacific",
            "la Commission économique et sociale pour l'Asie et le Pacifique",
            "de la Commission économique et sociale pour l'Asie et le Pacifique",
            "à la Commission économique et sociale pour l'Asie et le Pacifique",
        ),
    ],
)
def test_articles_elide_and_contract(key, alone, of, to):
    french = name(key, "fr")
    assert (with_article(french), after("de", french), after("à", french)) == (alone, of, to)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("57 pays", "de 57 pays"),
        ("onze pays", "de onze pays"),
        ("huit pays", "de huit pays"),
        ("Human Rights Watch", "de Human Rights Watch"),
        ("Humanité et Inclusion", "d’Humanité et Inclusion"),
        ("Handicap International", "de Handicap International"),
        ("Amnesty International", "d’Amnesty International"),
        ("Égalité", "d’Égalité"),
        ("Œuvre des îles", "d’Œuvre des îles"),
    ],
)
def test_elision_follows_the_sound(text, of):
    assert after("de", Name(text)) == of


@given(st.sampled_from(sorted(WORDS)))
def test_every_name_of_the_reference_data_is_read_after_de(known, key):
    said = after("de", name(key, "fr"))
    assert known["fr"].key(said) == key
    assert not said.startswith(("de le ", "de les ", "d’ ", "de a", "de e", "de i", "de o"))
    assert fold(WORDS[key]["fr"]["press"].split(" et la Chine")[0]) in fold(said)


# --- Groups that are a number -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("57 countries", "57 pays"),
        ("57 Member States and Observers", "57 États Membres et observateurs"),
        ("a group of 57 countries", "un groupe de 57 pays"),
        ("a group of nine States", "un groupe de neuf États"),
        ("more than 50 countries", "plus de 50 pays"),
        ("a core group of six countries", "un groupe restreint de six pays"),
        ("a group of 12 Latin American countries", "un groupe de 12 pays d'Amérique latine"),
    ],
)
def test_a_group_that_is_a_number_is_said_in_both_languages(english, french):
    assert (counted(english, "en"), counted(french, "fr")) == (french, english)


@pytest.mark.parametrize("group", ["a group of friends", "57 friends", "countries", "a group of countries", "", "57"])
def test_another_group_is_no_number(group):
    assert counted(group, "en") == ""


def test_a_group_that_is_a_number_is_read_back():
    rows = [Speaking(Name("Pérou", "le"), Name("57 pays")), Speaking(Name("Tchad", "le"), Name("plus de 50 pays"))]
    read = read_list(say(rows, "discussion", "fr").text, None, "fr")
    assert [(item.name, item.on_behalf_of) for item in read.interventions] == [
        ("Pérou", "57 pays"),
        ("Tchad", "plus de 50 pays"),
    ]
