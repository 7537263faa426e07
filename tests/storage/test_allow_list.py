"""The database holds what the allow-list says, and nothing else."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from flask import Flask
from sqlalchemy import Engine, create_engine, inspect, text

from wellbeing_app.storage import (
    allow_list,
    allow_list_clinics,
    allow_list_releases,
    allow_list_staff,
)
from wellbeing_app.storage.allow_list import ALLOWED
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.web.database import alembic, db


def test_the_live_columns_are_those_of_the_allow_list(bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        assert columns(db.engine) == allowed()


def test_a_column_that_is_not_listed_is_noticed(bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE stat_inbox ADD COLUMN arrived_at TEXT"))
        assert columns(db.engine) != allowed()


def columns(engine: Engine) -> dict[str, set[str]]:
    seen = inspect(engine)
    return {
        table: {column["name"] for column in seen.get_columns(table)}
        for table in seen.get_table_names()
    }


def allowed() -> dict[str, set[str]]:
    return {name: set(table.columns) for name, table in ALLOWED.items()}


def sentences() -> list[str]:
    """Every sentence of the list."""
    columns = [column for table in ALLOWED.values() for column in table.columns.values()]
    told = [(column.purpose, column.deleted) for column in columns]
    return [table.purpose for table in ALLOWED.values()] + [each for pair in told for each in pair]


def test_every_listed_column_says_what_it_is_for_and_when_it_goes() -> None:
    assert all(len(words) > 5 and words.endswith(".") for words in sentences())


def test_every_sentence_is_marked_for_translation() -> None:
    found = {
        message
        for module in (allow_list, allow_list_clinics, allow_list_releases, allow_list_staff)
        for _line, message, *_rest in extract_from_file("python", Path(str(module.__file__)))
    }
    assert set(sentences()) - found == set()


def test_client_tables_keep_no_order_of_arrival_on_sqlite(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('order') / 'database.sqlite'}")
    guard(engine)
    METADATA.create_all(engine)
    with engine.connect() as connection:
        statement = text("SELECT name FROM pragma_table_list WHERE wr = 0 AND schema = 'main'")
        with_rowid = set(connection.scalars(statement)) - {"sqlite_schema"}
    engine.dispose()
    assert with_rowid == {"meta"}
