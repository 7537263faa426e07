"""A check taken without a mouse: every step is reached, and what has the focus can be seen."""

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import DESKTOP, PHONE, visiting
from tests.server import Server
from tests.steps import (
    CONTINUE,
    GO_ON,
    LEAVE,
    RESULT,
    START,
    answer,
    at_pause,
    at_review,
    begin,
    options,
    press,
    questions,
)

MOST_STOPS = 200

UNSEEN = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const box = stop.getClientRects()[0];
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const seen = document.elementFromPoint(...middle);
  const own = [stop, ...(stop.labels ?? [])];
  if (seen && own.some((one) => one.contains(seen))) return null;
  return `${stop.outerHTML.slice(0, 120)} at ${middle} lies under ${seen?.className}`;
}"""
"""What hides the middle of the focused element's first line: nothing, something, or the window."""


def tab(page: Page, key: str = "Tab") -> None:
    """Move the focus once; where it lands must be in sight."""
    page.keyboard.press(key)
    assert page.evaluate(UNSEEN) is None, page.url


def walk_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _stop in range(MOST_STOPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        tab(page)
    raise AssertionError(f"the keyboard does not reach {target} on {page.url}")


def enter(page: Page, target: Locator) -> None:
    """Walk to a link or button, and press Enter."""
    walk_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    leaving_comes_first(page)


def leaving_comes_first(page: Page) -> None:
    """On every page the first stop skips to the main part, the second leaves the site."""
    for words in ("Skip to the main part", LEAVE):
        tab(page)
        assert page.evaluate("document.activeElement.innerText") == words


def choose(page: Page, question: Locator) -> None:
    """Take the second option: by arrow among radio buttons, by Tab among boxes, then Space."""
    offered = options(question)
    walk_to(page, offered.first)
    tab(page, "ArrowDown" if offered.first.get_attribute("type") == "radio" else "Tab")
    page.keyboard.press("Space")
    assert offered.nth(1).is_checked()


def test_the_short_check_is_taken_by_keyboard_alone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")
    enter(page, page.get_by_role("link", name="Choose a check"))
    enter(page, page.get_by_role("link", name="Short check"))
    enter(page, page.get_by_role("button", name=START))
    while not at_review(page):
        if at_pause(page):
            enter(page, page.get_by_role("button", name=GO_ON))
            continue
        for question in questions(page):
            choose(page, question)
        enter(page, page.get_by_role("button", name=CONTINUE))
    consent = page.get_by_label("Count me, without a name")
    walk_to(page, consent)
    page.keyboard.press("Space")
    assert consent.is_checked()
    enter(page, page.get_by_role("button", name=RESULT))
    assert page.url.endswith("/result")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_enter_in_a_question_goes_on(
    browser: Browser,
    server: Server,
    *,
    javascript: bool,
) -> None:
    with visiting(browser, server.url, javascript=javascript) as (page, _witness):
        begin(page, "phq-4")
        answer(page)
        with page.expect_navigation():
            options(questions(page)[0]).first.press("Enter")
        assert page.url.endswith("/check/2")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_going_backwards_the_header_hides_nothing(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size({"width": size["width"], "height": 600})
    begin(page, "who-5")
    page.locator(".foot a").last.focus()
    for _stop in range(MOST_STOPS):
        tab(page, "Shift+Tab")
        if page.evaluate("document.activeElement.className") == "skip":
            return
    raise AssertionError("Shift and Tab never reach the top")


def test_the_way_past_the_header_leads_into_the_page(page: Page) -> None:
    page.goto("/checks")
    tab(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab(page)
    assert page.evaluate("document.activeElement.innerText") == "Come back with a code"


def test_what_is_wrong_takes_the_focus_and_leads_to_its_question(page: Page) -> None:
    begin(page, "phq-4")
    answer(page)
    walk_to(page, options(questions(page)[0]).first)
    begin(page, "phq-4")
    assert press(page, CONTINUE) == 422
    assert page.evaluate("document.activeElement.className") == "notice"
    tab(page)
    page.keyboard.press("Enter")
    first = options(questions(page)[0]).first
    assert first.evaluate("element => element === document.activeElement")
    assert page.evaluate(UNSEEN) is None
