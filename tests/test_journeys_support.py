"""From an answer to help, from a result to support that fits, to the proof of what is kept.

Each story is told twice: with scripts and without.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, accessibility_problems, scrolls_sideways, visiting
from tests.server import Server
from tests.steps import (
    CONTINUE,
    GO_ON,
    RESULT,
    START,
    at_pause,
    begin,
    follow,
    press,
    to_review,
)
from wellbeing_app.web.words.titles import REVEALING

FITTING = "Look for support that fits"


@dataclass(frozen=True)
class Person:
    """Somebody before a browser."""

    page: Page
    scripts: bool

    def can_read(self) -> bool:
        """Whether the page suits a screen reader (axe needs scripts) and a small phone."""
        self.page.set_viewport_size(PHONE)
        problems = accessibility_problems(self.page) if self.scripts else []
        return problems == [] and not scrolls_sideways(self.page)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def person(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Person]:
    """Somebody in a fresh browser, once with scripts and once without."""
    with visiting(browser, server.url, javascript=request.param) as (opened, _witness):
        yield Person(opened, request.param)


def tells_nothing(page: Page) -> bool:
    """Whether neither the address, filters and all, nor the title says what the page is about."""
    address = urlsplit(page.url)
    said = f"{address.path}?{address.query} {page.title()}".lower()
    return not [part for part in REVEALING if part in said]


def test_from_an_alarming_answer_to_a_number_and_on_to_support_that_fits(person: Person) -> None:
    page = person.page
    begin(page, "short")
    page.get_by_label("No", exact=True).check()
    press(page, CONTINUE)
    assert at_pause(page)
    page.get_by_label("Show help in").select_option("GB")
    press(page, "Show")
    expect(page.get_by_role("heading", name="Refuge", exact=False).first).to_be_visible()
    assert page.locator('a[href^="tel:"]').count() > 1
    press(page, GO_ON)
    to_review(page)
    press(page, RESULT)
    follow(page, FITTING)
    first = page.get_by_role("heading", level=2).first
    expect(first).to_have_text("When someone close hurts or controls you")
    expect(page.get_by_label("Show help in")).to_have_value("GB")
    expect(page.get_by_role("heading", name="Relate", exact=True)).to_have_count(0)
    assert tells_nothing(page)
    assert person.can_read()


def test_from_a_result_to_an_article_that_fits_and_on_to_its_sources_and_its_help(
    person: Person,
) -> None:
    page = person.page
    begin(page, "short")
    to_review(page)
    press(page, RESULT)
    follow(page, FITTING)
    expect(page.get_by_role("heading", name="Reading that fits")).to_be_visible()
    follow(page, "If an image is leaked or you are blackmailed")
    assert page.title() == "Reading 8 - Evenkeel"
    assert tells_nothing(page)
    assert person.can_read()
    page.get_by_role("link", name="[53]").first.click()
    expect(page.locator("#source-53")).to_be_in_viewport()
    follow(page, "Leaked pictures and blackmail")
    expect(page.get_by_role("heading", name="StopNCII", exact=False).first).to_be_visible()


def test_the_whole_directory_opens_kind_by_kind(person: Person) -> None:
    page = person.page
    page.goto("/support?country=gb")
    relate = page.get_by_role("heading", name="Relate", exact=True)
    expect(relate).to_be_hidden()
    page.locator("summary", has_text="Couples and relationships").click()
    expect(relate).to_be_visible()
    expect(page.get_by_role("heading", name="Afraid of your partner?")).to_be_visible()
    assert person.can_read()


def test_the_directory_is_narrowed_by_every_filter_at_once(person: Person) -> None:
    page = person.page
    page.goto("/support")
    page.get_by_label("Country").select_option("gb")
    page.get_by_label("What you look for").select_option(index=4)
    page.get_by_label("Language").select_option("en")
    page.get_by_label("Show this approach first").select_option(index=3)
    page.get_by_label("Free only").check()
    page.get_by_label("Only where your name is not needed").check()
    press(page, "Show")
    assert tells_nothing(page)
    expect(page.get_by_label("Free only")).to_be_checked()
    expect(page.get_by_role("heading", name="Take It Down")).to_be_visible()
    assert person.can_read()


def test_the_proof_is_one_step_from_the_start_and_its_lists_open(person: Person) -> None:
    page = person.page
    page.goto("/start/short")
    follow(page, "What we keep, and how to see for yourself")
    assert page.title() == "What we keep - Evenkeel"
    page.locator("summary", has_text="columns").nth(1).click()
    expect(
        page.get_by_text(
            "The answers to closed questions and the ticks, sealed; for those who agreed"
        )
    ).to_be_visible()
    assert tells_nothing(page)
    assert person.can_read()
    page.go_back()
    press(page, START)
    assert page.url.endswith("/check/1")


def test_before_the_start_a_person_reads_what_stays_behind_and_what_is_passed_on(
    person: Person,
) -> None:
    page = person.page
    page.goto("/start/full")
    page.locator("summary", has_text="Discreet use").click()
    expect(page.get_by_text("With a keyboard: Ctrl, Shift and P.")).to_be_visible()
    assert person.can_read()
    follow(page, "What that can be, by country")
    expect(page.get_by_role("heading", level=1)).to_have_text("What could have to be passed on")
