"""A4, R1: two passwords are stretched at a time; who comes third is sent back and loses nothing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts.at_once import at_once, careless_step
from tests.accounts.cast import OTHER_PASSWORD, Person, invited
from tests.client import NAVIGATION, Client
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.accounts import identity, views
from wellbeing_app.storage.accounts import use_step
from wellbeing_app.vault import wrapping
from wellbeing_app.vault.keys import Keys


@contextmanager
def busy() -> Iterator[None]:
    """Both places are taken, as by two others who sign in at this very moment."""
    with ExitStack() as places:
        for _ in range(wrapping.AT_ONCE):
            places.enter_context(wrapping._a_place())
        yield


def sent_back(page: Page) -> bool:
    """Whether a page says calmly to come back in a moment."""
    return page.status == 503 and "try again in a minute" in page.text


def test_who_finds_the_site_busy_is_told_when_to_come_back(anna: Person) -> None:
    other = anna.elsewhere()
    token = other.open("/staff").csrf_token
    data = {"csrf_token": token, "name": other.name, "password": other.password}
    with busy():
        answer = other.client.post("/staff", data=data)
    assert sent_back(Page.of(answer))
    assert answer.headers["Retry-After"] == "5"


def test_the_digits_are_not_used_up_where_the_site_was_busy(anna: Person) -> None:
    """Others try her name at the same time, so that the door asks for the digits too."""
    answers = {"name": anna.name, "password": anna.password, "code": anna.six_digits}
    for _ in range(6):
        anna.elsewhere().give_password(password="wrong wrong wrong")
    other = anna.elsewhere()
    page = other.give_password()
    with busy():
        assert sent_back(other.press(page, "Continue", answers))
    assert other.press(page, "Continue", answers).path == "/staff/clients"
    again = anna.elsewhere()
    refused = again.press(again.give_password(), "Continue", answers)
    assert refused.status == 429, "A4: now they are"


def test_a_door_that_used_the_digits_up_first_would_be_found(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = identity.fresh_step

    def hasty(
        session: Session,
        known: identity.Known,
        code: str,
        now: int,
        keys: Keys,
        knowing: identity.Knowing,
    ) -> int | None:
        step = whole(session, known, code, now, keys, knowing)
        if step is not None:
            use_step(session, known.id, step)
            session.commit()
        return step

    monkeypatch.setattr(identity, "fresh_step", hasty)
    with pytest.raises(AssertionError):
        test_the_digits_are_not_used_up_where_the_site_was_busy(anna)


def at_the_door(anna: Person, times: int) -> list[int]:
    """Post name, password and the same six digits many times at once; the statuses."""
    clients = [Client.of(anna.app) for _ in range(times)]
    form = {"name": anna.name, "password": anna.password, "code": anna.six_digits}
    tokens = [client.visit("/staff").csrf_token for client in clients]

    def post(number: int) -> int:
        data = {**form, "csrf_token": tokens[number]}
        return clients[number].post("/staff", data=data, headers=NAVIGATION).status_code

    return at_once(post, times)


def test_a4_of_equal_digits_sent_to_the_door_at_once_one_gets_in(anna: Person) -> None:
    statuses = at_the_door(anna, 10)
    assert statuses.count(303) == 1, statuses
    assert set(statuses) <= {303, 422, 429, 503}


def test_a4_a_door_that_only_looked_at_the_digits_would_be_found(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "use_step", careless_step())
    assert at_the_door(anna, 2) == [303, 303]


def test_a_forgotten_password_is_set_with_the_same_digits_a_moment_later(anna: Person) -> None:
    other = anna.elsewhere()
    page = other.open("/staff/reset")
    answers = {
        **{"name": other.name, "recovery": other.recovery, "code": other.six_digits},
        **{"new_password": OTHER_PASSWORD, "again": OTHER_PASSWORD},
    }
    button = "Set the new password"
    with busy():
        assert sent_back(other.press(page, button, answers))
    assert other.press(page, button, answers).path == "/staff/enrol"


def test_an_invitation_is_taken_up_with_the_same_code_a_moment_later(
    staffed: Flask, clock: Clock
) -> None:
    person, code = invited(staffed, clock, "Ben Okafor")
    with busy():
        assert sent_back(person.begin(code))
    assert person.enrol(person.begin(code)).path == "/staff/clients"
