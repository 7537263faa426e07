"""The database of the running app: one session a request, closed after it, and the migrations.

Before a session opens, an erasing that was cut off half-way is finished: whatever somebody comes
for then, they meet nothing that is on the list of erased ones.
"""

import logging
from contextlib import suppress
from pathlib import Path
from typing import cast

import click
from flask import Flask, current_app, g, has_request_context, request
from flask_alembic import Alembic
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from wellbeing_app.config import BadSetting
from wellbeing_app.storage import erased_list, tombstones
from wellbeing_app.storage.connections import READ_ONLY, guard
from wellbeing_app.storage.schema import METADATA

MIGRATIONS = Path(__file__).resolve().parent.parent / "storage" / "migrations"
EXTENSION = "sqlalchemy"
"""The name under which Flask-Alembic looks for `engines`."""
ERASED = "evenkeel.erased"

logger = logging.getLogger(__name__)

READING = ("GET", "HEAD")
PAGE_WAITS, COMMAND_WAITS = 2, 30
"""Seconds for another writer: a page holds a thread that others want, a command does not."""
CONNECTING_SECONDS = 5


class Database:
    """The engine of the current app, and the session of the current request."""

    @property
    def engine(self) -> Engine:
        """The app's engine."""
        return cast(Engines, current_app.extensions[EXTENSION]).engines["default"]

    @property
    def session(self) -> Session:
        """The request's session, opened when first used; the view commits in one visible line.

        That of a GET only reads: a page that writes all the same says so (`may_write`).
        """
        if "database_session" not in g:
            _finish_erasing()
            reads = has_request_context() and request.method in READING
            g.database_session = Session(self.engine.execution_options(**{READ_ONLY: reads}))
        return cast(Session, g.database_session)


class Engines:
    """The engines of one app, by name."""

    def __init__(self, engine: Engine) -> None:
        self.engines = {"default": engine}


class Erased:
    """The list of erased ones, and the state of it to which the database is known to be true."""

    def __init__(self, instance: Path) -> None:
        self._path = erased_list.list_in(instance)
        self._known: tuple[int, int] | None = None

    def finish(self, engine: Engine) -> None:
        """Finish every erasing that was cut off, if the list has grown since the last look.

        Raises `NotListed`.
        """
        state = erased_list.state(self._path)
        if state == self._known:
            return
        back = tombstones.apply(engine, self._path)
        if back:
            logger.info("%d that were erased were in the database all the same; gone again.", back)
        self._known = state


db = Database()
alembic = Alembic(run_mkdir=False, metadatas=METADATA)
"""`flask --app app db upgrade` brings the tables to the newest revision."""


def init_database(app: Flask, url: str) -> None:
    """Connect the app to its database: `sqlite:///PATH` or `postgresql://...` (psycopg 3).

    Raises `storage.connections.UnsafeDatabase` if the database may lose what it acknowledged, and
    `BadSetting` if the address is of another kind or leads nowhere.
    """
    engine = _engine(url)
    app.extensions[EXTENSION] = Engines(engine)
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {"transactional_ddl": True, "compare_type": True}
    alembic.init_app(app)
    app.teardown_appcontext(_close_session)


def init_erased(app: Flask, instance: Path) -> None:
    """Before the site answers anybody, erase what was erased and a backup brought back."""
    app.extensions[ERASED] = erased = Erased(instance)
    with app.app_context():
        engine = db.engine
    if inspect(engine).has_table(tombstones.ErasedUntil.__tablename__):
        erased.finish(engine)
    # A worker process must not inherit a connection.
    engine.dispose()


def runs_a_command() -> bool:
    """Whether `flask` loads the app for anything but serving it."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name != "run"


def _engine(url: str) -> Engine:
    """Return a guarded engine that has connected once.

    A connection is tried before it is used: a database that was restarted costs no request.
    """
    try:
        limits = {} if url.startswith("sqlite") else {"connect_timeout": CONNECTING_SECONDS}
        engine = create_engine(url, pool_pre_ping=True, connect_args=limits)
        guard(engine, wait_seconds=COMMAND_WAITS if runs_a_command() else PAGE_WAITS)
        engine.connect().close()
    except (ArgumentError, ImportError):
        expected = "sqlite:///PATH or postgresql://USER@HOST/NAME"
        raise BadSetting(f"DATABASE_URL: must look like {expected}.") from None
    except OperationalError as error:
        reason = " ".join(str(error.orig).split())
        raise BadSetting(f"DATABASE_URL: this database cannot be opened: {reason}") from None
    # A worker process must not inherit this connection.
    engine.dispose()
    return engine


def _finish_erasing() -> None:
    """Finish what was cut off; a list that cannot be read keeps nobody from reading the pages."""
    if ERASED not in current_app.extensions:
        return
    try:
        cast(Erased, current_app.extensions[ERASED]).finish(db.engine)
    except erased_list.NotListed as failure:
        logger.error("The list of erased ones cannot be read: %s", failure.strerror)  # noqa: TRY400


def _close_session(_failure: BaseException | None) -> None:
    session = g.pop("database_session", None)
    if session is not None:
        session.close()
        # Who erased has looked at the list: the next one here need not.
        with suppress(DBAPIError):
            _finish_erasing()
