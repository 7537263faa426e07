"""What an operator types, and the exit status a timer sees."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.aggregates.people import people
from wellbeing_app.storage.inbox import accept
from wellbeing_app.storage.installation import Meta, installation_salt
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.lossy import FLAG, YES
from wellbeing_app.web.database import alembic, db
from wellbeing_app.web.site import site


def command(app: Flask, name: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=[name])
    return done.exit_code, done.output.strip()


NEVER = "\nlast mix never\nlast purge never\nlast release never"


def test_health_says_that_the_numbers_add_up(app: Flask) -> None:
    expected = "accepted 0 = waiting 0 + counted 0 + excluded 0: holds"
    assert command(app, "health") == (0, expected + NEVER)


def test_health_tells_when_each_job_last_ran(app: Flask) -> None:
    today = datetime.now(UTC).date()
    for name in ("mix", "purge", "release"):
        assert command(app, name)[0] == 0
        assert f"last {name} {today}" in command(app, "health")[1]


def test_health_exits_1_when_a_check_is_lost(app: Flask) -> None:
    with app.app_context():
        installation_salt(db.session)
        db.session.execute(update(Meta).values(accepted=1))
        db.session.commit()
    expected = "accepted 1 = waiting 0 + counted 0 + excluded 0: BROKEN"
    assert command(app, "health") == (1, expected + NEVER)


def test_a_release_is_published_once(app: Flask) -> None:
    status, said = command(app, "release")
    assert status == 0
    assert re.fullmatch("published 20[0-9]{2}Q[1-4]", said)
    assert command(app, "release") == (0, "nothing to publish yet")


def test_a_clock_that_jumped_ahead_publishes_nothing(app: Flask) -> None:
    with app.app_context():
        note_day(db.session, datetime.now(UTC).date() - timedelta(days=4))
        db.session.commit()
    status, said = command(app, "release")
    assert status == 1
    assert "clock confirm" in said
    assert "last release never" in command(app, "health")[1]


@pytest.mark.parametrize("name", ["mix", "release", "health"])
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
