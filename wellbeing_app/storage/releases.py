"""Tables `stat_release` and `dp_ledger`: the only numbers anybody sees, and what they spent.

A number is written once and never again. The ledger of a quarter is a chain: each draw begins at
the sum the draws before it came to, and the database refuses one that goes past the budget, that
begins where another one did, or that was made before. So no second draw can average the noise
away, whatever program asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Integer,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy import insert as plain_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.counters import SITE

DP, K10 = "dp", "k10"
THOUSANDTHS = 1_000
"""Epsilon is kept in thousandths: whole numbers add up exactly."""
SITE_BUDGET, CLINIC_BUDGET = 600, 400
"""A submission stands in one quarter, in the counters of the site and of one clinic at most."""


class StatRelease(Base):
    """One published number; `n` is null where it is hidden."""

    __tablename__ = "stat_release"
    __table_args__ = (
        CheckConstraint("mode = 'dp' OR (mode = 'k10' AND scope <> 'site')", name="public_is_dp"),
        CheckConstraint("n >= 0", name="counts"),
        WITHOUT_ROWID,
    )

    quarter: Mapped[str] = mapped_column(Text, primary_key=True)
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    instrument: Mapped[str] = mapped_column(Text, primary_key=True)
    language: Mapped[str] = mapped_column(Text, primary_key=True)
    table_id: Mapped[str] = mapped_column(Text, primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    cell: Mapped[str] = mapped_column(Text)
    n: Mapped[int | None] = mapped_column(Integer)
    mode: Mapped[str] = mapped_column(Text)


class DpLedger(Base):
    """One draw of noise: a table of one questionnaire, in all its versions and languages."""

    __tablename__ = "dp_ledger"
    __table_args__ = (
        CheckConstraint("epsilon > 0 AND spent = spent_before + epsilon", name="adds_up"),
        CheckConstraint("coalesce(previous, 0) = spent_before", name="chained"),
        CheckConstraint(
            f"spent <= CASE WHEN scope = 'site' THEN {SITE_BUDGET} ELSE {CLINIC_BUDGET} END",
            name="budget",
        ),
        UniqueConstraint("quarter", "scope", "spent_before", name="uq_dp_ledger_spent_before"),
        UniqueConstraint("quarter", "scope", "spent", name="uq_dp_ledger_spent"),
        ForeignKeyConstraint(
            ["quarter", "scope", "previous"],
            ["dp_ledger.quarter", "dp_ledger.scope", "dp_ledger.spent"],
            name="fk_dp_ledger_previous",
        ),
        WITHOUT_ROWID,
    )

    quarter: Mapped[str] = mapped_column(Text, primary_key=True)
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    instrument: Mapped[str] = mapped_column(Text, primary_key=True)
    table_id: Mapped[str] = mapped_column(Text, primary_key=True)
    epsilon: Mapped[int] = mapped_column(Integer)
    spent_before: Mapped[int] = mapped_column(Integer)
    previous: Mapped[int | None] = mapped_column(Integer)
    """`spent_before` again, or null at the beginning: what the chain's foreign key looks at."""
    spent: Mapped[int] = mapped_column(Integer)
    day: Mapped[date] = mapped_column(Date)
    code_version: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its cells in order, each with its number or None where it is hidden."""

    instrument: str
    language: str
    table_id: str
    cells: tuple[tuple[str, int | None], ...]

    @property
    def total(self) -> int | None:
        """The sum of all cells; None where one is hidden."""
        numbers = [number for _, number in self.cells if number is not None]
        return sum(numbers) if len(numbers) == len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Draw:
    """What one table of a questionnaire (`namespace/code`) spends, in thousandths of epsilon."""

    instrument: str
    table_id: str
    epsilon: int


def publish(session: Session, quarter: str, scope: str, mode: str, tables: Sequence[Table]) -> None:
    """Write published tables, each for good. The caller commits."""
    rows = [
        {
            **{"quarter": quarter, "scope": scope, "instrument": table.instrument, "mode": mode},
            **{"language": table.language, "table_id": table.table_id},
            **{"place": place, "cell": cell, "n": number},
        }
        for table in tables
        for place, (cell, number) in enumerate(table.cells)
    ]
    if rows:
        session.execute(plain_insert(StatRelease), rows)


def spend(
    session: Session, quarter: str, scope: str, draws: Sequence[Draw], day: date, version: str
) -> None:
    """Write draws into the ledger, behind those of the quarter that are there already.

    Raises `sqlalchemy.exc.IntegrityError` where a draw was made before or goes past the budget.
    """
    here = (DpLedger.quarter == quarter) & (DpLedger.scope == scope)
    spent = session.scalars(select(func.max(DpLedger.spent)).where(here)).one() or 0
    for draw in draws:
        row = {
            **{"quarter": quarter, "scope": scope, "instrument": draw.instrument},
            **{"table_id": draw.table_id, "epsilon": draw.epsilon, "spent_before": spent},
            **{"previous": spent or None, "spent": spent + draw.epsilon},
            **{"day": day, "code_version": version},
        }
        session.execute(plain_insert(DpLedger).values(row))
        spent += draw.epsilon


def newest_quarter(session: Session) -> str | None:
    """Return the newest quarter that was released."""
    return session.scalars(select(func.max(DpLedger.quarter))).one()


def public_quarters(session: Session) -> Sequence[str]:
    """Return the quarters released for everybody, newest first."""
    found = select(DpLedger.quarter).where(DpLedger.scope == SITE).distinct()
    return session.scalars(found.order_by(DpLedger.quarter.desc())).all()


def public_tables(session: Session, quarter: str) -> tuple[Table, ...]:
    """Return the site's tables of a quarter, as they were published."""
    row = StatRelease
    key = (row.instrument, row.language, row.table_id)
    found = select(*key, row.cell, row.n).where(row.quarter == quarter, row.scope == SITE)
    rows = session.execute(found.order_by(*key, row.place)).all()
    return tuple(
        Table(*name, tuple((one.cell, one.n) for one in cells))
        for name, cells in groupby(rows, key=lambda one: (one[0], one[1], one[2]))
    )


def ledger(session: Session) -> Sequence[DpLedger]:
    """Return what was ever spent on tables for everybody, newest first, in the order of drawing."""
    found = select(DpLedger).where(DpLedger.scope == SITE)
    return session.scalars(found.order_by(DpLedger.quarter.desc(), DpLedger.spent)).all()
