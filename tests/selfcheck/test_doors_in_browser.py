"""Through a clinic's door to a result: phone and wide screen, with scripts and without."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, PHONE, faults_by_day_and_night, scrolls_sideways, visiting
from tests.server import Server, operate, serving
from tests.steps import RESULT, START, answer, follow, follow_to, press

DOOR = "/c/river-house"
WAYS = [
    pytest.param((screen, scripts), id=f"{name}, {'with' if scripts else 'without'} scripts")
    for name, screen in (("phone", PHONE), ("desktop", DESKTOP))
    for scripts in (True, False)
]


@pytest.fixture(scope="module")
def demonstration(
    prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A site with the demonstration's clinic and its door."""
    folder = tmp_path_factory.mktemp("door") / "instance"
    shutil.copytree(prepared_instance, folder)
    with serving(folder) as running:
        operate(running, "demo")
        yield running


@pytest.fixture
def person(
    request: pytest.FixtureRequest, browser: Browser, demonstration: Server
) -> Iterator[Page]:
    """A person before this screen, with or without scripts."""
    screen, scripts = request.param
    with visiting(browser, demonstration.url, javascript=scripts) as (page, _witness):
        page.set_viewport_size(screen)
        yield page


@pytest.mark.parametrize("person", WAYS, indirect=True)
def test_a_visitor_walks_through_the_door(person: Page, request: pytest.FixtureRequest) -> None:
    scripts = request.node.callspec.params["person"][1]

    def look() -> None:
        assert not scrolls_sideways(person)
        if scripts:
            assert faults_by_day_and_night(person) == []

    person.goto("/checks")
    follow(person, "Come in through a clinic")
    follow(person, "River House")
    accent = person.evaluate("getComputedStyle(document.querySelector('main a')).color")
    assert accent == "rgb(122, 31, 92)"
    assert person.evaluate("document.querySelector('.logo img').naturalWidth") > 0
    look()
    person.get_by_text("Take one questionnaire alone").click()
    follow_to(person, f"{DOOR}/start/phq-4")
    look()
    press(person, START)
    while not person.url.endswith("/check/answers"):
        assert "river" not in (person.title() + person.url).lower()
        answer(person)
        press(person, "Continue")
    look()
    press(person, RESULT)
    assert person.url.endswith("/result")
    assert person.get_by_role("heading", name="From River House").is_visible()
    look()
