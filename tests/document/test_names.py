"""Where one name ends and the next begins, who is meant, and for whom they spoke."""

import pytest

from meetings.document import Intervention, Names, fold, parse_names, read_item, read_list, say_list, split_list


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Panama, Peru and Suriname", ["Panama", "Peru", "Suriname"]),
        ("Panama, Peru, and Suriname", ["Panama", "Peru", "Suriname"]),
        ("Azerbaijan and Armenia", ["Azerbaijan", "Armenia"]),
        ("Panama", ["Panama"]),
        ("Panama, Peru", ["Panama", "Peru"]),
        ("Belarus , Holy See", ["Belarus", "Holy See"]),
        ("A Ltd., Lamp Fund, Inc., and Bar Inc", ["A Ltd.", "Lamp Fund, Inc.", "Bar Inc"]),
        ("Dusk and Dawn Forum, Lamp Fund, and Keepers of Oil", ["Dusk and Dawn Forum", "Lamp Fund", "Keepers of Oil"]),
        ("Lamp Fund, Keepers, and Doctors for Oil and Light", ["Lamp Fund", "Keepers", "Doctors for Oil and Light"]),
        ("Chair of A, B and C; Head of D; and Adviser on E", ["Chair of A, B and C", "Head of D", "Adviser on E"]),
        ("Lamp Fund (Oil, Wicks), Keepers", ["Lamp Fund (Oil, Wicks)", "Keepers"]),
        ("Fund, (in a joint statement with A, B), Oil", ["Fund, (in a joint statement with A, B)", "Oil"]),
        ("", []),
        (" , and ; ", ["and"]),
    ],
)  # fmt: skip
def test_splits_names_that_nobody_knows(text, items):
    assert list(split_list(text, None, "en")[0]) == items


KNOWN = (
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Panama",
    "Dusk, Dawn and Noon",
    "Keepers and Friends",
    "Chad",
)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Panama and Antigua and Barbuda", ["Panama", "Antigua and Barbuda"]),
        ("Antigua and Barbuda and Panama", ["Antigua and Barbuda", "Panama"]),
        ("Antigua and Barbuda", ["Antigua and Barbuda"]),
        ("Peru, Antigua and Barbuda", ["Peru", "Antigua and Barbuda"]),
        ("Bosnia and Herzegovina and Antigua and Barbuda", ["Bosnia and Herzegovina", "Antigua and Barbuda"]),
        ("Lamps and Oil and Panama", ["Lamps and Oil", "Panama"]),
        ("Panama and Lamps and Oil", ["Panama", "Lamps and Oil"]),
        ("Peru, Panama and Chad on behalf of Oil and Gas", ["Peru", "Panama", "Chad on behalf of Oil and Gas"]),
        ("Lamps and Dusk, Dawn and Noon", ["Lamps", "Dusk, Dawn and Noon"]),
        ("Dusk, Dawn and Noon, Peru and Chad", ["Dusk, Dawn and Noon", "Peru", "Chad"]),
        ("Peru, Keepers and Friends on behalf of X and Chad", ["Peru", "Keepers and Friends on behalf of X", "Chad"]),
    ],
)
def test_never_cuts_a_known_name(text, items):
    names = Names.build("en", [(name, name) for name in KNOWN])
    assert list(split_list(text, names, "en")[0]) == items


@pytest.mark.parametrize("text", ["A, B and C", "A, B, and C", "A; B; and C", "A and B", "A, B", "A"])
def test_a_list_is_printed_as_it_was_read(text):
    assert say_list(*split_list(text, None, "en")) == text


