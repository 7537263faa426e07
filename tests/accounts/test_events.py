"""A7, A8, A9: what each event of an account does to its keys and sessions, end to end."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.accounts.cast import OTHER_PASSWORD, PASSWORD, Person, enrolled, invited, operate
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.storage.account_keys import AccountKey
from wellbeing_app.storage.staff_sessions import StaffSession
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable, open_box, seal_to
from wellbeing_app.web import staff
from wellbeing_app.web.database import db
from wellbeing_app.web.staff import Therapist, therapist

SHARED = b"what a client showed"


class Desk:
    """A page of another room that opens what was sealed to the therapist who asks."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.box = b""

        @therapist
        def read(me: Therapist) -> str:
            return f"{me.number} {open_box(me.pair, self.box).decode()}"

        app.add_url_rule("/probe/read", view_func=read)

    def seal(self) -> None:
        """Seal a share to the only key there is."""
        with self.app.app_context():
            self.box = seal_to(db.session.scalars(select(AccountKey.public)).one(), SHARED)

    def reads(self, person: Person) -> str:
        """What the therapist reads, or "lost"."""
        page = person.open("/probe/read")
        return page.html if page.status == 200 else "lost"


@pytest.fixture
def empty_desk(staffed: Flask) -> Desk:
    """The page, added before the first request."""
    return Desk(staffed)


@pytest.fixture
def desk(empty_desk: Desk, anna: Person) -> Desk:
    """A share that was sealed to Anna."""
    empty_desk.seal()
    assert empty_desk.reads(anna) == "1 what a client showed"
    return empty_desk


def change_password(person: Person, new: str = OTHER_PASSWORD) -> Page:
    """Change the password on the page for it."""
    answers = {"password": person.password, "new_password": new, "again": new}
    page = person.press(person.open("/staff/password"), "Change the password", answers)
    person.password = new
    return page


def forgotten(person: Person, new: str, **changes: str) -> Page:
    """Fill in the page for a forgotten password."""
    answers = {
        **{"name": person.name, "recovery": person.recovery},
        **{"new_password": new, "again": new, "code": person.six_digits},
    }
    page = person.open("/staff/reset")
    return person.press(page, "Set the new password", {**answers, **changes})


def test_password_change_keeps_shares_and_ends_other_sessions(desk: Desk, anna: Person) -> None:
    other = anna.elsewhere()
    other.sign_in()
    assert other.is_in
    assert change_password(anna).path == "/staff/account"
    assert not other.is_in, "S5: on the very next request"
    assert desk.reads(anna) == "1 what a client showed"
    again = anna.elsewhere()
    again.sign_in()
    assert desk.reads(again) == "1 what a client showed"


