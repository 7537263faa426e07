"""`flask --app app purge`: what is over goes, but not because of a wrong clock."""

import secrets

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.history.conftest import Calendar
from tests.history.walking import rows
from wellbeing_app.storage import history
from wellbeing_app.storage.history import Place
from wellbeing_app.web.database import db
from wellbeing_app.web.words.days import today


def keep_many(app: Flask, number: int) -> None:
    with app.test_request_context(), Session(db.engine) as session:
        for _ in range(number):
            place = Place.of(secrets.token_bytes(15), bytes(32))
            history.keep(session, place, b"results", today())
        session.commit()


@pytest.mark.parametrize(
    ("old", "new", "exit_code", "left"),
    [(100, 0, 0, 0), (101, 0, 1, 101), (101, 404, 0, 404), (101, 403, 1, 504)],
)
def test_more_than_a_hundred_and_a_fifth_asks_first(
    site_app: Flask, calendar: Calendar, old: int, new: int, exit_code: int, left: int
) -> None:
    keep_many(site_app, old)
    calendar.turn_to(2028, 1, 1)
    keep_many(site_app, new)
    site_app.test_cli_runner().invoke(args=["clock", "confirm", "--yes"])
    result = site_app.test_cli_runner().invoke(args=["purge"])
    assert result.exit_code == exit_code, result.output
    assert rows(site_app) == left
    if exit_code:
        assert "Is the clock right?" in result.output
        assert site_app.test_cli_runner().invoke(args=["purge", "--yes"]).exit_code == 0
        assert rows(site_app) == new


def test_nothing_goes_on_the_last_day(site_app: Flask, calendar: Calendar) -> None:
    keep_many(site_app, 3)
    calendar.turn_to(2027, 12, 31)
    site_app.test_cli_runner().invoke(args=["clock", "confirm", "--yes"])
    result = site_app.test_cli_runner().invoke(args=["purge"])
    assert result.output.splitlines() == [
        "deleted 0 of 3 histories",
        "deleted 0 of 0 shares",
        "deleted 0 of 0 invitations",
        "deleted 0 of 0 log entries",
        "deleted 0 of 0 audit entries",
    ]
    assert rows(site_app) == 3
