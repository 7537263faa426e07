"""Take the screenshots of the papers from a running site, into `docs/pictures/`.

The way to each picture is walked anew every time, so that none shows a page that is gone.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser import DESKTOP, PHONE, launch
from tests.server import ROOT, prepare, serving
from tests.steps import RESULT, answer, begin, press, to_review

FOLDER = ROOT / "docs" / "pictures"
A_LITTLE = 1
"""The option taken everywhere: a result with something on both sides and nothing urgent."""


def on_a_phone(page: Page) -> None:
    """The home page, and a page of questions half answered."""
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.screenshot(path=FOLDER / "home.png")
    begin(page, "short")
    answer(page, A_LITTLE)
    page.screenshot(path=FOLDER / "questions.png")


def on_a_desktop(page: Page) -> None:
    """The top of a result."""
    page.set_viewport_size(DESKTOP)
    begin(page, "short")
    to_review(page, A_LITTLE)
    press(page, RESULT)
    page.screenshot(path=FOLDER / "result.png")


def main() -> None:
    """Serve a fresh site, and walk through it twice."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        instance = Path(name)
        prepare(instance)
        with serving(instance) as server, launch(playwright.chromium) as browser:
            for walk in (on_a_phone, on_a_desktop):
                with browser.new_context(base_url=server.url) as context:
                    walk(context.new_page())


if __name__ == "__main__":
    main()
