"""Search: the words of either language in any form, the passage that says them, and help where nothing is found."""

import re

import pytest
from django.db.models import BooleanField, Func, Value

from meetings.document import Intervention, Paragraph, Segment, SpeakersList, Statement, with_ids
from meetings.document.tree import prose
from meetings.models import Meeting
from meetings.newsroom.workflow import Words
from tests.world import small_document

ENGLISH, FRENCH = "/en/search/", "/fr/recherche/"


def headlines(client, address, **query):
    """The headlines of what is found, best first, without marks."""
    html = client.get(address, query).content.decode()
    found = re.findall(r'<h2><a href="[^"]*">(.*?)</a></h2>', html)
    return [re.sub("</?mark>", "", headline) for headline in found]


def paragraph(text):
    return Paragraph(prose(text))


@pytest.fixture
def french_text(bring_out):
    """One text of which each sentence is there to be found by another spelling."""
    said = (
        "Les négociations se poursuivent, avec l’aide pour Haïti.",
        "La Côte d’Ivoire a présenté le rapport A/HRC/53/61 sur les réfugiés.",
        "La coopération technique, négociée à Genève, profite aux œuvres sociales.",
    )
    segment = Segment("Débat sur l’encre", tuple(map(paragraph, said)))
    return bring_out(with_ids(small_document("fr", headline="Le Conseil débat de l’encre", segments=(segment,))))


FOUND = (
    "negociations", "négociatio", "négociation", "negociees", "Côte d'Ivoire", "Côte d’Ivoire", "cote d ivoire",
    "aide à Haïti", "aide a haiti", "53/61", "A/HRC/53/61", "a/hrc/53", "refugie", "oeuvre sociale",
    "coopération-technique", '"coopération technique"', "« coopération technique »", "encre -papyrus", "WAC26.001F",
    "wac26/001f",
)  # fmt: skip
NOT_FOUND = (
    "papyrus", '"technique coopération"', "« aide à Haïti » rien", "encre -Haïti", "52/61", "à",
    'encre -"coopération technique"', "négo -négociations",
)  # fmt: skip


def test_french_words_are_found_in_any_form(client, french_text):
    for words in FOUND:
        assert headlines(client, FRENCH, q=words) == ["Le Conseil débat de l’encre"], words


def test_what_is_not_there_is_not_found(client, french_text):
    for words in NOT_FOUND:
        assert headlines(client, FRENCH, q=words) == [], words


# --- What is shown ----------------------------------------------------------------------------------------------------


@pytest.fixture
def debate(bring_out):
    """An English text in which two speak, and a list has names."""
    first = Statement("ADA PULP", "Archivist", (paragraph("ADA PULP, Archivist, said <paper> lasts longer than ink."),))
    second = Statement("BEN RAG", "Binder", (paragraph("BEN RAG, Binder, said glue lasts longest, even on paper."),))
    names = (Intervention("Türkiye", "Türkiye"), Intervention("Ada Pulp", "Ada Pulp", on_behalf_of="Friends of Rags"))
    speakers = SpeakersList("discussion", names, lead_in="Speaking were")
    segment = Segment("Debate on Materials", (first, second, speakers), topic="Permanence", agenda_item="Item 3")
    return bring_out(with_ids(small_document(segments=(segment,))))


def anchors(html):
    """Where each passage that is shown leads to, and its words with their marks."""
    return re.findall(r'<p class="meta"><a href="([^"]*)">.*?</p>\n<p>(.*?)</p>', html)


def test_a_result_leads_to_the_statement_with_its_words_marked(client, debate):
    block = debate.content["segments"][0]["blocks"][0]["paragraphs"][0]["id"]
    (address, words), *_others = anchors(client.get(ENGLISH, {"q": "longer ink"}).content.decode())
    assert address == f"/en/summaries/WAC26.001E/#b-{block}"
    assert words == "ADA PULP, Archivist, said &lt;paper&gt; lasts <mark>longer</mark> than <mark>ink</mark>."
    assert f'id="b-{block}"' in client.get(address.partition("#")[0]).content.decode()


def test_the_passages_of_a_release_stand_together_the_best_first(client, debate):
    html = client.get(ENGLISH, {"q": "glue paper"}).content.decode()
    assert html.count("<h2><a") == 1
    best, *others = (words for _address, words in anchors(html))
    assert "<mark>glue</mark>" in best and "<mark>paper</mark>" in best
    assert others and not any("<mark>glue</mark>" in words for words in others)


def test_a_name_without_its_accents_finds_the_list(client, debate):
    ((_address, words),) = anchors(client.get(ENGLISH, {"q": "turkiye"}).content.decode())
    assert words == "Speaking were <mark>Türkiye</mark> and Ada Pulp"


def test_a_long_passage_is_cut_around_its_words(client, bring_out):
    long = "Before it. " * 60 + "Then came the vellum. " + "After it. " * 60
    bring_out(with_ids(small_document(segments=(Segment("Long", (paragraph(long),)),))))
    ((_address, words),) = anchors(client.get(ENGLISH, {"q": "vellum"}).content.decode())
    assert words.startswith("… ") and words.endswith(" …") and len(words) < 350
    assert "Then came the <mark>vellum</mark>." in words


