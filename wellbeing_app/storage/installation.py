"""Table `meta`: one row about this installation and the totals of its statistics."""

import secrets

from sqlalchemy import BigInteger, CheckConstraint, Integer, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import Base
from wellbeing_app.storage.connections import insert

SALT_BYTES = 32
ONLY = 1
"""The id of the one row."""


class Meta(Base):
    """One row. `mixed_hour` is the whole hour (since 1970, UTC) of the last mixing."""

    __tablename__ = "meta"
    __table_args__ = (
        CheckConstraint(f"id = {ONLY}", name="one_row"),
        CheckConstraint(f"length(salt) = {SALT_BYTES}", name="salt_length"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    mixed_hour: Mapped[int | None] = mapped_column(BigInteger)
    accepted: Mapped[int] = mapped_column(BigInteger)
    counted: Mapped[int] = mapped_column(BigInteger)
    excluded: Mapped[int] = mapped_column(BigInteger)


def installation(session: Session) -> Meta:
    """Return the one row; the first call ever writes it, with a fresh random salt."""
    found = session.scalars(select(Meta)).one_or_none()
    if found is None:
        fresh = {"id": ONLY, "salt": secrets.token_bytes(SALT_BYTES)}
        totals = {"accepted": 0, "counted": 0, "excluded": 0}
        session.execute(insert(session, Meta).values(fresh | totals).on_conflict_do_nothing())
        found = session.scalars(select(Meta)).one()
    return found


def installation_salt(session: Session) -> bytes:
    """Return the 32 public bytes that salt every derivation here; they never change."""
    return installation(session).salt
