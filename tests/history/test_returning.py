"""Coming back: the right code opens; every wrong one is answered alike, after the same queries."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.client import Client
from tests.history.conftest import Calendar
from tests.history.walking import (
    come_back,
    keep,
    mistyped,
    opened,
    shown_code,
    statements,
)
from wellbeing_app.storage import history
from wellbeing_app.storage.history import Found, HistoryRow, Place
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db

Footprint = tuple[int, str, tuple[str, ...]]


def test_the_code_opens_what_was_kept_in_another_browser(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    page = come_back(Client.of(site_app), code.lower())
    assert page.path == "/kept"
    assert "23 November 2026: Short check" in page.text


def test_a_mistyped_code_costs_no_query(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    client = Client.of(site_app)
    with site_app.app_context(), statements(db.engine) as seen:
        page = come_back(client, mistyped(code))
    assert (page.status, seen) == (422, [])
    assert "Check the code" in page.text


def never_issued(_app: Flask, _calendar: Calendar, _code: str) -> str:
    return write_code(new_secret())


def expired(_app: Flask, calendar: Calendar, code: str) -> str:
    calendar.turn_to(2028, 1, 1)
    return code


def erased(app: Flask, _calendar: Calendar, code: str) -> str:
    client = Client.of(app)
    come_back(client, code)
    client.submit(client.visit("/kept/erase"), press="Erase everything")
    return code


def purged(app: Flask, calendar: Calendar, code: str) -> str:
    expired(app, calendar, code)
    app.test_cli_runner().invoke(args=["clock", "confirm", "--yes"])
    result = app.test_cli_runner().invoke(args=["purge"])
    assert result.exit_code == 0, result.output
    return code


def another_site(app: Flask, _calendar: Calendar, code: str) -> str:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE meta SET salt = :salt"), {"salt": bytes(32)})
    return code


WAYS = (never_issued, expired, erased, purged, another_site)


def footprint(app: Flask, code: str) -> Footprint:
    """What an onlooker on either side sees: status, words, statements in order."""
    client = Client.of(app)
    with app.app_context(), statements(db.engine) as seen:
        page = come_back(client, code)
    words = page.text.replace(code, "CODE")
    assert code not in words
    return page.status, words, tuple(seen)


def footprints(visitor: Client, app: Flask, calendar: Calendar) -> set[Footprint]:
    found = set()
    for way in WAYS:
        calendar.turn_to(2026, 11, 23)
        found.add(footprint(app, way(app, calendar, keep_again(visitor))))
    return found


def keep_again(visitor: Client) -> str:
    """Keep the check of this visit under one more code."""
    come_back(visitor, write_code(new_secret()))
    return keep(visitor)


def test_all_wrong_codes_are_answered_alike(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    (only,) = footprints(visitor, site_app, calendar)
    status, words, seen = only
    assert status == 422
    assert "Nothing can be opened with this code." in words
    assert seen[0] == "BEGIN"
    assert [statement.split()[0] for statement in seen[1:]] == ["SELECT", "SELECT", "SELECT"]


def look_twice(session: Session, place: Place, day: date) -> Found | None:
    """What one would write first: fetch the row, then look at its month."""
    row = session.get(HistoryRow, place.id)
    if row is not None and row.expires_month < history.month_of(day):
        session.execute(select(HistoryRow.rev).where(HistoryRow.id == place.id))
        return None
    return None


def test_a_look_up_that_treats_expired_ones_apart_would_be_found(
    visitor: Client, site_app: Flask, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = keep(visitor)
    monkeypatch.setattr(history, "find", look_twice)
    unknown = footprint(site_app, write_code(new_secret()))
    assert footprint(site_app, expired(site_app, calendar, code)) != unknown


def test_a_new_code_that_waits_opens_nothing_and_goes_on_waiting(visitor: Client) -> None:
    code = shown_code(visitor)
    assert come_back(visitor, code).status == 422
    assert shown_code(visitor) == code


def test_each_use_keeps_it_thirteen_months_longer(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code = keep(visitor)
    calendar.turn_to(2027, 12, 31)
    page = come_back(Client.of(site_app), code)
    assert "until the end of January 2029" in page.text
    found = opened(site_app, code)
    assert found is not None
    assert (found.rev, found.expires_month) == (2, "2029-01")


def test_what_has_expired_stays_so_when_the_clock_is_set_back(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code = keep(visitor)
    calendar.turn_to(2028, 1, 1)
    confirmed = site_app.test_cli_runner().invoke(args=["clock", "confirm", "--yes"])
    assert confirmed.exit_code == 0
    calendar.turn_to(2026, 11, 24)
    assert come_back(Client.of(site_app), code).status == 422


def test_a_use_in_the_same_month_writes_nothing(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    come_back(Client.of(site_app), code)
    found = opened(site_app, code)
    assert found is not None
    assert found.rev == 1


@pytest.mark.parametrize("path", ["/kept", "/kept/1", "/kept/side", "/kept/file", "/kept/plain"])
def test_without_a_code_no_page_of_a_history_opens(site_app: Flask, path: str) -> None:
    page = Client.of(site_app).visit(path)
    assert page.path == "/return"


def test_closing_forgets_the_code(visitor: Client) -> None:
    code = keep(visitor)
    assert visitor.submit(visitor.visit("/kept"), press="Close").path == "/return"
    assert visitor.visit("/kept").path == "/return"
    assert come_back(visitor, code).path == "/kept"


def damaged(app: Flask, change: Callable[[bytes], bytes]) -> None:
    with app.app_context(), db.engine.begin() as connection:
        ct = connection.execute(text("SELECT ct FROM history")).scalar_one()
        connection.execute(text("UPDATE history SET ct = :ct"), {"ct": change(ct)})


@pytest.mark.parametrize("change", [lambda ct: ct[:-1], lambda ct: b"\2" + ct[1:], lambda _ct: b""])
def test_what_was_damaged_is_said_to_be_and_can_be_erased(
    visitor: Client, site_app: Flask, change: Callable[[bytes], bytes]
) -> None:
    code = keep(visitor)
    damaged(site_app, change)
    client = Client.of(site_app)
    page = come_back(client, code)
    assert page.status == 422
    assert "cannot be read" in page.text
    assert client.visit("/kept").status == 422
    receipt = client.submit(client.visit("/kept/erase"), press="Erase everything")
    assert "Receipt" in receipt.text
    assert come_back(client, code).status == 422


def test_ten_codes_a_minute_then_a_calm_page(site_app: Flask, calendar: Calendar) -> None:
    client = Client.of(site_app)
    for _ in range(10):
        assert come_back(client, write_code(new_secret())).status == 422
    page = come_back(client, write_code(new_secret()))
    assert page.status == 429
    assert page.headers["Retry-After"] == "60"
    assert "Wait a minute" in page.text
    calendar.now = calendar.now.replace(minute=calendar.now.minute + 1)
    assert come_back(client, write_code(new_secret())).status == 422


def test_the_brake_holds_mistyped_codes_too(site_app: Flask) -> None:
    client = Client.of(site_app)
    answers = [come_back(client, "no code").status for _ in range(11)]
    assert answers == [422] * 10 + [429]
