"""The database of the running app: one session a request, closed after it, and the migrations."""

from pathlib import Path

from flask import Flask
from flask_alembic import Alembic
from flask_sqlalchemy_lite import SQLAlchemy

from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.schema import METADATA

MIGRATIONS = Path(__file__).resolve().parent.parent / "storage" / "migrations"

db = SQLAlchemy()
"""`db.session` is the request's session; the view commits it in one visible line."""
alembic = Alembic(run_mkdir=False, metadatas=METADATA)
"""`flask --app app db upgrade` brings the tables to the newest revision."""


def init_database(app: Flask, url: str) -> None:
    """Connect the app to its database: `sqlite:///PATH` or `postgresql://...` (psycopg 3).

    Raises `storage.connections.UnsafeDatabase` if the database may lose what it acknowledged, and
    SQLAlchemy's `OperationalError` if it cannot be reached.
    """
    app.config["SQLALCHEMY_ENGINES"] = {"default": url}
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {"transactional_ddl": True, "compare_type": True}
    db.init_app(app)
    alembic.init_app(app)
    with app.app_context():
        guard(db.engine)
        db.engine.connect().close()
        # A worker process must not inherit this connection.
        db.engine.dispose()
