"""The skeleton of the other language is taken over under the names of this one; its prose never is."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from meetings.document import Heading, Paragraph, Segment, Statement, heading_role, parse_names, to_json
from meetings.document.phrases import title_kind
from meetings.document.tree import prose
from meetings.models import Coverage, Report, Speaker, SpeakerFunction, SpeakerName, Summary
from meetings.newsroom import mapping, saving, workflow
from meetings.newsroom.copying import HEADINGS, TITLES
from tests.world import small_document

from .forms import client_of

MARKED = "zzprose"  # in every sentence, title and remark of the other language
STATES = (("iran", "Iran", "Iran", "l'"), ("maldives", "Maldives", "Maldives", "les"), ("nod", "Nod", "Nodie", "la"))


@pytest.fixture
def speakers(db):
    for key, english, french, article in STATES:
        state = Speaker.objects.create(key=key, kind="state", name_en=english, name_fr=french, article_fr=article)
        SpeakerName.objects.create(speaker=state, language="en", text=english)
    ada = Speaker.objects.create(
        key="ada", kind="person", name_en="Ada Pulp", name_fr="Ada Pulp", honorific_fr="Mme", confirmed=True
    )
    SpeakerName.objects.create(speaker=ada, language="en", text="Ada Pulp")
    SpeakerFunction.objects.create(speaker=ada, title_en="Keeper of Lamps", title_fr="Gardienne des lampes")
    Report.objects.create(symbol="A/HRC/53/61", title_en=f"Report {MARKED}", title_fr="Rapport de la Gardienne")


def statement(speaker, capacity=f"Keeper {MARKED}"):
    return Statement(speaker, capacity, (Paragraph(prose(f"{speaker}, {capacity}, said {MARKED}.")),))


def english_text():
    spoke = f"Speaking on {MARKED} were Iran, {MARKED} of the region, Nod, Lamp Watch and Maldives."
    dialogue = Segment(
        f"Interactive Dialogue on {MARKED}",
        (Heading("Opening Statements"), statement("ADA PULP"), statement("OTTO LIND"),
         statement("A Committee Expert", ""), Heading("Discussion"), Paragraph(prose(f"Some speakers said {MARKED}.")),
         parse_names("Nod and Maldives spoke in right of reply.", None, "en")),
        kind="interactive_dialogue", status="started", reports=("A/HRC/53/61",), topic=MARKED,
        agenda_item=f"Item 9: {MARKED}", started_before=True, id="dialog2",
    )  # fmt: skip
    words = (
        Paragraph(prose(f"The Council heard {MARKED}.")),
        replace(parse_names(spoke, None, "en"), digests="dialog2"),
    )
    other = Segment(f"Something {MARKED}", (Heading(f"A Heading {MARKED}"),), kind="other")
    headings = {"headline": f"Council {MARKED}", "subheadline": MARKED, "next_meeting": f"The Council will {MARKED}."}
    return small_document("en", round_up=words, segments=(dialogue, other), **headings)


@pytest.fixture
def english(anna, meeting, speakers):
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    return saving.begin(english_text(), anna, coverage=coverage)


@pytest.fixture
def english_public(english, anna, robert):
    summary = workflow.perform(english, "submit", anna, seen=english.revision)
    summary = workflow.perform(summary, "approve", robert, seen=summary.revision)
    return workflow.perform(summary, "publish", robert, seen=summary.revision)


def address(summary):
    return reverse("desk:copying", args=[summary.pk])


def shown(user, summary):
    return client_of(user).get(address(summary)).content.decode()


def take(user, summary):
    page = shown(user, summary)
    key = page.partition('name="skeleton" value="')[2].partition('"')[0]
    return client_of(user).post(address(summary), {"skeleton": key, "seen": summary.revision})


def now(summary):
    return mapping.read(Summary.objects.get(pk=summary.pk))


def test_a_skeleton_comes_under_the_names_of_this_language(claire, french_draft, english_public):
    assert take(claire, french_draft).status_code == 302
    document = now(french_draft)
    before, after = document.segments[:2], document.segments[2:]
    assert [segment.title for segment in before] == ["General Debate on Paper", "Panel on Ink"]
    dialogue, other = after
    assert (dialogue.title, other.title) == ("Dialogue interactif\u00a0: Rapport de la Gardienne", "…")
    assert (dialogue.kind, dialogue.status, dialogue.started_before) == ("interactive_dialogue", "started", True)
    assert (dialogue.reports, dialogue.agenda_item) == (("A/HRC/53/61",), "9")
    assert [block.text for block in dialogue.blocks] == [
        "Déclarations liminaires",
        "Mme ADA PULP, Gardienne des lampes, a dit …",
        "OTTO LIND a dit …",
        "Débat",
        "La Nodie et les Maldives ont exercé leur droit de réponse",
    ]
    (speakers,) = [block for block in document.round_up if not isinstance(block, Paragraph)]
    assert speakers.text == "Ont pris la parole\u00a0: …, la Nodie, Lamp Watch et les Maldives"
    assert speakers.digests == dialogue.id


def test_no_prose_of_the_other_language_is_shown_or_gets_in(claire, french_draft, english_public):
    page = shown(claire, french_draft)
    assert MARKED not in page
    take(claire, french_draft)
    assert MARKED not in json.dumps(to_json(now(french_draft)))


def test_what_is_unknown_in_this_language_is_marked_and_kept_as_printed(claire, french_draft, english_public):
    page = shown(claire, french_draft)
    assert "No name is known in this language; kept as printed:" in page
    assert '<li lang="en">OTTO LIND</li>' in page


def test_an_empty_text_begins_with_the_skeleton(claire, meeting, english_public):
    coverage = Coverage.objects.create(meeting=meeting, language="fr", officer=claire)
    empty = saving.begin(small_document("fr", segments=(), round_up=()), claire, coverage=coverage)
    assert "This text has segments already" not in shown(claire, empty)
    take(claire, empty)
    assert len(now(empty).segments) == 2


def test_a_draft_of_the_other_desk_is_not_offered(claire, bea, french_draft, english):
    assert "Put the skeleton into the text" not in shown(claire, french_draft)
    assert "Put the skeleton into the text" in shown(bea, french_draft)
    assert client_of(claire).get(address(english)).status_code == 404


def test_a_skeleton_that_changed_after_it_was_shown_is_shown_again(bea, french_draft, english):
    page = shown(bea, french_draft)
    key = page.partition('name="skeleton" value="')[2].partition('"')[0]
    saving.save(english.pk, replace(mapping.read(english), segments=mapping.read(english).segments[1:]), 1, bea)
    response = client_of(bea).post(address(french_draft), {"skeleton": key, "seen": french_draft.revision})
    assert response.status_code == 409
    assert "The other text was changed meanwhile." in response.content.decode()
    assert len(now(french_draft).segments) == 2


def test_the_same_click_twice_copies_once_and_a_text_handed_in_takes_none(claire, french_draft, english_public):
    take(claire, french_draft)
    take(claire, french_draft)
    summary = Summary.objects.get(pk=french_draft.pk)
    assert len(now(summary).segments) == 4
    summary = workflow.perform(summary, "submit", claire, seen=summary.revision)
    assert take(claire, summary).status_code == 409
    assert len(now(summary).segments) == 4


def test_english_is_copied_from_french(anna, draft, claire, renee, meeting, speakers):
    coverage = Coverage.objects.create(meeting=meeting, language="fr", officer=claire)
    SpeakerName.objects.create(speaker=Speaker.objects.get(key="ada"), language="fr", text="Ada Pulp")
    words = Paragraph(prose(f"Mme ADA PULP, Gardienne {MARKED}, a dit {MARKED}."))
    said = Statement("Mme ADA PULP", f"Gardienne {MARKED}", (words,))
    segment = Segment(f"Réunion-débat sur {MARKED}", (Heading("Remarques de conclusion"), said), kind="panel")
    saving.begin(small_document("fr", segments=(segment,)), claire, coverage=coverage)
    source = Summary.objects.get(language="fr")
    source = workflow.perform(source, "submit", claire, seen=source.revision)
    source = workflow.perform(source, "approve", renee, seen=source.revision)
    workflow.perform(source, "publish", renee, seen=source.revision)
    take(anna, draft)
    copied = now(draft).segments[-1]
    assert copied.title == "Panel Discussion …"
    assert [block.text for block in copied.blocks] == ["Concluding Remarks", "ADA PULP, Keeper of Lamps, said …"]


def test_the_page_of_a_draft_leads_there(claire, french_draft):
    assert address(french_draft) in client_of(claire).get(french_draft.get_absolute_url()).content.decode()


def test_the_page_asks_the_database_as_often_for_any_number_of_names(
    claire, bea, french_draft, english, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(bea)
    client.get(address(french_draft))
    with django_assert_max_num_queries(30) as asked:
        client.get(address(french_draft))
    document = mapping.read(english)
    saving.save(english.pk, replace(document, segments=document.segments * 8), english.revision, bea)
    with django_assert_num_queries(len(asked)):
        client.get(address(french_draft))


def test_headings_and_titles_are_read_back_as_what_they_are():
    for role, said in HEADINGS.items():
        assert [heading_role(said[language], language) for language in ("en", "fr")] == [role, role]
    for kind, said in TITLES.items():
        assert {title_kind(said[language], language) for language in ("en", "fr")} <= {kind, ""}
