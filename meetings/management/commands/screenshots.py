"""Takes pictures of the main pages of a running demo, in both languages and at three widths.

`make demo` must run; what shows the pages is Chromium, driven by a package that only tests need.
"""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from meetings.samples import PASSWORD

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "screenshots"
WIDTHS = (360, 768, 1280)
HEIGHT = 800

# Language: the locale of the browser, who is at the desk, words of a published headline and of a draft's.
VISITS = {
    "en": ("en-GB", "bea", "Opens Twelfth Session", "Lights on Canals"),
    "fr": ("fr-CH", "benoit", "ouvre sa douzième session", "feux des canaux"),
}


class Command(BaseCommand):
    help = "Takes pictures of the main pages of a running demo."

    def add_arguments(self, parser):
        parser.add_argument("--site", default="http://127.0.0.1:8000")
        parser.add_argument("--folder", type=Path, default=FOLDER)
        parser.add_argument("--browser", default="/usr/bin/chromium", help="path of Chromium")

    def handle(self, *, site, folder, browser, **options):
        folder.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
            for language in VISITS:
                for width in WIDTHS:
                    for name, page in pages(chromium, site, language, width):
                        path = folder / f"{name}-{language}-{width}.png"
                        page.screenshot(path=path)
                        self.stdout.write(str(path))
            chromium.close()


def pages(browser: Browser, site: str, language: str, width: int) -> Iterator[tuple[str, Page]]:
    """Each main page by its name, shown in one browser window after the other."""
    locale, username, published, draft = VISITS[language]
    page = browser.new_context(viewport={"width": width, "height": HEIGHT}, locale=locale).new_page()
    page.goto(f"{site}/{language}/")
    yield "latest", page
    page.get_by_role("link", name=published).first.click()
    page.wait_for_selector("article")
    yield "release", page
    for name, address in public_pages(language):
        page.goto(f"{site}{address}")
        yield name, page
    page.goto(f"{site}/desk/login/?next=/desk/meetings/summary/")
    yield "login", page
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("#login-form [type=submit]")
    page.wait_for_selector("#result_list")
    yield "queue", page
    page.locator("#result_list a", has_text=draft).first.click()
    page.wait_for_load_state("networkidle")
    yield "desk", page
    page.locator(".field-round_up").evaluate("field => field.scrollIntoView()")
    yield "writing", page
    page.context.close()


def public_pages(language: str) -> list[tuple[str, str]]:
    """Pages of the public that stand at the same address in every demo: name, address."""
    site = {"language": language}
    body = site | {"body": "scl"}
    kwargs = {
        "sessions": site, "session": body | {"session": "12"}, "body": body, "speakers": site, "documents": site,
        "search": site, "corrections": site,
    }  # fmt: skip
    return [(name, reverse(f"public:{name}", kwargs=values)) for name, values in kwargs.items()]
