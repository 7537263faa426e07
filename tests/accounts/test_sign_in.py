"""A1, A3, A4, A10, R1: who gets in, who does not, and what a stranger learns from it."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

import pyotp
import pytest
from flask import Flask
from sqlalchemy import Connection, event, func, select

from tests.accounts.at_once import at_once, careless_step
from tests.accounts.cast import PASSWORD, Person
from tests.client import NAVIGATION, Client
from tests.web.conftest import Clock
from wellbeing_app import create_app
from wellbeing_app.accounts import identity
from wellbeing_app.config import Config
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.staff_sessions import StaffSession
from wellbeing_app.vault import passwords
from wellbeing_app.web.database import db

MINUTE = 60
NOBODY = "Cara Nobel"
"""A name without an account, as long as the names that have one."""


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Every SQL statement of the app."""
    seen: list[str] = []

    def note(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        seen.append(sql)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def told(client: Client, name: str, password: str) -> tuple[object, ...]:
    """All a stranger sees of a refused sign-in, what was typed and the form's token aside."""
    page = client.visit("/staff")
    answer = client.post(
        "/staff",
        data={"csrf_token": page.csrf_token, "name": name, "password": password},
        headers=NAVIGATION,
    )
    text = answer.text.replace(page.csrf_token, "").replace(name, "")
    return answer.status_code, sorted(answer.headers.items()), text


def hashed(run: Callable[[], object]) -> Counter[str]:
    """How often each slow or keyed function of a library was called while `run` ran."""
    calls: Counter[str] = Counter()

    def note(_frame: FrameType, kind: str, function: object) -> None:
        if kind == "c_call":
            calls[getattr(function, "__name__", "")] += 1

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return Counter({name: calls[name] for name in ("checkpw", "hashpw", "kdf", "hmac_digest")})


def test_a3_an_unknown_name_gets_the_same_answer_and_the_same_work(
    staffed: Flask, anna: Person
) -> None:
    seen = []
    for name in (anna.name, NOBODY):
        client = Client.of(staffed)
        client.visit("/staff")
        with statements(staffed) as sql:
            answers: list[object] = []
            calls = hashed(lambda c=client, n=name, a=answers: a.append(told(c, n, "x" * 20)))  # type: ignore[misc]
        seen.append((answers, sql, calls))
    assert seen[0] == seen[1]
    assert seen[0][2]["checkpw"] == 1


def test_a3_a_site_that_hashes_only_for_known_names_would_be_found(
    staffed: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "wellbeing_app.accounts.identity.matches",
        lambda password, stored, *rest: stored and passwords.matches(password, stored, *rest),
    )
    known = hashed(lambda: told(Client.of(staffed), anna.name, "x" * 20))
    unknown = hashed(lambda: told(Client.of(staffed), NOBODY, "x" * 20))
    assert known != unknown


@pytest.mark.parametrize("crowd", [0, 5], ids=["quiet", "crowded"])
def test_a3_holds_for_closed_accounts_and_in_a_crowd(
    staffed: Flask, clock: Clock, anna: Person, ben: Person, crowd: int
) -> None:
    done = staffed.test_cli_runner().invoke(args=["therapist", "deactivate", "--yes", ben.name])
    assert done.exit_code == 0
    for name in (anna.name, ben.name, NOBODY):
        for _ in range(crowd):
            told(Client.of(staffed), name, "x" * 20)
    clock.now += 1
    seen = [told(Client.of(staffed), name, PASSWORD + "x") for name in (anna.name, NOBODY)]
    seen.append(told(Client.of(staffed), ben.name, PASSWORD))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == (429 if crowd else 422)


def in_parallel(person: Person, times: int) -> list[int]:
    """Post the same six digits many times at once from one waiting sign-in; the statuses."""
    person.press(person.open(), "Sign out")
    page = person.give_password()
    cookie = person.client.get_cookie("s")
    assert cookie is not None
    data = {"csrf_token": page.csrf_token, "code": person.six_digits}

    def post(_number: int) -> int:
        client = Client.of(person.app)
        client.set_cookie("s", cookie.value)
        return client.post("/staff/code", data=data, headers=NAVIGATION).status_code

    return at_once(post, times)


def test_a4_of_20_equal_codes_at_once_one_opens_a_session(staffed: Flask, anna: Person) -> None:
    statuses = in_parallel(anna, 20)
    assert statuses.count(303) == 1, statuses
    assert set(statuses) <= {303, 404, 422}
    with staffed.app_context():
        assert db.session.scalar(select(func.count()).select_from(StaffSession)) == 1


def test_a4_a_site_that_does_not_store_the_step_would_be_found(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "use_step", careless_step())
    assert in_parallel(anna, 2) == [303, 303]


def test_a4_a_used_code_opens_nothing_later_either(anna: Person) -> None:
    anna.press(anna.open(), "Sign out")
    digits = anna.six_digits
    page = anna.client.submit(anna.give_password(), {"code": digits}, press="Sign in")
    assert page.path == "/staff/clients"
    again = anna.elsewhere()
    page = again.client.submit(again.give_password(), {"code": digits}, press="Sign in")
    assert "used already" in page.text


@pytest.mark.parametrize(
    ("ahead", "accepted"), [(-60, False), (-30, True), (30, True), (60, False)]
)
def test_a_phone_may_be_half_a_minute_off(anna: Person, ahead: int, accepted: bool) -> None:  # noqa: FBT001
    other = anna.elsewhere()
    page = other.give_password()
    anna.clock.now += 120
    digits = pyotp.TOTP(anna.secret.replace(" ", "")).at(int(anna.clock.now) + ahead)
    page = other.client.submit(page, {"code": digits}, press="Sign in")
    assert (page.path == "/staff/clients") is accepted


def test_r1_tries_of_strangers_do_not_keep_the_therapist_out(
    staffed: Flask, anna: Person, clock: Clock
) -> None:
    for _ in range(3):
        stranger = Client.of(staffed)
        for number in range(8):
            status = told(stranger, anna.name, f"wrong password {number}")[0]
        assert status == 429
        clock.now += MINUTE
    for number in range(8):
        told(Client.of(staffed), anna.name, f"wrong password {number}")
    victim = anna.elsewhere()
    page = victim.give_password()
    assert page.status == 429
    answers = {"name": anna.name, "password": anna.password, "code": anna.six_digits}
    assert victim.client.submit(page, answers, press="Continue").path == "/staff/clients"


def test_r1_in_a_crowd_a_right_password_alone_looks_like_a_wrong_one(
    staffed: Flask, anna: Person
) -> None:
    client = Client.of(staffed)
    for number in range(6):
        told(client, anna.name, f"wrong password {number}")
    assert told(client, anna.name, PASSWORD) == told(client, anna.name, PASSWORD + "x")
    assert not Person(staffed, anna.clock, anna.name).is_in


def test_r1_the_counts_begin_anew_each_minute(staffed: Flask, anna: Person, clock: Clock) -> None:
    client = Client.of(staffed)
    statuses = [told(client, anna.name, "wrong wrong wrong")[0] for _ in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    clock.now += MINUTE
    assert told(client, anna.name, "wrong wrong wrong")[0] == 422


def test_r1_one_network_is_slowed_down(staffed: Flask) -> None:
    statuses = [told(Client.of(staffed), f"Name {number}", "wrong")[0] for number in range(21)]
    assert statuses == [422] * 20 + [429]


def test_r1_codes_of_somebody_with_the_password_are_counted_by_the_hour(
    anna: Person, clock: Clock
) -> None:
    for number in range(24):
        if number % 10 == 0:
            clock.now += MINUTE
            page = anna.elsewhere()
            client, shown = page.client, page.give_password()
        client.post("/staff/code", data={"csrf_token": shown.csrf_token, "code": "000000"})
    victim = anna.elsewhere()
    assert "used already" in victim.sign_in().text
    clock.now += 60 * MINUTE
    assert anna.elsewhere().sign_in().path == "/staff/clients"


def stored(app: Flask) -> str:
    """How the one account's password is stored: scheme, pepper, cost."""
    with app.app_context():
        password = db.session.scalars(select(Account.password)).one()
    assert password is not None
    return password[:19]


def test_a10_a_hash_is_brought_up_to_date_only_after_both_factors(
    staff_config: Config, anna: Person
) -> None:
    stronger = replace(staff_config.strength, bcrypt_cost=5, passes=2)
    app = create_app(replace(staff_config, strength=stronger))
    app.test_client_class = Client
    before = stored(app)
    person = replace(anna, app=app)
    page = person.give_password()
    assert page.path == "/staff/code"
    assert stored(app) == before
    page = person.client.submit(page, {"code": person.six_digits}, press="Sign in")
    assert page.path == "/staff/clients"
    assert "$2b$04$" in before
    assert "$2b$05$" in stored(app)
    assert person.elsewhere().sign_in().path == "/staff/clients"


def sizes() -> list[str]:
    """Passwords around every edge there is: bcrypt's 72 bytes, NUL, emoji, the longest."""
    base = "blue teapot hums at noon, "
    return [
        *(base.ljust(size, "q")[: size - 1] + "z" for size in (71, 72, 73, 200, 256)),
        base + "\0" + "after",
        base + "\N{CRAB}\N{CRAB}",
        "\N{CRAB}\N{TEAPOT}\N{OTTER}\N{SLOTH}" * 64,
    ]


@pytest.mark.parametrize("password", sizes(), ids=lambda text: f"{len(text.encode())} bytes")
def test_a1_only_the_exact_password_signs_in(anna: Person, password: str) -> None:
    answers = {"password": anna.password, "new_password": password, "again": password}
    page = anna.press(anna.open("/staff/password"), "Change the password", answers)
    if len(set(password)) < 5:
        assert page.status == 422
        return
    assert page.path == "/staff/account"
    nearly = [password[:-1], password + "z", password[:-1] + "y", password.replace("\0", "")]
    for wrong in nearly:
        if wrong != password:
            assert anna.elsewhere().give_password(password=wrong).status in {422, 429}
    anna.clock.now += MINUTE
    assert anna.elsewhere().give_password(password=password).path == "/staff/code"


@pytest.mark.parametrize("length", [1_024, 60_000])
def test_a1_an_endless_password_is_refused_without_a_failure(anna: Person, length: int) -> None:
    page = anna.elsewhere().give_password(password="x" * length)
    assert page.status == 422
