"""R3, R4: a therapist's name shows for a good code only; every other code tells nothing."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts.cast import Person, enrolled, operate
from tests.caseload.inviting import made_by
from tests.client import Client
from tests.history.walking import mistyped, statements
from tests.pages import Page
from tests.sharing.answering import enter, guest
from tests.sharing.walking import finished
from tests.web.conftest import Clock
from wellbeing_app.sharing import actions, invited
from wellbeing_app.storage.client_invitations import (
    ClientInvitationRow,
    Inviting,
    find,
    invitation_id,
)
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db
from wellbeing_app.web.limits import LONGEST_ADDRESS

UNKNOWN = "There is no invitation under this code"
DAY = 24 * 60 * 60


def dump(instance: Path) -> list[str]:
    """Everything in the database."""
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection:
        return list(connection.iterdump())


def test_the_name_shows_only_after_the_code_was_posted(staffed: Flask, anna: Person) -> None:
    made = made_by(anna)
    visitor = Client.of(staffed)
    assert anna.name not in visitor.visit("/i").text
    page = enter(visitor, made.code)
    assert page.path == "/i/now"
    assert f"{anna.name} invites you to a check" in page.text
    assert "Generalised Anxiety" in page.text
    assert "minute" in page.text
    assert "questions; you may leave any of them open" in page.text
    assert page.links["Take the check"] == "/start/gad-7"
    assert "Thursday" not in page.text, "the label is the therapist's own"
    assert made.code.replace(" ", "-") not in page.html


def test_coming_and_declining_write_nothing_and_tell_nobody(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    made = made_by(anna)
    before = dump(instance)
    visitor = Client.of(staffed)
    page = visitor.submit(enter(visitor, made.code), press="No, thank you")
    assert "That is fine" in page.text
    assert visitor.visit("/i/now").path == "/i"
    assert dump(instance) == before


def test_an_invitation_may_be_used_by_many(staffed: Flask, anna: Person) -> None:
    made = made_by(anna)
    for _ in range(3):
        assert enter(Client.of(staffed), made.code).path == "/i/now"


def test_the_result_reminds_calmly_until_it_is_declined(staffed: Flask, anna: Person) -> None:
    visitor = guest(staffed, made_by(anna))
    page = visitor.visit("/result")
    assert "You came by an invitation" in page.text
    assert page.links["Choose what to send"] == "/share"
    page = visitor.submit(page, press="No, thank you")
    assert page.links["Back to my result"] == "/result"
    assert "You came by an invitation" not in visitor.visit("/result").text


def test_a_visit_of_ones_own_is_told_of_no_invitation(client: Client) -> None:
    assert "You came by an invitation" not in finished(client, "gad-7").text


def test_a_check_that_is_gone_leaves_the_choice(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    made = made_by(anna)
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection, connection:
        connection.execute("UPDATE client_invitation SET battery = 'gone'")
    page = enter(Client.of(staffed), made.code)
    assert "no longer on this site" in page.text
    assert page.links["Choose a check"] == "/checks"


def test_an_invitation_that_ends_meanwhile_is_unknown_from_then_on(
    staffed: Flask, anna: Person
) -> None:
    made = made_by(anna)
    visitor = Client.of(staffed)
    enter(visitor, made.code)
    anna.press(made.page, "Take it back now")
    page = visitor.visit("/i/now")
    assert (page.status, UNKNOWN in page.text) == (422, True)
    assert visitor.visit("/i/now").path == "/i"
    assert "You came by an invitation" not in finished(visitor, "gad-7").text


@pytest.fixture
def useless(staffed: Flask, clock: Clock, anna: Person, ben: Person) -> dict[str, str]:
    """Codes by which nobody invites, by the reason; only the last is over on that day."""
    over = made_by(anna).code
    clock.now += 20 * DAY
    gone = enrolled(staffed, clock, "Gone Away")
    for person in (anna, ben):
        person.sign_in()
    revoked = made_by(anna)
    anna.press(revoked.page, "Take it back now")
    codes = {
        "never issued": write_code(new_secret()),
        "revoked": revoked.code,
        "deactivated": made_by(gone).code,
        "without a key": made_by(ben).code,
    }
    operate(staffed, "deactivate", "--yes", "Gone Away")
    operate(staffed, "reset", "--yes", "Ben Okafor")
    clock.now += 11 * DAY
    return codes | {"over": over}


def answer(page: Page) -> str:
    """A page without its form token and without what was typed."""
    without_token = re.sub(r'name="csrf_token" value="[^"]*"', "", page.html)
    return re.sub(r'(name="code" id="code" value=)"[^"]*"', r"\1", without_token)


def told(app: Flask, codes: dict[str, str]) -> dict[str, tuple[object, ...]]:
    """What each code gets: status, page, statements, headers."""
    found: dict[str, tuple[object, ...]] = {}
    with app.app_context():
        engine = db.engine
    for reason, code in codes.items():
        visitor = Client.of(app)
        form = visitor.visit("/i")
        with statements(engine) as seen:
            page = visitor.submit(form, {"code": code}, press="Go on")
        names = sorted(name for name, _ in page.headers)
        found[reason] = (page.status, answer(page), tuple(seen), tuple(names))
    return found


def test_codes_that_invite_to_nothing_are_answered_alike_after_the_same_statements(
    staffed: Flask, useless: dict[str, str]
) -> None:
    """R4."""
    found = told(staffed, useless)
    assert UNKNOWN in str(found["over"])
    assert len(set(found.values())) == 1, found.keys()


def test_a_look_that_asks_more_about_one_that_is_over_would_be_found(
    staffed: Flask, useless: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def curious(session: Session, secret: bytes, clock: date) -> Inviting | None:
        id_ = invitation_id(secret, installation_salt(session))
        row = session.get(ClientInvitationRow, id_)
        return find(session, id_, clock) if row else None

    monkeypatch.setattr(actions, "inviting", curious)
    assert len(set(told(staffed, useless).values())) > 1


def test_a_mistyped_code_costs_no_query(staffed: Flask, anna: Person) -> None:
    """R3."""
    code = made_by(anna).code
    visitor = Client.of(staffed)
    form = visitor.visit("/i")
    with staffed.app_context():
        engine = db.engine
    with statements(engine) as seen:
        page = visitor.submit(form, {"code": mistyped(code)}, press="Go on")
        assert "Check the code" in page.text
        assert seen == []
        visitor.submit(form, {"code": code}, press="Go on")
        assert seen != []


def eleven_tries(client: Client) -> list[int]:
    """The statuses of eleven codes within one minute."""
    form = client.visit("/i")
    return [client.submit(form, {"code": "ABC"}, press="Go on").status for _ in range(11)]


def test_one_network_may_try_ten_codes_a_minute(client: Client) -> None:
    """R3."""
    assert eleven_tries(client) == [422] * 10 + [429]


def test_a_form_without_a_brake_would_be_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    off: Callable[[str, int], None] = lambda _form, _most: None  # noqa: E731
    monkeypatch.setattr(invited, "brake", off)
    assert eleven_tries(client) != [422] * 10 + [429]


def test_fields_nobody_asked_for_are_ignored(staffed: Flask, anna: Person) -> None:
    """X6."""
    visitor = Client.of(staffed)
    token = visitor.visit("/i").csrf_token
    extra = {"invitation": made_by(anna).id, "invited": "yes", "therapist_id": "0"}
    page = visitor.post("/i", data={"csrf_token": token, "code": "ABC", **extra})
    assert page.status_code == 422
    assert visitor.visit("/i/now").path == "/i"


def test_the_link_is_short_enough_for_any_address(anna: Person) -> None:
    link = next(line for line in made_by(anna).page.text.split() if "/i#" in line)
    assert len(link) < LONGEST_ADDRESS
