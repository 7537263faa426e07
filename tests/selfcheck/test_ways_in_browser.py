"""Changing, skipping and starting another, on phone and wide screen, with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, accessibility_problems, scrolls_sideways, visiting
from tests.server import Server
from tests.steps import CONTINUE, INSTEAD, START, answer, begin, chosen, follow_to, press

WAYS = [
    pytest.param((screen, scripts), id=f"{name}, {'with' if scripts else 'without'} scripts")
    for name, screen in (("phone", PHONE), ("desktop", DESKTOP))
    for scripts in (True, False)
]


@pytest.fixture
def person(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """A person before this screen, with or without scripts."""
    screen, scripts = request.param
    with visiting(browser, server.url, javascript=scripts) as (page, _witness):
        page.set_viewport_size(screen)
        yield page


def look(page: Page, *, scripts: bool) -> None:
    """Nothing is cut off at the side, and nothing hard to reach."""
    assert not scrolls_sideways(page)
    if scripts:
        assert accessibility_problems(page) == []


@pytest.mark.parametrize("person", WAYS, indirect=True)
def test_skip_change_and_start_another(person: Page, request: pytest.FixtureRequest) -> None:
    scripts = request.node.callspec.params["person"][1]
    begin(person, "phq-4")
    assert press(person, CONTINUE) == 422
    notice = person.get_by_role("region", name="You left 4 questions open: answer them, or go on")
    expect(notice).to_be_visible()
    expect(person.get_by_text("Question 2", exact=True)).to_be_visible()
    if scripts:
        expect(notice).to_be_focused()
    look(person, scripts=scripts)
    press(person, "Continue without")

    answer(person)
    press(person, "Stop here and look at my answers so far")
    follow_to(person, "/check/1?change=yes")
    person.locator("[id='q0-0']").check(force=True)
    press(person, CONTINUE)
    press(person, "Continue without")
    assert person.url.endswith("/check/answers")

    person.goto("/start/who-5")
    look(person, scripts=scripts)
    assert press(person, START) == 409
    look(person, scripts=scripts)
    person.get_by_role("link", name="Go on with").click()
    assert "/check/" in person.url
    person.goto("/check/1")
    assert chosen(person) == ["q0-0"]
    person.goto("/start/who-5")
    press(person, START)
    press(person, INSTEAD)
    assert person.url.endswith("/check/1")
    assert chosen(person) == []
