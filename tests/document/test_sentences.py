"""Sentences made from facts: articles and agreement in both languages."""

import datetime

import pytest

from meetings.document.sentences import (
    TEXTS,
    Cited,
    Earlier,
    Vote,
    before_the_body,
    continuation,
    counts,
    day,
    hour,
    next_meeting,
    vote,
)

TODAY = datetime.date(2023, 7, 6)  # a Thursday


def plain(text):
    return text.replace("\u00a0", " ")


def d(month, date, year=2023):
    return datetime.date(year, month, date)


@pytest.mark.parametrize(
    ("language", "body", "titles", "said"),
    [
        ("en", "the Council", ["Report of the Keeper"], "The Council has before it the report of the Keeper (A/1)."),
        ("en", "the Council", [""], "The Council has before it document A/1."),
        ("en", "the Committee", ["Lamps and Light."],
         "The Committee has before it the report entitled “Lamps and Light” (A/1)."),
        ("en", "the Committee", ["Sixth periodic report of Nod", "Note by the Secretariat"],
         "The Committee has before it the sixth periodic report of Nod (A/1) and the note by the Secretariat (A/2)."),
        ("en", "the Council", ["Report of A", "", "Study on lamps"],
         "The Council has before it the report of A (A/1), document A/2 and the study on lamps (A/3)."),
        ("fr", "le Conseil", ["Rapport de la Gardienne"], "Le Conseil est saisi du rapport de la Gardienne (A/1)."),
        ("fr", "la Conférence", ["Note du Secrétariat"],
         "La Conférence est saisie de la note du Secrétariat (A/1)."),
        ("fr", "l’Assemblée", ["Étude sur les lampes"], "L’Assemblée est saisie de l’étude sur les lampes (A/1)."),
        ("fr", "le Comité", ["Sixième et septième rapports périodiques de l’Utopie"],
         "Le Comité est saisi des sixième et septième rapports périodiques de l’Utopie (A/1)."),
        ("fr", "le Comité", ["", "Lampes et lumière"],
         "Le Comité est saisi du document A/1 et du rapport intitulé « Lampes et lumière » (A/2)."),
    ],
)  # fmt: skip
def test_what_is_before_the_body(language, body, titles, said):
    reports = [Cited(f"A/{number}", title) for number, title in enumerate(titles, 1)]
    assert plain(before_the_body(body, reports, language)) == said


@pytest.mark.parametrize(
    ("numbers", "english", "french"),
    [
        ((28, 12, 7), "a vote of 28 in favour to 12 against, with 7 abstentions",
         "par 28 voix pour, 12 contre et 7 abstentions"),
        ((46, 0, 1), "a vote of 46 in favour to none against, with 1 abstention",
         "par 46 voix pour, aucune contre et 1 abstention"),
        ((46, 1, 0), "a vote of 46 in favour to 1 against, with no abstentions",
         "par 46 voix pour, 1 contre et aucune abstention"),
        ((0, 3, 2), "a vote of none in favour to 3 against, with 2 abstentions",
         "par aucune voix pour, 3 contre et 2 abstentions"),
    ],
)  # fmt: skip
def test_the_numbers_of_a_vote(numbers, english, french):
    of = Vote("resolution", True, *numbers)
    assert counts(of, "en") == english
    assert plain(counts(of, "fr")) == french


def test_a_text_that_was_voted_on_is_named_by_symbol_or_title():
    of = Vote("draft_resolution", True, 28, 12, 7, "A/L.12")
    assert vote("the Council", of, "en").startswith("The Council adopted draft resolution A/L.12 by a vote of 28")
    of = Vote("resolution", False, 12, 28, 7, "A/L.12", "Lampes")
    said = plain(vote("la Conférence", of, "fr"))
    assert said.startswith("La Conférence a rejeté la résolution intitulée « Lampes » (A/L.12) par 12 voix pour")
    assert "l’amendement A/L.12 par" in vote("le Conseil", Vote("amendment", True, 3, 2, 1, "A/L.12"), "fr")
    with pytest.raises(ValueError):
        vote("the Council", Vote("resolution", True, 28, 12, 7), "en")
    assert all(vote(body, Vote(text, True, 3, 2, 1, "A/1", "T"), of).endswith(".")
               for text in TEXTS for of, body in (("en", "the Council"), ("fr", "le Conseil")))  # fmt: skip


@pytest.mark.parametrize(
    ("date", "at", "to", "english", "french"),
    [
        (d(7, 10), (10, 0), "X", "The Council will next meet on Monday, 10 July at 10 a.m. to X.",
         "Le Conseil se réunira lundi 10 juillet, à 10 heures, pour X."),
        (d(7, 6), (15, 0), "X", "The Council will next meet this afternoon at 3 p.m. to X.",
         "Le Conseil se réunira cet après-midi, à 15 heures, pour X."),
        (d(7, 6), (12, 0), "", "The Council will next meet today at noon.",
         "Le Conseil se réunira aujourd’hui, à midi."),
        (d(7, 6), (18, 30), "", "The Council will next meet this evening at 6.30 p.m.",
         "Le Conseil se réunira ce soir, à 18 h 30."),
        (d(1, 1, 2024), None, "X", "The Council will next meet on Monday, 1 January 2024 to X.",
         "Le Conseil se réunira lundi 1er janvier 2024 pour X."),
    ],
)  # fmt: skip
def test_the_next_meeting(date, at, to, english, french):
    at = at and datetime.time(*at)
    assert next_meeting("the Council", date, at, to and f"to {to}.", "en", TODAY) == english
    assert plain(next_meeting("le Conseil", date, at, to and f"pour {to}", "fr", TODAY)) == french


def test_hours_and_days():
    assert [hour(datetime.time(*at), "en") for at in ((0, 15), (9, 0), (13, 0))] == ["12.15 a.m.", "9 a.m.", "1 p.m."]
    assert [plain(hour(datetime.time(*at), "fr")) for at in ((1, 0), (9, 5))] == ["1 heure", "9 h 05"]
    assert (day(TODAY, "en", None), plain(day(d(7, 1), "fr", TODAY))) == ("Thursday, 6 July", "samedi 1er juillet")


@pytest.mark.parametrize(
    ("kind", "status", "english", "french"),
    [
        (
            "interactive_dialogue",
            "continued",
            "continued its interactive dialogue",
            "poursuivi son dialogue interactif",
        ),
        ("panel", "concluded", "concluded its panel discussion", "achevé sa réunion-débat"),
        ("statements", "continued", "continued its hearing of statements", "poursuivi son audition de déclarations"),
        ("country_review", "concluded", "concluded its review", "achevé son examen"),
    ],
)
def test_what_goes_on_from_another_meeting(kind, status, english, french):
    said = continuation("the Council", kind, status, "on lamps", Earlier(TODAY), "en", d(7, 10))
    assert said == f"The Council {english} on lamps, which began on Thursday, 6 July."
    said = plain(continuation("le Conseil", kind, status, "sur les lampes", Earlier(TODAY), "fr", d(7, 10)))
    agreed = "entamée" if kind in ("panel", "statements") else "entamé"
    assert said == f"Le Conseil a {french} sur les lampes, {agreed} le jeudi 6 juillet."


def test_what_began_on_the_same_day_is_said_so():
    morning, unknown = Earlier(TODAY, "morning"), Earlier(TODAY)
    assert continuation("the Council", "panel", "held", "", morning, "en", TODAY).endswith("which began this morning.")
    said = plain(continuation("le Conseil", "panel", "held", "", unknown, "fr", TODAY))
    assert said == "Le Conseil a achevé sa réunion-débat, entamée plus tôt dans la journée."
