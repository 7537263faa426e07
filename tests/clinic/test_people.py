"""A clinic and its people: opening, inviting every role, taking roles away, ending."""

import re

from flask import Flask

from tests.accounts.cast import Person, enrolled, operate
from tests.clinic.cast import (
    ROLES,
    begun,
    came_in,
    clinic,
    code_of,
    gone_on,
    hired,
    invited,
    roles_put,
)
from tests.web.conftest import Clock

DAY = 24 * 60 * 60


def test_the_first_admin_comes_in_with_the_code_the_command_prints(ada: Person) -> None:
    page = ada.open("/staff/home")
    assert page.path == "/staff/clinic"
    assert "River House" in page.text
    assert "Ada Lang Admin Enrolled" in page.text


def test_every_role_is_invited_and_comes_in_and_sees_its_pages(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    for role in ROLES[1:]:
        person, path = hired(staffed, clock, ada, f"Person {role}", role)
        home = person.open("/staff/home")
        assert "River House" in home.text
        expected = "/staff/clients" if role == "therapist" else "/staff/workplaces"
        assert home.path == expected
        assert person.open("/staff/clinic").status == 404
        assert "Enrolled" in ada.open(path).text


def test_several_roles_are_one_person_at_one_clinic(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    both, _path = hired(staffed, clock, ada, "Both", "admin", "therapist")
    assert both.open("/staff/home").path == "/staff/clients"
    assert both.open("/staff/clinic").status == 200


def test_an_admin_sees_how_far_each_is(staffed: Flask, clock: Clock, ada: Person) -> None:
    page = ada.press(
        ada.open("/staff/clinic/invite"), "Continue", {"name": "Ben", "roles": ("author",)}
    )
    assert "Invited, no code shown yet" in page.text
    code = code_of(ada, page.path)
    assert "Invited" in ada.open(page.path).text
    ben = Person(staffed, clock, "Ben Okafor")
    to_enrol = begun(ben, code)
    assert "Has begun, and not finished enrolling" in ada.open(page.path).text
    ben.enrol(to_enrol)
    text = ada.open(page.path).text
    assert "Enrolled" in text
    ben.open("/staff/home")
    assert re.search(r"Last seen \d", ada.open(page.path).text)


def test_a_code_is_good_for_72_hours_once_and_until_the_next(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    path, first = invited(ada, "Ben", "author")
    second = code_of(ada, path)
    late = Person(staffed, clock, "Ben")
    assert "does not wait here" in begun(late, first).text
    clock.now += 3 * DAY
    assert "does not wait here" in begun(late, second).text
    ada.sign_in()
    third = code_of(ada, path)
    ben = came_in(staffed, clock, "Ben", third)
    assert ben.is_in
    assert "does not wait here" in begun(Person(staffed, clock, "Other"), third).text


def test_a_role_taken_away_counts_on_the_next_request(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist", "admin")
    assert tess.open("/staff/clinic").status == 200
    roles_put(ada, path, ["author"])
    assert tess.open("/staff/clinic").status == 404
    assert tess.open("/staff/clients").status == 404
    assert tess.is_in
    roles_put(ada, path, ["therapist"])
    assert tess.open("/staff/clients").status == 200


def test_an_ended_membership_takes_the_account_that_was_here_alone(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist")
    page = gone_on(ada, f"{path}/end", "End it now")
    assert page.path == "/staff/clinic"
    assert "Tess" not in page.text
    assert not tess.is_in
    assert "do not belong together" in tess.give_password().text
    assert ada.open(path).status == 404


def test_an_invitation_is_taken_back(staffed: Flask, clock: Clock, ada: Person) -> None:
    path, code = invited(ada, "Ben", "author")
    gone_on(ada, f"{path}/end", "Take it back now")
    assert "does not wait here" in begun(Person(staffed, clock, "Ben"), code).text


def test_the_last_admin_cannot_leave_nor_give_the_role_up(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    own = ada.open("/staff/clinic").links["Ada Lang"]
    page = roles_put(ada, own, ["author"])
    assert (page.status, "The last admin stays" in page.text) == (409, True)
    assert gone_on(ada, "/staff/clinic/leave", "Leave for good").status == 409
    invited(ada, "Waiting", "admin")
    assert gone_on(ada, "/staff/clinic/leave", "Leave for good").status == 409
    hired(staffed, clock, ada, "Second", "admin")
    assert gone_on(ada, "/staff/clinic/leave", "Leave for good").path == "/staff"
    assert not ada.is_in


def test_an_admin_ends_and_resets_nobody_by_their_own_address(ada: Person) -> None:
    own = ada.open("/staff/clinic").links["Ada Lang"]
    assert ada.open(f"{own}/end").status == 404
    assert ada.open(f"{own}/reset").status == 404


def test_a_name_somebody_has_is_said_to_the_invited_and_not_to_the_admin(
    staffed: Flask, clock: Clock, ada: Person, anna: Person
) -> None:
    path, code = invited(ada, "Anna Rossi", "author")
    assert "Invited" in ada.open(path).text
    page = begun(Person(staffed, clock, "anna rossi"), code)
    assert "Somebody has an account of this name" in page.text
    came_in(staffed, clock, "Anna Rossi of River", code)
    assert anna.is_in


def test_the_operator_helps_where_no_admin_is_left(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    operate(staffed, "deactivate", "--yes", "Ada Lang")
    assert not ada.is_in
    eve = came_in(staffed, clock, "Eve", clinic(staffed, "admin", "river"))
    assert "Ada Lang" not in eve.open("/staff/clinic").text
    assert clinic(staffed, "list") == "river\tRiver House"


def test_a_solo_therapist_goes_on_as_before(staffed: Flask, clock: Clock) -> None:
    anna = enrolled(staffed, clock, "Anna Rossi")
    assert anna.open("/staff/home").path == "/staff/clients"
    assert anna.open("/staff/clinic").status == 404
    assert "Change workplace" not in anna.open("/staff/clients").text
