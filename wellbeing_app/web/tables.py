"""Whether the database has the tables this program was written for, looked at before it serves.

Outside production the database in the site's own folder is brought up by itself. Any other is
prepared on purpose (`flask --app app prepare`), and until then the site does not start.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

import click
from alembic.script import ScriptDirectory
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from wellbeing_app.config import Config
from wellbeing_app.storage.connections import READ_ONLY
from wellbeing_app.storage.installation import installation
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.web.database import MIGRATIONS, alembic, db, runs_a_command
from wellbeing_app.web.site import NotReady

VERSION_TABLE = "alembic_version"
PREPARE = "run: flask --app app prepare"

P = ParamSpec("P")
R = TypeVar("R")


def init_tables(app: Flask, config: Config) -> None:
    """Refuse to serve without the right tables (`NotReady`); commands look for themselves."""
    if runs_a_command():
        return
    with app.app_context():
        engine = db.engine
        fault = tables_fault(engine)
        if fault and config.embedded and not config.production:
            bring_up(engine)
            fault = tables_fault(engine)
    # A worker process must not inherit a connection.
    engine.dispose()
    if fault:
        raise NotReady(f"This site cannot start:\n- {fault}.")


def bring_up(engine: Engine) -> None:
    """Bring the tables to their newest form, with the one row that every page reads."""
    alembic.upgrade()
    with Session(engine) as session:
        installation(session)
        session.commit()


def tables_fault(engine: Engine) -> str | None:
    """Say what keeps this program from working with the database; None if nothing does."""
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        there = set(inspect(connection).get_table_names())
        marks = "SELECT version_num FROM alembic_version"
        marked = set(connection.scalars(text(marks))) if VERSION_TABLE in there else set()
    if not marked:
        return f"The database has no tables yet; {PREPARE}"
    if not marked <= _known():
        return "The database is newer than this program; install the version it was prepared by"
    if marked != _newest():
        return f"The tables of the database are older than this program; {PREPARE}"
    lost = sorted(set(METADATA.tables) - there)
    return f"The database has lost tables ({', '.join(lost)}); put a backup back" if lost else None


def with_tables(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command within the app, where the tables are the right ones; else it refuses."""

    @with_appcontext
    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        fault = tables_fault(db.engine)
        if fault:
            raise click.ClickException(f"{fault}.")
        return command(*args, **kwargs)

    return guarded


@cache
def _revisions() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS)])


def _known() -> set[str]:
    return {script.revision for script in _revisions().walk_revisions()}


def _newest() -> set[str]:
    return set(_revisions().get_heads())
