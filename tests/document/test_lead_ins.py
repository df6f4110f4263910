"""Every way in which releases say who spoke; and lists of States that did not."""

import pytest

from meetings.document import Names, fold, read_list

KNOWN = {
    "en": "Peru, Chad, Antigua and Barbuda, Iran, China, European Union, Maldives, United States, Belarus, Holy See",
    "fr": "Pérou, Tchad, Suède, Chili, Haïti, Chine, Union européenne, Maldives, Indonésie, Madagascar, États-Unis",
}


def known(language):
    return Names.build(language, [(name, fold(name)) for name in KNOWN[language].split(", ")])


def read(language, sentence):
    """The list of a sentence, read the same whether its names are known or not."""
    lists = [read_list(sentence, names, language) for names in (known(language), None)]
    assert lists[0] == lists[1]
    return lists[0]


EN = [
    ("Speaking were", "", "discussion"),
    ("Speaking in the discussion were", "", "discussion"),
    ("Speaking in the discussion on lamps, oil and wicks were", "", "discussion"),
    ("Speaking during the general debate were", "", "discussion"),
    ("Speaking during the general debate were:", "", "discussion"),
    ("Speaking this morning were", "", "discussion"),
    ("Speaking in the meeting were", "", "discussion"),
    ("Speaking at the end of the session were", "", "discussion"),
    ("Speaking to introduce draft texts were", "", "discussion"),
    ("Speaking in the dialogue were representatives from", "", "discussion"),
    ("Speaking in the discussion today were representatives of", "", "discussion"),
    ("In the discussion on lamps, speaking were", "", "discussion"),
    ("Taking the floor in the general debate were", "", "discussion"),
    ("Statements were made by", "", "discussion"),
    ("Statements in the discussion were made by", "", "discussion"),
    ("Also speaking were", "", "also_speaking"),
    ("Also speaking in the discussion were", "", "also_speaking"),
    ("Also speaking were the following non-governmental organizations:", "", "also_speaking"),
    ("Also taking the floor were", "", "also_speaking"),
    ("The following delegations took the floor in the general debate:", "", "discussion"),
    ("The following States spoke in the discussion on lamps:", "", "discussion"),
    ("The following delegations took the floor:", "", "discussion"),
    ("On the report of Utopia, the following delegations took the floor:", "", "discussion"),
    ("The following non-governmental organizations also took the floor:", "", "also_speaking"),
    ("The following non-governmental organizations took the floor:", "", "also_speaking"),
    ("The following civil society organizations also took the floor:", "", "also_speaking"),
    ("The civil society organizations that spoke in the general debate included", "", "also_speaking"),
    ("Speaking in exercise of the right of reply were", "", "right_of_reply"),
    ("Speaking in right of reply were", "", "right_of_reply"),
    ("", "spoke in right of reply", "right_of_reply"),
    ("", "spoke in a right of reply", "right_of_reply"),
    ("", "spoke in exercise of the right of reply", "right_of_reply"),
    ("", "exercised their right of reply", "right_of_reply"),
    ("", "spoke in the public plenary", "discussion"),
    ("", "took the floor", "discussion"),
    ("", "took the floor in the meeting with States parties", "discussion"),
    ("", "also took the floor", "also_speaking"),
    ("", "spoke as countries concerned", "discussion"),
    ("Representatives of", "took the floor", "discussion"),
    ("The representatives of", "took the floor", "discussion"),
]
FR = [
    ("Ont participé aux échanges les représentants de", "", "discussion"),
    ("Ont participé au dialogue :", "", "discussion"),
    ("Ont participé au débat sur les lampes:", "", "discussion"),
    ("Ont pris part au débat :", "", "discussion"),
    ("Ont pris la parole :", "", "discussion"),
    ("Ont pris la parole", "", "discussion"),
    ("Ont pris la parole les délégations suivantes :", "", "discussion"),
    ("Ont pris la parole au sujet des lampes :", "", "discussion"),
    ("En fin de séance, ont pris la parole :", "", "discussion"),
    ("Sont intervenus dans le débat:", "", "discussion"),
    ("Se sont exprimées au sujet des lampes :", "", "discussion"),
    ("Les délégations suivantes ont pris la parole:", "", "discussion"),
    ("Les délégations suivantes ont pris part au débat :", "", "discussion"),
    ("Les pays suivants sont intervenus :", "", "discussion"),
    ("Les délégations ci-après se sont exprimées :", "", "discussion"),
    ("Les représentants des délégations suivantes ont pris part à la discussion :", "", "discussion"),
    ("Le Conseil a entendu les délégations suivantes:", "", "discussion"),
    ("Elle a entendu les représentants des pays suivants :", "", "discussion"),
    ("La Conférence a entendu des déclarations d’une quinzaine de délégations :", "", "discussion"),
    ("Ont également pris la parole les représentants de", "", "also_speaking"),
    ("Sont également intervenues:", "", "also_speaking"),
    ("Les organisations non gouvernementales suivantes ont pris la parole :", "", "also_speaking"),
    ("Les organisations non gouvernementales ci-après ont également pris la parole:", "", "also_speaking"),
    ("", "ont exercé leur droit de réponse", "right_of_reply"),
    ("", "ont exercé le droit de réponse", "right_of_reply"),
    ("", "ont fait usage du droit de réponse", "right_of_reply"),
    ("", "ont pris la parole", "discussion"),
    ("", "ont pris part au débat", "discussion"),
    ("", "sont intervenus", "discussion"),
]


