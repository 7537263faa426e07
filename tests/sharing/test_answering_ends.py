"""An invitation that ends or changes on the way: told before anything is written, nothing lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from tests.accounts.cast import Person, operate
from tests.caseload.inviting import Made, made_by
from tests.sharing.answering import SCORE, enter, guest, rows, to_code
from tests.sharing.walking import chosen, put_up, with_code
from wellbeing_app.sharing.choice import Choice
from wellbeing_app.storage.client_invitations import ClientInvitationRow
from wellbeing_app.storage.shares import HELD, OFFERED
from wellbeing_app.web.database import db


def revoked(made: Made, anna: Person) -> None:
    anna.press(made.page, "Take it back now")


def over(_made: Made, anna: Person) -> None:
    with anna.app.app_context():
        db.session.execute(update(ClientInvitationRow).values(until_day=date(2026, 11, 23)))
        db.session.commit()


def gone(_made: Made, anna: Person) -> None:
    operate(anna.app, "deactivate", "--yes", anna.name)


def anew(_made: Made, anna: Person) -> None:
    operate(anna.app, "reset", "--yes", anna.name)


@pytest.mark.parametrize(
    "end", [revoked, over, gone, anew], ids=["revoked", "over", "gone", "anew"]
)
def test_an_invitation_that_ends_meanwhile_is_told_before_anything_is_written(
    staffed: Flask,
    anna: Person,
    instance: Path,
    end: Callable[[Made, Person], None],
) -> None:
    made = made_by(anna)
    client = guest(staffed, made)
    _page, code = to_code(client)
    form = client.visit("/share/type")
    end(made, anna)
    page = client.submit(form, {"code": code}, press="Send it to Anna Rossi")
    assert page.status == 409
    assert "The invitation is over" in page.text
    assert "Nothing of yours is lost" in page.text
    assert rows(instance) == []

    preview = client.submit(page, press="Hand over a code instead")
    assert "This is what a therapist will see" in preview.text
    assert "In answer to an invitation" not in preview.text
    _page, fresh = with_code(client, preview)
    assert fresh != code
    assert put_up(client, fresh).path == "/shared/now"
    assert rows(instance) == [(OFFERED, None)]


def test_one_that_ended_before_choosing_is_told_and_the_ordinary_way_is_open(
    staffed: Flask, anna: Person
) -> None:
    made = made_by(anna)
    client = guest(staffed, made)
    revoked(made, anna)
    page = client.visit("/share")
    assert "The invitation is over" in page.text
    assert "Show it to a therapist" in page.text
    assert "This is what a therapist will see" in chosen(client, SCORE).text


def with_another_invitation(
    staffed: Flask, anna: Person, ben: Person, instance: Path
) -> list[tuple[str, bytes | None]]:
    """A preview made for Anna, then Ben's code in another window, then the form of the first."""
    client = guest(staffed, made_by(anna))
    _page, code = to_code(client)
    form = client.visit("/share/type")
    enter(client, made_by(ben).code)
    page = client.submit(form, {"code": code}, press="Send it to Anna Rossi")
    assert page.path in {"/share", "/shared/now"}
    return rows(instance)


def test_what_was_previewed_for_one_is_never_sent_to_another(
    staffed: Flask, anna: Person, ben: Person, instance: Path
) -> None:
    assert with_another_invitation(staffed, anna, ben, instance) == []


def test_a_guard_that_sends_to_whoever_invites_now_would_be_found(
    staffed: Flask,
    anna: Person,
    ben: Person,
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Choice, "answers", lambda _choice, _id: True)
    assert [kind for kind, _ in with_another_invitation(staffed, anna, ben, instance)] == [HELD]
