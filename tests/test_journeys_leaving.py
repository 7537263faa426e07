"""Leaving in the middle of a check: at once, to a neutral page, with nothing to come back to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import PHONE, launch
from tests.elsewhere import Elsewhere, neutral_site
from tests.server import Server, serving
from tests.steps import CONTINUE, LEAVE, RESULT, answer, begin, chosen, press, to_review

WAYS = ["click", "keys", "escape", "no scripts"]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """The neutral site."""
    with neutral_site(tmp_path_factory.mktemp("elsewhere")) as site:
        yield site


@pytest.fixture(scope="module")
def leaving(
    prepared_instance: Path, elsewhere: Elsewhere, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server whose people land on the neutral site."""
    folder = tmp_path_factory.mktemp("leaving") / "instance"
    instance = shutil.copytree(prepared_instance, folder)
    with serving(instance, EVENKEEL_LEAVE_URL=elsewhere.url) as running:
        yield running


@pytest.fixture(scope="module")
def keeping(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps the pages it goes back to in memory, as people's browsers do."""
    launched = launch(browser.browser_type, whole=True)
    yield launched
    launched.close()


def person(browser: Browser, server: Server, *, javascript: bool = True) -> BrowserContext:
    """A visit whose browser trusts the neutral site."""
    return browser.new_context(
        base_url=server.url,
        ignore_https_errors=True,
        java_script_enabled=javascript,
        viewport=PHONE,
    )


def leave(page: Page, how: str, target: str) -> None:
    """Leave, one way or another, and land."""
    with page.expect_navigation(url=target):
        if how == "escape":
            for _press in range(3):
                page.keyboard.press("Escape")
        elif how == "keys":
            page.get_by_role("link", name=LEAVE).press("Enter")
        else:
            page.get_by_role("link", name=LEAVE).click()


def nothing_comes_back(page: Page) -> None:
    """Going back as far as the browser goes shows no question and no answer."""
    while page.go_back(wait_until="commit") is not None:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("input:checked").count() == 0
        assert page.locator("dl.summary").count() == 0
        assert page.get_by_text("Your score").count() == 0


@pytest.mark.parametrize("how", WAYS)
def test_leaving_in_the_middle_lands_elsewhere_and_forgets(
    browser: Browser, leaving: Server, elsewhere: Elsewhere, how: str
) -> None:
    elsewhere.heard.clear()
    with person(browser, leaving, javascript=how != "no scripts") as context:
        page = context.new_page()
        begin(page, "who-5")
        answer(page)
        press(page, CONTINUE)
        answer(page)
        leave(page, how, elsewhere.url)
        expect(page.get_by_role("heading", name="Weather")).to_be_visible()
        assert context.cookies(leaving.url) == []
        assert [request for request in elsewhere.heard if "referer" in request] == []
        assert len(elsewhere.heard) == 1
        assert "cookie" not in elsewhere.heard[0]
        nothing_comes_back(page)


@pytest.mark.parametrize("how", ["click", "escape"])
def test_a_browser_that_keeps_pages_in_memory_shows_none_of_them_again(
    keeping: Browser, leaving: Server, elsewhere: Elsewhere, how: str
) -> None:
    with person(keeping, leaving) as context:
        page = context.new_page()
        begin(page, "who-5")
        to_review(page)
        press(page, RESULT)
        expect(page.get_by_text("Your score").first).to_be_visible()
        leave(page, how, elsewhere.url)
        nothing_comes_back(page)


def test_going_away_without_leaving_would_be_noticed(
    browser: Browser, leaving: Server, elsewhere: Elsewhere
) -> None:
    with person(browser, leaving) as context:
        page = context.new_page()
        begin(page, "who-5")
        to_review(page)
        page.goto(elsewhere.url)
        with pytest.raises(AssertionError):
            nothing_comes_back(page)


def test_the_browser_that_keeps_pages_does_keep_them(keeping: Browser, leaving: Server) -> None:
    with person(keeping, leaving) as context:
        page = context.new_page()
        page.goto("/help")
        page.evaluate("window.kept = true")
        page.goto("/young")
        page.go_back(wait_until="commit")
        assert page.evaluate("window.kept")


@pytest.mark.parametrize("address", ["/", "/checks", "/help", "/young", "/start/short", "/nowhere"])
def test_every_page_can_be_left(
    browser: Browser, leaving: Server, elsewhere: Elsewhere, address: str
) -> None:
    with person(browser, leaving) as context:
        page = context.new_page()
        page.goto(address)
        leave(page, "click", elsewhere.url)
        expect(page.get_by_role("heading", name="Weather")).to_be_visible()


def test_a_browser_reading_ahead_does_not_end_the_visit(browser: Browser, leaving: Server) -> None:
    with person(browser, leaving) as context:
        page = context.new_page()
        begin(page, "who-5")
        answer(page)
        given = chosen(page)
        press(page, CONTINUE)
        ahead = context.request.get("/leave", headers={"Sec-Purpose": "prefetch"}, max_redirects=0)
        assert ahead.status == 403
        press(page, "Back")
        assert chosen(page) == given