@pytest.mark.parametrize(("lead_in", "tail", "kind"), EN)
def test_english_lead_ins_and_tails(lead_in, tail, kind):
    speakers = read("en", f"{lead_in} Antigua and Barbuda and Chad {tail}".strip() + ".")
    assert (speakers.kind, speakers.lead_in, speakers.tail) == (kind, lead_in, tail)
    assert [item.name for item in speakers.interventions] == ["Antigua and Barbuda", "Chad"]


@pytest.mark.parametrize(("lead_in", "tail", "kind"), FR)
def test_french_lead_ins_and_tails(lead_in, tail, kind):
    names = "de la Suède et d’Haïti" if lead_in.endswith(" de") else "la Suède et Haïti"
    if lead_in.endswith(" de"):
        names = "la Suède et d’Haïti"
    speakers = read("fr", f"{lead_in} {names} {tail}".strip() + ".")
    assert (speakers.kind, speakers.lead_in, speakers.tail) == (kind, lead_in, tail)
    assert [item.name for item in speakers.interventions] == ["Suède", "Haïti"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The initial reports of the following States parties were overdue: Peru, Chad and Iran."),
        ("en", "States parties whose reports were overdue were Peru, Chad and Iran."),
        ("en", "The 12 States parties concerned are the following: Peru, Chad and Iran."),
        ("en", "The Committee will review the reports of the following States: Peru, Chad and Iran."),
        ("en", "The members of the Committee are Zora Lind (Peru), Otto Oko (Chad) and Ada Dusk (Iran)."),
        ("en", "The delegation consisted of representatives of the Ministry of Oil; and the Ministry of Light."),
        ("en", "In favour (3): Peru, Chad and Iran."),
        ("en", "Abstentions (3): Peru, Chad and Iran."),
        ("en", "The Council elected the following States: Peru, Chad and Iran."),
        ("en", "Speaking on behalf of the Group, delegates were concerned about Peru and Chad."),
        ("en", "Speaking were several delegations, Peru and Chad among them."),
        ("en", "The Committee has received reports from Peru, Chad and Iran."),
        ("en", "Peru, Chad and Iran had not submitted their reports."),
        ("fr", "Les 12 États parties concernés sont les suivants: Pérou, Tchad, Chili."),
        ("fr", "Le Comité examinera les rapports des pays suivants: Pérou, Tchad et Chili."),
        ("fr", "Les rapports du Pérou, du Tchad et du Chili sont attendus de longue date."),
        ("fr", "Le Comité est composé des experts suivants: M. Jean Lind (Pérou) et Mme Ada Oko (Tchad)."),
        ("fr", "Ont voté pour (3) : Pérou, Tchad et Chili."),
        ("fr", "Ont été élus membres du Comité consultatif Mme Ada Oko (Pérou) et M. Jean Lind (Tchad)."),
        ("fr", "La délégation était composée de représentants du Ministère de l’huile; et du Ministère des lampes."),
        ("fr", "Les membres du Comité ont pris la parole."),
        ("fr", "De nombreuses délégations* ont pris part au débat."),
    ],
)
def test_states_that_did_not_speak_make_no_list(language, sentence):
    assert read(language, sentence) is None