@pytest.mark.parametrize(
    ("language", "printed", "name", "group", "remark"),
    [
        ("en", "the Maldives", "Maldives", "", ""),
        ("en", "The Lamp Fund", "The Lamp Fund", "", ""),
        ("en", "Oman on behalf of the Gulf Cooperation Council", "Oman", "Gulf Cooperation Council", ""),
        ("en", "China on behalf of a group of countries", "China", "a group of countries", ""),
        ("en", "Cuba (on behalf of the Union (ULA))", "Cuba", "Union (ULA)", ""),
        ("en", "Cuba, speaking on behalf of 57 States", "Cuba", "57 States", ""),
        ("en", "Lamps for Lamps in a joint statement", "Lamps for Lamps", "", "in a joint statement"),
        ("en", "Fund, (in a joint statement with Oil)", "Fund", "", "in a joint statement with Oil"),
        ("en", "on behalf of nobody", "on behalf of nobody", "", ""),
        ("fr", "l’Argentine", "Argentine", "", ""),
        ("fr", "de la Côte d'Ivoire", "Côte d'Ivoire", "", ""),
        ("fr", "les États-Unis", "États-Unis", "", ""),
        ("fr", "d’Haïti", "Haïti", "", ""),
        ("fr", "Pérou (au nom de neuf pays)", "Pérou", "neuf pays", ""),
        ("fr", "le Pérou au nom du Groupe des îles", "Pérou", "Groupe des îles", ""),
        ("fr", "la Lituanie, au nom d’un groupe de pays", "Lituanie", "un groupe de pays", ""),
        ("fr", "le Groupe des phares par le truchement de l'Égypte", "Égypte", "Groupe des phares", ""),
        ("fr", "Suie dans une déclaration conjointe", "Suie", "", "dans une déclaration conjointe"),
    ],
)
def test_reads_who_spoke_and_for_whom(language, printed, name, group, remark):
    assert read_item(printed, language) == Intervention(printed, name, group, remark)


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "lead_in", "tail", "names"),
    [
        ("en", "Speaking in the discussion on oil, gas and light were Peru and Chad.", "discussion",
         "Speaking in the discussion on oil, gas and light were", "", ["Peru", "Chad"]),
        ("en", "Also speaking were the following non-governmental organizations: Oil and Light.", "also_speaking",
         "Also speaking were the following non-governmental organizations:", "", ["Oil", "Light"]),
        ("en", "Speaking in the dialogue were representatives from Peru and Chad.", "discussion",
         "Speaking in the dialogue were representatives from", "", ["Peru", "Chad"]),
        ("en", "Statements were made by Peru and Chad", "discussion", "Statements were made by", "", ["Peru", "Chad"]),
        ("en", "The Maldives also took the floor.", "also_speaking", "", "also took the floor", ["Maldives"]),
        ("en", "Peru and Chad spoke in right of reply.\xa0", "right_of_reply", "", "spoke in right of reply",
         ["Peru", "Chad"]),
        ("fr", "Ont participé aux échanges les représentants de la Suède, du Chili et d’Haïti.", "discussion",
         "Ont participé aux échanges les représentants de", "", ["Suède", "Chili", "Haïti"]),
        ("fr", "Ont pris la parole\u202f: Pérou et Tchad.", "discussion", "Ont pris la parole\u202f:", "",
         ["Pérou", "Tchad"]),
        ("fr", "L’Arménie et l’Azerbaïdjan ont exercé leur droit de réponse.", "right_of_reply", "",
         "ont exercé leur droit de réponse", ["Arménie", "Azerbaïdjan"]),
    ],
)  # fmt: skip
def test_reads_a_list_from_its_sentence(language, sentence, kind, lead_in, tail, names):
    speakers = read_list(sentence, None, language)
    assert (speakers.kind, speakers.lead_in, speakers.tail) == (kind, lead_in, tail)
    assert [item.name for item in speakers.interventions] == names


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Several delegations took the floor."),
        ("en", "Some States and other speakers took the floor in the debate."),
        ("en", "Speaking in the discussion were many delegations from all over the world."),
        ("en", "Speaking were Peru and Chad. They said that oil was dear."),
        ("en", "The Committee spoke in private and then took the floor in the plenary."),
        ("en", "Speaking were"),
        ("en", ""),
        ("fr", "Plusieurs délégations ont pris la parole."),
        ("fr", "Les délégations ont exercé leur droit de réponse."),
    ],
)
def test_a_sentence_that_lists_nobody_is_no_list(language, sentence):
    assert read_list(sentence, None, language) is None


@pytest.mark.parametrize(
    "text",
    [
        "Speaking in the discussion were Panama, Peru on behalf of a group of countries and Chad.",
        "Panama, Peru on behalf of a group of countries and Chad.",
        "Panama, Peru on behalf of a group of countries, Chad",
        "Panama,\nPeru on behalf of a group of countries,\nand Chad",
        "Panama\n\n Peru on behalf of a group of countries \nChad\n",
    ],
)
def test_names_may_be_pasted_in_any_form(text):
    pasted = parse_names(text, None, "en").interventions
    assert [(item.name, item.on_behalf_of) for item in pasted] == [
        ("Panama", ""),
        ("Peru", "a group of countries"),
        ("Chad", ""),
    ]


def test_an_empty_box_has_no_names():
    assert parse_names(" \n ", None, "en").interventions == ()
    assert parse_names("", None, "en").text == ""


def test_order_and_doubles_are_kept(names):
    pasted = parse_names("China on behalf of a group of countries, Peru, China and Peru", names("en"), "en")
    assert [item.name for item in pasted.interventions] == ["China", "Peru", "China", "Peru"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_name_of_the_reference_data_survives_a_list(names, language):
    known = names(language)
    word = {"en": " and ", "fr": " et "}[language]
    for name in known.keys:
        items, _, _ = split_list(f"Aaa, {name}, Bbb{word}{name}", known, language)
        assert items == ("Aaa", name, "Bbb", name)


@pytest.mark.parametrize(
    "spelling", ["Côte d’Ivoire", "COTE D'IVOIRE", "the  Côte\xa0d’Ivoire", "Co\u0302te d'Ivoire", "Côte d‘Ivoire"]
)
def test_a_name_is_known_in_any_spelling(spelling):
    assert Names.build("en", [("Côte d'Ivoire", "ci")]).key(spelling) == "ci"


def test_folding_twice_changes_nothing():
    for text in ("Œuvre d’Æ — İstanbul-Straße", "ﬁn Å", "´ ¨ `", "ℌ ① ²"):
        assert fold(fold(text)) == fold(text)
