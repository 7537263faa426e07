"""Table `research_row`: single item vectors, only of people who agreed to that as well."""

import secrets
from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base

ID_BYTES = 16


class ResearchRow(Base):
    """The answers to one instrument. Two rows of one person share nothing that joins them."""

    __tablename__ = "research_row"
    __table_args__ = (
        CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"),
        WITHOUT_ROWID,
    )

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    instrument: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    year: Mapped[int] = mapped_column(Integer)
    vector: Mapped[str] = mapped_column(Text)
    """JSON list, one place for each countable answer of the instrument in file order."""


class ResearchRecent(Base):
    """Which research rows are among the newest: each mixing writes those anew (`levelling`)."""

    __tablename__ = "research_recent"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


def store(session: Session, rows: Iterable[ResearchRow]) -> None:
    """Write rows under fresh random ids, in the order of these ids: none lies beside its kin."""
    fresh = list(rows)
    for row in fresh:
        row.id = secrets.token_bytes(ID_BYTES)
    fresh.sort(key=lambda row: row.id)
    session.add_all(fresh)
    session.add_all(ResearchRecent(id=row.id) for row in fresh)
    session.flush()
