"""An alarming answer meets the person before the next question, wherever they try to go."""

import pytest
from playwright.sync_api import Page, expect

from tests.steps import (
    CONTINUE,
    GO_ON,
    RESULT,
    STOP,
    STOP_HERE,
    at_pause,
    at_review,
    begin,
    follow,
    options,
    press,
    questions,
    to_pause,
    to_review,
)

PICTURES = "Has anyone recorded, shared or faked"


def answer_one(page: Page, words: str) -> None:
    """Give this answer to the only question of the page and continue."""
    [question] = questions(page)
    question.get_by_label(words, exact=True).check()
    press(page, CONTINUE)


def pressured(page: Page) -> None:
    """Be at the pause that an answer about pressure calls for, on page 2 of the short check."""
    begin(page, "short")
    answer_one(page, "Yes")
    answer_one(page, "Yes, it is happening now")
    assert page.url.endswith("/check/2/pause")


def test_a_dark_thought_is_met_before_the_next_question(page: Page) -> None:
    begin(page, "phq-9")
    to_pause(page, choice=1)
    expect(page.get_by_role("heading", name="Are you safe right now?")).to_be_visible()
    press(page, GO_ON)
    assert not at_pause(page)


def test_pressure_is_met_before_the_next_question(page: Page) -> None:
    pressured(page)
    expect(page.get_by_role("heading", name="What happened is not your fault")).to_be_visible()


def test_a_threat_with_pictures_is_met_before_the_next_question(page: Page) -> None:
    begin(page, "full")
    press(page, STOP_HERE)
    with page.expect_navigation():
        page.get_by_role("link", name=PICTURES).click()
    [question] = questions(page)
    question.locator("input").first.check()
    press(page, CONTINUE)
    expect(page.get_by_role("heading", name="This is not your fault")).to_be_visible()
    press(page, GO_ON)
    assert not at_pause(page)


@pytest.mark.parametrize("elsewhere", ["/check/1", "/check/3", "/check/9", "/check/answers"])
def test_going_straight_to_another_address_leads_back_to_the_help(
    page: Page, elsewhere: str
) -> None:
    pressured(page)
    page.goto(elsewhere)
    assert page.url.endswith("/check/2/pause")


def test_an_answer_given_by_mistake_can_be_changed_from_the_pause(page: Page) -> None:
    pressured(page)
    follow(page, "Back")
    assert page.url.endswith("/check/2")
    answer_one(page, "No")
    assert page.url.endswith("/check/3")


def test_help_is_of_the_country_picked_and_stays_with_it(page: Page) -> None:
    pressured(page)
    page.get_by_label("Show help in").select_option(label="United Kingdom")
    press(page, "Show")
    expect(page.get_by_role("link", name="999", exact=True)).to_be_visible()
    assert "GB" not in page.url
    page.reload()
    expect(page.get_by_label("Show help in")).to_have_value("GB")


def test_going_on_is_asked_once_and_a_new_alarming_answer_asks_again(page: Page) -> None:
    pressured(page)
    press(page, GO_ON)
    assert page.url.endswith("/check/3")
    page.goto("/check/2")
    answer_one(page, "Yes, it is happening now")
    assert page.url.endswith("/check/3")
    page.goto("/check/2")
    answer_one(page, "No")
    page.goto("/check/2")
    answer_one(page, "Yes, in the past")
    assert at_pause(page)


def test_stopping_forgets_the_answers_and_stays_with_help(page: Page) -> None:
    pressured(page)
    press(page, STOP)
    assert page.url.endswith("/help?done=yes")
    expect(page.get_by_role("heading", name="Your answers are forgotten")).to_be_visible()
    page.goto("/check/2")
    expect(page.get_by_text("There is no check open in this browser")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_text("There is no check open in this browser")).to_be_visible()


def test_an_alarming_answer_given_after_the_result_is_met_before_it_shows_again(
    page: Page,
) -> None:
    begin(page, "phq-9")
    to_review(page)
    press(page, RESULT)
    page.goto("/check/2")
    for question in questions(page):
        options(question).last.check()
    press(page, CONTINUE)
    assert at_pause(page)
    page.goto("/result")
    assert at_pause(page)
    press(page, GO_ON)
    page.goto("/result")
    assert at_review(page)
