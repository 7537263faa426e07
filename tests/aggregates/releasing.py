"""A site whose quarter is over: real questionnaires, counters as the mixer leaves them.

`python -m tests.aggregates.releasing URL STATEMENT` releases it and is killed (SIGKILL) before that
statement; it ends by itself with status 0 where there are fewer.
"""

import os
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from wellbeing_app.aggregates.catalogue import PUBLIC_SCORES, versions
from wellbeing_app.aggregates.releases import release
from wellbeing_app.config import REPOSITORY
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.counters import SITE, Cell, add
from wellbeing_app.storage.releases import DpLedger, StatRelease

QUARTER = "2026Q4"
OVER = datetime(2027, 1, 2, 3, tzinfo=UTC)
PEOPLE = 1_000
"""In each group of scores that a test fills."""


@cache
def shelf() -> Mapping[str, Instrument]:
    return Library.load(REPOSITORY / "questionnaires", use="noncommercial").shelf


def phq9() -> str:
    return str(next(versions(shelf(), "PHQ-9")).key)


def cell(table: str, name: str, scope: str = SITE) -> Cell:
    return Cell(QUARTER, scope, phq9(), "en", table, name)


def count(session: Session, amounts: Mapping[Cell, int]) -> None:
    add(session, amounts)
    session.commit()


def everything(session: Session) -> list[tuple[object, ...]]:
    """All that was published and spent, in the order of keys."""
    session.rollback()
    tables = (StatRelease.__table__, DpLedger.__table__)
    found = [
        [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
        for table in tables
    ]
    return [*found[0], *found[1]]


def is_whole(session: Session) -> bool:
    """Whether one quarter is published with its ledger, each once."""
    session.rollback()
    spent = session.scalars(select(DpLedger.instrument)).all()
    told = set(session.scalars(select(StatRelease.instrument).where(StatRelease.scope == SITE)))
    expected = {str(one.key) for code in PUBLIC_SCORES for one in versions(shelf(), code)}
    return (
        sorted(spent) == sorted(f"evenkeel/{code}" for code in PUBLIC_SCORES) and told == expected
    )


def _killed(url: str, last: int) -> None:
    engine = create_engine(url)
    guard(engine)
    seen = 0

    def die(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen > last:
            os.kill(os.getpid(), signal.SIGKILL)

    with Session(engine) as session:
        session.connection()
        event.listen(engine, "before_cursor_execute", die)
        event.listen(engine, "commit", die)
        release(session, shelf(), OVER)


if __name__ == "__main__":
    _killed(sys.argv[1], int(sys.argv[2]))
