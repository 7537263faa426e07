"""Every connection has the settings that keep what was acknowledged and erase what was deleted."""

import secrets
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, text

from tests.databases import Sessions
from wellbeing_app.storage.connections import UnsafeDatabase, guard, read_only
from wellbeing_app.storage.installation import installation, installation_salt
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.web.database import db, init_database

EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "busy_timeout": 2_000,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "database.sqlite"


def test_every_sqlite_connection_of_the_app_is_set(path: Path) -> None:
    app = Flask("evenkeel")
    init_database(app, f"sqlite:///{path}")
    with app.app_context():
        connections = [db.engine.connect() for _ in range(3)]
        for connection in connections:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in EXPECTED
            }
            connection.close()
            assert found == EXPECTED
        db.engine.dispose()


def test_a_sqlite_database_that_cannot_be_set_is_refused() -> None:
    # In memory there is no write-ahead log.
    engine = create_engine("sqlite://")
    guard(engine)
    with pytest.raises(UnsafeDatabase, match="journal_mode = WAL"):
        engine.connect()
    engine.dispose()


def test_writers_wait_for_each_other_from_the_first_statement(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    guard(engine)
    begun: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *seen: begun.append(seen[2]))
    with Sessions(engine)() as session:
        session.execute(text("SELECT 1"))
        session.rollback()
        read_only(session)
        session.execute(text("SELECT 1"))
    engine.dispose()
    assert begun == ["BEGIN IMMEDIATE", "SELECT 1", "BEGIN", "SELECT 1"]


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_postgresql_that_could_lose_answers_is_refused(postgresql: Path, setting: str) -> None:
    server = f"host={postgresql} user=postgres dbname=postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        change(connection, f"ALTER SYSTEM SET {setting} = off")
        try:
            app = Flask("evenkeel")
            with pytest.raises(UnsafeDatabase, match=f"{setting} = off"):
                init_database(app, f"postgresql://postgres@/postgres?host={postgresql}")
        finally:
            change(connection, f"ALTER SYSTEM RESET {setting}")


def change(connection: psycopg.Connection, statement: str) -> None:
    """Set it and wait until a new connection has it: the reload reaches the server in its time."""
    before = settings(connection)
    connection.execute(statement.encode())
    connection.execute("SELECT pg_reload_conf()")
    while settings(connection) == before:
        pass


def settings(connection: psycopg.Connection) -> list[object]:
    query = "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes')"
    return list(connection.execute(query))


def test_a_postgresql_that_answers_before_it_has_written_is_refused(postgresql_url: str) -> None:
    name = postgresql_url.partition("@/")[2].partition("?")[0]
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off".encode())
    with pytest.raises(UnsafeDatabase, match="synchronous_commit = off"):
        init_database(Flask("evenkeel"), postgresql_url)


def test_postgresql_is_spoken_to_with_psycopg_3(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    assert engine.dialect.driver == "psycopg"
    engine.dispose()


def test_the_salt_is_made_once_and_never_changes(sessions: Sessions) -> None:
    with sessions() as session:
        salt = installation_salt(session)
        session.commit()
    with sessions() as session:
        assert installation_salt(session) == salt
        assert len(salt) == 32
        assert installation(session).accepted == 0


NEEDLE = secrets.token_bytes(24)


def left_behind(engine: Engine, path: Path) -> int:
    """Write a needle, delete it, checkpoint; count the files that still hold it."""
    METADATA.create_all(engine)
    row = "INSERT INTO stat_inbox (id, ct, spent) VALUES (:id, :ct, 0)"
    for _ in range(50):
        with engine.begin() as connection:
            connection.execute(
                text(row), {"id": secrets.token_bytes(16), "ct": NEEDLE + bytes(500)}
            )
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM stat_inbox"))
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    engine.dispose()
    return sum(NEEDLE in file.read_bytes() for file in path.parent.iterdir())


def test_what_was_deleted_is_overwritten(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    guard(engine)
    assert left_behind(engine, path) == 0


def test_without_secure_delete_the_needle_would_be_found(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    event.listen(
        engine, "connect", lambda raw, _: raw.execute("PRAGMA secure_delete = OFF").close()
    )
    assert left_behind(engine, path) > 0
