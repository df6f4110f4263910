"""The reference data as it lies in its files: complete, unambiguous, in French as it is printed."""

import itertools
import json
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "meetings" / "data"
SPEAKER_FILES = ("states", "groups", "entities")
SPEAKER_KINDS = {"state", "observer_state", "group", "un_entity", "intergovernmental"}
BODIES = {"CAT", "CCPR", "CD", "CED", "CEDAW", "CERD", "CESCR", "CMW", "CRC", "CRPD", "HRC"}
OFFICIAL = (".un.org", ".ungeneva.org", ".ohchr.org", ".unoda.org")
# States by their treaties, not Members of the United Nations.
NOT_MEMBERS = {"cook-islands", "niue"}
FRENCH_ARTICLES = {"le", "la", "l'", "les", ""}
# An h that allows no elision: le Honduras, la Hongrie, le Haut-Commissariat.
ASPIRATED = ("haut", "honduras", "hongrie")
# What is printed without an article though most names have one.
WITHOUT_ARTICLE = {
    "antigua-and-barbuda", "bahrain", "cabo-verde", "cuba", "cyprus", "djibouti", "el-salvador",
    "haiti", "israel", "kiribati", "madagascar", "malta", "mauritius", "monaco", "nauru", "niue",
    "oman", "saint-kitts-and-nevis", "saint-lucia", "saint-vincent-and-the-grenadines",
    "san-marino", "sao-tome-and-principe", "singapore", "sri-lanka", "tuvalu", "vanuatu",
}  # fmt: skip
PLURAL = {
    "bahamas", "comoros", "cook-islands", "fiji", "maldives", "marshall-islands", "netherlands",
    "palau", "philippines", "seychelles", "solomon-islands", "tonga", "united-arab-emirates",
    "united-states",
}  # fmt: skip


def read(name: str) -> list[dict]:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def speakers() -> list[dict]:
    return [speaker for name in SPEAKER_FILES for speaker in read(name)]


def names(speaker: dict, language: str) -> list[str]:
    words = speaker[language]
    return [words["press"], words["formal"], *words["aliases"], *(name["name"] for name in former(speaker, language))]


def former(speaker: dict, language: str) -> list[dict]:
    return speaker[language].get("former", [])


