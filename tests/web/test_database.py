"""C8: a database that was restarted, is locked or takes no writes stops no page that only reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from tests.client import Client
from tests.history.walking import come_back, finished_check, keep
from tests.pages import Page
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.web import database
from wellbeing_app.web.database import db, init_database


@pytest.fixture
def site_app(config: Config, database_url: str) -> Iterator[Flask]:
    """A whole site on either engine, whose pages wait a second for another writer."""
    bare = Flask("evenkeel")
    init_database(bare, database_url)
    with bare.app_context():
        database.alembic.upgrade()
        db.engine.dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "PAGE_WAITS", 1)
        app = create_app(replace(config, database_url=database_url))
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Another process that writes and does not come to an end."""
    with app.app_context():
        url = db.engine.url
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("LOCK TABLE history, share, latest_day IN EXCLUSIVE MODE"))
        yield
        connection.rollback()
    engine.dispose()


PAGES = ("/", "/help", "/return", "/kept", "/kept/1", "/keep", "/share", "/share/kept", "/shared")


def kept_by(app: Flask) -> tuple[Client, str]:
    """A visitor with a kept result, whose history is open, and its code."""
    client = Client.of(app)
    finished_check(client)
    return client, keep(client)


def answers_of(client: Client) -> dict[str, int]:
    return {path: client.get(path).status_code for path in PAGES}


def changed(client: Client) -> Page:
    """Set a goal, which writes."""
    return client.submit(client.visit("/kept"), {"goal": "stop"}, press="Save my goal")


def test_pages_that_read_are_there_while_another_writes(site_app: Flask) -> None:
    client, _code = kept_by(site_app)
    with locked(site_app):
        assert answers_of(client) == dict.fromkeys(PAGES, 200)
        page = changed(client)
    assert (page.status, page.headers["Retry-After"]) == (503, "30")
    assert changed(client).status == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_pages_that_took_the_lock_to_read_would_be_found(
    site_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _code = kept_by(site_app)
    monkeypatch.setattr(database, "READING", ())
    with locked(site_app):
        assert 503 in answers_of(client).values()


def read_only(app: Flask, config: Config) -> Flask:
    """The same site over the same database, which now takes no writes."""
    with app.app_context():
        url = db.engine.url
        if db.engine.dialect.name == "sqlite":
            address = f"sqlite:///file:{url.database}?mode=ro&uri=true"
        else:
            address = url.render_as_string(hide_password=False)
            with psycopg.connect(address, autocommit=True) as connection:
                limit = f"ALTER DATABASE {url.database} SET default_transaction_read_only = on"
                connection.execute(limit.encode())
    made = create_app(replace(config, database_url=address))
    made.test_client_class = Client
    return made


def test_a_database_that_takes_no_writes_is_still_read(site_app: Flask, config: Config) -> None:
    _client, code = kept_by(site_app)
    app = read_only(site_app, config)
    client = Client.of(app)
    assert client.get("/help").status_code == 200
    assert come_back(client, code).path == "/kept"
    assert answers_of(client)["/kept/1"] == 200
    assert changed(client).status == 503
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_restarted_database_costs_no_request(site_app: Flask) -> None:
    client, _code = kept_by(site_app)
    cut_off(site_app)
    assert client.get("/kept").status_code == 200


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_used_untried_would_be_found(site_app: Flask) -> None:
    client, _code = kept_by(site_app)
    with site_app.app_context():
        db.engine.pool._pre_ping = False
    cut_off(site_app)
    assert client.get("/kept").status_code == 503


def cut_off(app: Flask) -> None:
    """End every connection of the app's pool from the database's side, as a restart does."""
    with app.app_context():
        address = db.engine.url.render_as_string(hide_password=False)
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    )
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"{end} AND pid <> pg_backend_pid()".encode())


def test_no_statement_waits_for_ever_for_a_writer(site_app: Flask) -> None:
    with site_app.app_context(), db.engine.connect() as connection:
        sqlite = db.engine.dialect.name == "sqlite"
        asked = "PRAGMA busy_timeout" if sqlite else "SHOW lock_timeout"
        assert connection.exec_driver_sql(asked).scalar() == (1000 if sqlite else "1s")
