"""S1 to S5: the cookie, the limits, and what a stolen table is worth."""

import base64
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from tests.accounts.cast import Person
from tests.client import NAVIGATION, Client
from tests.web.conftest import Clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage import staff_sessions
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.staff_sessions import StaffSession
from wellbeing_app.vault.sealing import Unopenable, open_sealed
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.session import ABSOLUTE_SECONDS, IDLE_SECONDS, MOST_SESSIONS

DAY = 24 * 3600


def cookie(person: Person) -> str:
    """The value of the staff cookie in this browser."""
    found = person.client.get_cookie("s")
    assert found is not None
    return found.value


def test_s1_the_cookie_is_strict_and_of_the_session_only(config: Config) -> None:
    app = create_app(replace(config, https=True))
    answer = app.test_client().get("/staff", base_url="https://localhost")
    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    assert name == "__Host-s"
    assert sorted(rest.split("; ")[1:]) == ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]


def test_s2_every_change_of_rights_brings_a_new_token(anna: Person) -> None:
    person = anna.elsewhere()
    person.open("/staff")
    tokens = [cookie(person)]
    page = person.give_password()
    tokens.append(cookie(person))
    person.client.submit(page, {"code": person.six_digits}, press="Sign in")
    tokens.append(cookie(person))
    person.prove(person.open("/staff/proof"))
    tokens.append(cookie(person))
    person.press(person.open(), "Sign out")
    assert len(set(tokens)) == 4
    assert person.client.get_cookie("s") is None or cookie(person) not in tokens
    for old in tokens:
        person.client.set_cookie("s", old)
        assert not person.is_in


def test_s2_a_planted_token_never_becomes_worth_anything(anna: Person) -> None:
    victim, planted = anna.elsewhere(), "A" * 43
    victim.client.set_cookie("s", planted)
    assert victim.sign_in().path == "/staff/clients"
    attacker = anna.elsewhere()
    attacker.client.set_cookie("s", planted)
    assert not attacker.is_in
    assert cookie(victim) != planted


@pytest.mark.parametrize("step", [IDLE_SECONDS - 1, IDLE_SECONDS])
def test_s3_a_session_ends_15_minutes_after_its_last_use(
    anna: Person, clock: Clock, step: int
) -> None:
    for _ in range(3):
        assert anna.is_in
        clock.now += IDLE_SECONDS - 1
    assert anna.is_in
    clock.now += step
    assert anna.is_in is (step < IDLE_SECONDS)


def test_s3_a_session_ends_after_8_hours_however_much_it_is_used(
    anna: Person, clock: Clock
) -> None:
    began = clock.now
    while clock.now + 600 < began + ABSOLUTE_SECONDS:
        clock.now += 600
        assert anna.is_in
    clock.now = began + ABSOLUTE_SECONDS
    assert not anna.is_in


def test_s3_a_proof_does_not_lengthen_a_session(anna: Person, clock: Clock) -> None:
    began = clock.now
    while clock.now + 600 < began + ABSOLUTE_SECONDS - 600:
        clock.now += 600
        assert anna.is_in
    anna.prove(anna.open("/staff/proof"))
    clock.now = began + ABSOLUTE_SECONDS
    assert not anna.is_in


@pytest.mark.parametrize("minutes", [1, 10, 30])
def test_a_clock_set_back_by_minutes_signs_nobody_out(
    anna: Person, clock: Clock, minutes: int
) -> None:
    waiting = anna.elsewhere()
    page = waiting.give_password()
    clock.now -= minutes * 60
    assert anna.is_in
    assert waiting.press(page, "Sign in", {"code": "000000"}).status == 422, "it waits for digits"


@pytest.mark.parametrize("jump", [-DAY, 3650 * DAY])
def test_s3_a_clock_that_jumps_ends_a_session(anna: Person, clock: Clock, jump: int) -> None:
    clock.now += jump
    assert not anna.is_in


def test_s3_a_right_password_waits_5_minutes(anna: Person, clock: Clock) -> None:
    person = anna.elsewhere()
    page = person.give_password()
    clock.now += 5 * 60
    assert person.client.submit(page, {"code": person.six_digits}, press="Sign in").status == 404


