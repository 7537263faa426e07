"""Sudden absence: clients read until when nobody reads, and how to reach the clinic."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.accounts.cast import Person
from tests.caseload.inviting import made_by
from tests.caseload.showing import as_the_client, pick_up, shown
from tests.client import Client
from tests.clinic.cast import hired, roles_put
from tests.pages import Page
from tests.sharing.answering import enter
from tests.web.conftest import Clock

CONTACT = "Desk, Monday to Friday: 0123 456"
AWAY = "is away"


@pytest.fixture
def tess(staffed: Flask, clock: Clock, ada: Person) -> tuple[Person, str]:
    """A therapist of River House, and the address of her page."""
    ada.press(ada.open("/staff/clinic/contact"), "Save", {"contact": CONTACT})
    return hired(staffed, clock, ada, "Tess", "therapist")


def day(clock: Clock, ahead: int) -> str:
    """A day so many days from now."""
    return (datetime.fromtimestamp(clock.now, UTC) + timedelta(days=ahead)).date().isoformat()


def stated(ada: Person, path: str, until: str) -> Page:
    """Save an absence."""
    return ada.press(ada.open(path), "Save absence", {"until": until})


def test_clients_read_it_with_the_clinic_s_contact_until_it_is_over(
    staffed: Flask, clock: Clock, ada: Person, tess: tuple[Person, str]
) -> None:
    person, path = tess
    code = shown(staffed)
    pick_up(person, code)
    assert AWAY not in as_the_client(staffed, code)[1].text
    stated(ada, path, day(clock, 5))
    text = as_the_client(staffed, code)[1].text
    assert "Your therapist is away" in text
    assert CONTACT in text
    assert "here is help now" in text
    assert "Tess" not in text
    clock.now += 6 * 24 * 60 * 60
    assert AWAY not in as_the_client(staffed, code)[1].text


def test_it_is_taken_back_by_an_empty_field(
    staffed: Flask, clock: Clock, ada: Person, tess: tuple[Person, str]
) -> None:
    person, path = tess
    code = shown(staffed)
    pick_up(person, code)
    stated(ada, path, day(clock, 5))
    assert "Shown to clients as away until" in person.open("/staff/clients").text
    stated(ada, path, "")
    assert AWAY not in as_the_client(staffed, code)[1].text


def test_who_is_invited_reads_it_before_they_begin(
    staffed: Flask, clock: Clock, ada: Person, tess: tuple[Person, str]
) -> None:
    person, path = tess
    made = made_by(person)
    stated(ada, path, day(clock, 5))
    text = enter(Client.of(staffed), made.code).text
    assert "Tess is away" in text
    assert CONTACT in text


def test_a_desk_without_a_therapist_is_told_too(
    staffed: Flask, ada: Person, tess: tuple[Person, str]
) -> None:
    person, path = tess
    code = shown(staffed)
    pick_up(person, code)
    roles_put(ada, path, ["author"])
    assert (
        "Nobody reads what is shared with them at present" in as_the_client(staffed, code)[1].text
    )


@pytest.mark.parametrize("wrong", ["tomorrow", "2020-01-01", "2999-01-01", "2027-02-30"])
def test_a_day_that_cannot_be_is_asked_for_again(
    ada: Person, tess: tuple[Person, str], wrong: str
) -> None:
    assert stated(ada, tess[1], wrong).status == 422


def test_a_therapist_of_another_place_is_not_away(
    staffed: Flask, clock: Clock, ada: Person, tess: tuple[Person, str], anna: Person
) -> None:
    code = shown(staffed)
    pick_up(anna, code)
    stated(ada, tess[1], day(clock, 5))
    assert AWAY not in as_the_client(staffed, code)[1].text
