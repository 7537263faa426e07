"""A7, A8, S5: what each event of an account does to its keys, its sessions and its desk."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import OTHER_PASSWORD, PASSWORD, Person, operate
from tests.accounts.desks import FULL, LOST, NOTHING, Probe, left, public_keys
from tests.client import Client
from tests.sharing.walking import looked_up
from wellbeing_app.storage import desks, held_shares
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.web.database import db


@pytest.fixture
def probe(staffed: Flask) -> Probe:
    """The pages of the desk, added before the first request."""
    return Probe(staffed)


@pytest.fixture
def desk(probe: Probe, anna: Person) -> Probe:
    """Anna's desk, with a share of a client under a label, a note and all the rest."""
    probe.fill(anna)
    assert probe.reads(anna) == FULL
    return probe


def test_password_change_keeps_the_desk_and_ends_other_sessions(desk: Probe, anna: Person) -> None:
    other = anna.elsewhere()
    other.sign_in()
    assert other.is_in
    assert anna.change_password().path == "/staff/account"
    assert not other.is_in, "S5: on the very next request"
    assert desk.reads(anna) == FULL
    again = anna.elsewhere()
    again.sign_in()
    assert desk.reads(again) == FULL


def test_a_wrong_present_password_changes_nothing(anna: Person) -> None:
    answers = {"password": "x" * 20, "new_password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    page = anna.press(anna.open("/staff/password"), "Change the password", answers)
    assert page.status == 422
    assert anna.elsewhere().sign_in().path == "/staff/clients"


def test_reset_with_recovery_code_and_factor_keeps_the_desk(desk: Probe, anna: Person) -> None:
    other = anna.elsewhere()
    page = other.forgot(OTHER_PASSWORD)
    assert page.path == "/staff/enrol"
    assert not anna.is_in
    assert not other.is_in, "a new recovery code comes before anything else"
    used = other.recovery
    other.password = OTHER_PASSWORD
    assert other.enrol(page).path == "/staff/clients"
    assert other.recovery != used
    assert desk.reads(other) == FULL
    again = replace(other.elsewhere(), recovery=used)
    assert again.forgot(PASSWORD).status == 422, "the used recovery code is dead"


def test_an_unfinished_reset_goes_on_at_the_next_sign_in(desk: Probe, anna: Person) -> None:
    anna.elsewhere().forgot(OTHER_PASSWORD)
    person = anna.elsewhere()
    person.password = OTHER_PASSWORD
    page = person.sign_in()
    assert page.path == "/staff/enrol"
    assert "authenticator app" not in page.text.split("recovery code")[-1]
    assert person.enrol(page).path == "/staff/clients"
    assert desk.reads(person) == FULL


@pytest.mark.parametrize(
    "wrong",
    [{"name": "Cara Nobel"}, {"recovery": "00000-00000-00000-00000-00000"}, {"code": "000000"}],
)
def test_a_reset_where_one_thing_is_wrong_says_the_same(
    desk: Probe, anna: Person, wrong: dict[str, str]
) -> None:
    page = anna.elsewhere().forgot(OTHER_PASSWORD, **wrong)
    assert page.status == 422
    assert "Name, recovery code and six digits do not belong together" in page.text
    assert anna.is_in
    assert desk.reads(anna) == FULL


def test_a_lost_factor_is_replaced_by_password_and_recovery_code(desk: Probe, anna: Person) -> None:
    person = anna.elsewhere()
    person.give_password()
    old_secret, old_recovery = person.secret, person.recovery
    page = person.press(person.open("/staff/lost"), "Continue", {"recovery": person.recovery})
    assert page.path == "/staff/enrol"
    assert anna.is_in, "nothing is taken away before the new factor is confirmed"
    assert person.enrol(page).path == "/staff/clients"
    assert (person.secret, person.recovery) != (old_secret, old_recovery)
    assert not anna.is_in
    assert desk.reads(person) == FULL
    assert replace(person.elsewhere(), secret=old_secret).sign_in().status == 422
    assert person.elsewhere().sign_in().path == "/staff/clients"


def test_a_factor_taken_away_by_the_operator_needs_the_recovery_code(
    staffed: Flask, desk: Probe, anna: Person
) -> None:
    operate(staffed, "reset-factor", anna.name)
    assert not anna.is_in
    person = anna.elsewhere()
    page = person.give_password()
    assert page.path == "/staff/lost"
    assert person.open("/staff/enrol").status == 404, "the password alone enrols nothing"
    wrong = person.press(page, "Continue", {"recovery": "00000-00000-00000-00000-00000"})
    assert wrong.status == 422
    page = person.press(wrong, "Continue", {"recovery": person.recovery})
    assert person.enrol(page).path == "/staff/clients"
    assert desk.reads(person) == FULL


def test_a8_an_operators_reset_empties_the_desk_and_tells_the_client(
    staffed: Flask, desk: Probe, anna: Person
) -> None:
    before = public_keys(staffed)
    code = operate(staffed, "reset", "--yes", anna.name)
    assert not anna.is_in
    assert anna.elsewhere().give_password().status == 422
    assert anna.elsewhere().forgot(OTHER_PASSWORD).status == 422
    assert left(staffed) == {"account": 1, "share": 1}
    status = desk.shown.status
    assert status is not None
    assert status.is_lost
    anew = Person(staffed, anna.clock, anna.name, OTHER_PASSWORD)
    assert anew.enrol(anew.begin(code)).path == "/staff/clients"
    assert desk.reads(anew) == NOTHING
    assert set(public_keys(staffed)).isdisjoint(before)
    desk.fill(anew)
    assert desk.reads(anew) == FULL


def test_a8_a_reset_that_left_what_was_shared_would_be_found(
    staffed: Flask,
    desk: Probe,
    anna: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(held_shares, "lose_all", lambda *_arguments: None)
    with pytest.raises(AssertionError):
        test_a8_an_operators_reset_empties_the_desk_and_tells_the_client(staffed, desk, anna)


def test_s5_deactivation_takes_sessions_keys_and_the_whole_desk_in_one_go(
    staffed: Flask, desk: Probe, anna: Person, instance: Path
) -> None:
    other = anna.elsewhere()
    other.sign_in()
    with staffed.app_context():
        needles = [bytes(row.ct[100:200]) for row in db.session.scalars(select(ShareRow))]
    assert all(needle in at_rest(instance) for needle in needles)
    operate(staffed, "deactivate", "--yes", anna.name)
    assert [anna.open().status, other.open().status] == [404, 404]
    assert desk.reads(anna) == LOST
    assert left(staffed) == {"account": 1}
    assert anna.elsewhere().give_password().status == 422
    assert "Nothing is known under this code" in looked_up(Client.of(staffed), desk.shown.code).text
    assert not any(needle in at_rest(instance) for needle in needles)


def at_rest(instance: Path) -> bytes:
    """All the site's files."""
    return b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())


def test_s5_a_deactivation_that_left_the_desk_would_be_found(
    staffed: Flask,
    desk: Probe,
    anna: Person,
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desks, "WRITTEN", ())
    with pytest.raises(AssertionError):
        test_s5_deactivation_takes_sessions_keys_and_the_whole_desk_in_one_go(
            staffed, desk, anna, instance
        )


def test_an_event_of_one_therapist_leaves_the_others_desk(
    staffed: Flask, desk: Probe, anna: Person, ben: Person
) -> None:
    assert desk.reads(ben) == NOTHING
    desk.fill(ben)
    for command in ("reset", "deactivate"):
        operate(staffed, command, "--yes", anna.name)
        assert desk.reads(ben) == FULL
