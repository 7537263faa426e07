"""Table `attempt`: how often something was tried or how much was added lately, under a mark of it.

A mark is an HMAC under the rate key, and a row is deleted by one of the next tries after its time.
A try is counted before the thing itself is looked at, and for names nobody has as for real ones.
"""

from sqlalchemy import BigInteger, Integer, LargeBinary, case, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.marks import mark

MOST_FORGOTTEN = 20
"""Rows that one try deletes: more than it adds, and no more work however many there are."""


class Attempt(Base):
    """How many there were in one stretch of time."""

    __tablename__ = "attempt"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    until: Mapped[int] = mapped_column(BigInteger, index=True)
    """When the stretch ends, seconds since 1970."""
    n: Mapped[int] = mapped_column(Integer)


def count(
    session: Session, what: str, whose: bytes, window: tuple[int, int], keys: Keys, *, by: int = 1
) -> int:
    """Count one try, or `by`, and tell how many there have been. The caller commits at once.

    `window` is the time now and the seconds after which counting begins anew.
    """
    now, seconds = window
    until = (now // seconds + 1) * seconds
    old = select(Attempt.id).where(Attempt.until <= now).limit(MOST_FORGOTTEN)
    old = old.with_for_update(skip_locked=True)
    session.execute(delete(Attempt).where(Attempt.id.in_(old)))
    row = {"id": mark(keys.rate_key, what, whose), "until": until, "n": by}
    again = {"until": until, "n": case((Attempt.until == until, Attempt.n + by), else_=by)}
    statement = insert(session, Attempt).values(row)
    statement = statement.on_conflict_do_update(index_elements=[Attempt.id], set_=again)
    return session.scalars(statement.returning(Attempt.n)).one()
