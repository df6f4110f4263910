"""A document as HTML, without a database."""

from meetings.document import Document, Heading, Paragraph, Run, Segment, Statement
from meetings.document.tree import prose
from meetings.exports import html


def rendered(*blocks, language="en"):
    return html.render(Document(language, headline="Headline", segments=(Segment("Debate", blocks),)))


def paragraph(*runs):
    return Paragraph(prose(*runs))


def test_nothing_is_rendered_of_what_is_missing():
    assert html.render(Document("en")) == "<header>\n</header>\n"


def test_contents_name_round_up_and_segments():
    document = Document("fr", round_up=(paragraph("Il."),), segments=(Segment("Débat", id="abc"), Segment("Clôture")))
    page = html.render(document)
    for entry in ('<a href="#round-up">En bref</a>', '<a href="#s-abc">Débat</a>', '<a href="#s-2">Clôture</a>'):
        assert entry in page


def test_a_single_part_needs_no_contents():
    assert "<nav" not in html.render(Document("en", round_up=(paragraph("It met."),)))


def test_the_speaker_is_marked_whatever_runs_the_name_is_made_of():
    said = paragraph(Run("ADA ", strong=True), "PULP, Archivist, said ", Run("no", emphasis=True), ".")
    page = rendered(Statement("ADA PULP", "Archivist", (said,)))
    assert '<p><b class="speaker">ADA PULP</b>, Archivist, said <em>no</em>.</p>' in page


def test_a_name_that_the_text_does_not_open_with_is_not_marked():
    page = rendered(Statement("ADA PULP", "", (paragraph("Ms. Pulp said no."),)))
    assert "<p>Ms. Pulp said no.</p>" in page


def test_a_statement_bears_the_id_of_its_first_paragraph():
    first, second = Paragraph(prose("ADA said."), id="aaaa"), Paragraph(prose("More."), id="bbbb")
    page = rendered(Statement("ADA", "", (first, second)), Heading("End", id="cccc"))
    assert page.count('id="b-aaaa"') == 1
    assert '<p id="b-bbbb">More.</p>' in page
    assert '<h3 id="b-cccc">End</h3>' in page


def test_a_link_without_address_is_text_and_one_to_a_script_too():
    page = rendered(paragraph("Found ", Run("here", href=""), " and ", Run("there", href="JavaScript:alert(1)"), "."))
    assert "<p>Found here and there.</p>" in page


def test_runs_of_one_link_are_one_link():
    page = rendered(paragraph(Run("a ", href="/x"), Run("b", href="/x", strong=True), Run("c", href="/y")))
    assert '<a href="/x">a <strong>b</strong></a><a href="/y">c</a>' in page


def test_symbols_are_linked_but_not_inside_a_link():
    page = rendered(paragraph("A/HRC/53/61, A/HRC/53/61/Add.1 and ", Run("A/HRC/53/62", href="/x")))
    assert page.count("https://docs.un.org/") == 2
    assert '<a class="document" href="https://docs.un.org/en/A/HRC/53/61/Add.1">A/HRC/53/61/Add.1</a>' in page
    assert '<a href="/x">A/HRC/53/62</a>' in page


def test_text_around_a_symbol_is_escaped():
    assert "&lt;A&gt; (<a " in rendered(paragraph("<A> (A/HRC/53/61) & so on"))
