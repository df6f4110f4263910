"""Two browsers on one text, and all that can go wrong between a key and the server: no typed word is missing."""

import re
from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from meetings.document import Segment
from meetings.models import Buffer, Summary
from meetings.newsroom import mapping, saving
from meetings.samples import PASSWORD
from tests.world import person

AUTOSAVE = "**/autosave/"


@pytest.fixture
def draft(site) -> Summary:
    """An English draft of the samples with a second segment, which Anna and Ben write."""
    ben = person("ben", "English officers")
    draft = Summary.objects.filter(language="en", state="draft").first()
    text = mapping.read(draft)
    segments = (*text.segments, Segment("Panel on Locks"))
    return saving.save(draft.pk, replace(text, segments=segments), draft.revision, ben).summary


@pytest.fixture
def anna(sign_in, draft) -> Page:
    return at_the_draft(sign_in("anna", locale="en"), draft)


@pytest.fixture
def ben(new_context, site, draft) -> Page:
    page = new_context(base_url=site, locale="en").new_page()
    page.set_default_timeout(10_000)
    log_in(page, "ben", "ben")
    return at_the_draft(page, draft)


def log_in(page: Page, username: str, password: str) -> None:
    page.goto("/desk/login/?next=/desk/jsi18n/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/jsi18n/")


def at_the_draft(page: Page, draft: Summary) -> Page:
    """The page of the draft, whose clock stands still until a test moves it."""
    page.clock.install()
    page.goto(draft.get_absolute_url())
    page.wait_for_selector(".ProseMirror")
    return page


def kept(page: Page, milliseconds: int = 2_100) -> None:
    """Lets the pause after the last key pass, and waits for the server's answer."""
    with page.expect_response(AUTOSAVE) as answer:
        page.clock.run_for(milliseconds)
    assert answer.value.ok
    expect(page.locator("#kept")).to_have_class("js-only said")


def status(page: Page):
    return page.locator("#kept [role=status]")


