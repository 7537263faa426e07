"""The support directory with what operators have checked, followed while the site runs."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Confirmation
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.resource_checks import confirmations
from wellbeing_app.web.database import db

logger = logging.getLogger(__name__)

FRESH_SECONDS = 60
"""How long one reading of the table serves every request of this process."""


class CheckedDirectory:
    """The shipped directory and the newest confirmations read. `clock` answers seconds."""

    def __init__(self, shipped: Directory, clock: Callable[[], float]) -> None:
        self._directory = shipped
        self._clock = clock
        self._read_at = float("-inf")

    def now(self) -> Directory:
        """Return the directory; the table is read at most once a minute. Needs an app context."""
        if self._clock() - self._read_at >= FRESH_SECONDS:
            # Before the reading: while a database does not answer, one request waits, not all.
            self._read_at = self._clock()
            self._follow(_read(self._directory.confirmations))
        return self._directory

    def _follow(self, found: Mapping[str, Confirmation]) -> None:
        if found != self._directory.confirmations:
            self._directory = replace(self._directory, confirmations=found)


def _read(earlier: Mapping[str, Confirmation]) -> Mapping[str, Confirmation]:
    """Read the table in a transaction of its own; help pages never fail with the database."""
    try:
        with Session(db.engine) as session:
            read_only(session)
            return confirmations(session)
    except SQLAlchemyError as failure:
        logger.warning("Checked support entries cannot be read: %s", type(failure).__name__)
        return earlier