def test_a_wrong_present_password_changes_nothing(anna: Person) -> None:
    answers = {"password": "x" * 20, "new_password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    page = anna.press(anna.open("/staff/password"), "Change the password", answers)
    assert page.status == 422
    assert anna.elsewhere().sign_in().path == "/staff/clients"


def test_reset_with_recovery_code_and_factor_keeps_shares(desk: Desk, anna: Person) -> None:
    other = anna.elsewhere()
    page = forgotten(other, OTHER_PASSWORD)
    assert page.path == "/staff/enrol"
    assert not anna.is_in
    assert not other.is_in, "a new recovery code comes before anything else"
    used = other.recovery
    other.password = OTHER_PASSWORD
    assert other.enrol(page).path == "/staff/clients"
    assert other.recovery != used
    assert desk.reads(other) == "1 what a client showed"
    again = replace(other.elsewhere(), recovery=used)
    assert forgotten(again, PASSWORD).status == 422, "the used recovery code is dead"


def test_an_unfinished_reset_goes_on_at_the_next_sign_in(desk: Desk, anna: Person) -> None:
    forgotten(anna.elsewhere(), OTHER_PASSWORD)
    person = anna.elsewhere()
    person.password = OTHER_PASSWORD
    page = person.sign_in()
    assert page.path == "/staff/enrol"
    assert "authenticator app" not in page.text.split("recovery code")[-1]
    assert person.enrol(page).path == "/staff/clients"
    assert desk.reads(person) == "1 what a client showed"


@pytest.mark.parametrize(
    "wrong",
    [{"name": "Cara Nobel"}, {"recovery": "00000-00000-00000-00000-00000"}, {"code": "000000"}],
)
def test_a_reset_where_one_thing_is_wrong_says_the_same(
    desk: Desk, anna: Person, wrong: dict[str, str]
) -> None:
    page = forgotten(anna.elsewhere(), OTHER_PASSWORD, **wrong)
    assert page.status == 422
    assert "Name, recovery code and six digits do not belong together" in page.text
    assert anna.is_in
    assert desk.reads(anna) == "1 what a client showed"


def test_a8_an_operators_reset_brings_a_new_key_and_loses_what_was_shared(
    staffed: Flask, desk: Desk, anna: Person
) -> None:
    code = operate(staffed, "reset", "--yes", anna.name)
    assert not anna.is_in
    assert anna.elsewhere().give_password().status == 422
    assert forgotten(anna.elsewhere(), OTHER_PASSWORD).status == 422
    anew = Person(staffed, anna.clock, anna.name, OTHER_PASSWORD)
    assert anew.enrol(anew.begin(code)).path == "/staff/clients"
    assert desk.reads(anew) == "lost"
    desk.seal()
    assert desk.reads(anew) == "2 what a client showed"


def test_a8_the_operators_commands_print_no_secret_and_set_no_password(
    staffed: Flask, anna: Person
) -> None:
    printed = operate(staffed, "list") + operate(staffed, "reset-factor", anna.name)
    printed += operate(staffed, "reset", "--yes", anna.name)
    for secret in (anna.password, anna.secret.replace(" ", ""), anna.recovery):
        assert secret not in printed
    help_texts = "".join(
        staffed.test_cli_runner().invoke(args=["therapist", command, "--help"]).output
        for command in ("invite", "list", "reset", "reset-factor", "deactivate")
    )
    assert "--password" not in help_texts


def test_a_lost_factor_is_replaced_by_password_and_recovery_code(desk: Desk, anna: Person) -> None:
    person = anna.elsewhere()
    person.give_password()
    old_secret, old_recovery = person.secret, person.recovery
    page = person.press(person.open("/staff/lost"), "Continue", {"recovery": person.recovery})
    assert page.path == "/staff/enrol"
    assert anna.is_in, "nothing is taken away before the new factor is confirmed"
    assert person.enrol(page).path == "/staff/clients"
    assert (person.secret, person.recovery) != (old_secret, old_recovery)
    assert not anna.is_in
    assert desk.reads(person) == "1 what a client showed"
    assert replace(person.elsewhere(), secret=old_secret).sign_in().status == 422
    assert person.elsewhere().sign_in().path == "/staff/clients"


def test_a_factor_taken_away_by_the_operator_needs_the_recovery_code(
    staffed: Flask, desk: Desk, anna: Person
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
    assert desk.reads(person) == "1 what a client showed"


def test_s5_deactivation_ends_sessions_and_deletes_keys_in_one_go(
    staffed: Flask, desk: Desk, anna: Person
) -> None:
    other = anna.elsewhere()
    other.sign_in()
    operate(staffed, "deactivate", "--yes", anna.name)
    assert [anna.open().status, other.open().status] == [404, 404]
    with staffed.app_context():
        for table in (AccountKey, StaffSession):
            assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert desk.reads(anna) == "lost"
    assert anna.elsewhere().give_password().status == 422


def test_no_other_therapist_opens_what_was_sealed_to_one(
    staffed: Flask, clock: Clock, desk: Desk
) -> None:
    assert desk.reads(enrolled(staffed, clock, "Ben Okafor")) == "lost"
    with pytest.raises(Unopenable):
        open_box(Pair.new(), desk.box)


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


def test_a9_a_proof_of_six_minutes_ago_is_asked_for_again(anna: Person, clock: Clock) -> None:
    assert anna.open("/staff/recovery").path == "/staff/recovery"
    clock.now += 6 * 60
    page = anna.open("/staff/recovery")
    assert page.path == "/staff/proof"
    assert anna.press(page, "Continue", {"password": anna.password, "code": "000000"}).status == 422
    page = anna.prove(anna.open("/staff/recovery"))
    assert page.path == "/staff/recovery"
    before = anna.recovery
    page = anna.enrol(page)
    assert page.path == "/staff/account"
    assert anna.recovery != before
    assert forgotten(anna.elsewhere(), OTHER_PASSWORD).path == "/staff/enrol"


def test_a9_a_form_sent_with_an_old_proof_changes_nothing(anna: Person, clock: Clock) -> None:
    page = anna.open("/staff/recovery")
    clock.now += 6 * 60
    shown = next(each for each in page.tree.iter("p") if each.get("class") == "code")
    typed = "".join(shown.itertext())
    assert anna.press(page, "Confirm", {"recovery": typed}).path == "/staff/proof"


def test_a9_a_guard_without_a_limit_would_be_found(
    anna: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "PROOF_SECONDS", 10**6)
    clock.now += 6 * 60
    assert anna.open("/staff/recovery").path == "/staff/recovery"


@pytest.mark.parametrize(
    "then", ["https://example.org/", "//example.org", "/staff/out", "/", "/nowhere", ""]
)
def test_a_proof_leads_to_pages_of_therapists_only(anna: Person, then: str) -> None:
    page = anna.client.get("/staff/proof", query_string={"then": then})
    shown = Page.of(page)
    assert anna.prove(shown).path == "/staff/account"
