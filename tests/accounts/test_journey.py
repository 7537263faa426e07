"""A therapist's way in, around and out, as one story."""

from flask import Flask

from tests.accounts.cast import OTHER_PASSWORD, invited
from tests.web.conftest import Clock


def test_an_invited_therapist_enrols_signs_out_signs_in_and_changes_the_password(
    staffed: Flask, clock: Clock
) -> None:
    anna, code = invited(staffed, clock, "Anna Rossi")
    page = anna.begin(code)
    assert page.path == "/staff/enrol"
    page = anna.enrol(page)
    assert page.path == "/staff/clients"
    assert "Anna Rossi" in page.text
    page = anna.press(page, "Sign out")
    assert page.path == "/staff"
    assert not anna.is_in

    page = anna.sign_in()
    assert page.path == "/staff/clients"
    answers = {
        "password": anna.password,
        "new_password": OTHER_PASSWORD,
        "again": OTHER_PASSWORD,
    }
    page = anna.press(anna.open("/staff/password"), "Change the password", answers)
    assert page.path == "/staff/account"

    elsewhere = anna.elsewhere()
    assert "belong together" in elsewhere.give_password().text
    elsewhere.password = OTHER_PASSWORD
    assert elsewhere.sign_in().path == "/staff/clients"
