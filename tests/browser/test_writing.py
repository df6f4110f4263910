"""A whole summary is written on one page: prose in editors, lists pasted as a release prints them."""

from playwright.sync_api import Page, expect

from meetings.models import Summary
from meetings.newsroom import mapping

NAMES = "Peru on behalf of a group of countries, Bosnia and Herzegovina, Antigua and Barbuda, Lantern Trust and Chad"


def write(page: Page, editor: str, *lines: str) -> None:
    """Types paragraphs into the prose editor of a field."""
    page.locator(f"{editor} .ProseMirror").click()
    for number, line in enumerate(lines):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(line)


def begun(page: Page) -> None:
    """A blank sheet for the first meeting that waits for a text."""
    page.goto("/desk/meetings/summary/add/")
    page.select_option("[name=coverage]", index=1)
    page.click("#content-main [type=submit]")
    page.wait_for_selector(".ProseMirror")


def test_a_summary_is_written_from_a_blank_sheet(sign_in):
    page = sign_in("anna", locale="en")

    begun(page)
    page.fill("[name=headline]", "Sample Committee Begins on a Blank Sheet")
    write(page, ".field-round_up", "The Committee this morning wrote.", "It then wrote more.")
    page.click("#lists [data-add]")
    page.fill("#lists [data-forms] > :last-child [name$=-names]", f"Speaking in the discussion were {NAMES}.")
    page.click("#segments [data-add]")
    page.fill("#segments [data-forms] > :last-child [name$=-title]", "General Debate on Sheets")
    write(page, "#segments [data-forms] > :last-child", "ADA NORRWICK, Rapporteur on sheets, said it was blank.")
    page.click("[name=_save]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("#lists .names li")).to_have_count(5)
    expect(page.locator("#lists .names li.unknown")).to_have_text("Lantern Trust ⚠ unknown")
    document = mapping.read(Summary.objects.get(headline="Sample Committee Begins on a Blank Sheet"))
    assert [block.text for block in document.round_up][:2] == [
        "The Committee this morning wrote.",
        "It then wrote more.",
    ]
    (speakers,) = document.lists()
    assert speakers.text == f"Speaking in the discussion were {NAMES}"
    (segment,) = document.segments
    assert segment.blocks[0].speaker == "ADA NORRWICK"


def test_who_leaves_in_the_middle_of_a_word_is_offered_it_again(sign_in):
    page = sign_in("anna", locale="en")
    begun(page)
    address, asked = page.url, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[name=headline]").press_sequentially("Half a headli")
    page.goto("/desk/")
    assert asked == []
    page.goto(address)
    expect(page.locator(".offer ins")).to_have_text("added: Half a headli")
    page.click(".offer button.button")
    expect(page.locator("[name=headline]")).to_have_value("Half a headli")
