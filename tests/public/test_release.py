"""The page of a release."""

import gzip
import random
import re

from meetings.document import Intervention, Paragraph, Segment, Session, SpeakersList, dump, from_json
from meetings.document.tree import prose
from tests.conftest import PROJECT
from tests.world import small_document

from .conftest import ENGLISH, FRENCH


def page(client, address=ENGLISH):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_its_head_says_what_it_is_of_whom_and_when(client, english):
    html = page(client)
    assert "Meeting Summary" in html
    assert "World Archive Council" in html
    assert "fifty-third regular session" in html
    assert '<time datetime="2026-07-11">Saturday, 11\xa0July 2026</time>, morning' in html
    assert "<h1>Council Opens Debate on Paper</h1>" in html


def test_a_french_page_is_french_throughout(client, french):
    html = page(client, FRENCH)
    assert '<html lang="fr">' in html
    assert "Conseil mondial des archives" in html
    assert "cinquante-troisième session ordinaire" in html
    assert "samedi 11\xa0juillet 2026" in html
    assert "En bref" in html


def test_the_first_of_a_month_is_an_ordinal_in_french(client, bring_out, meeting):
    first = small_document("fr").date.replace(day=1)
    bring_out(small_document("fr", date=first))
    assert "mercredi 1er\xa0juillet 2026" in page(client, FRENCH)


def test_the_round_up_comes_first_then_the_segments_then_disclaimer_and_symbol(client, english):
    html = page(client)
    parts = (
        "The Council opened",
        "Documents of the",
        "ADA PULP",
        "Panel on Ink</h2>",
        "Not an official",
        "WAC26.001E</p>",
    )
    places = [html.index(part) for part in parts]
    assert places == sorted(places)


def test_a_list_of_speakers_is_a_sentence(client, bring_out):
    names = tuple(Intervention(name, name) for name in ("Chad", "Benin", "Cuba"))
    speakers = SpeakersList("discussion", names, lead_in="Speaking in the discussion were")
    bring_out(small_document(round_up=(Paragraph(prose("It met.")), speakers)))
    assert "Speaking in the discussion were Chad, Benin and Cuba.</p>" in page(client)


def test_a_symbol_leads_to_the_document_in_the_language_of_the_text(client, bring_out):
    text = (Paragraph(prose("Voir le rapport A/HRC/53/61.")),)
    bring_out(small_document("fr", segments=(Segment("Débat général", text),)))
    assert 'href="https://docs.un.org/fr/A/HRC/53/61">A/HRC/53/61</a>.' in page(client, FRENCH)


def test_each_statement_has_an_address_of_its_own(client, english):
    anchor = english.passages.get(kind="statement").anchor
    html = page(client)
    assert f'<div class="statement" id="{anchor}">' in html
    address = f"{ENGLISH}statements/{anchor.removeprefix('b-')}/"
    assert f'href="{address}" aria-label="Link to this statement by ADA PULP"' in html


def test_its_text_is_what_a_dump_of_its_document_says(client, english):
    response = client.get("/en/summaries/WAC26.001E.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == dump(from_json(english.content))


def test_its_json_holds_the_document_and_the_hash(client, english):
    said = client.get("/en/summaries/WAC26.001E.json").json()
    assert said["hash"] == english.hash
    assert said["document"] == english.content


def test_a_special_session_is_called_so(client, bring_out, council, meeting):
    bring_out(small_document(session=Session(36, "special")))
    assert "thirty-sixth special session" in page(client)


def test_a_release_of_a_long_meeting_weighs_less_than_100_kilobytes(client, bring_out):
    """With all files that its page asks for, compressed as a server sends them. 36 KB of text: a long morning."""
    chosen = random.Random(1)
    words = ["".join(chosen.choices("aeionrstlcdmpu", k=chosen.randint(2, 10))) for _ in range(900)]
    said = [" ".join(chosen.choices(words, k=90)) for _ in range(60)]
    bring_out(small_document(segments=(Segment("Debate", tuple(Paragraph(prose(text)) for text in said)),)))
    html = client.get(ENGLISH).content
    folder = PROJECT / "static" / "public"
    asked = [folder / name.decode() for name in re.findall(rb"/static/public/([\w.-]+)", html)]
    fonts = [folder / name for name in re.findall(r'url\("([\w.-]+)"\)', (folder / "site.css").read_text())]
    files = {path: path.read_bytes() for path in (*asked, *fonts)}
    sent = sum(len(data if path.suffix == ".woff2" else gzip.compress(data)) for path, data in files.items())
    assert len(said) * 90 > 5000 and sent + len(gzip.compress(html)) < 100_000
