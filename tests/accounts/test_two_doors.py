"""T7, X6, P1: visitors and staff never mix, forms change what they name, nothing leaks at rest."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import PASSWORD, Person
from tests.client import NAVIGATION, Client
from tests.selfcheck.walking import begin
from wellbeing_app.storage.accounts import Account
from wellbeing_app.web.database import db


def cookie(person: Person) -> str:
    """The value of the staff cookie in this browser."""
    found = person.client.get_cookie("s")
    assert found is not None
    return found.value


def foreign_posts(person: Person, stranger: Person) -> list[int]:
    """Try to sign Anna out everywhere without her page's token; the statuses."""
    visitor = Client.of(person.app)
    begin(visitor, "short")
    tokens = ["", "wrong", stranger.open().csrf_token, visitor.visit("/check/1").csrf_token]
    post = person.client.post
    statuses = [
        post("/staff/account/end-all", data={"csrf_token": token}).status_code for token in tokens
    ]
    own = person.open().csrf_token
    for origin in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": origin}
        answer = post("/staff/account/end-all", data={"csrf_token": own}, headers=headers)
        statuses.append(answer.status_code)
    return statuses


def test_t7_a_change_needs_a_form_of_this_very_sign_in(anna: Person, ben: Person) -> None:
    assert foreign_posts(anna, ben) == [400, 400, 400, 400, 403, 403]
    assert anna.is_in


def test_t7_a_token_of_the_sign_in_before_is_worth_nothing(anna: Person) -> None:
    old = anna.open().csrf_token
    anna.prove(anna.open("/staff/proof"))
    assert anna.client.post("/staff/account/end-all", data={"csrf_token": old}).status_code == 400


def test_t7_a_door_that_checks_no_token_would_be_found(
    anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellbeing_app.web.csrf.refuse_foreign_form", lambda: None)
    with pytest.raises((AssertionError, LookupError)):
        test_t7_a_change_needs_a_form_of_this_very_sign_in(anna, ben)


def test_visits_and_sign_ins_never_mix(staffed: Flask, anna: Person) -> None:
    """Staff pages leave a visit as it is; signing in ends it; visitors' pages know no staff."""
    person = anna.elsewhere()
    begin(person.client, "short")
    before = person.client.get_cookie("visit")
    person.open("/staff")
    assert person.client.get_cookie("visit") == before
    assert person.open("/check/1").status == 200
    person.sign_in()
    assert person.client.get_cookie("visit") is None
    assert person.open("/check/1").status == 404
    for path in ("/", "/help", "/start/short"):
        assert tidy(person.open(path).html) == tidy(Client.of(staffed).visit(path).html)
    assert person.is_in


def tidy(html: str) -> str:
    """A page without its form tokens."""
    return "".join(line for line in html.splitlines() if "csrf_token" not in line)


def columns(app: Flask) -> dict[str, object]:
    """The one account's row."""
    with app.app_context():
        account = db.session.scalars(select(Account)).one()
        return {
            name: getattr(account, name)
            for name in ("id", "name", "role", "state", "epoch", "pairs")
        }


def test_x6_fields_nobody_asked_for_are_ignored(staffed: Flask, anna: Person) -> None:
    extra = {
        **{"role": "operator", "state": "deactivated", "epoch": "9", "id": "0", "pairs": "7"},
        **{"stage": "full", "account_id": "0", "abs_until": "9999999999", "proved": "9999999999"},
    }
    before = columns(staffed)
    for path in ("/staff/account/end", "/staff/password", "/staff/recovery", "/staff/proof"):
        token = anna.open("/staff/password").csrf_token
        anna.client.post(path, data={"csrf_token": token, **extra}, headers=NAVIGATION)
    waiting = anna.elsewhere()
    page = waiting.open("/staff")
    form = {"csrf_token": page.csrf_token, "name": anna.name, "password": PASSWORD, **extra}
    waiting.client.post("/staff", data=form, headers=NAVIGATION)
    assert not waiting.is_in
    assert columns(staffed) == before


def test_p1_passwords_and_codes_stand_nowhere_at_rest(
    instance: Path, anna: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    anna.elsewhere().give_password(password="a canary in a coal mine")
    anna.elsewhere().sign_in()
    secrets = [PASSWORD, "a canary in a coal mine", anna.recovery, anna.name, "127.0.0.1"]
    secrets += [anna.secret.replace(" ", ""), anna.recovery.replace(" ", "")]
    secrets += [cookie(anna)]
    held = b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())
    held += "".join(capfd.readouterr()).encode()
    assert [secret for secret in secrets if secret.encode() in held] == []