def saved(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")


def headline(draft: Summary) -> str:
    draft.refresh_from_db()
    return draft.headline


def add_to_round_up(page: Page, words: str) -> None:
    """Types at the end of the first paragraph."""
    paragraph = page.locator(".field-round_up .ProseMirror p").first
    paragraph.evaluate(
        """(paragraph) => {
            paragraph.closest(".ProseMirror").focus()
            getSelection().selectAllChildren(paragraph)
            getSelection().collapseToEnd()
        }"""
    )
    page.keyboard.type(words)
    page.clock.run_for(100)  # the editor reads what was typed a moment later
    expect(page.locator("#id_round_up")).to_have_value(re.compile(words))


def test_two_officers_relay_then_meet_in_one_paragraph_and_decide(anna, ben, draft):
    # Each a segment of their own: both are there, and nobody is asked.
    titles = page_titles(anna)
    anna.locator("[data-working] button").first.click()
    expect(anna.locator("[data-working] span").first).to_have_text("You are working on this segment.")
    titles.first.fill("By Anna")
    page_titles(ben).last.fill("By Ben")
    saved(anna)
    ben.clock.run_for(10_100)
    expect(ben.locator("[data-news]")).to_contain_text("saved a new revision at")
    expect(ben.locator("[data-people]")).to_contain_text("Also here: Anna")
    expect(ben.locator("[data-working] span").first).to_contain_text("is working on this segment.")
    saved(ben)
    expect(page_titles(ben).first).to_have_value("By Anna")
    expect(page_titles(ben).last).to_have_value("By Ben")

    # One paragraph: whoever saves second is asked, and finds all three versions, each with its button.
    anna.goto(draft.get_absolute_url())
    add_to_round_up(anna, " Anna’s words.")
    add_to_round_up(ben, " Ben’s words.")
    saved(anna)
    ben.keyboard.press("Control+s")
    conflict = ben.locator(".conflict")
    expect(conflict.locator(".side")).to_have_count(3)
    expect(conflict.locator(".side").nth(0)).to_contain_text("Ben’s words.")
    expect(conflict.locator(".side").nth(1)).to_contain_text("Anna’s words.")
    conflict.locator("[value=theirs]").check()
    box = conflict.locator(".edited .ProseMirror")
    expect(box).to_contain_text("Anna’s words.")
    box.click()
    ben.keyboard.press("Control+End")
    ben.keyboard.type(" And Ben’s.")
    ben.clock.run_for(100)
    saved(ben)
    draft.refresh_from_db()
    assert mapping.read(draft).round_up[0].text.endswith("Anna’s words. And Ben’s.")


def page_titles(page: Page):
    return page.locator("#segments [data-forms] > [data-form] [name$=-title]")


def test_whatever_fails_between_a_key_and_the_server_no_word_is_missing(anna, draft):
    page, typed = anna, anna.locator("[name=headline]")
    context = page.context

    # Kept two seconds after the last key, and told only once the server has said so.
    typed.fill("Words of the first minute")
    page.clock.run_for(1_500)
    assert not Buffer.objects.exists()
    kept(page)
    expect(status(page)).to_contain_text("Saved ")
    assert headline(draft) != "Words of the first minute"

    # Half a minute without a network: said so, kept in the browser, sent by itself afterwards.
    context.set_offline(True)
    typed.fill("Words without a network")
    page.clock.run_for(2_100)
    expect(status(page)).to_contain_text("There is no network")
    page.clock.run_for(28_000)
    context.set_offline(False)
    kept(page, 31_000)
    assert "without+a+network" in Buffer.objects.get().data

    # The session ends, and somebody signs in again in another tab: the page goes on by itself.
    Session.objects.all().delete()
    typed.fill("Words without a session")
    page.clock.run_for(2_100)
    expect(status(page)).to_contain_text("You are signed out.")
    other = context.new_page()
    log_in(other, "anna", PASSWORD)
    other.close()
    kept(page, 31_000)
    assert "without+a+session" in Buffer.objects.get().data

    # The server dies in the middle of a save: the words of the last second are in the browser, and offered again.
    typed.fill("Words of the last second")
    page.route("**/change/?edit", lambda route: route.abort())
    page.keyboard.press("Control+s")
    page.wait_for_timeout(200)
    page.unroute("**/change/?edit")
    page.goto(draft.get_absolute_url())
    expect(page.locator(".offer").first).to_contain_text("second")
    page.locator(".offer button.button").first.click()
    expect(typed).to_have_value("Words of the last second")
    page.wait_for_selector(".ProseMirror")

    # They are saved; Back leads to the page of before, and what is written there is lost no more than the rest.
    saved(page)
    assert headline(draft) == "Words of the last second"
    page.go_back()
    page.wait_for_selector(".ProseMirror")
    typed.fill("Words after Back")
    kept(page)
    saved(page)
    assert headline(draft) == "Words after Back"
    assert not Buffer.objects.unsaved().exists()

    # A second tab of the same person writes over nothing in the first.
    second = context.new_page()
    at_the_draft(second, draft)
    typed.fill("Words in the first tab")
    kept(page)
    page_titles(second).first.fill("Title in the second tab")
    kept(second)
    saved(second)
    saved(page)
    assert headline(draft) == "Words in the first tab"
    draft.refresh_from_db()
    assert mapping.read(draft).segments[0].title == "Title in the second tab"
    assert not Buffer.objects.unsaved().exists()


def test_a_tab_that_was_closed_gives_its_words_to_the_next(anna, draft):
    context = anna.context
    anna.locator("[name=headline]").fill("Words of a closed tab")
    with anna.expect_event("close"):  # it is only asked to close: whoever goes on at once meets it half closed
        anna.close(run_before_unload=True)
    page = at_the_draft(context.new_page(), draft)
    expect(page.locator(".offer ins").first).to_contain_text("closed tab")
    assert headline(draft) != "Words of a closed tab"
