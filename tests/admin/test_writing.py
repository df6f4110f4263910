"""Writing a summary on its page, as a browser without JavaScript does."""

import pytest

from meetings.document import Paragraph, SpeakersList, Statement
from meetings.document.tree import prose
from meetings.models import Speaker, SpeakerName
from meetings.newsroom import mapping, saving
from tests.world import small_document

from .forms import client_of, page, send


@pytest.fixture
def states(db):
    for key, name in (("fi", "Finland"), ("ag", "Antigua and Barbuda"), ("nordic", "Nordic countries")):
        speaker = Speaker.objects.create(key=key, kind="state", name_en=name, confirmed=True)
        SpeakerName.objects.create(speaker=speaker, language="en", text=name)


def saved(client, summary, **changes):
    """The document after the page was opened, changed and sent, and the answer."""
    response = client.post(summary.get_absolute_url(), page(client, summary) | changes, follow=True)
    assert response.status_code == 200, response.content.decode()
    summary.refresh_from_db()
    return mapping.read(summary), response.content.decode()


def test_a_page_sent_as_it_was_opened_changes_nothing(anna, draft):
    _document, answer = saved(client_of(anna), draft)
    assert "Nothing was changed." in answer
    assert draft.revision == 1


def test_words_are_saved_and_told(anna, draft):
    document, answer = saved(client_of(anna), draft, round_up="<p>New words.</p>", headline="New Headline")
    assert (document.headline, document.round_up[0].text) == ("New Headline", "New words.")
    assert "Saved as revision 2." in answer


def test_prose_keeps_headings_emphasis_and_links_and_nothing_else(anna, draft):
    pasted = '<h2>Part</h2><p onclick="x()">One <b>two</b> <a href="https://un.org">three</a></p><script>x()</script>'
    saved(client_of(anna), draft, **{"segments-0-body": pasted})
    body = draft.segments.get(position=0).body
    assert "<h3 id=" in body and "<strong>two</strong>" in body and '<a href="https://un.org">' in body
    assert "script" not in body and "onclick" not in body


def test_a_paragraph_that_opens_with_a_name_in_capitals_is_a_statement(anna, draft):
    text = "<p>NADA AL-NASHIF, United Nations Deputy High Commissioner for Human Rights, said it was late.</p>"
    document, _ = saved(client_of(anna), draft, **{"segments-1-body": text})
    (statement,) = document.segments[1].blocks
    assert isinstance(statement, Statement)
    assert statement.speaker == "NADA AL-NASHIF"


def test_a_paragraph_keeps_its_id_while_its_words_change(anna, draft):
    before = mapping.read(draft).round_up[0].id
    client = client_of(anna)
    html = page(client, draft)["round_up"].replace("opened its debate", "opened its long debate")
    document, _ = saved(client, draft, round_up=html)
    assert document.round_up[0].text == "The Council opened its long debate."
    assert document.round_up[0].id == before


def test_a_pasted_list_comes_back_resolved_in_order(anna, draft, states):
    names = "Finland on behalf of the Nordic countries, Antigua and Barbuda, Atlantis and Finland"
    new = {"lists-TOTAL_FORMS": "1", "lists-0-names": names, "lists-0-lead_in": "Speaking were"}
    document, answer = saved(client_of(anna), draft, **new)
    (speakers,) = document.lists()
    assert [item.name for item in speakers.interventions] == ["Finland", "Antigua and Barbuda", "Atlantis", "Finland"]
    assert speakers.interventions[0].on_behalf_of == "Nordic countries"
    assert document.round_up[-1] == speakers
    assert "1 name is not known." in answer
    assert answer.count("⚠ unknown") == 1
    assert "4 names, as understood" in answer
    assert names in answer


def test_a_whole_sentence_pasted_as_names_brings_its_own_words(anna, draft, states):
    sentence = "Finland and Antigua and Barbuda spoke in right of reply."
    document, _ = saved(client_of(anna), draft, **{"lists-TOTAL_FORMS": "1", "lists-0-names": sentence})
    (speakers,) = document.lists()
    assert (speakers.kind, speakers.tail) == ("right_of_reply", "spoke in right of reply")


def test_a_list_typed_into_the_round_up_is_recognised(anna, draft, states):
    client = client_of(anna)
    html = page(client, draft)["round_up"] + "<p>Speaking in the discussion were Finland and Antigua and Barbuda.</p>"
    document, answer = saved(client, draft, round_up=html)
    assert [type(block) for block in document.round_up] == [Paragraph, Paragraph, SpeakersList]
    assert "1 list of speakers was recognised in the round-up." in answer


def test_names_that_were_not_touched_stay_as_they_were_read(anna, draft, states):
    client = client_of(anna)
    saved(client, draft, **{"lists-TOTAL_FORMS": "1", "lists-0-names": "Finland, Atlantis and the Sea"})
    _document, answer = saved(client, draft)
    assert "Nothing was changed." in answer
    document, _ = saved(client, draft, **{"lists-0-lead_in": "Also speaking were"})
    (speakers,) = document.lists()
    assert speakers.text == "Also speaking were Finland, Atlantis and the Sea"


