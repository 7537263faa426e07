"""Table `upkeep`: the day on which each job of the operator's timers last ran."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import CheckConstraint, Date, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert

PURGE, RELEASE = "purge", "release"


class Upkeep(Base):
    """One row a job."""

    __tablename__ = "upkeep"
    __table_args__ = (CheckConstraint("job IN ('purge', 'release')", name="known"), WITHOUT_ROWID)

    job: Mapped[str] = mapped_column(Text, primary_key=True)
    day: Mapped[date] = mapped_column(Date)


def note_run(session: Session, job: str, day: date) -> None:
    """Write down that a job runs. Another run of it waits here until the transaction ends."""
    fresh = insert(session, Upkeep).values(job=job, day=day)
    session.execute(fresh.on_conflict_do_update(index_elements=["job"], set_={"day": day}))


def last_runs(session: Session) -> Mapping[str, date]:
    """Return the day of the last run of each job that ever ran."""
    return {row.job: row.day for row in session.execute(select(Upkeep.job, Upkeep.day))}