def pairs(speakers):
    return [(item.name, item.on_behalf_of or item.remark) for item in speakers.interventions]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        (
            "en",
            "Speaking were Iran on behalf of the Lamp Movement, China on behalf of 57 Member States and Observers, "
            "Peru (on behalf of the Alliance of Lakes (ALLA)), the Maldives, Iran and China.",
            [("Iran", "Lamp Movement"), ("China", "57 Member States and Observers"),
             ("Peru", "Alliance of Lakes (ALLA)"),
             ("Maldives", ""), ("Iran", ""), ("China", "")],
        ),
        (
            "en",
            "Speaking were Peru (on behalf of the Lamp Union); Chad (on behalf of the Wick Union), Iran, on behalf of "
            "the Union of Lakes and Islands, China; Belarus, Maldives; Holy See, and United States.",
            [("Peru", "Lamp Union"), ("Chad", "Wick Union"), ("Iran", "Union of Lakes and Islands"), ("China", ""),
             ("Belarus", ""), ("Maldives", ""), ("Holy See", ""), ("United States", "")],
        ),
        (
            "en",
            "Also speaking were Lamp Watch, Centre for Oil, Peace and Development, Moon Lawyers Inc., Foundation: "
            "Luna, International-Moons.Org, Wick Fund, (in a joint statement with Dusk Institute and Dawn Fund), "
            "Lamps for Lamps in a joint statement, Lamp Watch, and Society of Dusk and Dawn.",
            [("Lamp Watch", ""), ("Centre for Oil, Peace and Development", ""), ("Moon Lawyers Inc.", ""),
             ("Foundation: Luna", ""), ("International-Moons.Org", ""),
             ("Wick Fund", "in a joint statement with Dusk Institute and Dawn Fund"),
             ("Lamps for Lamps", "in a joint statement"), ("Lamp Watch", ""), ("Society of Dusk and Dawn", "")],
        ),
        (
            "en",
            "Speaking were Belarus , Holy See, Peru Chad,",
            [("Belarus", ""), ("Holy See", ""), ("Peru", ""), ("Chad", "")],
        ),
        (
            "fr",
            "Ont pris la parole : Pérou (au nom de neuf pays membres du Groupe des lampes), la Chine, au nom d’un "
            "groupe de pays, les Maldives par le truchement du Tchad, l’Union européenne, le Pérou et "
            "l’Indonésie Madagascar.",
            [("Pérou", "neuf pays membres du Groupe des lampes"), ("Chine", "un groupe de pays"), ("Tchad", "Maldives"),
             ("Union européenne", ""), ("Pérou", ""), ("Indonésie", ""), ("Madagascar", "")],
        ),
        (
            "fr",
            "Les délégations suivantes ont pris la parole : CHINE (AU NOM DU GROUPE DES LAMPES), Pérou ainsi que "
            "le Tchad.",
            [("CHINE", "GROUPE DES LAMPES"), ("Pérou", ""), ("Tchad", "")],
        ),
        (
            "fr",
            "*Lampes sans frontières (au nom également de Lumière pour tous), Société de l’huile et des mèches, Moon "
            "Lawyers Inc., et Lueurs et Ombres.",
            [("Lampes sans frontières", "Lumière pour tous"), ("Société de l’huile et des mèches", ""),
             ("Moon Lawyers Inc.", ""), ("Lueurs et Ombres", "")],
        ),
    ],
)  # fmt: skip
def test_groups_remarks_doubles_and_mixed_separators(language, sentence, expected):
    assert pairs(read_list(sentence, known(language), language)) == expected
