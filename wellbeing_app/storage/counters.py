"""Table `stat_cell`: how often something was answered or scored. Sums, never single answers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert

SITE = "site"
"""The scope of counts over the whole site."""


def clinic_scope(clinic_id: bytes) -> str:
    """Return the scope of counts over checks that began at a clinic's front door."""
    return f"clinic:{clinic_id.hex()}"


class StatCell(Base):
    """One counter. `quarter` is that of the mixing, such as 2026Q4."""

    __tablename__ = "stat_cell"
    __table_args__ = (WITHOUT_ROWID,)

    quarter: Mapped[str] = mapped_column(Text, primary_key=True)
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    instrument: Mapped[str] = mapped_column(Text, primary_key=True)
    language: Mapped[str] = mapped_column(Text, primary_key=True)
    table_id: Mapped[str] = mapped_column(Text, primary_key=True)
    cell: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)


class Cell(NamedTuple):
    """The name of one counter."""

    quarter: str
    scope: str
    instrument: str
    language: str
    table_id: str
    cell: str


def add(session: Session, amounts: Mapping[Cell, int]) -> None:
    """Add to each counter, making those that are not there yet, in the order of their names."""
    rows = [{**cell._asdict(), "n": amounts[cell]} for cell in sorted(amounts)]
    if rows:
        statement = insert(session, StatCell)
        total = StatCell.n + statement.excluded.n
        session.execute(
            statement.on_conflict_do_update(index_elements=Cell._fields, set_={"n": total}), rows
        )


def counts(
    session: Session, quarter: str, scope: str, instrument: str, language: str, table_id: str
) -> Mapping[str, int]:
    """Return the counters of one table by their cells."""
    key = {"quarter": quarter, "scope": scope, "instrument": instrument}
    found = select(StatCell.cell, StatCell.n).filter_by(**key, language=language, table_id=table_id)
    return {row.cell: row.n for row in session.execute(found)}


def clinic_scopes(session: Session, quarter: str) -> Sequence[str]:
    """Return the scopes other than the whole site that have counters of a quarter."""
    found = select(StatCell.scope).where(StatCell.quarter == quarter, StatCell.scope != SITE)
    return session.scalars(found.distinct().order_by(StatCell.scope)).all()
