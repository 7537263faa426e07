"""Both engines as the storage tests use them: guarded as in the app, with every table."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.web.database import db, init_database

Sessions = sessionmaker[Session]


@pytest.fixture
def bare_app(database_url: str) -> Iterator[Flask]:
    """An app that has a database and its migrations, and nothing else."""
    app = Flask("evenkeel")
    init_database(app, database_url)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A guarded engine over every table; enough connections for 50 threads."""
    engine = create_engine(database_url, pool_size=60)
    guard(engine)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    """Makes sessions over `engine`."""
    return sessionmaker(engine)
