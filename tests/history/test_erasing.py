"""Erasing: at once, with a dated receipt, on the disk before the receipt, and for good."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.client import Client
from tests.history.conftest import Calendar
from tests.history.walking import come_back, keep, rows
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage.erased_list import NAME, list_in
from wellbeing_app.web.database import db


def erase(client: Client) -> str:
    return client.submit(client.visit("/kept/erase"), press="Erase everything").text


def test_the_receipt_has_its_day_and_says_what_could_not_be_erased(
    visitor: Client, site_app: Flask
) -> None:
    code = keep(visitor)
    receipt = erase(visitor)
    assert "On 23 November 2026, everything kept under the code you had open was erased" in receipt
    assert "may already be mixed into totals" in receipt
    assert code not in receipt
    assert rows(site_app) == 0


def test_asking_erases_nothing(visitor: Client, site_app: Flask) -> None:
    keep(visitor)
    visitor.visit("/kept/erase")
    assert rows(site_app) == 1


def test_afterwards_the_code_opens_nothing_anywhere(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    other = Client.of(site_app)
    come_back(other, code)
    erase(visitor)
    assert visitor.visit("/kept").path == "/return"
    assert other.visit("/kept").path == "/return"
    assert other.visit("/kept/erase").path == "/return"
    assert come_back(other, code).status == 422


def test_another_window_cannot_bring_it_back(visitor: Client, site_app: Flask) -> None:
    keep(visitor)
    old = visitor.visit("/kept")
    cookie = visitor.get_cookie("visit")
    assert cookie is not None
    erase(visitor)
    visitor.set_cookie("visit", cookie.value)
    assert visitor.submit(old, {"goal": "stop"}, press="Save my goal").path == "/return"
    assert rows(site_app) == 0


def test_without_the_list_on_the_disk_there_is_no_receipt_and_nothing_goes(
    visitor: Client, site_app: Flask, instance: Path
) -> None:
    keep(visitor)
    list_in(instance).mkdir()
    page = visitor.submit(visitor.visit("/kept/erase"), press="Erase everything")
    assert page.status == 503
    assert "was not saved" in page.text
    assert rows(site_app) == 1


def test_the_line_is_synced_before_the_row_goes_and_the_row_before_the_receipt(
    visitor: Client, site_app: Flask, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(visitor)
    seen: list[tuple[str, int]] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        sync(descriptor)
        seen.append((Path(f"/proc/self/fd/{descriptor}").resolve().name, in_database(instance)))

    monkeypatch.setattr(os, "fsync", note)
    erase(visitor)
    assert seen[0] == (NAME, 1)
    assert rows(site_app) == 0


def in_database(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection:
        return int(connection.execute("SELECT count(*) FROM history").fetchone()[0])


def sealed(app: Flask) -> bytes:
    with app.app_context(), db.engine.connect() as connection:
        found: bytes = connection.execute(text("SELECT ct FROM history")).scalar_one()
        return found


def test_nothing_of_it_is_left_in_any_file_of_the_site(
    visitor: Client, site_app: Flask, instance: Path
) -> None:
    keep(visitor)
    needle = sealed(site_app)[100:164]
    visitor.submit(visitor.visit("/kept"), {"goal": "stop"}, press="Save my goal")
    erase(visitor)
    files = [path for path in instance.rglob("*") if path.is_file()]
    assert [path.name for path in files if needle in path.read_bytes()] == []


def restarted(instance: Path, config: Config, calendar: Calendar, copy: Path) -> Flask:
    """The site as an operator starts it over an older copy of its database."""
    for path in instance.glob("evenkeel.sqlite*"):
        path.unlink()
    shutil.copy(copy, instance / "evenkeel.sqlite")
    app = create_app(replace(config, clock=calendar))
    app.test_client_class = Client
    return app


@pytest.fixture
def copied(visitor: Client, instance: Path, tmp_path: Path) -> tuple[str, Path]:
    """A kept history, a copy of the database that holds it, and then its erasure."""
    code, copy = keep(visitor), tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    erase(visitor)
    return code, copy


def test_an_older_database_put_back_revives_nothing(
    copied: tuple[str, Path], instance: Path, config: Config, calendar: Calendar
) -> None:
    code, copy = copied
    app = restarted(instance, config, calendar, copy)
    assert rows(app) == 0
    assert come_back(Client.of(app), code).status == 422


def test_without_the_list_it_would_be_back(
    copied: tuple[str, Path], instance: Path, config: Config, calendar: Calendar
) -> None:
    code, copy = copied
    list_in(instance).unlink()
    app = restarted(instance, config, calendar, copy)
    assert come_back(Client.of(app), code).path == "/kept"
