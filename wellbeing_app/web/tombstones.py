"""Before the site answers anybody, what was erased and a backup brought back goes again."""

import logging
from pathlib import Path

from flask import Flask
from sqlalchemy import inspect

from wellbeing_app.storage import tombstones
from wellbeing_app.storage.history import HistoryRow
from wellbeing_app.web.database import db

logger = logging.getLogger(__name__)


def init_tombstones(app: Flask, instance: Path) -> None:
    """Apply the list of erased ones to a database that has its tables by now."""
    with app.app_context():
        engine = db.engine
    if inspect(engine).has_table(HistoryRow.__tablename__):
        again = tombstones.apply(engine, tombstones.list_in(instance))
        if again:
            logger.info("A restored database had %d that were erased; gone again.", again)
    # A worker process must not inherit a connection.
    engine.dispose()
