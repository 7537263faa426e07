"""Whether every check that was taken in is still accounted for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.inbox import StatInbox
from wellbeing_app.storage.installation import Meta
from wellbeing_app.storage.upkeep import PURGE, RELEASE, last_runs


@dataclass(frozen=True, slots=True)
class Health:
    """Numbers of finished checks since the installation; `waiting` is that of now."""

    accepted: int
    waiting: int
    counted: int
    excluded: int

    @property
    def whole(self) -> bool:
        """Whether accepted = waiting + counted + excluded."""
        return self.accepted == self.waiting + self.counted + self.excluded


def health(session: Session) -> Health:
    """Read all four numbers at one moment."""
    read_only(session)
    waiting = select(func.count()).select_from(StatInbox).where(~StatInbox.spent)
    totals = select(Meta.accepted, waiting.scalar_subquery(), Meta.counted, Meta.excluded)
    found = session.execute(totals).one_or_none()
    return Health(*(found or (0, session.scalars(waiting).one(), 0, 0)))


def last_days(session: Session) -> Mapping[str, date | None]:
    """Return the day on which each job of the timers last ran, None where it never did."""
    hour = session.scalars(select(Meta.mixed_hour)).one_or_none()
    mixed = None if hour is None else datetime.fromtimestamp(hour * 3600, UTC).date()
    runs = last_runs(session)
    return {"mix": mixed, PURGE: runs.get(PURGE), RELEASE: runs.get(RELEASE)}
