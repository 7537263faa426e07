"""Keep, leave, come back in another browser, add, compare, erase: with scripts and without."""

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


def keep(page: Page) -> str:
    """Keep the result from its page; the code as a person reads it."""
    follow(page, "Keep my results")
    code = page.locator("p.code").inner_text()
    follow(page, "I have it: go on")
    page.get_by_label("Your code").fill(code)
    press(page, "Keep my results")
    return code


def come_back(page: Page, code: str) -> None:
    page.goto("/")
    follow(page, "Come back with a code")
    page.get_by_label("Your code").fill(code)
    press(page, "Open")


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_keep_leave_come_back_add_compare_erase(
    browser: Browser, server: Server, scripts: str
) -> None:
    with visiting(browser, server.url, javascript=scripts == "with") as (page, witness):
        take(page, "bps", 0)
        code = keep(page)
        assert page.get_by_role("heading", name="What you keep").is_visible()
        page.context.clear_cookies()
        page.goto("/kept")
        assert page.url.endswith("/return")
        assert not any(code.replace(" ", "-") in url for url in witness.requests)

    with visiting(browser, server.url, javascript=scripts == "with") as (page, _witness):
        take(page, "bps", 2)
        come_back(page, code)
        follow(page, "Add it")
        press(page, "Add it under the code that is open")
        assert page.get_by_role("link", name="Brief Pornography Screen").count() == 2
        press(page, "Show side by side")
        assert page.get_by_role("columnheader").count() == 4
        follow(page, "Back to what I keep")
        follow(page, "Erase everything under this code")
        press(page, "Erase everything")
        assert page.get_by_text("Receipt").is_visible()
        come_back(page, code)
        assert page.get_by_text("Nothing can be opened with this code.").first.is_visible()


def test_every_page_of_a_history_is_open_to_all(browser: Browser, server: Server) -> None:
    with visiting(browser, server.url) as (page, _witness):
        page.set_viewport_size(PHONE)
        take(page, "bps", 1)
        page.goto("/keep")
        problems = {page.url: accessibility_problems(page)}
        assert not scrolls_sideways(page)
        keep_page = page.locator("p.code").inner_text()
        page.goto("/keep/type")
        page.get_by_label("Your code").fill(keep_page)
        press(page, "Keep my results")
        paths = ("/kept", "/kept/1", "/kept/side?first=1&second=1", "/kept/erase", "/return",
                 "/return/file", "/keep", "/keep/type")  # fmt: skip
        for path in paths:
            page.goto(path)
            assert hidden_at_the_side(page) == [], path
            problems[path] = accessibility_problems(page)
            assert not scrolls_sideways(page), path
        assert {path: found for path, found in problems.items() if found} == {}


def test_a_code_behind_the_address_goes_into_the_form_and_leaves_the_address(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, server.url) as (page, witness):
        page.goto("/return#00000-00000-00000-00000-00000")
        assert page.get_by_label("Your code").input_value() == "00000-00000-00000-00000-00000"
        assert page.url == f"{server.url}/return"
        assert not any("00000" in url.partition("#")[0] for url in witness.requests)