def test_a_fourth_session_ends_the_oldest(anna: Person, clock: Clock) -> None:
    browsers = [anna]
    for _ in range(MOST_SESSIONS):
        clock.now += 60
        browsers.append(anna.elsewhere())
        browsers[-1].sign_in()
    assert [one.is_in for one in browsers] == [False, True, True, True]


def test_waiting_sign_ins_push_nobody_out(anna: Person) -> None:
    for _ in range(MOST_SESSIONS + 1):
        anna.elsewhere().give_password()
    assert anna.is_in


def test_s5_one_other_session_or_all_of_them_are_ended_at_once(anna: Person) -> None:
    one, two = anna.elsewhere(), anna.elsewhere()
    one.sign_in()
    two.sign_in()
    page = anna.open()
    ids = [each.get("value", "") for each in page.tree.iter("button") if each.get("name")]
    assert len(ids) == 2
    for row in ids:
        data = {"csrf_token": page.csrf_token, "session": row}
        anna.client.post("/staff/account/end", data=data, headers=NAVIGATION)
    assert [person.is_in for person in (anna, one, two)] == [True, False, False]
    two.sign_in()
    anna.press(anna.open(), "Sign out everywhere")
    assert [person.is_in for person in (anna, two)] == [False, False]


def rows(instance: Path) -> list[tuple[bytes, ...]]:
    """The session table as a thief copies it."""
    with sqlite3.connect(instance / "evenkeel.sqlite") as thief:
        return thief.execute("SELECT id, owner, ct FROM session").fetchall()


def opened_by_thief(app: Flask) -> int:
    """How many rows open with everything at rest: each column, each server key, as key."""
    with app.app_context():
        keys = site().keys
        salt = installation_salt(db.session)
    held = [*keys.field_keys, *keys.visit_keys, *keys.peppers, keys.rate_key, keys.csrf_key, salt]
    found = 0
    with app.app_context():
        for row in db.session.scalars(select(StaffSession)):
            for key in [*held, row.id, row.owner]:
                found += staff_sessions.opened(row, key, salt) is not None
                try:
                    place = b"session/1|" + row.id + row.owner + row.abs_until.to_bytes(8, "big")
                    open_sealed([key], row.ct, place)
                    found += 1
                except Unopenable:
                    pass
    return found


def test_s4_a_stolen_session_table_resumes_and_tells_nothing(
    staffed: Flask, instance: Path, anna: Person
) -> None:
    anna.open()
    stolen = rows(instance)
    assert stolen
    for row in stolen:
        for column in row:
            for value in (column.hex(), as_cookie(column[:32])):
                thief = Client.of(staffed)
                thief.set_cookie("s", value)
                assert thief.get("/staff/account").status_code == 404
        assert account_id(staffed) not in b"".join(row)
    assert opened_by_thief(staffed) == 0


def as_cookie(data: bytes) -> str:
    """Write bytes as the cookie would hold them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def account_id(app: Flask) -> bytes:
    """The id of the only account."""
    with app.app_context():
        return db.session.scalars(select(Account.id)).one()


def test_s4_a_table_whose_ids_are_the_tokens_would_be_found(
    staffed: Flask, instance: Path, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_sessions, "derive", lambda secret, *_rest: secret)
    anna.sign_in()
    with pytest.raises(AssertionError):
        test_s4_a_stolen_session_table_resumes_and_tells_nothing(staffed, instance, anna)


@pytest.mark.parametrize(
    ("change", "untouched"),
    [
        ("UPDATE session SET owner = (SELECT max(owner) FROM session)", 1),
        ("UPDATE session SET ct = (SELECT max(ct) FROM session)", 1),
        ("UPDATE session SET abs_until = abs_until + 60", 0),
    ],
)
def test_k2_a_row_moved_or_lengthened_by_hand_opens_nothing(
    staffed: Flask, anna: Person, ben: Person, change: str, untouched: int
) -> None:
    assert anna.is_in
    assert ben.is_in
    with staffed.app_context():
        db.session.execute(text(change))
        db.session.commit()
    assert [anna.is_in, ben.is_in].count(True) == untouched
