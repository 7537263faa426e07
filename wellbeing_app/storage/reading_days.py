"""Table `reading_days`: on which days of the week a therapist reads what clients show them.

Clients see it beside their share, so that nobody waits at night for somebody who is not there. It
is stated by the therapist in ticks, not in words: words could carry a name.
"""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Integer, LargeBinary
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert

WEEK = range(7)
"""Monday is 0."""


class ReadingDays(Base):
    """One therapist's days: bit n of `days` is set for weekday n. No row: nothing was stated."""

    __tablename__ = "reading_days"
    __table_args__ = (CheckConstraint("days BETWEEN 1 AND 127", name="a_week"), WITHOUT_ROWID)

    therapist_id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    days: Mapped[int] = mapped_column(Integer)


def reading_days(session: Session, therapist_id: bytes) -> tuple[int, ...]:
    """Return the weekdays (Monday 0) a therapist has stated; empty where none were."""
    row = session.get(ReadingDays, therapist_id)
    return tuple(day for day in WEEK if row and row.days >> day & 1)


def state(session: Session, therapist_id: bytes, days: Iterable[int]) -> None:
    """Replace what was stated; no day at all takes it back. The caller commits."""
    bits = sum(1 << day for day in set(days).intersection(WEEK))
    if not bits:
        unstate(session, therapist_id)
        return
    statement = insert(session, ReadingDays).values(therapist_id=therapist_id, days=bits)
    session.execute(
        statement.on_conflict_do_update(index_elements=["therapist_id"], set_={"days": bits})
    )


def unstate(session: Session, therapist_id: bytes) -> None:
    """Take back what was stated. The caller commits."""
    row = session.get(ReadingDays, therapist_id)
    if row is not None:
        session.delete(row)
