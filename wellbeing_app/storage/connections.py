"""How both engines are spoken to, so that what was acknowledged is on the disk and stays deleted.

SQLite: every transaction takes the write lock at once (`BEGIN IMMEDIATE`), because one that reads
first and writes later can lose its place to another writer; `read_only` asks for the other kind.
"""

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from wellbeing_app.storage.base import Base

SQLITE_SETTINGS: Mapping[str, tuple[str | int, object]] = {
    # pragma: (what is set, what is then read back)
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "secure_delete": ("ON", 1),
    "foreign_keys": ("ON", 1),
}
"""In this order, what promise 9 rests on."""
POSTGRESQL_SETTINGS = ("fsync", "synchronous_commit", "full_page_writes")
READ_ONLY = "read_only"


class UnsafeDatabase(RuntimeError):
    """The database could lose or keep what it must not; the text names the setting."""


class Cursor(Protocol):
    """What is used of a driver's cursor."""

    def execute(self, statement: str, /) -> object:
        """Run one statement."""

    def fetchone(self) -> tuple[object, ...] | None:
        """Return the next row."""

    def close(self) -> None:
        """Free it."""


class DriverConnection(Protocol):
    """What is used of a driver's connection."""

    isolation_level: str | None

    def cursor(self) -> Cursor:
        """Open a cursor."""

    def commit(self) -> None:
        """End the transaction a driver may have begun."""


def guard(engine: Engine, wait_seconds: int = 10) -> None:
    """Set and check every connection of this engine. A connection raises `UnsafeDatabase`.

    `wait_seconds`: how long a statement waits for another writer before it fails.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_sqlite, wait_seconds=wait_seconds))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", partial(_set_postgresql, wait_seconds=wait_seconds))


def read_only(session: Session) -> None:
    """Begin a transaction that will only read: on SQLite it does not wait for writers."""
    session.connection(execution_options={READ_ONLY: True})


def may_write(session: Session) -> None:
    """End what was only read, and begin a transaction that may write, on a page that else reads."""
    session.rollback()
    session.connection(execution_options={READ_ONLY: False})


def insert(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that can say what to do on a conflict, on either engine."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def _set_sqlite(
    connection: DriverConnection, _entry: ConnectionPoolEntry, *, wait_seconds: int
) -> None:
    # The driver would begin transactions itself, late and without the lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA page_count")
    if cursor.fetchone() == (0,):
        # Counts for a database that has nothing yet, and only before all else (`erasure`). One
        # that takes no writes would refuse it.
        cursor.execute("PRAGMA auto_vacuum = INCREMENTAL")
    wait = wait_seconds * 1000
    for name, (value, expected) in {"busy_timeout": (wait, wait), **SQLITE_SETTINGS}.items():
        cursor.execute(f"PRAGMA {name} = {value}")
        cursor.execute(f"PRAGMA {name}")
        if cursor.fetchone() != (expected,):
            raise UnsafeDatabase(f"SQLite does not accept {name} = {value}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _set_postgresql(
    connection: DriverConnection, _entry: ConnectionPoolEntry, *, wait_seconds: int
) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{wait_seconds}s'")
    for name in POSTGRESQL_SETTINGS:
        cursor.execute(f"SHOW {name}")
        if cursor.fetchone() == ("off",):
            raise UnsafeDatabase(f"PostgreSQL runs with {name} = off: it could lose answers")
    cursor.close()
    # A setting holds on only if its transaction does.
    connection.commit()
