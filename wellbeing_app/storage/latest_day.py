"""Table `latest_day`: the latest day this installation has seen, so that no clock brings back time.

What has expired stays expired when the server's clock is set back.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert

ONLY = 1
"""The id of the one row."""


class LatestDay(Base):
    """One row, absent until the first day is noted."""

    __tablename__ = "latest_day"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="one_row"), WITHOUT_ROWID)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)


def latest_day(session: Session, clock: date) -> date:
    """Return the later one of the clock's day and the latest day noted; writes nothing."""
    noted = session.scalars(select(LatestDay.day)).one_or_none()
    return clock if noted is None else max(clock, noted)


def note_day(session: Session, clock: date) -> date:
    """Return the same, and note the clock's day if it is the latest. The caller commits."""
    statement = insert(session, LatestDay).values(id=ONLY, day=clock)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={"day": statement.excluded.day},
            where=LatestDay.day < statement.excluded.day,
        )
    )
    return latest_day(session, clock)
