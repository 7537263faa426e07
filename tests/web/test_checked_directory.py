"""Operators check entries while the site runs; pages follow within a minute and never fail."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event, text

from tests.client import Client
from tests.web.conftest import Clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.directory.entry import Confirmation
from wellbeing_app.storage.resource_checks import confirm
from wellbeing_app.web.database import db
from wellbeing_app.web.site import FRESH_SECONDS, site

CHECKED = Confirmation(day=date(2026, 11, 20), by="A. N.")


@pytest.fixture
def running(config: Config, clock: Clock) -> Flask:
    app = create_app(replace(config, clock=clock))
    app.test_client_class = Client
    return app


def check_entry(app: Flask, id_: str) -> None:
    with app.app_context():
        confirm(db.session, {id_: CHECKED})
        db.session.commit()


def checked(app: Flask, id_: str) -> Confirmation | None:
    with app.app_context():
        return next(entry.checked for entry in site().directory.entries if entry.id == id_)


def test_a_check_is_seen_after_a_minute(running: Flask, clock: Clock) -> None:
    assert checked(running, "us-988") is None
    check_entry(running, "us-988")
    clock.now += FRESH_SECONDS - 1
    assert checked(running, "us-988") is None
    clock.now += 1
    assert checked(running, "us-988") == CHECKED


def test_the_table_is_read_once_a_minute_however_many_ask(running: Flask, clock: Clock) -> None:
    asked: list[str] = []
    with running.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
    visitor = Client.of(running)
    for address in ["/help/us", "/help/gb", "/support", "/help/us"]:
        visitor.visit(address)
    assert sum("resource_check" in statement for statement in asked) == 1
    clock.now += FRESH_SECONDS
    visitor.visit("/help")
    assert sum("resource_check" in statement for statement in asked) == 2


def test_without_a_change_the_directory_stays_the_same_object(running: Flask, clock: Clock) -> None:
    with running.app_context():
        first = site().directory
        clock.now += FRESH_SECONDS
        assert site().directory is first


def test_help_is_there_and_checks_stay_known_while_the_table_cannot_be_read(
    running: Flask, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    check_entry(running, "us-988")
    assert checked(running, "us-988") == CHECKED
    with running.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE resource_check"))
    clock.now += FRESH_SECONDS
    page = Client.of(running).visit("/help/us")
    assert page.status == 200
    assert "by A. N." in page.text
    assert "Checked support entries cannot be read: OperationalError" in caplog.text


def test_a_site_whose_tables_are_not_there_yet_still_leads_to_help(
    running: Flask,
) -> None:
    with running.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE resource_check"))
    assert Client.of(running).visit("/help/us").status == 200
