"""L5, R3, R4: how a share stands, pause, prolong, take back; other codes tell nothing."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from tests.client import Client
from tests.sharing.walking import chosen, finished, looked_up, put_up, with_code
from tests.storage.sharing import THERAPIST
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage import shares, tombstones
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.held_shares import claim, held
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.shares import ShareCode
from wellbeing_app.vault.codes import new_secret, read_code, write_code
from wellbeing_app.web.database import db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
UNKNOWN = "Nothing is known under this code"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now.timestamp()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(config: Config, clock: Clock) -> Flask:
    made = create_app(replace(config, clock=clock))
    made.test_client_class = Client
    return made


def shared(app: Flask, days: str = "30") -> str:
    """Another browser shows something; its code."""
    client = Client.of(app)
    finished(client)
    _page, code = with_code(client, chosen(client, "clash"), days)
    put_up(client, code)
    return code


@contextmanager
def stored(app: Flask, code: str) -> Iterator[tuple[Session, ShareCode]]:
    """The therapist's side of the store, committed at the end."""
    with app.app_context():
        salt = installation_salt(db.session)
        yield db.session, ShareCode.of(read_code(code), salt)
        db.session.commit()


def picked_up(app: Flask, code: str, clock: Clock) -> bytes:
    with stored(app, code) as (session, where):
        id_ = claim(session, where, THERAPIST, clock.now.date())
        assert id_ is not None
        return id_


def test_the_code_tells_whether_it_was_picked_up_and_looked_at(
    app: Flask, client: Client, clock: Clock
) -> None:
    code = shared(app)
    page = looked_up(client, code)
    assert page.path == "/shared/now"
    assert "It can be picked up until 30 November 2026" in page.text
    clock.now += timedelta(days=1)
    id_ = picked_up(app, code, clock)
    clock.now += timedelta(days=1)
    page = looked_up(client, code)
    assert "With your therapist since 24 November 2026" in page.text
    assert "Last looked at Not yet" in page.text
    with stored(app, code) as (session, _where):
        row = held(session, id_, THERAPIST.id, clock.now.date())
        assert row is not None
        row.seen_day = clock.now.date()
    assert "Last looked at 25 November 2026" in client.visit("/shared/now").text


def test_a_paused_share_is_not_read_until_it_goes_on(
    app: Flask, client: Client, clock: Clock
) -> None:
    code = shared(app)
    id_ = picked_up(app, code, clock)
    page = client.submit(looked_up(client, code), press="Pause it")
    assert "It is paused" in page.text
    with stored(app, code) as (session, _where):
        assert held(session, id_, THERAPIST.id, clock.now.date()) is None
    page = client.submit(page, press="Let it go on")
    assert "It is paused" not in page.text
    with stored(app, code) as (session, _where):
        assert held(session, id_, THERAPIST.id, clock.now.date()) is not None


def test_it_can_be_read_for_longer(app: Flask, client: Client, clock: Clock) -> None:
    code = shared(app, days="7")
    clock.now += timedelta(days=3)
    page = looked_up(client, code)
    page = client.submit(page, {"days": "90"}, press="Let it be read for longer")
    assert "Can be read until 24 February 2027" in page.text
    assert "picked up until 3 December 2026" in page.text
    page = client.submit(page, {"days": "1"}, press="Let it be read for longer")
    assert page.status == 422
    assert "It can be read for longer than that already" in page.text
    assert "Can be read until 24 February 2027" in page.text
    page = client.submit(looked_up(client, code), press="Let it be read for longer")
    assert page.status == 422
    assert "Choose for how many days it may be read" in page.text
    picked_up(app, code, clock)


def test_withdrawing_deletes_at_once_and_leaves_a_line_and_a_receipt(
    app: Flask, client: Client, clock: Clock, instance: Path
) -> None:
    code = shared(app)
    id_ = picked_up(app, code, clock)
    page = client.submit(looked_up(client, code), press="Take it back now")
    assert "Withdrawn" in page.text
    assert "On 23 November 2026" in page.text
    assert code not in page.html
    with stored(app, code) as (session, _where):
        assert held(session, id_, THERAPIST.id, clock.now.date()) is None
        assert shares.ids(session) == ()
        assert tombstones.is_buried(session, list_in(instance), id_)
    assert UNKNOWN in looked_up(client, code).text
    assert client.visit("/shared/now").path == "/shared"


def test_without_the_list_on_the_disk_there_is_no_receipt_and_the_share_stays(
    app: Flask, client: Client, instance: Path
) -> None:
    page = looked_up(client, shared(app))
    list_in(instance).mkdir()
    refused = client.submit(page, press="Take it back now")
    assert refused.status == 503
    assert "was not saved" in refused.text
    list_in(instance).rmdir()
    assert "Withdrawn" in client.submit(page, press="Take it back now").text


