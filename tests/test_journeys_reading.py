"""What a screen reader is told on each page of a check, held against the files in snapshots/.

The files keep what a person steers by: landmarks, headings, links, groups, fields, buttons, tables.
Running text is left out, and what a file leaves out may be there or not. To take one anew after a
change of the page: delete it, run the test, read what it wrote, run the test again.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import PHONE, Witness, accessibility_problems, visiting
from tests.server import Server
from tests.steps import CONTINUE, RESULT, answer, at_review, begin, press, to_review
from tests.teahouse import alarmed, calm, teahouse

SNAPSHOTS = Path(__file__).parent / "snapshots"
RUNNING_TEXT = re.compile(r"^ *- (paragraph|text): .+\n|(?<=- listitem): .+", re.MULTILINE)


@pytest.fixture(scope="module")
def house(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the questions about tea."""
    with teahouse(prepared_instance, tmp_path_factory.mktemp("teahouse")) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, house: Server) -> Iterator[tuple[Page, Witness]]:
    """A visit there, on a phone."""
    with visiting(browser, house.url) as (page, witness):
        page.set_viewport_size(PHONE)
        yield page, witness


def told(part: Locator, name: str) -> None:
    """Hold what is told of a part of a page against the file of that name."""
    file = SNAPSHOTS / f"{name}.yml"
    if not file.exists():
        file.write_text(RUNNING_TEXT.sub("", part.aria_snapshot() + "\n"), "utf-8")
        pytest.fail(f"{file.name} is new: read it and keep it")
    expect(part).to_match_aria_snapshot(file.read_text("utf-8"))


def main(page: Page) -> Locator:
    """The main part."""
    return page.get_by_role("main")


def test_home(page: Page) -> None:
    page.goto("/")
    told(page.locator("body"), "home")


def test_choose(page: Page) -> None:
    page.goto("/checks")
    told(main(page), "choose")


def test_before_you_start(page: Page) -> None:
    page.goto("/start/tea")
    told(main(page), "before-you-start")


def test_a_page_of_questions(page: Page) -> None:
    begin(page, "tea")
    told(page.locator("body"), "questions")


def test_ticks_and_a_line_of_numbers(page: Page) -> None:
    calm(page)
    told(main(page), "ticks")


def test_a_mistake(page: Page) -> None:
    begin(page, "tea")
    press(page, CONTINUE)
    told(main(page), "mistake")


def test_a_pause(page: Page) -> None:
    alarmed(page)
    told(main(page), "pause")


def test_check_your_answers(page: Page) -> None:
    calm(page)
    page.goto("/check/answers")
    told(main(page), "review")


def test_a_result(page: Page) -> None:
    begin(page, "tea")
    to_review(page)
    press(page, RESULT)
    told(main(page), "result")


def test_every_kind_of_question_is_accessible(page: Page) -> None:
    begin(page, "tea")
    while not at_review(page):
        assert accessibility_problems(page) == []
        assert press(page, CONTINUE) in {200, 422}
        assert accessibility_problems(page) == []
        answer(page)
        press(page, CONTINUE)


def test_a_mistake_in_writing_keeps_what_was_written(page: Page) -> None:
    calm(page)
    page.goto("/check/4")
    cups = page.get_by_label("How many cups a day?")
    tea = page.get_by_label("Which tea do you like best?")
    cups.fill("99")
    tea.fill("Jasmine")
    assert press(page, CONTINUE) == 422
    expect(cups).to_have_value("99")
    expect(tea).to_have_value("Jasmine")
    page.locator(".problems a").click()
    expect(cups).to_be_focused()
    cups.fill("9")
    press(page, CONTINUE)
    assert page.url.endswith("/check/5")


def test_what_is_written_is_not_remembered_nor_sent_to_a_spell_checker(page: Page) -> None:
    calm(page)
    for number in (2, 4, 5):
        page.goto(f"/check/{number}")
        written = page.locator("main :is(input[type=text], textarea)").all()
        assert written
        for field in written:
            expect(field).to_have_attribute("autocomplete", "off")
            expect(field).to_have_attribute("spellcheck", "false")
