"""What an operator types, and the exit status a timer sees."""

import pytest
from flask import Flask
from sqlalchemy import update

from tests.aggregates.people import people
from wellbeing_app.storage.inbox import accept
from wellbeing_app.storage.installation import Meta, installation_salt
from wellbeing_app.storage.lossy import FLAG, YES
from wellbeing_app.web.database import alembic, db
from wellbeing_app.web.site import site


def command(app: Flask, name: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=[name])
    return done.exit_code, done.output.strip()


def test_health_says_that_the_numbers_add_up(app: Flask) -> None:
    expected = "accepted 0 = waiting 0 + counted 0 + excluded 0: holds"
    assert command(app, "health") == (0, expected)


def test_health_exits_1_when_a_check_is_lost(app: Flask) -> None:
    with app.app_context():
        installation_salt(db.session)
        db.session.execute(update(Meta).values(accepted=1))
        db.session.commit()
    expected = "accepted 1 = waiting 0 + counted 0 + excluded 0: BROKEN"
    assert command(app, "health") == (1, expected)


@pytest.mark.parametrize("name", ["mix", "health"])
def test_without_tables_it_says_what_to_do(
    app: Flask, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FLAG, YES)
    with app.app_context():
        alembic.downgrade("base")
    status, reason = command(app, name)
    assert status == 1
    assert reason.endswith("flask --app app prepare.")


def send_some(app: Flask, count: int) -> None:
    with app.app_context():
        for one in people(count):
            accept(db.session, one, site().keys, installation_salt(db.session))
            db.session.commit()


def test_mix_says_what_it_did_and_refuses_a_second_time(app: Flask) -> None:
    send_some(app, 9)
    assert command(app, "mix") == (0, "counted 0, excluded 0, waiting 9")
    status, reason = command(app, "mix")
    assert status == 1
    assert "less than 3 hours ago" in reason


def test_checks_of_an_unknown_questionnaire_are_excluded(app: Flask) -> None:
    send_some(app, 10)
    assert command(app, "mix") == (0, "counted 0, excluded 10, waiting 0")
    assert command(app, "health")[0] == 0
