"""From a text on an officer's machine to the public's page, and back for a correction: once in each language."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from meetings.models import Summary


@dataclass(frozen=True)
class Desk:
    """The people of a desk, a text of theirs, and the words that change in it."""

    language: str
    officer: str
    reviewer: str
    headline: str
    text: str
    slip: str
    right: str
    word: str
    fixed: str


ENGLISH = Desk(
    language="en",
    officer="anna",
    reviewer="robert",
    headline="Sample Committee on Inland Lighthouses Closes Its Twelfth Session",
    text="""\
MORNING - Sample Committee on Inland Lighthouses Closes Its Twelfth Session

Meeting Summaries

The Sample Committee on Inland Lighthouses this morning closed its twelfth session, having held nine meatings.

Speaking in the discussion were Peru, Bosnia and Herzegovina, Lantern Trust and Chad.

General Debate at the Close of the Session

Statements

MIRELA ASTOURA, Chairperson of the Committee, said that every light had been talked about.
""",
    slip="nine meatings",
    right="nine meetings",
    word="One figure is still to be checked.",
    fixed="eight meetings",
)
FRENCH = Desk(
    language="fr",
    officer="claire",
    reviewer="renee",
    headline="Le Comité fictif des phares intérieurs clôt sa douzième session",
    text="""\
Le Comité fictif des phares intérieurs clôt sa douzième session

Compte rendu de séance

Le Comité fictif des phares intérieurs a clos ce matin sa douzième session, au terme de neuf séence.

Les délégations suivantes ont pris part au débat : Pérou, Bosnie-Herzégovine, Fonds de la lanterne et Tchad.

Débat général de clôture

Déclarations

Mme MIRELA ASTOURA, Présidente du Comité, a dit que l’on avait parlé de chaque phare.
""",
    slip="neuf séence",
    right="neuf séances",
    word="Un chiffre reste à vérifier.",
    fixed="huit séances",
)


def act(page: Page, name: str, choice: str = "", **words: str) -> None:
    """Presses the button of a transition, with what is said along: fields by name, and what the version is."""
    button = page.locator(f'button[formaction$="/transition/{name}/"]')
    if words or choice:
        page.locator(f'.act:has([formaction$="/transition/{name}/"]) summary').click()
    if choice:
        page.check(f"[name={name}-change][value={choice}]")
    for field, said in words.items():
        page.fill(f"[name={name}-{field}]", said)
    button.click()
    expect(page.locator(".messagelist .success").last).to_be_visible()


def change(page: Page, old: str, new: str) -> None:
    """Puts other words into the first paragraph of the round-up, in its editor."""
    paragraph = page.locator(".ProseMirror").first.locator("p").first
    expect(paragraph).to_contain_text(old)
    paragraph.evaluate(
        """(paragraph, old) => {
            const words = paragraph.firstChild, start = words.data.indexOf(old)
            paragraph.closest(".ProseMirror").focus()
            getSelection().setBaseAndExtent(words, start, words, start + old.length)
        }""",
        old,
    )
    page.keyboard.type(new)
    expect(paragraph).to_contain_text(new)


def opened(page: Page, desk: Desk) -> None:
    """Finds the text in the queue and opens it."""
    page.goto("/desk/meetings/summary/")
    page.locator("#result_list a", has_text=desk.headline).click()
    page.wait_for_selector("#summary_form")


@pytest.mark.parametrize("desk", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_import_review_publish_read_and_correct(sign_in, reader, desk):
    officer = sign_in(desk.officer, locale=desk.language)
    reviewer = sign_in(desk.reviewer, locale=desk.language)

    # The officer takes a text in for the last meeting; the one name that nobody knows is marked.
    officer.goto("/desk/meetings/summary/import/")
    officer.fill("[name=text]", desk.text)
    officer.select_option("[name=coverage]", index=officer.locator("[name=coverage] option").count() - 1)
    officer.click("#content-main [type=submit]")
    expect(officer.locator("#summary_form")).to_be_visible()
    expect(officer.locator(".names li:is(.unknown, .unconfirmed)")).to_have_count(1)
    act(officer, "submit", comment=desk.word)

    # The reviewer takes it to read, sends it back, and says why.
    opened(reviewer, desk)
    expect(told(reviewer)).to_contain_text(desk.word)
    act(reviewer, "claim")
    act(reviewer, "return", comment=f"“{desk.slip}”")
    opened(officer, desk)
    expect(officer.locator("#content")).to_contain_text(f"“{desk.slip}”")

    # The officer corrects it and hands it in again; now it is approved and published.
    change(officer, desk.slip, desk.right)
    act(officer, "submit")
    opened(reviewer, desk)
    act(reviewer, "approve")
    act(reviewer, "schedule", at_0="2040-07-11", at_1="09:30")
    expect(told(reviewer)).to_contain_text("UTC+2")
    act(reviewer, "unschedule")
    act(reviewer, "publish")

    # Everyone reads it.
    reader.goto(f"/{desk.language}/")
    reader.get_by_role("link", name=desk.headline).click()
    expect(reader.locator("h1")).to_have_text(desk.headline)
    expect(reader.locator("article")).to_contain_text(desk.right)
    expect(reader.locator("article")).to_contain_text("MIRELA ASTOURA")
    expect(reader.locator("footer .symbol")).to_have_text(re.compile(r"SCL\d\d\.\d{3}[EF]"))

    # A correction becomes the second version; the first can still be read.
    opened(officer, desk)
    act(officer, "reopen")
    change(officer, desk.right, desk.fixed)
    act(officer, "submit")
    expect_unchanged(reader, desk)
    opened(reviewer, desk)
    act(reviewer, "approve")
    act(reviewer, "publish", "correction", notice=desk.fixed)
    reader.reload()
    expect(reader.locator("article")).to_contain_text(desk.fixed)
    reader.locator("footer.files a[href$='/versions/1/']").click()
    expect(reader.locator("article")).to_contain_text(desk.right)
    assert Summary.objects.get(headline=desk.headline).publications.count() == 2

    # It is withdrawn: in its place the public reads why.
    opened(reviewer, desk)
    act(reviewer, "withdraw", comment=desk.word)
    assert reader.reload().status == 410
    expect(reader.locator("main")).to_contain_text(desk.word)


def told(page: Page) -> Locator:
    """What the page says about the text before the text itself."""
    return page.locator("#content-main")


def expect_unchanged(reader: Page, desk: Desk) -> None:
    """While a correction is under way the public goes on reading what was published."""
    reader.reload()
    expect(reader.locator("article")).to_contain_text(desk.right)
    expect(reader.locator("article")).not_to_contain_text(desk.fixed)
