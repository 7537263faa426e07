"""C3: nobody is kept out by others: by a neighbour, by strangers, by a thief of the password."""

import pytest
from flask import Flask

from tests.accounts.cast import OTHER_PASSWORD, Person, invited
from tests.client import NAVIGATION, Client
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.accounts import identity, views

MINUTE, HOUR = 60, 60 * 60
WRONG = "000000"
BY_THE_HOUR = 20


def neighbour_tries(app: Flask, path: str, times: int, **form: str) -> list[int]:
    """Somebody in the same network sends a form of the door again and again; the statuses."""
    client = Client.of(app)
    token = client.visit(path).csrf_token
    data = {**form, "csrf_token": token}
    return [client.post(path, data=data, headers=NAVIGATION).status_code for _ in range(times)]


def thief_tries(anna: Person, **more: str) -> Page:
    """Somebody with the password sends wrong digits beyond those an hour allows."""
    thief = anna.elsewhere()
    shown = thief.give_password()
    for _ in range(BY_THE_HOUR + 4):
        form = {"csrf_token": shown.csrf_token, "code": WRONG, **more}
        answer = thief.client.post("/staff/code", data=form, headers=NAVIGATION)
    return Page.of(answer)


def test_a_neighbour_does_not_keep_out_who_has_both_factors(staffed: Flask, anna: Person) -> None:
    statuses = neighbour_tries(staffed, "/staff", 40, name="Cara Nobel", password="wrong wrong")
    assert 429 in statuses
    other = anna.elsewhere()
    page = other.give_password()
    answers = {"name": other.name, "password": other.password, "code": other.six_digits}
    assert other.press(page, "Continue", answers).path == "/staff/clients"


def test_a_neighbour_does_not_keep_out_who_waits_with_the_digits(
    staffed: Flask, anna: Person
) -> None:
    other = anna.elsewhere()
    page = other.give_password()
    neighbour_tries(staffed, "/staff", 40, name="Cara Nobel", password="wrong wrong")
    page = other.client.submit(page, {"code": other.six_digits}, press="Sign in")
    assert page.path == "/staff/clients"


def test_a_neighbour_does_not_keep_out_who_has_a_right_code(
    staffed: Flask, clock: Clock, anna: Person
) -> None:
    ben, code = invited(staffed, clock, "Ben Okafor")
    statuses = neighbour_tries(staffed, "/staff/begin", 15, invitation="nothing")
    assert statuses[-1] == 429
    assert ben.enrol(ben.begin(code)).path == "/staff/clients"
    assert anna.elsewhere().forgot(OTHER_PASSWORD).path == "/staff/enrol"


def test_a_thief_of_the_password_does_not_keep_its_owner_out(anna: Person) -> None:
    told = thief_tries(anna)
    assert "Add your recovery code" in told.text
    other = anna.elsewhere()
    page = other.sign_in()
    assert page.path == "/staff/code", "the digits alone are used up"
    answers = {"code": other.six_digits, "recovery": other.recovery}
    assert other.press(page, "Sign in", answers).path == "/staff/clients"
    again = anna.elsewhere()
    page = again.press(
        again.sign_in(), "Sign in", {"code": again.six_digits, "recovery": again.recovery}
    )
    assert page.path == "/staff/clients", "the recovery code was not used up"


def test_nor_where_strangers_try_the_name_as_well(staffed: Flask, anna: Person) -> None:
    thief_tries(anna)
    neighbour_tries(staffed, "/staff", 6, name=anna.name, password="wrong wrong")
    other = anna.elsewhere()
    page = other.give_password()
    answers = {"name": other.name, "password": other.password, "code": other.six_digits}
    page = other.press(page, "Continue", answers)
    assert page.path == "/staff"
    answers |= {"code": other.six_digits, "recovery": other.recovery}
    assert other.press(page, "Continue", answers).path == "/staff/clients"


def test_a_door_that_knows_no_more_than_the_password_would_be_found(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_knowing", lambda _known: identity.Knowing.PASSWORD)
    with pytest.raises(AssertionError):
        test_a_thief_of_the_password_does_not_keep_its_owner_out(anna)


def test_the_digits_stay_limited_for_whoever_has_everything_else(anna: Person) -> None:
    thief_tries(anna, recovery=anna.recovery)
    other = anna.elsewhere()
    page = other.client.submit(other.give_password(), {"code": WRONG}, press="Sign in")
    answers = {"code": other.six_digits, "recovery": other.recovery}
    assert other.press(page, "Sign in", answers).path == "/staff/code"
    anna.clock.now += HOUR
    assert anna.elsewhere().sign_in().path == "/staff/clients"


def test_a_wrong_recovery_code_buys_no_tries(anna: Person) -> None:
    thief_tries(anna, recovery="23456-23456-23456-23456-23456")
    other = anna.elsewhere()
    assert other.sign_in().path == "/staff/code"


def test_a_thief_of_the_password_stops_no_reset_and_no_proof(anna: Person) -> None:
    thief_tries(anna)
    page = anna.prove(anna.open("/staff/proof"))
    assert page.path == "/staff/account"
    assert anna.elsewhere().forgot(OTHER_PASSWORD).path == "/staff/enrol"


def test_strangers_at_the_door_stop_nobody_who_is_in(staffed: Flask, anna: Person) -> None:
    neighbour_tries(staffed, "/staff", 40, name=anna.name, password="wrong wrong")
    assert anna.change_password().path == "/staff/account"


def test_the_password_is_asked_a_few_times_a_minute_of_who_is_in(anna: Person) -> None:
    right = anna.password
    anna.password = "wrong wrong wrong"
    for _ in range(identity.MOST_PROOFS):
        anna.change_password()
        anna.password = "wrong wrong wrong"
    anna.password = right
    assert "too many tries" in anna.change_password().text
    anna.password = right
    anna.clock.now += MINUTE
    assert anna.change_password().path == "/staff/account"
