"""Who spoke is taken over from the other language by a click; what a person may not read is not offered."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from meetings.document import Paragraph, SpeakersList, parse_names
from meetings.document.tree import prose
from meetings.models import Coverage, Speaker, SpeakerName, Summary
from meetings.newsroom import mapping, naming, saving, workflow
from tests.world import small_document

from .forms import Fields, client_of

NAMES = (
    ("lithuania", "state", "Lithuania", "Lituanie", "la"),
    ("iran", "state", "Iran", "Iran", "l'"),
    ("antigua-and-barbuda", "state", "Antigua and Barbuda", "Antigua-et-Barbuda", ""),
    ("eswatini", "state", "Eswatini", "Eswatini", "l'"),
    ("a-group-of-countries", "group", "a group of countries", "un groupe de pays", ""),
)
PASTED = (
    "Speaking in the discussion on paper were Lithuania on behalf of a group of countries, Iran on behalf of 57 States,"
    " Lithuania, Paper for All in a joint statement with friends, Iran on behalf of a circle of friends and "
    "Antigua and Barbuda."
)
SAID = (
    "Ont pris la parole\u00a0: la Lituanie (au nom d’un groupe de pays), l’Iran (au nom de 57 États), la Lituanie, "
    "Paper for All (dans une déclaration conjointe), l’Iran (au nom de …) et Antigua-et-Barbuda"
)


@pytest.fixture
def speakers(db):
    for key, kind, english, french, article in NAMES:
        speaker = Speaker.objects.create(
            key=key, kind=kind, name_en=english, name_fr=french, article_fr=article, confirmed=True
        )
        SpeakerName.objects.create(speaker=speaker, language="en", text=english)
        SpeakerName.objects.create(speaker=speaker, language="fr", text=french)
    swaziland = {"text": "Swaziland", "end": datetime.date(2018, 4, 18)}
    for language, article in (("en", ""), ("fr", "le")):
        speaker = Speaker.objects.get(key="eswatini")
        SpeakerName.objects.create(speaker=speaker, language=language, article=article, **swaziland)


def with_list(text, language="en"):
    return small_document(language, round_up=(Paragraph(prose("Words.")), parse_names(text, None, language)))


@pytest.fixture
def english(anna, meeting, speakers):
    """Anna's text, with a list of six names."""
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    return saving.begin(with_list(PASTED), anna, coverage=coverage)


@pytest.fixture
def english_public(english, anna, robert):
    summary = workflow.perform(english, "submit", anna, seen=english.revision)
    summary = workflow.perform(summary, "approve", robert, seen=summary.revision)
    return workflow.perform(summary, "publish", robert, seen=summary.revision)


def address(summary):
    return reverse("desk:lists", args=[summary.pk])


def key_of(summary):
    (speakers,) = mapping.read(summary).lists()
    return f"{summary.pk}-{speakers.id}"


def take(user, summary, source, **fields):
    fields = {"seen": summary.revision, "list": key_of(source), "style": "running"} | fields
    return client_of(user).post(address(summary), fields)


def lists_of(summary):
    return list(mapping.read(Summary.objects.get(pk=summary.pk)).lists())


# --- Who is offered what ----------------------------------------------------------------------------------------------


def test_a_published_list_is_offered_to_the_other_desk(claire, french_draft, english_public):
    answer = client_of(claire).get(address(french_draft)).content.decode()
    assert "Speaking in the discussion on paper were" in answer
    assert key_of(english_public) in answer


def test_a_draft_of_the_other_desk_is_not_offered_nor_taken(claire, french_draft, english):
    client = client_of(claire)
    assert "Speaking in the discussion" not in client.get(address(french_draft)).content.decode()
    assert client.get(address(french_draft), {"list": key_of(english)}).status_code == 404
    response = take(claire, french_draft, english)
    assert response.status_code == 409
    assert "This list of the other language is not there any more." in response.content.decode()
    assert not lists_of(french_draft)


def test_who_works_at_both_desks_is_offered_the_draft(bea, french_draft, english):
    answer = client_of(bea).get(address(french_draft), {"list": key_of(english)}).content.decode()
    assert SAID + "." in answer


def test_to_the_other_desk_a_published_text_is_as_it_was_published(claire, bea, french_draft, english_public):
    reopened = workflow.perform(english_public, "reopen", bea, seen=english_public.revision)
    changed = replace(mapping.read(reopened), round_up=(parse_names("Iran and Eswatini", None, "en"),))
    saving.save(reopened.pk, changed, reopened.revision, bea)
    answer = client_of(claire).get(address(french_draft)).content.decode()
    assert "Speaking in the discussion on paper were" in answer and "Eswatini" not in answer


