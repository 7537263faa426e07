"""Keep, leave, come back in another browser, add, compare, erase: with scripts and without."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import PHONE, accessibility_problems, scrolls_sideways, visiting
from tests.server import Server

QUESTION = "main fieldset"


def take_check(page: Page, option: int) -> None:
    """Take the shortest questionnaire alone, each answer the option of this number (from 0)."""
    page.goto("/start/bps")
    page.get_by_role("button", name="I am 18 or older: start").click()
    while "/check/answers" not in page.url:
        for question in page.locator(QUESTION).all():
            choices = question.locator("input[type=radio]")
            choices.nth(min(option, choices.count() - 1)).check(force=True)
        if page.get_by_role("button", name="Continue without").count():
            page.get_by_role("button", name="Continue without").click()
        else:
            page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="See my result").click()


def keep(page: Page) -> str:
    """Keep the result from its page; the code as a person reads it."""
    page.get_by_role("link", name="Keep my results").click()
    code = page.locator("p.code").inner_text()
    page.get_by_role("link", name="I have it: go on").click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Keep my results").click()
    return code


def hidden_at_the_side(page: Page) -> list[str]:
    """Tables of which a phone shows a part only."""
    found: list[str] = page.locator(".wide").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
    )
    return found


def come_back(page: Page, code: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Come back with a code").click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Open", exact=True).click()


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_keep_leave_come_back_add_compare_erase(
    browser: Browser, server: Server, scripts: str
) -> None:
    with visiting(browser, server.url, javascript=scripts == "with") as (page, witness):
        take_check(page, 0)
        code = keep(page)
        assert page.get_by_role("heading", name="What you keep").is_visible()
        page.context.clear_cookies()
        page.goto("/kept")
        assert page.url.endswith("/return")
        assert not any(code.replace(" ", "-") in url for url in witness.requests)

    with visiting(browser, server.url, javascript=scripts == "with") as (page, _witness):
        take_check(page, 2)
        come_back(page, code)
        page.get_by_role("link", name="Add it").click()
        page.get_by_role("button", name="Add it under the code that is open").click()
        assert page.get_by_role("link", name="Brief Pornography Screen").count() == 2
        page.get_by_role("button", name="Show side by side").click()
        assert page.get_by_role("columnheader").count() == 4
        page.get_by_role("link", name="Back to what I keep").click()
        page.get_by_role("link", name="Erase everything under this code").click()
        page.get_by_role("button", name="Erase everything").click()
        assert page.get_by_text("Receipt").is_visible()
        come_back(page, code)
        assert page.get_by_text("Nothing can be opened with this code.").first.is_visible()


def test_every_page_of_a_history_is_open_to_all(browser: Browser, server: Server) -> None:
    with visiting(browser, server.url) as (page, _witness):
        page.set_viewport_size(PHONE)
        take_check(page, 1)
        page.goto("/keep")
        problems = {page.url: accessibility_problems(page)}
        assert not scrolls_sideways(page)
        keep_page = page.locator("p.code").inner_text()
        page.goto("/keep/type")
        page.get_by_label("Your code").fill(keep_page)
        page.get_by_role("button", name="Keep my results").click()
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
