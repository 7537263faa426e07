"""A wrong clock is not for ever: it closes what it calls over and deletes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.client import Client
from tests.databases import bare_app
from tests.history.conftest import Calendar
from tests.history.test_commands import keep_many
from tests.history.walking import come_back, finished_check, keep, rows
from tests.sharing.walking import chosen, looked_up, put_up, with_code
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage import latest_day
from wellbeing_app.storage.latest_day import note_day, noted_day
from wellbeing_app.web.database import alembic, db
from wellbeing_app.web.words.days import today

__all__ = ["bare_app"]

UNKNOWN = "Nothing is known under this code"


@pytest.fixture
def site_app(
    config: Config, database_url: str, bare_app: Flask, calendar: Calendar
) -> Iterator[Flask]:
    """The site on either engine."""
    with bare_app.app_context():
        alembic.upgrade()
    made = create_app(replace(config, database_url=database_url, clock=calendar))
    made.test_client_class = Client
    yield made
    with made.app_context():
        db.engine.dispose()


def operate(app: Flask, *command: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=command)
    return done.exit_code, done.output.strip()


def noted(app: Flask) -> date | None:
    with app.app_context():
        return noted_day(db.session)


def use(app: Flask) -> None:
    """Somebody comes, and keeps a result."""
    client = Client.of(app)
    finished_check(client)
    keep(client)


def shown(visitor: Client) -> str:
    _page, code = with_code(visitor, chosen(visitor, "clash with your moral"))
    put_up(visitor, code)
    return code


def ten_years_ahead(app: Flask, calendar: Calendar, code: str, share: str) -> None:
    """The clock jumps, people come and go, and the clock is put right."""
    calendar.turn_to(2036, 11, 23)
    assert come_back(Client.of(app), code).status == 422, "what it calls over is closed at once"
    assert UNKNOWN in looked_up(Client.of(app), share).text
    use(app)
    use(app)
    assert operate(app, "purge")[0] == 1
    assert operate(app, "purge", "--yes")[0] == 1
    assert rows(app) == 3, "and nothing is deleted"
    calendar.turn_to(2026, 11, 24)


def a_clock_ten_years_ahead_is_forgotten(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code, share = keep(visitor), shown(visitor)
    ten_years_ahead(site_app, calendar, code, share)
    assert noted(site_app) == date(2026, 11, 23)
    assert come_back(Client.of(site_app), code).path == "/kept"
    assert UNKNOWN not in looked_up(Client.of(site_app), share).text
    assert operate(site_app, "purge")[0] == 0
    assert rows(site_app) == 3


def test_a_clock_ten_years_ahead_is_forgotten_when_it_is_put_right(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    a_clock_ten_years_ahead_is_forgotten(visitor, site_app, calendar)


def test_a_clock_that_is_believed_at_once_would_be_found(
    visitor: Client, site_app: Flask, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest_day, "is_plausible_after", lambda *_: True)
    with pytest.raises(AssertionError):
        a_clock_ten_years_ahead_is_forgotten(visitor, site_app, calendar)


def test_after_a_long_pause_an_operator_confirms_the_day(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    keep(visitor)
    calendar.turn_to(2028, 1, 1)
    status, reason = operate(site_app, "purge")
    assert status == 1
    assert "The clock says 01 January 2028, and the latest day noted here is 23 November" in reason
    assert reason.endswith("flask --app app clock confirm")
    assert operate(site_app, "clock", "show")[0] == 1
    assert operate(site_app, "clock", "confirm", "--yes") == (0, "latest day noted 2028-01-01")
    assert operate(site_app, "clock", "show") == (
        0,
        "clock 2028-01-01, latest day noted 2028-01-01",
    )
    assert operate(site_app, "purge")[0] == 0
    assert rows(site_app) == 0


def test_a_day_that_was_confirmed_and_wrong_has_a_way_back(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code = keep(visitor)
    calendar.turn_to(2036, 11, 23)
    operate(site_app, "clock", "confirm", "--yes")
    calendar.turn_to(2026, 11, 24)
    assert come_back(Client.of(site_app), code).status == 422
    assert operate(site_app, "clock", "show")[0] == 1
    assert operate(site_app, "purge", "--yes")[0] == 1, "it would delete by the wrong day"
    assert rows(site_app) == 1
    operate(site_app, "clock", "confirm", "--yes")
    assert come_back(Client.of(site_app), code).path == "/kept"
    assert noted(site_app) == date(2026, 11, 24)


def test_confirming_asks_whether_it_is_today(site_app: Flask, calendar: Calendar) -> None:
    calendar.turn_to(2026, 11, 23)
    asked = site_app.test_cli_runner().invoke(args=["clock", "confirm"], input="n\n")
    assert asked.exit_code == 1
    assert "The clock says 23 November 2026. Is that today?" in asked.output
    assert noted(site_app) is None


def test_a_site_that_only_its_timer_uses_goes_on(site_app: Flask, calendar: Calendar) -> None:
    keep_many(site_app, 1)
    calendar.turn_to(2026, 11, 30)
    for _ in range(10):
        assert operate(site_app, "purge")[0] == 0
        assert noted(site_app) == calendar.now.date()
        calendar.now += timedelta(days=latest_day.PLAUSIBLE_DAYS)


@pytest.mark.parametrize(("days", "is_noted"), [(1, True), (3, True), (4, False), (3650, False)])
def test_a_day_is_noted_up_to_three_days_after_the_latest(
    site_app: Flask, days: int, *, is_noted: bool
) -> None:
    with site_app.test_request_context():
        first = today()
        note_day(db.session, first)
        later = first + timedelta(days=days)
        assert note_day(db.session, later) == later
        assert noted_day(db.session) == (later if is_noted else first)


@pytest.mark.parametrize(
    ("day", "is_noted"),
    [(date(2026, 12, 3), True), (date(2026, 12, 4), False)],
)
def test_where_nothing_is_noted_yet_the_newest_rows_tell(
    site_app: Flask, day: date, *, is_noted: bool
) -> None:
    """A history tells the month of its last use."""
    keep_many(site_app, 2)
    with site_app.app_context():
        note_day(db.session, day)
        assert noted_day(db.session) == (day if is_noted else None)