def test_headlines_come_before_what_was_said_and_newer_before_older(client, bring_out, session, meeting):
    for number, (year, headline, said) in enumerate(
        ((2026, "Paper", "It met."), (2026, "Old", "Vellum."), (2006, "Vellum", "It met."), (2026, "Vellum", "It met."))
    ):
        day = meeting.date.replace(year=year, day=number + 1)
        held = Meeting.objects.create(session=session, date=day, period="evening")
        segment = Segment("Debate", (paragraph(said),))
        bring_out(with_ids(small_document(headline=f"{headline} {number}", date=day, segments=(segment,))), held)
    assert headlines(client, ENGLISH, q="vellum") == ["Vellum 3", "Vellum 2", "Old 1"]


def test_filters_narrow_a_search(client, debate):
    for narrowed, fits in (
        ({"speaker": "ada-pulp"}, True),
        ({"speaker": "ben-rag", "since": "2026-07-12"}, False),
        ({"body": "WAC", "session": "53"}, True),
        ({"period": "evening"}, False),
    ):
        assert bool(headlines(client, ENGLISH, q="paper", **narrowed)) == fits, narrowed


def test_passages_of_the_speaker_that_is_filtered_by_come_first(client, debate):
    html = client.get(ENGLISH, {"q": "paper lasts", "speaker": "ben-rag"}).content.decode()
    assert "BEN RAG" in anchors(html)[0][1]


# --- What is public ---------------------------------------------------------------------------------------------------


def test_only_the_newest_version_is_found_and_at_once(client, debate, change):
    change(debate, Words(change="minor"), headline="Council Opens Debate on Parchment")
    assert headlines(client, ENGLISH, q="parchment") == ["Council Opens Debate on Parchment"]
    assert headlines(client, ENGLISH, q='"debate on paper"') == []


def test_a_withdrawn_text_is_not_found_until_that_is_undone(client, debate, withdraw, undo):
    withdraw(debate, "It was about another meeting.")
    assert headlines(client, ENGLISH, q="paper") == []
    undo(debate)
    assert len(headlines(client, ENGLISH, q="paper")) == 1


def test_a_draft_and_the_other_language_are_not_found(client, draft, french):
    assert headlines(client, ENGLISH, q="Council") == []
    assert headlines(client, ENGLISH, q="Conseil") == []


def test_fixed_sentences_of_every_text_are_not_searched(client, debate):
    assert "Not an official record." in debate.text
    assert headlines(client, ENGLISH, q='"official record"') == []


# --- Where nothing is found -------------------------------------------------------------------------------------------


def test_names_and_words_of_headlines_that_are_alike_are_offered(client, debate):
    html = client.get(ENGLISH, {"q": "ada pulpp"}).content.decode()
    assert "Nothing was found for “ada pulpp”." in html
    assert '<a href="?q=Ada+Pulp">Ada Pulp</a>' in html
    html = client.get(ENGLISH, {"q": "Counsil"}).content.decode()
    assert '<a href="?q=council">council</a>' in html


def test_words_of_a_withdrawn_text_are_not_offered(client, debate, withdraw):
    withdraw(debate, "It was about another meeting.")
    for words in ("Counsil", "ada pulpp"):
        assert "Did you mean" not in client.get(ENGLISH, {"q": words}).content.decode()


def test_it_says_which_filters_may_be_taken_off(client, debate):
    html = client.get(ENGLISH, {"q": "paper", "period": "evening"}).content.decode()
    assert "Take one off" in html
    assert '<a href="?q=paper">Time of day: evening</a>' in html


def test_without_words_it_says_how_to_search(client, debate):
    html = client.get(ENGLISH).content.decode()
    assert "Words between quotation marks have to follow each other." in html


def test_nonsense_is_refused_with_a_sentence(client, debate):
    for query in ({"q": "-paper"}, {"q": "x" * 201}, {"q": "paper", "page": "2"}, {"page": "nine"}, {"page": "9999"}):
        response = client.get(ENGLISH, query)
        assert response.status_code == 400, query
        assert '<p class="nothing"><b>' in response.content.decode()


def test_no_punctuation_is_a_fault_of_the_server(client, debate):
    for words in ("!!", "\\", "'", "a:b", "(paper", "%", "& | !", "<->", "d'", "«", '"', "-", "…", "paper:*", "a/1'"):
        for address in (ENGLISH, FRENCH):
            assert client.get(address, {"q": words}).status_code == 200, words


def test_what_takes_too_long_is_refused_with_a_sentence(client, debate, monkeypatch):
    slow = Func(
        Value(1), function="pg_sleep", output_field=BooleanField(), template="(%(function)s(%(expressions)s) IS NULL)"
    )
    monkeypatch.setattr("meetings.public.patience.SECONDS", 0.02)
    monkeypatch.setattr("meetings.public.asking.matches", lambda query: slow)
    for address in (ENGLISH, "/en/"):
        response = client.get(address, {"q": "paper"})
        assert response.status_code == 400
        assert "This search would take too long." in response.content.decode()


BOUND = 3  # the bound of time, and a savepoint, since a test is a transaction


def test_a_search_takes_two_queries_and_a_vain_one_four(client, debate, django_assert_num_queries):
    with django_assert_num_queries(2 + BOUND):
        client.get(ENGLISH, {"q": "paper", "speaker": "ada-pulp", "body": "WAC"})
    with django_assert_num_queries(4 + BOUND):
        client.get(ENGLISH, {"q": "papyrus"})
    with django_assert_num_queries(1):
        client.get(ENGLISH)
