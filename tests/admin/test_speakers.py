"""The page of speakers to confirm, as its users have it: by a click, and without JavaScript."""

import re

import pytest
from django.urls import reverse

from meetings.document import Paragraph, SpeakersList, Statement, read_item
from meetings.document.tree import prose
from meetings.document.units import give_ids
from meetings.models import Coverage, Intervention, Speaker, SpeakerAct, SpeakerFunction, SpeakerName
from meetings.newsroom import merging, saving, workflow
from meetings.newsroom.learning import learn
from tests.world import small_document

from .forms import client_of

pytestmark = pytest.mark.django_db

LIST = "/desk/speakers/"


def speaker(name, kind="ngo", language="en", function="", **fields):
    row = Speaker.objects.create(
        key=f"{language}-{name.lower().replace(' ', '-')}", kind=kind, **{f"name_{language}": name}, **fields
    )
    SpeakerName.objects.create(speaker=row, language=language, text=name)
    if function:
        SpeakerFunction.objects.create(speaker=row, **{f"title_{language}": function})
    return row


def page(client, query=""):
    response = client.get(LIST + query)
    assert response.status_code == 200
    return response


def names_on(response):
    return re.findall(r"<h2[^>]*>(.*?)</h2>", response.content.decode())


def click(client, response, do, **more):
    """Posts the page's form by one of its buttons, which has to be there."""
    text = response.content.decode()
    assert f'value="{do}"' in text, do
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    return client.post("/desk/speakers/decide/", {**hidden, "do": do, **more})


def suggested(response, pk):
    """The speakers that the page offers to merge one into, each with what is said of it."""
    found = re.findall(
        rf'value="merge:{pk}:(\d+)".*?<b>(.*?)</b> <span class="why">(.*?)</span>', response.content.decode()
    )
    return {name: (int(other), why) for other, name, why in found}


# --- The list ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def printed(anna, council, session):
    """An English draft that prints four names, one of them three times."""
    names = ("Ink Guild", "Paper Trust", "Ink Guild", "Glue Forum on behalf of the Sticky Alliance", "Ink Guild")
    items = tuple(read_item(name, "en") for name in names)
    said = Statement("ADA PULP", "Archivist", (Paragraph(prose("ADA PULP, Archivist, said paper lasts.")),))
    document = small_document(round_up=(SpeakersList("also_speaking", items, "Also speaking were"), said), segments=())
    document = give_ids(document)
    summary = saving.begin(document, anna)
    learn(document, summary)
    return summary


def test_those_printed_most_often_come_first_with_the_place_where_they_were_first(printed, robert):
    response = page(client_of(robert))
    assert names_on(response) == ["Ink Guild", "Paper Trust", "Glue Forum", "Sticky Alliance", "Ada Pulp"]
    text = response.content.decode()
    assert "printed in 3 places" in text
    assert f"/desk/meetings/summary/{printed.pk}/preview/#b-" in text
    assert "Archivist" in text


def test_of_a_draft_of_the_other_desk_nothing_is_told_but_the_name(printed, claire, renee):
    for user in (claire, renee):
        text = page(client_of(user)).content.decode()
        assert "Ink Guild" in text
        assert printed.headline not in text and "/preview/" not in text


def test_where_a_public_text_prints_a_name_it_is_linked_for_everyone(printed, anna, robert, claire, meeting):
    Coverage.objects.create(meeting=meeting, language="en", summary=printed)
    text = printed
    for step, user in (("submit", anna), ("approve", robert), ("publish", robert)):
        text = workflow.perform(text, step, user, seen=text.revision)
    assert f"/en/summaries/{text.symbol}/#b-" in page(client_of(claire)).content.decode()


def test_the_list_is_filtered_and_searched(robert):
    for name, kind, language in (("Ink Guild", "ngo", "en"), ("Guilde", "ngo", "fr"), ("Ada Pulp", "person", "en")):
        speaker(name, kind, language)
    client = client_of(robert)
    assert names_on(page(client, "?kind=person")) == ["Ada Pulp"]
    assert names_on(page(client, "?language=fr")) == ["Guilde"]
    assert set(names_on(page(client, "?q=GUIL"))) == {"Ink Guild", "Guilde"}
    assert names_on(page(client, "?q=guil+ink")) == ["Ink Guild"]
    assert len(names_on(page(client, "?kind=x&language=y&after=z-1&done=w"))) == 3
    assert names_on(page(client, "?q=nobody")) == []


