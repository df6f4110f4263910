"""A list is split well when a third of its names is unknown: States, groups and entities of the reference data, and
invented organizations built as real ones are."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from meetings.document import Names, say_list, split_list

DATA = Path(__file__).resolve().parents[2] / "meetings" / "data"
DRAWS = 40
ORGANIZATIONS = {
    "en": (
        "Lamp Watch",
        "International Commission of Lamplighters",
        "Action Dusk for Population and Development",
        "Friends World Committee for Lanterns",
        "International Youth and Student Movement for the Night",
        "Eastern Western Forum for Dialogue and Human Rights",
        "Partners For Shade",
        "International Organization for the Elimination of All Forms of Darkness",
        "Keepers for Human Rights",
        "Centre for Moonlight, Inc.",
        "International Wick and Oil Association",
        "Institute for Water, Environment and Health",
        "Lamplighters' International League for Peace and Freedom",
        "World Organisation Against Soot",
        "Foundation for Candles",
        "International Movement Against All Forms of Soot and Smoke (IMASS)",
        "Lanterne: Fondation Ada Lind",
        "International Harbour Development Inc.",
        "International-Lamps.Org",
        "Defence for Lanterns International",
        "Dusk Community",
        "Tumbria Development and Cultural Union",
        "Health and Light Program",
        "Association pour l'Intégration et la Lumière au Bord du Lac",
        "Advocates for Dusk",
        "Society for the Protection of Unlit Streets",
        "The Palm Lamp Centre Ltd",
        "Caritas Lucis (International Confederation of Lamp Charities)",
        "Union of Eastern Jurists",
        "Ensemble contre la Nuit",
        "Lumen",
        "Verein Abendrot",
        "Sisters for Justice and Peace: Order of Lamps",
        "Commission of the Keepers on International Affairs of the World Council of Lamps",
    ),
    "fr": (
        "Lamp Watch",
        "Commission internationale des allumeurs",
        "Service international pour les lanternes",
        "Fédération internationale des ligues de la lumière",
        "Ligue internationale des femmes pour la paix et la lumière",
        "Rencontre du soir pour la défense des droits de l'homme",
        "Centre Lune - Tiers Monde",
        "Mouvement contre la nuit et pour l'amitié entre les peuples",
        "Nord-Sud XXX",
        "Lanterne : Fondation Ada Lind",
        "Association pour l'intégration et le développement durable au bord du lac",
        "Congrès mondial des phares",
        "Union des juristes du soir",
        "Défense des lanternes - international",
        "Action internationale pour la paix et le développement dans la région des Petits Lacs",
        "Institut du quai pour les études des droits de l'homme",
        "International Harbour Development Inc.",
        "World Lamp Congress",
        "Lumen",
        "Minority Lamps Group",
        "Comité international pour le respect et l'application de la Charte des lampes",
        "Tourner la mèche",
        "Libération et Lumière",
        "Alliance internationale d'aide aux allumeurs",
        "Société savante d'études des lampes",
        "Femmes, santé et développement au bord du lac",
        "Secours des phares",
        "Dominicains pour justice et paix (Ordre des lampes)",
    ),
}
GROUPS = {
    "en": (
        " on behalf of a group of countries",
        " (on behalf of the Group of Lakes)",
        " on behalf of a group of Lake and Island States",
        " on behalf of 57 Member States and Observers",
    ),
    "fr": (" (au nom d'un groupe de pays)", " (au nom du Groupe des lacs et des îles)", " (au nom de neuf pays)"),
}
REMARKS = {
    "en": (" in a joint statement", " (in a joint statement with Lamps for All and Dusk Fund)"),
    "fr": (" (au nom de plusieurs ONG)", " (au nom également de Lampes pour tous)"),
}
CONJUNCTIONS = {"en": (" and ", ", and "), "fr": (" et ", " et ", ", et ")}

# Exactly right lists, and right items, of those drawn: what the rules reach today, less a little for another seed.
REACHED = {
    ("en", "states"): (0.93, 0.99),
    ("en", "organizations"): (0.87, 0.97),
    ("en", "both"): (0.88, 0.985),
    ("fr", "states"): (0.95, 0.99),
    ("fr", "organizations"): (0.93, 0.985),
    ("fr", "both"): (0.93, 0.985),
}


@pytest.fixture(scope="module")
def reference():
    rows = {name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in ("states", "groups", "entities")}
    return rows


def drawn(rng, rows, language, kind):
    """A list as releases have them, and how it is printed."""
    items = []
    if kind != "organizations":
        for row in rng.sample(rows["states"], rng.randint(3, 40)):
            items.append(row[language]["press"] + (rng.choice(GROUPS[language]) if rng.random() < 0.1 else ""))
        items += [row[language]["press"] for row in rng.sample(rows["entities"], rng.randint(0, 4))]
    if kind != "states":
        for name in rng.sample(ORGANIZATIONS[language], rng.randint(3, 12)):
            items.append(name + (rng.choice(REMARKS[language]) if rng.random() < 0.1 else ""))
    return items, rng.choice(CONJUNCTIONS[language])


def two_thirds(rng, rows, language, with_organizations):
    """The known names but for a random third of those who bear them."""
    pairs = [
        (name, row["key"])
        for row in (*rows["states"], *rows["groups"], *rows["entities"])
        for name in (row[language]["press"], row[language]["formal"], *row[language]["aliases"])
    ]
    if with_organizations:
        pairs += [(name, name) for name in ORGANIZATIONS[language]]
    keys = sorted({key for _, key in pairs})
    withheld = set(rng.sample(keys, len(keys) // 3))
    return Names.build(language, (pair for pair in pairs if pair[1] not in withheld))


@pytest.mark.parametrize(("language", "kind"), REACHED)
@pytest.mark.parametrize("with_organizations", [True, False], ids=["a third unknown", "no organization known"])
def test_a_list_is_split_well_when_a_third_of_its_names_is_unknown(reference, language, kind, with_organizations):
    rng = random.Random(f"{language} {kind} {with_organizations}")
    exact = right = total = 0
    for draw in range(DRAWS):
        if draw % 10 == 0:
            names = two_thirds(rng, reference, language, with_organizations)
        items, conjunction = drawn(rng, reference, language, kind)
        split = split_list(say_list(items, ", ", conjunction), names, language)[0]
        exact += list(split) == items
        right += (Counter(items) & Counter(split)).total()
        total += len(items)
    lists_reached, items_reached = REACHED[language, kind]
    assert exact / DRAWS >= lists_reached
    assert right / total >= items_reached
