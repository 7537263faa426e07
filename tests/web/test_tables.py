"""C6: no site serves over tables that are missing, old, newer or lost; a new one makes its own."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from flask import Flask
from sqlalchemy import text

from tests.client import Client
from tests.databases import bare_app
from tests.server import ROOT, environment
from tests.web.test_config import production
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web import tables
from wellbeing_app.web.database import alembic, db
from wellbeing_app.web.site import NotReady

__all__ = ["bare_app", "production"]


@pytest.fixture
def elsewhere(config: Config, database_url: str) -> Config:
    """A site whose database is not the one in its own folder: nothing is made by itself."""
    return replace(config, database_url=database_url)


def refusal(config: Config) -> str:
    with pytest.raises(NotReady) as caught:
        create_app(config)
    return str(caught.value)


def test_a_database_without_tables_is_refused(elsewhere: Config) -> None:
    assert "has no tables yet; run: flask --app app prepare" in refusal(elsewhere)


def test_older_tables_are_refused(elsewhere: Config, bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        alembic.downgrade()
    assert "older than this program; run: flask --app app prepare" in refusal(elsewhere)


def test_newer_tables_are_refused(elsewhere: Config, bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        execute("UPDATE alembic_version SET version_num = 'of-tomorrow'")
    assert "newer than this program" in refusal(elsewhere)


def test_lost_tables_are_refused_by_name(elsewhere: Config, bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        execute("DROP TABLE history")
    assert "lost tables (history)" in refusal(elsewhere)


def test_with_its_tables_it_starts(elsewhere: Config, bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
    create_app(elsewhere)


def execute(statement: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(statement))


def test_tables_lost_under_a_running_site_are_a_calm_503(
    elsewhere: Config, bare_app: Flask
) -> None:
    """PostgreSQL and SQLite call this by different names, and neither is one we listed."""
    with bare_app.app_context():
        alembic.upgrade()
    app = create_app(elsewhere)
    visitor = Client.of(app)
    with bare_app.app_context():
        execute("ALTER TABLE history RENAME TO mislaid")
    page = visitor.submit(visitor.visit("/return"), {"code": write_code(new_secret())})
    assert (page.status, page.headers["Retry-After"]) == (503, "30")
    assert {"/", "/help", "/leave"} <= set(page.links.values())
    with app.app_context():
        db.engine.dispose()


def test_production_makes_no_tables_by_itself(production: dict[str, str]) -> None:
    (Path(production["INSTANCE"]) / "evenkeel.sqlite").unlink()
    assert "has no tables yet" in refusal(Config.from_environment(production))


def test_outside_production_older_tables_are_brought_up_by_themselves(config: Config) -> None:
    app = create_app(config)
    with app.app_context():
        alembic.downgrade()
    again = create_app(config)
    with again.app_context():
        assert not alembic.needs_upgrade()


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *arguments],
        cwd=ROOT,
        env=kept | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_prepare_is_what_brings_a_production_site_up(production: dict[str, str]) -> None:
    (Path(production["INSTANCE"]) / "evenkeel.sqlite").unlink()
    refused = run("run", **production)
    assert refused.returncode != 0
    assert "has no tables yet" in refused.stderr
    assert "Traceback" not in refused.stderr
    done = run("prepare", **production)
    assert done.returncode == 0, done.stderr
    assert (
        f"Prepared for production: the tables of sqlite:///{production['INSTANCE']}" in done.stderr
    )
    create_app(Config.from_environment(production))


@pytest.mark.parametrize(
    "command",
    [
        ("mix",),
        ("health",),
        ("purge",),
        ("resources", "check"),
        ("therapist", "list"),
        ("therapist", "invite", "Anna"),
    ],
)
def test_a_command_refuses_tables_that_are_not_there(
    production: dict[str, str], command: tuple[str, ...]
) -> None:
    (Path(production["INSTANCE"]) / "evenkeel.sqlite").unlink()
    done = run(*command, **production)
    assert done.returncode == 1
    assert done.stderr.strip() == "Error: The database has no tables yet; " + tables.PREPARE + "."


def test_prepare_says_what_it_prepared(tmp_path: Path) -> None:
    done = run("prepare", INSTANCE=str(tmp_path))
    assert f"Prepared for development: the tables of sqlite:///{tmp_path}" in done.stderr
    assert "EVENKEEL_MODE is not set" in done.stderr


def test_prepare_refuses_where_production_was_meant_and_not_said(
    production: dict[str, str],
) -> None:
    meant = {name: value for name, value in production.items() if name != "EVENKEEL_MODE"}
    (Path(production["INSTANCE"]) / "evenkeel.sqlite").unlink()
    done = run("prepare", **meant)
    assert done.returncode == 1
    assert "EVENKEEL_MODE is not. Nothing was prepared." in done.stderr
    assert run("health", **meant).returncode == 1, "there are still no tables"


@contextmanager
def served(*command: str, instance: Path) -> Iterator[str]:
    """Serve with a program of one process; the address.

    The socket listens before it starts and is handed over as Werkzeug's reloader does.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        handed = {"WERKZEUG_RUN_MAIN": "true", "WERKZEUG_SERVER_FD": str(listener.fileno())}
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(instance, **handed),
            pass_fds=(listener.fileno(),),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.mark.parametrize("command", [("-m", "flask", "--app", "app", "run"), ("app.py",)])
def test_a_fresh_folder_becomes_a_site_in_which_a_code_is_looked_up(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    with served(*command, instance=tmp_path / "new") as address:
        with browser.open(f"{address}/return") as answer:
            form = answer.read().decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', form)
        assert token
        sent = {"csrf_token": token[1], "code": write_code(new_secret())}
        with pytest.raises(HTTPError) as answered:
            browser.open(f"{address}/return", urlencode(sent).encode())
        assert answered.value.code == 422
        with answered.value:
            assert "Nothing can be opened with this code" in answered.value.read().decode()


def test_app_py_is_no_server_for_real_people(production: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=production,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "docs/operators.md" in done.stderr
