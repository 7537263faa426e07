"""Work on many rows in small steps, so that no visitor waits for all of it.

Between two steps the worker sleeps twice as long as the last one took: SQLite has one write lock,
and those who wait for it try again and again rather than stand in a queue.
"""

import time
from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing_app.storage.base import Base

ROWS = 50
"""Deleted by one step. A row takes up to 64 KiB, and every byte of it is overwritten."""
LONGEST_PAUSE = 0.2
"""Seconds."""


def in_steps(step: Callable[[], int]) -> int:
    """Repeat a step until it did nothing, giving way between; how much they did together."""
    return sum(_amounts(step))


def _amounts(step: Callable[[], int]) -> Iterator[int]:
    while True:
        began = time.monotonic()
        done = step()
        if not done:
            return
        yield done
        time.sleep(min(2 * (time.monotonic() - began), LONGEST_PAUSE))


def delete_in_steps(
    session: Session,
    table: type[Base],
    key: InstrumentedAttribute[bytes],
    over: ColumnElement[bool],
) -> int:
    """Delete the rows of a condition that has an index, and commit after each step; how many."""

    def step() -> int:
        some = select(key).where(over).limit(ROWS)
        ids = session.scalars(some).all()
        gone = delete(table).where(key.in_(ids), over).returning(key)
        count = len(session.scalars(gone).all()) if ids else 0
        session.commit()
        return count

    return in_steps(step)
