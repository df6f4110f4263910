"""Sentences made from facts: shown first, put in by a click, refused where the facts cannot be."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from meetings.document import Heading, Paragraph, SpeakersList
from meetings.document.tree import prose
from meetings.models import Body, Meeting, Report, Speaker, SpeakerFunction, SpeakerName, Summary
from meetings.newsroom import mapping, saving, workflow
from tests.world import DAY, small_document

from .forms import Fields, client_of

VOTE = {"text": "draft_resolution", "symbol": "A/HRC/53/L.12", "name": "", "outcome": "adopted",
        "in_favour": "28", "against": "12", "abstentions": "7", "where": ""}  # fmt: skip


def address(summary):
    return reverse("desk:sentences", args=[summary.pk])


def send(user, summary, kind, act="show", shown="", seen=None, **fields):
    named = {f"{kind}-{name}": value for name, value in fields.items()}
    posted = {"kind": kind, "act": act, "shown": shown, "seen": seen or summary.revision}
    return client_of(user).post(address(summary), posted | named)


def shown(response):
    return Fields(response.content.decode(), f"form-{response.wsgi_request.POST['kind']}").values["shown"]


def take(user, summary, kind, **fields):
    response = send(user, summary, kind, "take", shown(send(user, summary, kind, **fields)), **fields)
    assert response.status_code == 302
    return now(summary)


def now(summary):
    return mapping.read(Summary.objects.get(pk=summary.pk))


def with_segment(summary, user, **changes):
    document = mapping.read(summary)
    first, *others = document.segments
    mine = replace(document, segments=(replace(first, **changes), *others))
    saving.save(summary.pk, mine, summary.revision, user)
    return Summary.objects.get(pk=summary.pk)


# --- The page ---------------------------------------------------------------------------------------------------------


def test_the_page_of_a_draft_leads_there_and_has_a_form_for_each_kind(anna, draft):
    client = client_of(anna)
    assert address(draft) in client.get(draft.get_absolute_url()).content.decode()
    answer = client.get(address(draft)).content.decode()
    assert [f'id="form-{kind}"' in answer for kind in ("reply", "vote", "next", "webcast")] == [True] * 4
    assert "No segment has documents." in answer
    assert "No segment says which part of an earlier text it continues." in answer


def test_a_sentence_is_shown_before_it_is_put_in(anna, draft):
    response = send(anna, draft, "vote", **VOTE)
    assert "28 in favour to 12 against, with 7 abstentions." in response.content.decode()
    assert Summary.objects.get(pk=draft.pk).revision == draft.revision


def test_what_was_changed_after_it_was_shown_is_shown_again(anna, draft):
    seen = shown(send(anna, draft, "vote", **VOTE))
    response = send(anna, draft, "vote", "take", seen, **(VOTE | {"in_favour": "27"}))
    assert "27 in favour" in shown(response)
    assert Summary.objects.get(pk=draft.pk).revision == draft.revision


def test_the_other_desk_has_no_such_page_and_a_text_handed_in_takes_no_sentence(anna, claire, draft):
    assert client_of(claire).get(address(draft)).status_code == 404
    assert send(claire, draft, "vote", **VOTE).status_code == 404
    seen = shown(send(anna, draft, "vote", **VOTE))
    workflow.perform(draft, "submit", anna, seen=draft.revision)
    assert send(anna, draft, "vote", "take", seen, **VOTE).status_code == 409
    assert len(now(draft).round_up) == 2
    assert send(anna, draft, "song").status_code == 404


def test_the_page_asks_the_database_as_often_for_any_number_of_segments(
    anna, draft, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(anna)
    client.get(address(draft))
    with django_assert_max_num_queries(20) as asked:
        client.get(address(draft))
    document = mapping.read(draft)
    saving.save(draft.pk, replace(document, segments=document.segments * 10), draft.revision, anna)
    assert len(now(draft).segments) == 20
    with django_assert_num_queries(len(asked)):
        client.get(address(draft))


# --- Each kind --------------------------------------------------------------------------------------------------------


def test_documents_before_the_body_open_their_segment(claire, french_draft):
    Report.objects.create(symbol="A/HRC/53/61", title_fr="Rapport de la Gardienne", title_en="Report of the Keeper")
    heading, after = Heading("Rapport"), Paragraph(prose("Fin."))
    summary = with_segment(french_draft, claire, reports=("A/HRC/53/61", "A/HRC/53/62"), blocks=(heading, after))
    part = mapping.read(summary).segments[0].id
    page = send(claire, summary, "before", segment=part, where="own").content.decode()
    assert "No title is known in this language: A/HRC/53/62." in page
    blocks = take(claire, summary, "before", segment=part, where="own").segments[0].blocks
    said = "Le Conseil est saisi du rapport de la Gardienne (A/HRC/53/61) et du document A/HRC/53/62."
    assert [block.text for block in blocks] == ["Rapport", "Fin.", said]
    assert "Keeper" not in Summary.objects.get(pk=summary.pk).segments.first().body


def test_a_sentence_is_no_part_of_a_statement(anna, draft):
    part = mapping.read(draft).segments[0].id
    blocks = take(anna, draft, "vote", **(VOTE | {"where": part})).segments[0].blocks
    assert blocks[0].text.startswith("The Council adopted draft resolution A/HRC/53/L.12 by a vote of 28")
    assert blocks[1].text.startswith("ADA PULP")


def test_a_right_of_reply_has_the_articles_of_its_speakers(claire, french_draft):
    for key, name, article in (("qatar", "Qatar", "le"), ("iran", "Iran", "l'"), ("maldives", "Maldives", "les")):
        speaker = Speaker.objects.create(key=key, kind="state", name_fr=name, article_fr=article, confirmed=True)
        SpeakerName.objects.create(speaker=speaker, language="fr", text=name)
    page = send(claire, french_draft, "reply", names="Utopie", where="").content.decode()
    assert "This name is not known: Utopie." in page
    part = mapping.read(french_draft).segments[0].id
    document = take(claire, french_draft, "reply", names="Qatar\nIran\nMaldives", where=part)
    speakers = document.segments[0].blocks[-1]
    assert isinstance(speakers, SpeakersList) and speakers.kind == "right_of_reply"
    assert speakers.text == "Le Qatar, l’Iran et les Maldives ont exercé leur droit de réponse"
    assert send(claire, french_draft, "reply", names=" ", where="").status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"in_favour": "29"}, "These are 48 votes, and the body has 47 members."),
        ({"in_favour": "12"}, "What is adopted has more votes in favour than against."),
        ({"in_favour": "0", "against": "0"}, "Somebody voted in favour or against."),
        ({"symbol": ""}, "Give the symbol or the title of what was voted on."),
    ],
)
def test_a_vote_that_cannot_have_been_is_refused(anna, draft, changes, said):
    Body.objects.update(members=47)
    response = send(anna, draft, "vote", **(VOTE | changes))
    assert response.status_code == 409
    assert said in response.content.decode()
    assert 'value="28"' in response.content.decode() or "in_favour" in changes
    assert take(anna, draft, "vote", **VOTE).round_up[-1].text.endswith("with 7 abstentions.")


def test_the_next_meeting_is_the_one_that_is_planned_next(anna, claire, draft, french_draft, session):
    hour = datetime.datetime(2026, 7, 11, 13, 0, tzinfo=datetime.UTC)
    monday = Meeting.objects.create(session=session, date=DAY + datetime.timedelta(days=2), period="morning")
    Meeting.objects.create(session=session, date=DAY, period="afternoon", starts_at=hour)
    fields = Fields(client_of(anna).get(address(draft)).content.decode(), "form-next").values
    assert (fields["next-date"], fields["next-hour"]) == ("2026-07-11", "15:00")
    said = take(anna, draft, "next", date="2026-07-11", hour="15:00", to="hold a debate on paper").next_meeting
    assert said == "The Council will next meet this afternoon at 3 p.m. to hold a debate on paper."
    said = take(claire, french_draft, "next", date=str(monday.date), hour="10:00", to="débattre du papier").next_meeting
    assert (
        said.replace("\u00a0", " ") == "Le Conseil se réunira lundi 13 juillet, à 10 heures, pour débattre du papier."
    )
    refused = send(anna, draft, "next", date="2026-07-10", hour="", to="")
    assert "The next meeting is not before this one." in refused.content.decode()


def test_webcast_and_documents_are_the_wording_of_the_body(anna, draft, council):
    (paragraph,) = take(anna, draft, "webcast").where_to_find
    assert paragraph.text == "Documents of the fifty-third regular session are here."
    assert paragraph.runs[1].href == "https://example.org/en"
    council.wordings.all().delete()
    assert "no fixed wording" in send(anna, draft, "webcast").content.decode()


def test_what_is_continued_says_when_it_began(anna, draft):
    earlier = saving.begin(small_document(date=DAY - datetime.timedelta(days=2)), anna)
    key = mapping.read(earlier).segments[0].id
    keeper = Speaker.objects.create(key="k", kind="person", name_en="Ada Pulp")
    SpeakerFunction.objects.create(speaker=keeper, title_en="Special Rapporteur on lamps")
    title = "Interactive Dialogue with the Special Rapporteur on Lamps"
    going_on = {"continues": key, "status": "concluded", "kind": "interactive_dialogue", "title": title}
    summary = with_segment(draft, anna, **going_on)
    part = mapping.read(summary).segments[0].id
    document = take(anna, summary, "continuation", segment=part, about="", where="")
    assert document.round_up[-1].text == (
        "The Council concluded its interactive dialogue with the Special Rapporteur on lamps,"
        " which began on Thursday, 9 July."
    )
    earlier.segments.all().delete()
    refused = send(anna, summary, "continuation", segment=part, about="", where="")
    assert "It is not known which earlier text" in refused.content.decode()