def test_confirmed_merged_and_discarded_ones_are_not_listed(robert):
    other = speaker("Sure", confirmed=True)
    speaker("Merged", merged_into=other)
    speaker("Hallway", discarded=True)
    assert names_on(page(client_of(robert))) == []


def test_pages_go_on_where_the_last_one_ended(robert, monkeypatch):
    monkeypatch.setattr("meetings.admin.speakers.PAGE", 2)
    names = [f"Guild {number}" for number in range(5)]
    for name in names:
        speaker(name, kind="person")
    client, query, seen = client_of(robert), "", []
    while query is not None:
        response = page(client, query)
        seen += names_on(response)
        following = re.search(r'href="/desk/speakers/(\?after=[^"]*)"', response.content.decode())
        query = following[1] if following else None
    assert seen == names


def test_a_page_of_25_takes_as_many_queries_as_a_page_of_two(
    robert, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(robert)
    for number in range(2):
        speaker(f"Guild of Ink {number}", function="Keeper")
    page(client)
    with django_assert_max_num_queries(15) as asked:  # nine are those of any page of the desk
        page(client)
    for number in range(2, 30):
        speaker(f"Guild of Ink {number}", function="Keeper")
    with django_assert_num_queries(len(asked)):
        page(client)


# --- Suggestions ------------------------------------------------------------------------------------------------------


def test_suggestions_say_why(robert):
    new = speaker("International Guild of Ink Makers (IGIM)")
    speaker("International Guild of Ink Maker", confirmed=True)
    speaker("IGIM", confirmed=True)
    speaker("International Guild of Ink Makers (IGIM)", language="fr")
    speaker("Something Else Altogether", confirmed=True)
    found = suggested(page(client_of(robert)), new.pk)
    assert {name: why.split(" · ")[0] for name, (_pk, why) in found.items()} == {
        "International Guild of Ink Makers (IGIM)": "the same name in the other language",
        "IGIM": "the same acronym",
        "International Guild of Ink Maker": "nearly the same name",
    }


def test_a_person_of_the_same_function_is_suggested_where_the_names_have_something_in_common(robert):
    new = speaker("Ada M. Pulp-Weaver", "person", function="Keeper of the Archive")
    speaker("Adam Pulp", "person", function="keeper of the archive", confirmed=True)
    speaker("Zoe Quill", "person", function="Keeper of the Archive", confirmed=True)
    assert suggested(page(client_of(robert)), new.pk).keys() == {"Adam Pulp"}


def test_whoever_was_merged_is_suggested_as_the_one_that_is_left(robert):
    left = speaker("Guild", confirmed=True)
    speaker("Ink Guild of Utopia", merged_into=left)
    speaker("Ink Guild of Utopias", discarded=True)
    new = speaker("Ink Guild of Utopia", language="fr")
    assert suggested(page(client_of(robert)), new.pk) == {"Guild": (left.pk, "the same name in the other language")}


# --- Clicks -----------------------------------------------------------------------------------------------------------


def test_a_click_confirms_and_leads_to_the_next_with_undo_at_hand(robert):
    one, two = speaker("One Guild"), speaker("Quite Another")
    client = client_of(robert)
    response = click(client, page(client, "?kind=ngo"), f"confirm:{one.pk}")
    act = SpeakerAct.objects.get()
    assert response.url == f"{LIST}?kind=ngo&done={act.pk}#s-{two.pk}"
    after = page(client, f"?kind=ngo&done={act.pk}")
    assert "“One Guild” is confirmed." in after.content.decode()
    response = click(client, after, f"undo:{act.pk}")
    assert response.url == f"{LIST}?kind=ngo#s-{one.pk}"
    assert "Undone: “One Guild” is confirmed." in page(client, "?kind=ngo").content.decode()
    assert Speaker.objects.to_confirm().count() == 2


def test_after_the_last_one_of_a_page_the_one_before_has_the_focus(robert):
    one, two = speaker("One Guild"), speaker("Quite Another")
    client = client_of(robert)
    assert click(client, page(client), f"confirm:{two.pk}").url.endswith(f"#s-{one.pk}")


def test_a_click_merges_into_a_suggestion(robert):
    left, new = speaker("Ink Guild of Utopia", confirmed=True), speaker("Ink Guild of Utopias")
    client = client_of(robert)
    click(client, page(client), f"merge:{new.pk}:{left.pk}")
    new.refresh_from_db()
    assert new.merged_into == left


def test_all_without_a_suggestion_are_confirmed_as_one_act(robert):
    for name in ("Ink Guild of Utopia", "Ink Guild of Utopias", "Glue", "Rope"):
        speaker(name)
    client = client_of(robert)
    response = click(client, page(client), "confirm_all")
    assert set(names_on(page(client))) == {"Ink Guild of Utopia", "Ink Guild of Utopias"}
    text = client.get(response.url).content.decode()
    assert "2 speakers are confirmed: Glue, Rope." in text
    click(
        client,
        client.get(response.url),
        f"undo:{SpeakerAct.objects.first().part_of_id or SpeakerAct.objects.last().pk}",
    )
    assert len(names_on(page(client))) == 4


def test_those_of_one_name_in_both_languages_are_merged_as_one_act(robert):
    for name in ("Ada Pulp", "Zoe Quill"):
        for language in ("en", "fr"):
            speaker(name, "person", language)
    speaker("Rope")
    client = client_of(robert)
    response = click(client, page(client), "merge_all")
    text = client.get(response.url).content.decode()
    assert "2 speakers are merged into those of the same name in the other language: Ada Pulp, Zoe Quill." in text
    assert sorted(names_on(page(client))) == ["Ada Pulp", "Rope", "Zoe Quill"]
    click(client, client.get(response.url), f"undo:{SpeakerAct.objects.get(part_of=None).pk}")
    assert len(names_on(page(client))) == 5


def test_a_kind_is_changed_and_the_place_kept(anna):
    new = speaker("Ink Guild")
    client = client_of(anna)
    response = click(client, page(client), f"kind:{new.pk}:nhri")
    assert response.url.endswith(f"#s-{new.pk}")
    assert Speaker.objects.get().kind == "nhri"


def test_what_is_no_name_is_discarded(robert):
    new = speaker("In The Corridor")
    client = client_of(robert)
    click(client, page(client), f"discard:{new.pk}")
    assert names_on(page(client)) == []


def test_any_speaker_is_found_to_merge_into_by_words(robert):
    new, left = speaker("Tinte", kind="person"), speaker("Guild of Ink Makers", confirmed=True)
    speaker("Inked Guilds", confirmed=True)
    client = client_of(robert)
    found = client.get(f"/desk/speakers/{new.pk}/merge/?q=guild+maker&back={LIST}")
    assert "Inked" not in found.content.decode()
    response = click(client, found, f"merge:{new.pk}:{left.pk}")
    assert response.url.startswith(f"{LIST}?done=")
    assert Speaker.objects.get(pk=new.pk).merged_into == left
    assert "Nobody is called so" in client.get(f"/desk/speakers/{left.pk}/merge/?q=zzz").content.decode()


def test_printed_names_are_split_off(robert):
    guild = speaker("Ink Guild")
    other = SpeakerName.objects.create(speaker=guild, language="en", text="Glue Guild")
    client = client_of(robert)
    assert f"/desk/speakers/{guild.pk}/split/" in page(client).content.decode()
    response = client.get(f"/desk/speakers/{guild.pk}/split/")
    click(client, response, f"split:{guild.pk}", names=[other.pk])
    assert set(names_on(page(client))) == {"Ink Guild", "Glue Guild"}


def test_what_was_decided_is_listed_and_undone_later(robert, bea):
    one, two = speaker("One Guild"), speaker("Quite Another", confirmed=True)
    first = merging.merge(one.pk, two.pk, bea)
    client = client_of(robert)
    acts = client.get("/desk/speakers/acts/")
    assert "“One Guild” is merged into “Quite Another”." in acts.content.decode()
    assert click(client, acts, f"undo:{first.pk}").url.startswith("/desk/speakers/acts/")
    text = client.get("/desk/speakers/acts/").content.decode()
    assert "undone by" in text and f"undo:{first.pk}" not in text


def test_the_acts_take_as_many_queries_whatever_their_number(
    robert, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(robert)
    merging.confirm([speaker("A").pk, speaker("B").pk], robert)
    client.get("/desk/speakers/acts/")
    with django_assert_max_num_queries(12) as asked:
        client.get("/desk/speakers/acts/")
    for number in range(5):
        merging.confirm([speaker(f"C {number}").pk, speaker(f"D {number}").pk], robert)
    with django_assert_num_queries(len(asked)):
        client.get("/desk/speakers/acts/")


# --- Refusals ---------------------------------------------------------------------------------------------------------


def test_what_came_too_late_is_refused_with_a_sentence_at_the_same_place(robert, bea):
    one, two = speaker("Ink Guild of Utopia"), speaker("Ink Guild of Utopias")
    client = client_of(robert)
    opened = page(client)
    merging.merge(two.pk, one.pk, bea)
    response = click(client, opened, f"merge:{one.pk}:{two.pk}")
    assert response.url == f"{LIST}#s-{one.pk}"
    assert "was merged into “Ink Guild of Utopia” meanwhile" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    "do", ["", "confirm", "confirm:x", "merge:1", "eat:1", "undo:0", "confirm_all", "kind:1:state"]
)
def test_what_no_button_says_is_refused(do, robert):
    client = client_of(robert)
    response = client.post("/desk/speakers/decide/", {"do": do, "back": "https://example.org/"})
    assert response.url.startswith(LIST)
    assert not SpeakerAct.objects.exists()


def test_officers_have_no_buttons_for_what_they_may_not_do(anna):
    new, left = speaker("Ink Guild of Utopia"), speaker("Ink Guild of Utopias", confirmed=True)
    client = client_of(anna)
    response = page(client)
    text = response.content.decode()
    assert "Ink Guild of Utopias" in text
    assert "merge:" not in text and "discard:" not in text
    assert client.get(f"/desk/speakers/{new.pk}/merge/").status_code == 403
    client.post("/desk/speakers/decide/", {"do": f"merge:{new.pk}:{left.pk}"})
    assert not SpeakerAct.objects.exists()
    click(client, response, f"confirm:{new.pk}")
    assert not Speaker.objects.to_confirm().exists()


def test_whoever_decides_nothing_has_no_page(django_user_model):
    someone = django_user_model.objects.create_user("someone", is_staff=True)
    for address in (LIST, "/desk/speakers/acts/", "/desk/speakers/1/merge/", "/desk/speakers/1/split/"):
        assert client_of(someone).get(address).status_code == 403
    assert client_of(someone).post("/desk/speakers/decide/", {"do": "confirm:1"}).status_code == 403


def test_the_page_is_in_french(renee):
    speaker("Guilde", language="fr")
    text = client_of(renee).get(LIST, headers={"accept-language": "fr"}).content.decode()
    assert "Intervenants à confirmer" in text
    assert "Confirm<" not in text and "Not a name" not in text


# --- The stock pages --------------------------------------------------------------------------------------------------


def test_the_front_page_says_how_many_wait(robert, django_user_model):
    client = client_of(robert)
    assert "Speakers to confirm" not in client.get("/desk/").content.decode()
    speaker("Ink Guild")
    assert "Speakers to confirm (1)" in client.get("/desk/").content.decode()


def test_the_stock_form_leads_to_the_pages_of_merging_and_changes_nothing_of_it(administrator):
    one, two = speaker("Ink Guild", confirmed=True), speaker("Two", confirmed=True)
    client = client_of(administrator)
    address = reverse("admin:meetings_speaker_change", args=[one.pk])
    text = client.get(address).content.decode()
    assert 'name="merged_into"' not in text
    assert f"/desk/speakers/{one.pk}/merge/" in text and f"/desk/speakers/{one.pk}/split/" in text
    fields = {"name_en": "Guild of Ink", "kind": "ngo", "key": one.key, "confirmed": "on", "merged_into": two.pk}
    for prefix in ("names", "functions"):
        fields |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    assert client.post(address, fields).status_code == 302
    one.refresh_from_db()
    assert (one.name_en, one.merged_into) == ("Guild of Ink", None)


def test_a_name_entered_in_the_stock_form_takes_the_rows_that_print_it(printed, administrator):
    left = speaker("Utopia", "state", confirmed=True)
    Speaker.objects.exclude(pk=left.pk).filter(name_en="Ink Guild").get().names.all().delete()
    Intervention.objects.filter(name="Ink Guild").update(speaker=None)
    fields = {"name_en": "Utopia", "kind": "state", "key": left.key, "confirmed": "on"}
    fields |= {"functions-TOTAL_FORMS": 0, "functions-INITIAL_FORMS": 0}
    fields |= {"names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 0, "names-0-language": "en", "names-0-text": "Ink Guild"}
    client = client_of(administrator)
    assert client.post(reverse("admin:meetings_speaker_change", args=[left.pk]), fields).status_code == 302
    assert set(Intervention.objects.filter(name="Ink Guild").values_list("speaker", flat=True)) == {left.pk}
