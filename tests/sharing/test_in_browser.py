"""The whole client side in Chromium: with scripts and without, on a small phone, for everybody."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import (
    PHONE,
    accessibility_problems,
    hidden_at_the_side,
    scrolls_sideways,
    visiting,
)
from tests.server import Server
from tests.steps import follow, press, take

SCORE = "Score: Brief Pornography Screen"
TALK = "How to sleep when everything is loud."


def choose(page: Page) -> None:
    """From the result: tick a score and a single answer, write a line, look at the preview."""
    follow(page, "Show it to a therapist")
    page.get_by_label(SCORE).check(force=True)
    page.get_by_text("Choose single answers").first.click()
    page.get_by_label("more than you want to").check(force=True)
    page.get_by_label("I want to talk about").fill(TALK)
    press(page, "See what they will see")


def take_code(page: Page) -> str:
    """Choose 7 days and read the code."""
    page.get_by_label("7 days", exact=True).check(force=True)
    press(page, "Get a code")
    return page.locator("p.code").inner_text()


def type_code(page: Page, code: str) -> None:
    """Go on from the code, and type it."""
    follow(page, "I have it: go on")
    page.get_by_label("Your code").fill(code)
    press(page, "Let it be picked up")


def look_up(page: Page, code: str) -> None:
    """Enter the code on the page of what was shown."""
    page.goto("/shared")
    page.get_by_label("The code").fill(code)
    press(page, "Look it up")


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_choose_look_take_the_code_pause_prolong_take_back(
    browser: Browser, server: Server, scripts: str
) -> None:
    with visiting(browser, server.url, javascript=scripts == "with") as (page, witness):
        take(page, "bps", 1)
        choose(page)
        assert page.get_by_text(TALK).is_visible()
        assert page.get_by_text("more than you want to").is_visible()
        assert page.locator(".summary dt").count() == 1
        code = take_code(page)
        type_code(page, code)
        assert page.get_by_text("It can be picked up until").is_visible()
        assert not any(code.replace(" ", "-") in url for url in witness.requests)

    with visiting(browser, server.url, javascript=scripts == "with") as (page, _witness):
        look_up(page, code)
        press(page, "Pause it")
        assert page.get_by_role("heading", name="It is paused").is_visible()
        press(page, "Let it go on")
        page.get_by_label("90 days", exact=True).check(force=True)
        press(page, "Let it be read for longer")
        press(page, "Take it back now")
        assert page.get_by_role("heading", name="Withdrawn").is_visible()
        look_up(page, code)
        assert page.get_by_text("Nothing is known under this code").first.is_visible()


def test_every_page_of_sharing_is_open_to_all(browser: Browser, server: Server) -> None:
    problems: dict[str, list[str]] = {}

    def look(page: Page) -> None:
        assert not scrolls_sideways(page), page.url
        assert hidden_at_the_side(page) == [], page.url
        problems[f"{len(problems)} {page.url}"] = accessibility_problems(page)

    with visiting(browser, server.url) as (page, _witness):
        page.set_viewport_size(PHONE)
        page.goto("/share")
        look(page)
        take(page, "bps", 1)
        page.goto("/share")
        look(page)
        press(page, "See what they will see")
        look(page)
        page.goto("/result")
        choose(page)
        look(page)
        code = take_code(page)
        look(page)
        page.goto("/share/type")
        look(page)
        page.goto("/share/code")
        type_code(page, code)
        look(page)
        press(page, "Pause it")
        look(page)
        press(page, "Take it back now")
        look(page)
        page.goto("/shared")
        look(page)
    assert {url: found for url, found in problems.items() if found} == {}


def test_a_code_behind_the_address_goes_into_the_form_and_leaves_the_address(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, server.url) as (page, witness):
        page.goto("/shared#00000-00000-00000-00000-00000")
        assert page.get_by_label("The code").input_value() == "00000-00000-00000-00000-00000"
        assert page.url == f"{server.url}/shared"
        assert not any("00000" in url.partition("#")[0] for url in witness.requests)
