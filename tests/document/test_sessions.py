"""The session of a meeting is read where a text says that it is the meeting's own; nowhere else."""

import pytest

from meetings.document import Document, Paragraph, Session, infer, load
from meetings.document.tree import prose


def session_in(language, text, **fields):
    return infer(Document(language, body="CAT", round_up=(Paragraph(prose(text)),), **fields)).session


def told(language, text):
    warnings = load(f"Headline Without Figures\n\nPress Release\n\n{text}", language=language).warnings
    return [warning.id for warning in warnings if warning.id.startswith("session")]


OWN = [
    ("en", "The Committee against Torture this morning opened its eightieth session, and heard a statement."),
    ("en", "The Committee against Torture today concluded the work of its 80th session after three weeks."),
    ("en", "The Committee this afternoon closed the eightieth session of the Committee against Torture."),
    ("en", "The eightieth session of the Committee opened this morning with a minute of silence."),
    ("en", "The Committee, at the last meeting of its eightieth session, adopted five texts."),
    ("en", "The Committee against Torture this morning, in its eightieth session, heard the States parties."),
    ("en", "The Committee against Torture today closed its eightieth session.  It will open its 81st session in May."),
    ("fr", "Le Comité contre la torture a ouvert, ce matin, les travaux de sa quatre-vingtième session."),
    ("fr", "La quatre-vingtième session du Comité s’est ouverte ce matin par une minute de silence."),
    ("fr", "Aujourd'hui s’est achevée la quatre-vingtième session du Comité contre la torture."),
    ("fr", "Le Comité contre la torture a clos ce matin les travaux de sa 80e session."),
    ("en", "The Committee against Torture opened this morning in Geneva its eightieth session."),
    ("fr", "Le Comité contre la torture a achevé cet après-midi les travaux de sa quatre-vingtième session."),
    ("fr", "Le Comité contre la torture a ouvert aujourd’hui à Genève sa 80e session."),
    ("fr", "Au cours de sa quatre-vingtième session, le Comité a reçu les États parties."),
]

NOT_OWN = [
    ("en", "The Committee today reviewed a country, a task that it will conclude at its twelfth session."),
    ("en", "The Committee this morning heard what it had decided at its forty-second session last year."),
    ("en", "The Committee this morning followed up on texts of its forty-second session last year."),
    ("en", "The Committee today discussed the report of its eleventh session."),
    ("en", "The Committee heard that the General Assembly, at its seventieth session, had taken note."),
    ("en", "The Committee met the President of the seventieth session of the General Assembly."),
    ("en", "The Committee against Torture today met during the twelfth session of the Human Rights Council."),
    ("en", "The Committee against Torture began a review at its forty-second session in March."),
    ("en", "The Human Rights Council Advisory Committee today closed its eighteenth session."),
    ("en", "The Committee against Torture will hold its eightieth session from 3 to 20 June."),
    ("fr", "Le Comité prépare la soixante-dixième session de l’Assemblée générale."),
    ("fr", "Le Comité a parlé au cours de la soixante-dixième session de l’Assemblée générale."),
    ("fr", "Le Comité contre la torture a étudié ce matin le rapport de sa onzième session."),
    ("fr", "Le Comité a entamé un examen qu’il achèvera lors de sa douzième session."),
    ("fr", "Le Comité a repris un examen entamé au cours de sa dixième session l’an dernier."),
    ("fr", "Le Comité consultatif du Conseil des droits de l’homme a clos ce matin sa dix-huitième session."),
]


@pytest.mark.parametrize(("language", "text"), OWN)
def test_a_session_that_the_first_paragraph_gives_to_the_meeting_is_taken_and_told(language, text):
    assert session_in(language, text) == Session(80)
    assert told(language, text) == ["session-assumed"]


@pytest.mark.parametrize(("language", "text"), NOT_OWN)
def test_an_earlier_a_later_or_another_bodys_session_is_not_taken_and_a_warning_asks(language, text):
    assert session_in(language, text) is None
    assert told(language, text) == ["session-unclear"]


def test_of_two_that_differ_none_is_taken():
    text = "The Committee against Torture today closed its eightieth session and opened its eighty-first session."
    assert session_in("en", text) is None
    assert told("en", text) == ["session-unclear"]


def test_a_fixed_sentence_needs_no_guess():
    text = "The Committee today discussed the report of its eleventh session."
    fixed = "The Committee’s eightieth session is being held from 3 to 20 June."
    assert session_in("en", text, where_to_find=(Paragraph(prose(fixed)),)) == Session(80)
    assert told("en", f"{text}\n\n{fixed}") == []


def test_the_next_meeting_may_close_the_session_but_one_that_it_opens_is_the_next():
    text = "The Committee against Torture today heard of oil."
    assert session_in("en", text, next_meeting="The Committee will meet on 20 June to close its 80th session.") == (
        Session(80)
    )
    assert session_in("en", text, next_meeting="The Committee will next meet in May to open its 81st session.") is None


def test_a_year_of_the_conference_is_not_one_to_come():
    def year(text):
        return infer(Document("en", round_up=(Paragraph(prose(text)),))).session

    assert year("The Conference on Disarmament this morning opened its 2031 session.") == Session(2031)
    assert year("The Conference on Disarmament today heard how it will begin its 2032 session.") is None
