"""A7, A8: what the operator's commands say, ask, refuse and never tell."""

import errno
import os
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import Person, enrolled, invited, operate
from tests.accounts.desks import FULL, Probe, left
from tests.client import Client
from tests.web.conftest import Clock
from wellbeing_app.storage import tombstones
from wellbeing_app.storage.accounts import Account, State
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.web.database import db

LOSING = ("reset", "deactivate")
LOST = ("key", "clients showed", "list of clients", "notes", "log", "invitations", "backup")


def states(app: Flask) -> list[str]:
    """How far each account is."""
    with app.app_context():
        return sorted(db.session.scalars(select(Account.state)))


@pytest.mark.parametrize("command", LOSING)
def test_the_command_says_all_that_is_lost_and_a_no_changes_nothing(
    staffed: Flask, anna: Person, command: str
) -> None:
    before = left(staffed)
    asked = staffed.test_cli_runner().invoke(args=["therapist", command, anna.name], input="n\n")
    assert asked.exit_code == 1
    told = " ".join(asked.output.split())
    assert [word for word in LOST if word.lower() not in told.lower()] == []
    assert left(staffed) == before
    assert anna.is_in
    told = " ".join(operate(staffed, command, "--help").split())
    assert [word for word in LOST[1:-1] if word.lower() not in told.lower()] == []


@pytest.mark.parametrize("path", ["/staff/begin", "/staff/reset"])
def test_the_pages_of_the_door_say_what_beginning_anew_loses(staffed: Flask, path: str) -> None:
    told = Client.of(staffed).visit(path).text
    assert "begin anew" in told
    assert "clients shared with you" in told


@pytest.mark.parametrize("command", LOSING)
def test_a_list_of_erased_ones_that_cannot_be_written_stops_the_command(
    staffed: Flask, clock: Clock, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe(staffed)
    anna = enrolled(staffed, clock, "Anna Rossi")
    probe.fill(anna)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = staffed.test_cli_runner().invoke(args=["therapist", command, "--yes", anna.name])
    assert done.exit_code == 1
    assert "Nothing was changed" in done.output
    monkeypatch.undo()
    assert probe.reads(anna) == FULL


@pytest.mark.parametrize("before", ["never began", "half enrolled", "closed"])
def test_a_reset_helps_an_account_that_never_enrolled_or_was_closed(
    staffed: Flask, clock: Clock, before: str
) -> None:
    person, code = invited(staffed, clock, "Anna Rossi")
    if before != "never began":
        person.begin(code)
    if before == "closed":
        operate(staffed, "deactivate", "--yes", person.name)
        assert states(staffed) == [State.DEACTIVATED]
    fresh = operate(staffed, "reset", "--yes", "anna  ROSSI")
    assert states(staffed) == [State.INVITED]
    assert person.begin(code).status == 422
    anew = Person(staffed, clock, "Anna Rossi")
    assert anew.enrol(anew.begin(fresh)).path == "/staff/clients"


def test_a_closed_account_keeps_its_name_and_nothing_else(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    with staffed.app_context():
        old = db.session.scalars(select(Account.id)).one()
    operate(staffed, "deactivate", "--yes", anna.name)
    assert operate(staffed, "list") == "deactivated\tAnna Rossi"
    taken = staffed.test_cli_runner().invoke(args=["therapist", "invite", anna.name])
    assert "There is an account of this name" in taken.output
    with staffed.app_context():
        fresh = db.session.scalars(select(Account)).one()
        assert (fresh.password, fresh.factor, fresh.invitation_id) == (None, None, None)
        assert fresh.id != old
        assert tombstones.is_buried(db.session, list_in(instance), old)


def test_a8_the_commands_print_no_secret_and_set_no_password(staffed: Flask, anna: Person) -> None:
    printed = operate(staffed, "list") + operate(staffed, "reset-factor", anna.name)
    printed += operate(staffed, "reset", "--yes", anna.name)
    for secret in (anna.password, anna.secret.replace(" ", ""), anna.recovery):
        assert secret not in printed
    help_texts = "".join(
        staffed.test_cli_runner().invoke(args=["therapist", command, "--help"]).output
        for command in ("invite", "list", "reset", "reset-factor", "deactivate")
    )
    assert "--password" not in help_texts


def test_an_invitation_works_once_and_for_72_hours(staffed: Flask, clock: Clock) -> None:
    person, code = invited(staffed, clock, "Anna Rossi")
    clock.now += 72 * 3600
    assert person.begin(code).status == 422
    fresh = operate(staffed, "reset", "--yes", "anna  ROSSI")
    assert person.begin(code).status == 422
    assert person.begin(fresh).path == "/staff/enrol"
    stranger = Person(staffed, clock, "Anna Rossi")
    assert stranger.begin(fresh).status == 422


def test_enrolling_asks_the_recovery_code_back_and_a_right_code(
    staffed: Flask, clock: Clock
) -> None:
    person, code = invited(staffed, clock, "Anna Rossi")
    page = person.begin(code)
    wrong = person.press(page, "Confirm both", {"recovery": "", "code": "000000"})
    assert wrong.status == 422
    assert not person.is_in
    assert person.enrol(wrong).path == "/staff/clients"


def test_an_enrolment_that_was_broken_off_goes_on_after_the_password(
    staffed: Flask, clock: Clock
) -> None:
    person, code = invited(staffed, clock, "Anna Rossi")
    person.begin(code)
    again = Person(staffed, clock, "Anna Rossi")
    page = again.give_password()
    assert page.path == "/staff/enrol"
    assert again.enrol(page).path == "/staff/clients"
    assert person.open("/staff/enrol").status == 404, "the other enrolment has ended"
