"""Of what was mixed no age tells when: what was written lately is written anew, all of it alike.

PostgreSQL marks each row with the transaction that wrote it (`xmin`), and both engines put new rows
where there is room, behind older ones: the rows of one small batch could be told from all others.
So after each mixing the sums of the quarter, and the newest research rows, are taken out and put in
again in the order of their keys. Some thousand research rows are the newest: fresh ones are always
among so many, and the work does not grow with those that were settled long ago (P8, G7).
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from wellbeing_app.storage.base import Base
from wellbeing_app.storage.counters import Cell, StatCell
from wellbeing_app.storage.research import ID_BYTES, ResearchRecent, ResearchRow
from wellbeing_app.storage.steps import in_steps

RECENT = 5_000
"""Research rows among which fresh ones cannot be told. At twice as many the rest is settled."""
AT_ONCE = 500
"""Rows put in again by one transaction: they have neighbouring keys, which nobody chose."""

_draw = secrets.SystemRandom()


def level(session: Session, quarter: str) -> None:
    """Let the sums of a quarter, and the newest research rows, look equally old. It commits."""
    _level_sums(session, quarter)
    _level_research(session)


def _level_sums(session: Session, quarter: str) -> None:
    table = Base.metadata.tables[StatCell.__tablename__]
    key = tuple_(*(table.c[name] for name in Cell._fields))
    after: Sequence[Any] = ("",) * len(Cell._fields)

    def step() -> int:
        nonlocal after
        behind = (table.c.quarter == quarter) & (key > after)
        rows = session.execute(select(table).where(behind).order_by(*key).limit(AT_ONCE)).all()
        if rows:
            after = tuple(rows[-1])[: len(Cell._fields)]
            session.execute(delete(table).where(behind, key <= after))
            session.execute(insert(table), [row._asdict() for row in rows])
        session.commit()
        return len(rows)

    in_steps(step)


def _level_research(session: Session) -> None:
    table = Base.metadata.tables[ResearchRow.__tablename__]
    newest = sorted(_newest(session))
    settled = set(_draw.sample(newest, len(newest) - RECENT)) if len(newest) > 2 * RECENT else set()

    def step() -> int:
        ids = newest[:AT_ONCE]
        del newest[:AT_ONCE]
        if ids:
            taken = session.execute(delete(table).where(table.c.id.in_(ids)).returning(table)).all()
            session.execute(insert(table), sorted((row._asdict() for row in taken), key=_id))
            leaving = settled.intersection(ids)
            session.execute(delete(ResearchRecent).where(ResearchRecent.id.in_(leaving)))
        session.commit()
        return len(ids)

    in_steps(step)


def _id(row: Mapping[str, Any]) -> bytes:
    return bytes(row["id"])


def _newest(session: Session) -> set[bytes]:
    """Return the ids of the newest rows; where they are too few, some of any age join them."""
    newest = set(session.scalars(select(ResearchRecent.id)))
    joining = _some(session, RECENT - len(newest)) - newest
    if joining:
        session.execute(insert(ResearchRecent), [{"id": id_} for id_ in sorted(joining)])
    session.commit()
    return newest | joining


def _some(session: Session, number: int) -> set[bytes]:
    """Return about so many ids of research rows, drawn from all; all, where there are no more."""
    if number <= 0:
        return set()
    in_order = select(ResearchRow.id).order_by(ResearchRow.id)
    first = set(session.scalars(in_order.limit(RECENT + 1)))
    if len(first) <= RECENT:
        return first
    drawn = (in_order.where(ResearchRow.id >= secrets.token_bytes(ID_BYTES)) for _ in range(number))
    found = {session.scalars(one.limit(1)).one_or_none() for one in drawn}
    return {id_ for id_ in found if id_ is not None}
