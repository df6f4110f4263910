"""What a text tells of itself: body, session, period, statuses, which segment a list belongs to."""

from dataclasses import replace

import pytest

from meetings.document import Document, Heading, Paragraph, Segment, Session, SpeakersList, infer, read_list
from meetings.document.tree import prose


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(prose(text)) for text in texts)


@pytest.mark.parametrize(
    ("language", "first", "period"),
    [
        ("en", "The Committee this morning heard of oil.", "morning"),
        ("en", "This afternoon, the Committee heard of oil.", "afternoon"),
        ("en", "In its midday meeting, the Committee heard of oil.", "midday"),
        ("en", "The Committee today heard of oil.", ""),
        ("en", "The Committee yesterday afternoon and this morning heard of oil.", ""),
        ("en", "The Committee today held two public plenaries this morning.", ""),
        ("fr", "Le Comité a entendu ce matin parler d’huile.", "morning"),
        ("fr", "À la mi-journée, le Comité a parlé d’huile.", "midday"),
        ("fr", "Le Comité a achevé, cet après-midi, le dialogue.", "afternoon"),
        ("fr", "Le Comité a examiné hier après-midi et ce matin le rapport.", ""),
        ("fr", "Le Comité a achevé ce matin le dialogue entamé hier après-midi.", "morning"),
        ("fr", "Le Comité a parlé aujourd’hui d’huile.", ""),
    ],
)
def test_the_period_is_that_of_the_first_paragraph(language, first, period):
    assert infer(Document(language, round_up=paragraphs(first, "This evening, ce soir."))).period == period


def test_the_kicker_wins():
    document = Document("en", kicker="AFTERNOON", round_up=paragraphs("The Committee this morning heard of oil."))
    assert infer(document).period == "afternoon"
    assert infer(replace(document, kicker="MIDDAY / AFTERNOON")).period == ""


@pytest.mark.parametrize(
    ("language", "text", "session"),
    [
        ("en", "Documents related to the Council’s fifty-third regular session can be found here.", Session(53)),
        ("en", "Documents related to its thirty-fifth special session can be found here.", Session(35, "special")),
        ("en", "The Committee’s one hundred and eleventh session is being held now.", Session(111)),
        ("en", "The Committee’s 23rd session is being held now.", Session(23)),
        ("en", "The session is being held now, for the seventh time.", None),
        ("fr", "Les documents relatifs à la soixante et unième session sont en ligne.", Session(61)),
        ("fr", "Les documents relatifs à sa trente-cinquième session extraordinaire.", Session(35, "special")),
        ("fr", "Au cours de sa toute première session, le Comité.", Session(1)),
    ],
)
def test_the_session_is_read_from_the_fixed_sentences(language, text, session):
    assert infer(Document(language, where_to_find=paragraphs(text))).session == session


def test_sessions_of_others_in_the_text_do_not_count():
    segment = Segment("General Debate on Oil", paragraphs("During its fifty-fourth session, the Board met."))
    assert infer(Document("en", segments=(segment,))).session is None


@pytest.mark.parametrize(
    ("document", "body"),
    [
        (Document("en", symbol="DC17.028E", headline="Human Rights Council Meets"), "CD"),
        (Document("en", symbol="ALK31.004E"), "ALK"),
        (Document("en", headline="Committee against Torture Meets"), "CAT"),
        (Document("fr", headline="LE COMITE DES DROITS DE L'ENFANT SE RÉUNIT"), "CRC"),
        (Document("fr", headline="Le Comité se réunit"), ""),
    ],
)
def test_the_body_is_that_of_the_symbol_or_the_one_named(document, body):
    assert infer(document).body == body


def two_segments(*round_up) -> Document:
    return infer(
        Document(
            "en",
            round_up=round_up,
            segments=(
                Segment("Interactive Dialogue on Wicks and Trimming", (Heading("Discussion"),)),
                Segment("General Debate on the Price of Oil", (Heading("Discussion"),)),
            ),
        )
    )


@pytest.mark.parametrize(
    ("sentence", "statuses", "before"),
    [
        ("It concluded an interactive dialogue on wicks and trimming.", ("concluded", "held"), (True, False)),
        ("It held a dialogue on wicks and trimming.", ("held", "held"), (False, False)),
        (
            "It concluded a dialogue on wicks and trimming, and started a general debate on the price of oil.",
            ("concluded", "started"),
            (True, False),
        ),
        ("It continued the general debate on the price of oil.", ("held", "continued"), (False, True)),
        ("It concluded its work.", ("held", "held"), (False, False)),
    ],
)
def test_the_round_up_gives_a_segment_its_status(sentence, statuses, before):
    segments = two_segments(*paragraphs(sentence)).segments
    assert tuple(segment.status for segment in segments) == statuses
    assert tuple(segment.started_before for segment in segments) == before


def test_a_list_belongs_to_the_segment_of_its_topic_and_the_next_ones_follow_it():
    sentences = (
        "Speaking in the discussion on oil were Peru and Chad.",
        "Also speaking were Lamps and Shades.",
        "Peru and Chad spoke in right of reply.",
        "Speaking in the discussion on wicks were Peru and Chad.",
    )
    document = two_segments(*(read_list(sentence, None, "en") for sentence in sentences))
    wicks, oil = (segment.id for segment in document.segments)
    lists = [block for block in document.round_up if isinstance(block, SpeakersList)]
    assert [speakers.digests for speakers in lists] == [oil, oil, oil, wicks]
    assert [speakers.topic for speakers in lists] == ["oil", "", "", "wicks"]


def test_what_a_person_has_set_stays():
    segment = Segment("General Debate on Oil", kind="panel", status="continued", reports=("CD/1",), id="seg2345")
    speakers = SpeakersList("discussion", (), digests="other22", topic="lamps", id="lst2345")
    document = Document(
        "en",
        symbol="HRC31.004E",
        body="CAT",
        session=Session(7),
        period="evening",
        kicker="MORNING",
        round_up=(speakers,),
        segments=(segment,),
    )
    told = infer(document)
    assert (told.body, told.session, told.period, told.segments) == ("CAT", Session(7), "evening", (segment,))
    assert told.segments[0].id == "seg2345"
    assert (told.round_up[0].digests, told.round_up[0].topic, told.round_up[0].id) == ("other22", "lamps", "lst2345")


def test_every_block_gets_an_id_of_its_own():
    document = two_segments(*paragraphs("It was dark.", "It was late."))
    ids = [block.id for _, block in document.blocks()] + [segment.id for segment in document.segments]
    assert len(set(ids)) == len(ids) == 6
    assert all(ids)


def test_of_two_footnotes_of_a_paragraph_each_belongs_to_what_its_sentence_is_about():
    first = "Le Conseil a tenu un débat interactif sur la dette, avec de nombreuses délégations*. "
    second = "De nombreuses organisations** ont pris part au débat général sur le point 3."
    oil, debate = Segment("Débat interactif sur la dette"), Segment("Fin du débat général sur la promotion")
    notes = [SpeakersList("discussion", (), f"{mark}Ont pris la parole :") for mark in ("*", "**")]
    document = Document("fr", round_up=(*paragraphs(first + second), *notes), segments=(oil, debate))
    told = infer(document)
    assert [block.digests for block in told.round_up[1:]] == [segment.id for segment in told.segments]