def test_a_share_taken_back_in_another_window_is_unknown_here_too(
    app: Flask, client: Client
) -> None:
    code = shared(app)
    page = looked_up(client, code)
    elsewhere = Client.of(app)
    elsewhere.submit(looked_up(elsewhere, code), press="Take it back now")
    assert UNKNOWN in client.submit(page, press="Take it back now").text
    looked_up(client, code)
    assert client.visit("/shared/now").path == "/shared"


def test_closing_forgets_the_code(app: Flask, client: Client) -> None:
    page = looked_up(client, shared(app))
    assert client.submit(page, press="Close").path == "/shared"
    assert client.visit("/shared/now").path == "/shared"


def unknown_codes(app: Flask, clock: Clock) -> dict[str, str]:
    """Codes that open nothing, by the reason."""
    withdrawn, expired, lapsed = shared(app), shared(app, "1"), shared(app, "90")
    visitor = Client.of(app)
    visitor.submit(looked_up(visitor, withdrawn), press="Take it back now")
    picked_up(app, expired, clock)
    clock.now += timedelta(days=8)
    reasons = {"withdrawn": withdrawn, "expired": expired, "not picked up": lapsed}
    return reasons | {"never issued": write_code(new_secret())}


def answer(page_html: str) -> str:
    """A page without its form token and without what was typed."""
    without_token = re.sub(r'name="csrf_token" value="[^"]*"', "", page_html)
    return re.sub(r'(name="code" id="code" value=)"[^"]*"', r"\1", without_token)


def test_codes_that_open_nothing_are_answered_alike_after_the_same_statements(
    app: Flask, clock: Clock
) -> None:
    codes = unknown_codes(app, clock)
    with app.app_context():
        engine = db.engine
    seen: list[str] = []

    def statement(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        seen.append(sql)

    event.listen(engine, "before_cursor_execute", statement)
    told = []
    for code in codes.values():
        visitor = Client.of(app)
        form = visitor.visit("/shared")
        seen.clear()
        page = visitor.submit(form, {"code": code}, press="Look it up")
        assert UNKNOWN in page.text
        told.append((page.status, answer(page.html), tuple(seen), page.headers.get("Content-Type")))
    event.remove(engine, "before_cursor_execute", statement)
    assert len(set(told)) == 1


def test_a_page_that_says_expired_would_be_found() -> None:
    assert answer("<p>This code has expired</p>") != answer(f"<p>{UNKNOWN}</p>")


def test_a_mistyped_code_costs_no_query(app: Flask, client: Client) -> None:
    code = shared(app)
    form = client.visit("/shared")
    mistyped = ("1" if code[0] == "0" else "0") + code[1:]
    with app.app_context():
        engine = db.engine
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    page = client.submit(form, {"code": mistyped}, press="Look it up")
    assert "Check the code" in page.text
    assert seen == []
    client.submit(form, {"code": code}, press="Look it up")
    assert seen != []


def test_one_network_may_try_ten_codes_a_minute(client: Client) -> None:
    form = client.visit("/shared")
    told = [client.submit(form, {"code": "ABC"}, press="Look it up").status for _ in range(11)]
    assert told == [422] * 10 + [429]


def test_whoever_has_the_code_withdraws_however_many_were_tried(app: Flask, client: Client) -> None:
    code = shared(app)
    form = client.visit("/shared")
    for _ in range(11):
        told = client.submit(form, {"code": write_code(new_secret())}, press="Look it up")
    assert told.status == 429
    page = client.submit(form, {"code": code}, press="Look it up")
    assert "Receipt" in client.submit(page, press="Take it back now").text


def test_a_damaged_share_cannot_be_prolonged_but_taken_back(
    app: Flask, client: Client, instance: Path
) -> None:
    page = looked_up(client, shared(app))
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection, connection:
        connection.execute("UPDATE share SET expires_day = '2099-01-01'")
    told = client.submit(page, {"days": "90"}, press="Let it be read for longer")
    assert told.status == 422
    assert "damaged or changed from outside" in told.text
    assert "Receipt" in client.submit(page, press="Take it back now").text


def test_what_is_over_is_purged_and_what_lives_stays(app: Flask, clock: Clock) -> None:
    lapsed, read = shared(app), shared(app)
    id_ = picked_up(app, read, clock)
    clock.now += timedelta(days=8)
    app.test_cli_runner().invoke(args=["clock", "confirm", "--yes"])
    result = app.test_cli_runner().invoke(args=["purge"])
    assert "deleted 1 of 2 shares" in result.output
    with stored(app, lapsed) as (session, _where):
        assert shares.ids(session) == (id_,)