def test_a_withdrawn_text_offers_nothing(claire, french_draft, english_public, robert):
    workflow.perform(english_public, "withdraw", robert, seen=english_public.revision, comment="A wrong list.")
    assert "Speaking in" not in client_of(claire).get(address(french_draft)).content.decode()


def test_the_page_of_another_desks_text_is_not_there(claire, english):
    assert client_of(claire).get(address(english)).status_code == 404
    assert client_of(claire).post(address(english), {}).status_code == 404


def test_a_text_about_another_meeting_offers_nothing(claire, council, english_public):
    lone = saving.begin(small_document("fr"), claire)
    answer = client_of(claire).get(address(lone)).content.decode()
    assert "Speaking in" not in answer and "has a list that you may read" in answer


def test_the_page_of_a_draft_leads_there(claire, french_draft):
    assert address(french_draft) in client_of(claire).get(french_draft.get_absolute_url()).content.decode()


# --- What is said -----------------------------------------------------------------------------------------------------


def test_a_list_is_put_into_the_text_in_the_names_of_its_language(claire, french_draft, english_public):
    response = take(claire, french_draft, english_public)
    assert response.status_code == 302
    (speakers,) = lists_of(french_draft)
    assert speakers.text == SAID
    rows = french_draft.lists.get().interventions.select_related("speaker", "group")
    assert [(row.speaker and row.speaker.key, row.group and row.group.key) for row in rows] == [
        ("lithuania", "a-group-of-countries"),
        ("iran", None),
        ("lithuania", None),
        (None, None),
        ("iran", None),
        ("antigua-and-barbuda", None),
    ]


def test_no_word_of_the_other_languages_prose_comes_along(claire, french_draft, english_public):
    take(claire, french_draft, english_public)
    text = lists_of(french_draft)[0].text
    assert not any(word in text for word in ("paper were", "discussion", "friends", "on behalf", "States"))


def test_what_is_unknown_in_this_language_is_marked(claire, french_draft, english_public):
    answer = client_of(claire).get(address(french_draft), {"list": key_of(english_public)}).content.decode()
    assert answer.count("no name is known in this language") == 1
    assert answer.count("the group is not known in this language") == 1


def test_a_list_may_be_said_after_de_or_stand_in_a_note(claire, french_draft, english_public):
    answer = client_of(claire).get(address(french_draft), {"list": key_of(english_public)}).content.decode()
    assert "les représentants de la Lituanie (au nom d’un groupe de pays), de l’Iran" in answer
    assert "de nombreuses délégations*" in answer
    take(claire, french_draft, english_public, style="footnote")
    assert lists_of(french_draft)[0].text.startswith("* Ont pris la parole")


def test_english_is_said_from_french(anna, draft, claire, renee, meeting, speakers):
    coverage = Coverage.objects.create(meeting=meeting, language="fr", officer=claire)
    text = "L’Iran et la Lituanie ont exercé leur droit de réponse."
    source = saving.begin(with_list(text, "fr"), claire, coverage=coverage)
    source = workflow.perform(source, "submit", claire, seen=source.revision)
    source = workflow.perform(source, "approve", renee, seen=source.revision)
    workflow.perform(source, "publish", renee, seen=source.revision)
    take(anna, draft, source)
    (speakers,) = lists_of(draft)
    assert (speakers.kind, speakers.text) == ("right_of_reply", "Iran and Lithuania spoke in right of reply")


def test_a_list_is_put_with_what_is_about_its_segment(claire, french_draft, english_public):
    document = mapping.read(french_draft)
    segment = document.segments[0].id
    take(claire, french_draft, english_public, about=segment)
    take(claire, Summary.objects.get(pk=french_draft.pk), english_public, about="nowhere")
    assert [speakers.digests for speakers in lists_of(french_draft)] == [segment, ""]


# --- With what others do ----------------------------------------------------------------------------------------------


def test_what_was_written_meanwhile_stays(claire, bea, french_draft, english_public):
    seen = french_draft.revision
    saving.save(french_draft.pk, small_document("fr", headline="Un autre titre"), seen, bea)
    take(claire, french_draft, english_public, seen=seen)
    document = mapping.read(Summary.objects.get(pk=french_draft.pk))
    assert document.headline == "Un autre titre"
    assert isinstance(document.round_up[-1], SpeakersList)


def test_the_same_click_twice_puts_one_list(claire, french_draft, english_public):
    take(claire, french_draft, english_public)
    take(claire, french_draft, english_public)
    assert len(lists_of(french_draft)) == 1


