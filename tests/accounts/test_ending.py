"""A page behind the sign-in knows when it ends, and can be gone on with."""

import pytest

from tests.accounts.cast import Person
from tests.client import NAVIGATION
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.web.staff.guards import PROOF_SECONDS
from wellbeing_app.web.staff.session import (
    ABSOLUTE_SECONDS,
    IDLE_SECONDS,
    TOUCH_SECONDS,
    WAITING_SECONDS,
)


def seconds(page: Page) -> int:
    """In how many seconds the page ends, as its script reads it."""
    return next(
        int(each.get("data-ending", ""))
        for each in page.tree.iter("aside")
        if "data-ending" in each.attrib
    )


def stay(person: Person, page: Page) -> int:
    """Press "Stay signed in" as the script does; how many seconds there are now."""
    form = {"csrf_token": page.csrf_token}
    answer = person.client.post("/staff/stay", data=form, headers=NAVIGATION)
    assert answer.is_json
    return int(answer.get_json()["seconds"])


@pytest.mark.parametrize("later", [0, 1, TOUCH_SECONDS - 1, TOUCH_SECONDS, 600])
def test_a_page_says_when_it_ends_without_use(anna: Person, clock: Clock, later: int) -> None:
    """Use is noted once a minute, so the end may be nearer than fifteen minutes."""
    clock.now += later
    told = seconds(anna.open())
    assert IDLE_SECONDS - TOUCH_SECONDS < told <= IDLE_SECONDS


@pytest.mark.parametrize("early", [0, 1])
def test_it_ends_in_the_very_second_it_says(anna: Person, clock: Clock, early: int) -> None:
    clock.now += 30
    clock.now += seconds(anna.open("/staff/clients")) - early
    assert anna.is_in is bool(early)


def test_who_stays_gets_the_whole_time_again(anna: Person, clock: Clock) -> None:
    page = anna.open()
    clock.now += IDLE_SECONDS - 60
    assert stay(anna, page) == IDLE_SECONDS
    clock.now += IDLE_SECONDS - 60
    assert anna.is_in


def test_nobody_stays_beyond_eight_hours(anna: Person, clock: Clock) -> None:
    began = clock.now
    while clock.now + 600 < began + ABSOLUTE_SECONDS:
        clock.now += 600
        page = anna.open()
    assert seconds(page) == began + ABSOLUTE_SECONDS - clock.now
    assert "Stay signed in" not in page.text
    assert stay(anna, page) == began + ABSOLUTE_SECONDS - clock.now


def test_a_page_that_needs_a_proof_says_when_that_is_over(anna: Person, clock: Clock) -> None:
    clock.now += 100
    page = anna.open("/staff/recovery")
    assert seconds(page) == PROOF_SECONDS - 100
    assert "Stay signed in" not in page.text
    assert "asked for your password" in page.html


def test_a_sign_in_that_waits_for_digits_says_how_long(anna: Person, clock: Clock) -> None:
    waiting = anna.elsewhere()
    waiting.give_password()
    clock.now += 100
    page = waiting.open("/staff/code")
    assert seconds(page) == WAITING_SECONDS - 100
    assert "Sign in again with your name and password" in page.html
    assert "is saved" not in page.html


@pytest.mark.parametrize("path", ["/staff", "/staff/begin", "/staff/reset", "/", "/help"])
def test_pages_of_nobody_end_never(anna: Person, path: str) -> None:
    page = anna.elsewhere().open(path)
    assert "data-ending" not in page.html
    assert "ending.js" not in page.html