def fold(text: str) -> str:
    """One spelling for what differs in capitals, accents, apostrophes, hyphens or blanks."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub("[\u2018\u2019\u02bc`]", "'", text)
    return " ".join(re.sub("[-\u2010-\u2015]", " ", text).split())


def known(language: str) -> dict[str, set[str]]:
    """Folded name → keys of the speakers that bear it."""
    found: dict[str, set[str]] = {}
    for speaker in speakers():
        for name in names(speaker, language):
            found.setdefault(fold(name), set()).add(speaker["key"])
    return found


def starts_with_a_vowel_sound(name: str) -> bool:
    folded = fold(name)
    return folded[0] in "aeiou" or (folded[0] == "h" and not folded.startswith(ASPIRATED))


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


ALL_FILES = (*SPEAKER_FILES, "bodies", "wordings")


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_file_holds_one_object_a_line_so_that_a_change_is_one_line_of_a_diff(name):
    lines = (DATA / f"{name}.json").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("[", "]")
    assert [json.loads(line.rstrip(",")) for line in lines[1:-1]] == read(name)


@pytest.mark.parametrize("name", ALL_FILES)
def test_no_text_has_blanks_at_its_ends_or_doubled(name):
    for text in texts(read(name)):
        assert text == " ".join(text.split()), text
        assert not set(text) & set("\u00a0\u202f"), text
        assert text == unicodedata.normalize("NFC", text), text


@pytest.mark.parametrize("name", SPEAKER_FILES)
def test_a_name_that_is_looked_up_has_straight_apostrophes(name):
    assert not set("".join(texts(read(name)))) & set("\u2018\u2019\u02bc")


@pytest.mark.parametrize("name", ["bodies", "wordings"])
def test_what_the_public_reads_has_curved_apostrophes(name):
    assert not set("".join(texts(read(name)))) & set("'\u2018\u02bc")


@pytest.mark.parametrize("name", SPEAKER_FILES)
def test_a_file_of_speakers_is_sorted_by_key(name):
    keys = [speaker["key"] for speaker in read(name)]
    assert keys == sorted(keys)


def test_every_key_is_unique_and_made_from_the_english_press_name():
    for speaker in speakers():
        ascii_name = unicodedata.normalize("NFKD", speaker["en"]["press"]).encode("ascii", "ignore")
        slug = re.sub("[^a-z0-9]+", "-", ascii_name.decode().lower()).strip("-")
        assert speaker["key"] == slug
    assert all(count == 1 for count in Counter(speaker["key"] for speaker in speakers()).values())


def test_every_state_has_an_iso_code_of_its_own_and_nobody_else_has_one():
    codes = [state["iso"] for state in read("states")]
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert len(codes) == len(set(codes))
    assert {speaker["iso"] for speaker in read("groups") + read("entities")} == {None}


def test_there_are_193_member_states_and_two_observer_states():
    kinds = {state["key"]: state["kind"] for state in read("states")}
    assert set(kinds.values()) == {"state", "observer_state"}
    assert {key for key, kind in kinds.items() if kind == "observer_state"} == {
        "holy-see",
        "state-of-palestine",
    }
    members = {key for key, kind in kinds.items() if kind == "state"} - NOT_MEMBERS
    assert len(members) == 193


def test_every_speaker_has_a_kind_and_all_fields_in_both_languages():
    for speaker in speakers():
        assert set(speaker) == {"key", "kind", "iso", "en", "fr"}
        assert speaker["kind"] in SPEAKER_KINDS
        for language in ("en", "fr"):
            words = speaker[language]
            assert set(words) - {"former"} == {"press", "formal", "article", "aliases"}
            assert words["press"] and words["formal"], speaker["key"]


def test_no_name_fills_more_than_its_column():
    for speaker in speakers():
        assert len(speaker["key"]) <= 120
        for language in ("en", "fr"):
            assert all(len(name) <= 250 for name in names(speaker, language))


def test_an_alias_repeats_neither_the_press_name_nor_the_formal_one_nor_another_alias():
    for speaker in speakers():
        for language in ("en", "fr"):
            words = speaker[language]
            assert not {words["press"], words["formal"]} & set(words["aliases"]), speaker["key"]
            assert len(words["aliases"]) == len(set(words["aliases"])), speaker["key"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_speakers_share_a_name(language):
    """Former names too: they are looked up whatever the day."""
    assert {name: keys for name, keys in known(language).items() if len(keys) > 1} == {}


def test_an_english_article_is_the_or_nothing():
    assert {article for article, _ in articles("en")} == {"the", ""}


def articles(language: str) -> list[tuple[str, str]]:
    """Each article with the name that it stands before, former names too."""
    present = [(speaker[language]["article"], speaker[language]["press"]) for speaker in speakers()]
    return present + [(name["article"], name["name"]) for speaker in speakers() for name in former(speaker, language)]


def test_a_french_article_is_one_of_five_and_elides_before_a_vowel_or_a_mute_h():
    for article, name in articles("fr"):
        assert article in FRENCH_ARTICLES
        if article in ("le", "la"):
            assert not starts_with_a_vowel_sound(name), f"{article} {name}"
        if article == "l'":
            assert starts_with_a_vowel_sound(name), f"{article}{name}"


def test_yemen_honduras_and_hungary_allow_no_elision():
    french = {state["key"]: state["fr"] for state in read("states")}
    articles = [french[key]["article"] for key in ("yemen", "honduras", "hungary")]
    assert articles == ["le", "le", "la"]


def test_exactly_the_states_of_these_two_lists_are_printed_without_article_and_in_the_plural():
    articles = {state["key"]: state["fr"]["article"] for state in read("states")}
    assert {key for key, article in articles.items() if article == ""} == WITHOUT_ARTICLE
    assert {key for key, article in articles.items() if article == "les"} == PLURAL


def test_a_former_name_has_its_days_and_stands_in_both_languages():
    for speaker in speakers():
        days = {
            language: [(name["from"], name["to"]) for name in former(speaker, language)] for language in ("en", "fr")
        }
        assert days["en"] == days["fr"], speaker["key"]
        for start, end in days["en"]:
            assert date.fromisoformat(end) < date.today()
            assert start is None or date.fromisoformat(start) <= date.fromisoformat(end), speaker["key"]


def test_no_two_former_names_of_a_speaker_were_in_use_on_one_day():
    for speaker in speakers():
        days = sorted((name["from"] or "", name["to"]) for name in former(speaker, "en"))
        assert all(end < start for (_, end), (start, _) in itertools.pairwise(days)), speaker["key"]


@pytest.mark.parametrize(
    ("iso", "name", "last_day"),
    [
        ("SZ", "Swaziland", "2018"),
        ("MK", "former Yugoslav Republic of Macedonia", "2019"),
        ("TR", "Turkey", "2022"),
        ("CV", "Cape Verde", "2013"),
        ("CZ", "Czech Republic", "2016"),
        ("LY", "Libyan Arab Jamahiriya", "2011"),
        ("RS", "Serbia and Montenegro", "2006"),
        ("CD", "Zaire", "1997"),
        ("PS", "Palestine", "2012"),
    ],
)
def test_a_state_that_changed_its_name_has_the_former_one(iso, name, last_day):
    state = next(state for state in read("states") if state["iso"] == iso)
    assert [one["to"][:4] for one in former(state, "en") if one["name"] == name] == [last_day]


@pytest.mark.parametrize(
    ("language", "printed", "key"),
    [
        ("en", "Korea (Republic of)", "republic-of-korea"),
        ("en", "Korea, Republic of", "republic-of-korea"),
        ("en", "Democratic Republic of Congo", "democratic-republic-of-the-congo"),
        ("en", "Lao PDR", "lao-people-s-democratic-republic"),
        ("en", "Bolivia (Plurinational State of)", "bolivia"),
        ("en", "DPRK", "democratic-people-s-republic-of-korea"),
        ("en", "Netherlands (Kingdom of the)", "netherlands"),
        ("en", "Guinea Bissau", "guinea-bissau"),
        ("en", "Organisation of the Islamic Conference", "organization-of-islamic-cooperation"),
        ("en", "UNIFEM", "un-women"),
        ("en", "GRULAC", "group-of-latin-american-and-caribbean-countries"),
        ("fr", "Etats-Unis d’Amérique", "united-states"),
        ("fr", "Cap-Vert", "cabo-verde"),
        ("fr", "Groupe des États africains", "african-group"),
        ("fr", "OCI", "organization-of-islamic-cooperation"),
        ("fr", "République démocratique populaire de Corée", "democratic-people-s-republic-of-korea"),
    ],
)
def test_a_spelling_that_releases_show_is_known(language, printed, key):
    assert known(language)[fold(printed)] == {key}


def test_an_indefinite_group_carries_its_article_in_its_name():
    for group in read("groups"):
        if group["en"]["press"].startswith(("a ", "several ")):
            assert group["fr"]["press"].startswith(("un ", "plusieurs ")), group["key"]
            assert (group["en"]["article"], group["fr"]["article"]) == ("", "")


def test_there_are_eleven_bodies_with_their_prefixes():
    bodies = {body["code"]: body for body in read("bodies")}
    assert set(bodies) == BODIES
    assert list(bodies) == sorted(bodies)
    for code, body in bodies.items():
        assert body["symbol_prefix"] == ("DC" if code == "CD" else code)
        assert body["session_style"] == ("yearly" if code == "CD" else "numbered")
        assert body["kicker_en"] is (code == "HRC")
        assert body["members"] == (47 if code == "HRC" else None)
        assert body["document_prefix"].endswith(("/", "."))
        assert body["name_en"] and body["name_fr"]
        assert body["short_en"].startswith("the ")
        assert body["short_fr"].startswith(("le ", "la "))


def test_every_body_has_both_fixed_wordings_in_both_languages():
    held = {(wording["body"], wording["language"], wording["kind"]) for wording in read("wordings")}
    assert held == {
        (body, language, kind)
        for body in BODIES
        for language in ("en", "fr")
        for kind in ("where_to_find", "disclaimer")
    }


def test_wordings_are_sorted_and_only_one_takes_effect_on_a_day():
    fields = ("body", "language", "kind", "effective_from")
    order = [tuple(wording[field] for field in fields) for wording in read("wordings")]
    assert all(date.fromisoformat(day).isoformat() == day for *_, day in order)
    assert order == sorted(set(order))


def test_a_wording_is_one_paragraph_with_public_links_and_no_other_field_than_the_session():
    for wording in read("wordings"):
        text = wording["text"]
        assert set(re.findall(r"\{[^}]*\}", text)) <= {"{session}"}
        links = re.findall(r"\[[^\]]+\]\((.*?)\)", text)
        assert len(links) == text.count("[") == text.count("http")
        hosts = re.findall(r"https://([^/)]+)/", text)
        assert len(hosts) == len(links)
        assert all(host.endswith(OFFICIAL) for host in hosts)
        if wording["kind"] == "where_to_find":
            assert "{session}" in text and len(links) == 3


def test_whoever_is_no_ngo_in_the_lists_of_a_real_summary_is_known(corpus):
    """Organizations are learnt from texts: they may close a list, nothing else may be unknown."""
    expected = json.loads((corpus / "HRC23.093E.expected.json").read_text(encoding="utf-8"))
    english = known("en")
    unknown = []
    for segment in expected["segments"]:
        printed = [item["speaker"] for item in segment["discussion"]]
        resolved = [fold(name) in english for name in printed]
        last = max((place for place, is_known in enumerate(resolved) if is_known), default=-1)
        assert all(resolved[: last + 1]), printed
        unknown += printed[last + 1 :]
        for name in segment["right_of_reply"]:
            assert fold(name) in english, name
        for item in segment["discussion"]:
            assert item["on_behalf_of"] is None or fold(item["on_behalf_of"]) in english, item
    assert len(unknown) == 9
