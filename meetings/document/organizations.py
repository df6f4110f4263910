"""Words of which the names of organizations are made: by them unknown names are told apart.

One table for both languages: French lists hold English names, and the reverse.
"""

import re

from .folding import fold, words

# What an organization calls itself: such a word at either end makes a whole name.
HEADS = frozenset(
    words(
        "academy access action advocates agency aid alliance assembly association authority bar barreau bloc brigades "
        "brothers bureau campaign caritas center centre chamber charity church club coalition collectif collective "
        "college comite commission committee community company comission confederation conference congregation congres "
        "congress conseil consortium council cour court ensemble espace federation fondation fonds forum foundation "
        "franciscans fraternite fund fundacion global government group groupe house human-rights-watch humanists "
        "incorporated initiative institut institute institution international internationale internationalis jeunesse "
        "jubilee league liberation ligue limited maison media mission mouvement movement national network nations nord "
        "observatoire observatory office ombudsman ombudsperson organisation organization oeuvre parliament partners "
        "partnership plan program programme project rapporteur refuge relief rencontre reporters reseau resource "
        "secours secretariat service services sisters sociedade societe society soroptimist southern stichting "
        "terre trust un unesco unicef union united universal university verein volunteers watch women world worldwide"
    )
)
# What organizations are for, or of what kind: such words alone make no name.
TOPICS = frozenset(
    words(
        "abolition abuse advancement advocacy africa agriculture aids apartheid application arts assistance "
        "awareness care censorship child childhood children citizenship civil climate communication communications "
        "conservation cooperation crime cultural culture culturel culturels democracy democratie desarrollo desert "
        "development developpement dialogue dignity disabilities disarmament discrimination droit droits durable "
        "economic economics economie economique economiques economy education educational elderly electoral "
        "elimination emploi empowerment enfance enfant enfants entertainment environment environmental "
        "environnement equality equity ethical exchange exchanges families famille familles family femme femmes "
        "fight food formation freedom freedoms gay gender genre governance growth handicap harmony health help "
        "homme hommes homosexual housing human humanitarian humanity humans immigration inclusion industry "
        "information innovation integration intersex jeunes justice knowledge labor labour language law lesbian "
        "liberte libertes liberty light malaria maternity medicine memory migrants migration migrations minorities "
        "minority nature nutrition paix paludisme parenthood peace peuples population populations poverty press "
        "prevention progress promotion prosperity protection quality racism racisme recherche reconciliation "
        "reform refugee refugees rehabilitation religion reproductive rescue research residency respect rights "
        "sante science sciences scientific securite security sex sexual sexuality sida social society solidarite "
        "solidarity sport sports stability support sustainability sustainable tibet tolerance torture trade "
        "tradition training trans travail truth tuberculose tuberculosis understanding victims violence water "
        "welfare wildlife work workers youth "
    )
)
# Between what an organization is and what it is for.
LINKS = frozenset(words("for of on in against without to pour pro de du des d contre sans sur por para del fur van"))
# In lower case inside a name.
SMALL_WORDS = frozenset(
    words("of the for and from with against without on in to at by a an de du des la le les et pour sur contre d l")
    + words("y e en & au aux à per del della van von")
)
# Names of States that hold a conjunction: known even where no names are at hand.
PAIRS = frozenset(
    fold(name)
    for name in (
        "Antigua and Barbuda",
        "Bosnia and Herzegovina",
        "Saint Kitts and Nevis",
        "St. Kitts and Nevis",
        "Saint Vincent and the Grenadines",
        "St. Vincent and the Grenadines",
        "Sao Tome and Principe",
        "Serbia and Montenegro",
        "Trinidad and Tobago",
        "Antigua et Barbuda",
        "Bosnie et Herzégovine",
        "Bosnie et Herzegovine",
        "Saint Kitts et Nevis",
        "Saint Christophe et Niévès",
        "Saint Vincent et les Grenadines",
        "Saint Vincent et Grenadines",
        "Sao Tomé et Principe",
        "Serbie et Monténégro",
        "Trinité et Tobago",
    )
)


def _folded(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def has_head(text: str) -> bool:
    """Whether a text holds a word that an organization calls itself."""
    return any(word in HEADS for word in _folded(text))


def is_topic(text: str) -> bool:
    """Whether a text names but what an organization is for."""
    words = [word for word in _folded(text) if len(word) > 3]
    return bool(words) and all(word in TOPICS for word in words)


def has_link(name: str) -> bool:
    """Whether a name says what it is for: "Centre for Oil"."""
    return any(word in LINKS for word in _folded(name)[1:-1])


def has_capital(text: str) -> bool:
    """Whether a word of a text begins with a capital, or a figure: no name is without."""
    return bool(re.search(r"(?<!\w)[^\W_a-zà-öø-ÿœ]", text))
