"""Answers that come after the visit has ended are not saved, and met with help all the same."""

import pytest

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import answer_all, begin, onward
from tests.web.conftest import Clock
from wellbeing_app.web.visit.cookie import IDLE_SECONDS

LATE = "This page is out of date"
HELP = "you do not have to be alone with this"


def page_with(client: Client, slug: str, words: str) -> Page:
    """The page of a check that asks this."""
    page = begin(client, slug)
    while words not in page.text:
        page = onward(client, page, "0")
    return page


def sent_late(client: Client, clock: Clock, page: Page, answers: dict[str, str]) -> Page:
    clock.now += IDLE_SECONDS + 1
    late = client.submit(page, answers, press="Continue")
    assert late.status == 400
    assert LATE in late.text
    assert client.visit("/check/1").status == 404, "nothing was kept"
    return late


@pytest.mark.parametrize(
    ("slug", "words", "value", "told"),
    [
        ("phq-9", "better off dead", "1", "Thoughts of being better off dead"),
        ("short", "feel safe to read", "2", "When you are afraid of somebody"),
        ("short", "tricked or forced", "0", "When someone forces or pressures you"),
        ("full", "threatened to", "0", "When pictures or chats are used against you"),
        ("phq-4", "nervous", "3", None),
    ],
)
def test_help_meets_who_answered_too_late(
    visitor: Client, clock: Clock, slug: str, words: str, value: str, told: str | None
) -> None:
    """The broken variant said only that the page was out of date."""
    page = page_with(visitor, slug, words)
    late = sent_late(visitor, clock, page, answer_all(page, value))
    assert HELP in late.text
    assert "Find A Helpline" in late.text
    assert told is None or told in late.text
    assert "Set-Cookie" not in late.headers or "Max-Age=0" in late.headers["Set-Cookie"]


def test_a_page_that_calls_for_nothing_says_only_that_it_came_too_late(
    visitor: Client, clock: Clock
) -> None:
    page = page_with(visitor, "phq-9", "better off dead")
    assert HELP not in sent_late(visitor, clock, page, answer_all(page, "0")).text


@pytest.mark.parametrize(
    "asked", ["", "0", "0=", "0=evenkeel/NOPE@1.0", "x=evenkeel/PHQ-9@1.0", "9=evenkeel/PHQ-9@1.0"]
)
def test_a_form_that_was_tampered_with_is_answered_as_calmly(visitor: Client, asked: str) -> None:
    late = Page.of(visitor.post("/check/1", data={"asked": asked, "q0-8": "3", "q0-0": "<b>"}))
    assert late.status == 400
    assert LATE in late.text
    assert HELP not in late.text


def test_a_page_left_over_from_another_check_is_met_with_help_too(visitor: Client) -> None:
    page = page_with(visitor, "phq-9", "better off dead")
    begin(visitor, "gad-7")
    late = visitor.submit(page, answer_all(page, "1"), press="Continue")
    assert (late.status, HELP in late.text) == (400, True)
