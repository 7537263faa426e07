"""Whole stories: a person takes a check from the home page to the result."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, scrolls_sideways, visiting
from tests.server import Server
from tests.steps import RESULT, START, STOP_HERE, follow, options, press, questions, to_review

PHONE_JS, PHONE_PLAIN = (PHONE, True), (PHONE, False)
DESKTOP_JS, DESKTOP_PLAIN = (DESKTOP, True), (DESKTOP, False)
NAMES = {
    str(PHONE_JS): "phone",
    str(PHONE_PLAIN): "phone without scripts",
    str(DESKTOP_JS): "desktop",
    str(DESKTOP_PLAIN): "desktop without scripts",
}

LAST = 99
"""The last option of every question, which in questions about safety is "prefer not to say"."""

NOT_SAFE = "Let us make sure that this is a good moment"
PRESSURE = "What happened is not your fault"
DARK_THOUGHTS = "Are you safe right now?"
"""What the pauses say, in the order in which a check comes to them."""


@pytest.fixture
def person(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """Somebody with a screen of this size, with or without JavaScript."""
    size, javascript = request.param
    with visiting(browser, server.url, javascript=javascript) as (page, _witness):
        page.set_viewport_size(size)
        yield page


def arrive(page: Page, name: str) -> None:
    """From the home page to the first question of the check with this name."""
    page.goto("/")
    follow(page, "Choose a check")
    follow(page, name)
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()
    expect(page.get_by_text("30 minutes without use")).to_be_visible()
    press(page, START)


def told(page: Page, question: str) -> str:
    """What "check your answers" shows as the answer to a question."""
    row = page.locator("dl.summary > div").filter(has_text=question)
    return row.locator("dd").first.inner_text().strip()


def take(page: Page, name: str, pauses: list[str]) -> None:
    """Take a check with the second option everywhere, and read the result."""
    arrive(page, name)
    assert to_review(page, choice=1) == pauses
    assert not scrolls_sideways(page)
    gain = told(page, "What does it give you?")
    worry = told(page, "What worries you about it?")
    for consent in ("Count me, without a name", "Let research use my answers, without a name"):
        expect(page.get_by_label(consent)).not_to_be_checked()
    page.get_by_label("Count me, without a name").check()
    press(page, RESULT)
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    expect(page.get_by_text("This is not a diagnosis")).to_be_visible()
    for side in (gain, worry):
        # At first glance, and where both sides stand whole.
        expect(page.get_by_role("listitem").filter(has_text=side)).to_have_count(2)
    expect(
        page.get_by_text("to be counted. The result itself is kept only if you keep it.")
    ).to_be_visible()
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(
    "person",
    [PHONE_JS, PHONE_PLAIN, DESKTOP_JS, DESKTOP_PLAIN],
    indirect=True,
    ids=lambda way: NAMES[str(way)],
)
def test_the_short_check_leads_from_home_to_a_result(person: Page) -> None:
    take(person, "Short check", [NOT_SAFE, PRESSURE])


@pytest.mark.parametrize(
    "person", [PHONE_PLAIN, DESKTOP_JS], indirect=True, ids=lambda way: NAMES[str(way)]
)
def test_the_full_check_leads_from_home_to_a_result(person: Page) -> None:
    take(person, "Full check", [NOT_SAFE, PRESSURE, DARK_THOUGHTS])


def test_without_an_alarming_answer_nothing_interrupts(page: Page) -> None:
    arrive(page, "Short check")
    assert to_review(page, choice=LAST) == []


def test_a_check_may_be_left_open_in_part_and_says_what_is_missing(page: Page) -> None:
    arrive(page, "Short check")
    options(questions(page)[0]).first.check()
    press(page, "Continue")
    press(page, STOP_HERE)
    expect(page.get_by_role("heading", name="Some questions have no answer")).to_be_visible()
    press(page, RESULT)
    expect(page.get_by_text("No score:").first).to_be_visible()
    expect(page.get_by_text("Seeing it wrote nothing down.")).to_be_visible()