def test_a_list_is_moved_by_its_line_in_the_text_and_removed_by_its_box(anna, draft, states):
    client = client_of(anna)
    saved(client, draft, **{"lists-TOTAL_FORMS": "1", "lists-0-names": "Finland and Atlantis"})
    *paragraphs, line = page(client, draft)["round_up"].split("\n")
    assert "Finland and Atlantis" in line
    document, _ = saved(client, draft, round_up="\n".join([line, *paragraphs]))
    assert isinstance(document.round_up[0], SpeakersList)
    document, _ = saved(client, draft, **{"lists-0-DELETE": "on"})
    assert not list(document.lists())


def test_another_segment_is_added_without_javascript(anna, draft):
    document, _ = saved(client_of(anna), draft, **{"segments-2-title": "Closing", "segments-2-place": "1"})
    assert [segment.title for segment in document.segments] == ["Closing", "General Debate on Paper", "Panel on Ink"]


def test_the_blank_segment_is_none(anna, draft):
    document, _ = saved(client_of(anna), draft, headline="Other")
    assert len(document.segments) == 2


def test_a_segment_is_moved_and_removed(anna, draft):
    client = client_of(anna)
    document, _ = saved(client, draft, **{"segments-0-place": "2", "segments-1-place": "1"})
    assert [segment.title for segment in document.segments] == ["Panel on Ink", "General Debate on Paper"]
    document, _ = saved(client, draft, **{"segments-0-DELETE": "on"})
    assert [segment.title for segment in document.segments] == ["General Debate on Paper"]


def test_what_the_form_did_not_carry_stays(anna, draft, states):
    client = client_of(anna)
    before, _ = saved(client, draft, **{"lists-TOTAL_FORMS": "1", "lists-0-names": "Finland and Atlantis"})
    nothing = {f"{part}-{name}_FORMS": "0" for part in ("segments", "lists") for name in ("TOTAL", "INITIAL")}
    fields = nothing | {"seen": draft.revision, "body": "WAC", "kind": "meeting_summary", "headline": "Only This"}
    assert client.post(draft.get_absolute_url(), fields).status_code == 302
    after = mapping.read(draft)
    draft.refresh_from_db()
    assert draft.headline == "Only This"
    assert (after.round_up, after.segments, after.date) == (before.round_up, before.segments, before.date)


def test_a_form_cut_off_on_its_way_is_refused(anna, draft):
    client = client_of(anna)
    fields = {name: value for name, value in page(client, draft).items() if not name.startswith("segments")}
    assert send(client, draft, fields).status_code == 422


def test_a_headline_is_one_line(anna, draft):
    document, _ = saved(client_of(anna), draft, headline="Two\r\n lines ")
    assert document.headline == "Two lines"


def test_an_old_paragraph_is_not_taken_for_a_list(anna, council):
    sentence = "Speaking in the discussion were Finland and Atlantis."
    summary = saving.begin(small_document(round_up=(Paragraph(prose(sentence)),)), anna)
    _, answer = saved(client_of(anna), summary)
    assert "Nothing was changed." in answer


def test_reports_are_read_from_one_box(anna, draft):
    document, _ = saved(client_of(anna), draft, **{"segments-0-reports": "A/HRC/53/61, A/HRC/53/60\nA/HRC/53/61"})
    assert document.segments[0].reports == ("A/HRC/53/61", "A/HRC/53/60")


def test_what_cannot_be_saved_stays_as_it_was_typed(anna, draft):
    client = client_of(anna)
    typed = page(client, draft) | {"headline": "Typed Headline", "segments-0-reports": "A/HRC/53/61, nonsense"}
    response = send(client, draft, typed)
    answer = response.content.decode()
    assert response.status_code == 422
    assert "“nonsense” is not the symbol of a document" in answer
    assert "Typed Headline" in answer and "A/HRC/53/61, nonsense" in answer
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_symbol_that_cannot_be_borne_is_refused_and_the_text_kept(anna, draft):
    client = client_of(anna)
    response = send(client, draft, page(client, draft), symbol="XYZ", headline="Typed Headline")
    answer = response.content.decode()
    assert response.status_code == 409
    assert "“XYZ” is no press symbol" in answer and "Typed Headline" in answer


def test_the_boxes_bear_the_language_of_the_text(claire, french_draft):
    answer = client_of(claire).get(french_draft.get_absolute_url()).content.decode()
    assert answer.count('lang="fr"') > 10
    assert 'spellcheck="true"' in answer


def test_the_page_needs_no_inline_script(anna, draft):
    response = client_of(anna).get(draft.get_absolute_url())
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    nonce = policy.split("'nonce-")[1].split("'")[0]
    answer = response.content.decode()
    assert f'<script nonce="{nonce}" type="importmap">' in answer or f'nonce="{nonce}"' in answer
    assert "style=" not in answer and "onclick=" not in answer