def test_a_text_that_was_handed_in_takes_none(claire, french_draft, english_public):
    workflow.perform(french_draft, "submit", claire, seen=french_draft.revision)
    page = client_of(claire).get(address(french_draft), {"list": key_of(english_public)}).content.decode()
    assert "disabled" in page
    assert take(claire, french_draft, english_public).status_code == 409
    assert not lists_of(french_draft)


def test_a_style_that_is_none_is_not_there(claire, french_draft, english_public):
    assert take(claire, french_draft, english_public, style="sung").status_code == 404


def test_the_page_asks_the_database_as_often_for_any_number_of_names(
    claire, bea, french_draft, english_public, django_assert_num_queries, django_assert_max_num_queries
):
    client, query = client_of(claire), {"list": key_of(english_public)}
    with django_assert_max_num_queries(30) as asked:
        client.get(address(french_draft), query)
    for number in range(20):
        speaker = Speaker.objects.create(
            key=f"s{number}", kind="state", name_en=f"State {number}", name_fr=f"É{number}"
        )
        SpeakerName.objects.create(speaker=speaker, language="en", text="Paper for All" if not number else f"S{number}")
    with django_assert_num_queries(len(asked)):
        client.get(address(french_draft), query)


# --- The name of a day ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "language", "name"),
    [
        (datetime.date(2015, 3, 1), "en", ("Swaziland", "")),
        (datetime.date(2018, 4, 18), "fr", ("Swaziland", "le")),
        (datetime.date(2018, 4, 19), "fr", ("Eswatini", "l'")),
        (datetime.date(2019, 3, 1), "en", ("Eswatini", "")),
        (None, "en", ("Eswatini", "")),
    ],
)
def test_a_speaker_is_called_as_it_was_on_the_day(speakers, day, language, name):
    said = naming.called(Speaker.objects.get(key="eswatini"), language, day)
    assert (said.text, said.article) == name and said.known


def test_of_two_former_names_the_later_counts_and_a_plain_alias_says_nothing(speakers):
    state = Speaker.objects.get(key="iran")
    for text, start, end in (("Old", None, "2006-06-02"), ("Union", "2003-02-04", "2006-06-02"), ("Alias", None, None)):
        SpeakerName.objects.create(speaker=state, language="en", text=text, start=start, end=end)
    called = [naming.called(state, "en", datetime.date(year, 1, 1)).text for year in (2000, 2005, 2010)]
    assert called == ["Old", "Union", "Iran"]


def test_who_has_no_name_in_a_language_is_called_as_in_the_other(db):
    said = naming.called(Speaker.objects.create(key="fund", kind="ngo", name_en="Lamp Fund"), "fr")
    assert (said.text, said.known) == ("Lamp Fund", False)


def test_an_old_list_is_said_in_the_names_of_its_day(claire, french_draft, speakers, anna, robert, meeting):
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    source = saving.begin(with_list("Eswatini and Iran took the floor."), anna, coverage=coverage)
    source = workflow.perform(source, "submit", anna, seen=source.revision)
    source = workflow.perform(source, "approve", robert, seen=source.revision)
    workflow.perform(source, "publish", robert, seen=source.revision)
    Summary.objects.filter(pk=french_draft.pk).update(date=datetime.date(2015, 3, 1))
    take(claire, french_draft, source)
    assert lists_of(french_draft)[0].text == "Ont pris la parole\u00a0: le Swaziland et l’Iran"


def test_an_administrator_gives_a_former_name_its_days(administrator, speakers):
    client = client_of(administrator)
    address = reverse("admin:meetings_speaker_change", args=[Speaker.objects.get(key="iran").pk])
    fields = Fields(client.get(address).content.decode(), form="speaker_form").values
    row = max(int(number) for name in fields if (number := name.removeprefix("names-").split("-")[0]).isdecimal())
    typed = {"language": "fr", "text": "Perse", "article": "la", "start": "1906-01-01", "end": "1905-01-01"}
    fields |= {f"names-{row}-{name}": value for name, value in typed.items()} | {"names-TOTAL_FORMS": str(row + 1)}
    assert "A name is in use from an earlier day to a later one." in client.post(address, fields).content.decode()
    assert client.post(address, fields | {f"names-{row}-end": "1935-03-21"}).status_code == 302
    said = naming.called(Speaker.objects.get(key="iran"), "fr", datetime.date(1920, 1, 1))
    assert (said.text, said.article) == ("Perse", "la")
