"""The mixer: it turns waiting rows into sums and forgets the rows.

The time of the last mixing is kept as a whole hour in `meta`, overwritten each time. Mixings are at
least three hours apart, longer than a visit can last (two hours): a row's id, kept until the
mixing after its own, outlives every cookie that could send the same check again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wellbeing_app.aggregates.batch import Batch, Instruments, open_batch, quarter_of
from wellbeing_app.storage import counters, research
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.erasure import erase
from wellbeing_app.storage.inbox import StatInbox, count_waiting
from wellbeing_app.storage.installation import Meta, installation
from wellbeing_app.storage.levelling import level
from wellbeing_app.storage.steps import delete_in_steps, in_steps
from wellbeing_app.vault.keys import Keys

HOURS_APART = 3
SMALLEST_BATCH = 10
LARGEST_BATCH = 200
"""Rows opened and counted at once: visitors wait no longer than for those. Then come the next."""


class TooSoon(RuntimeError):
    """The last mixing was less than three hours ago, or another one is running."""


class Interrupted(RuntimeError):
    """Rows changed while they were mixed. They were not counted, and wait for the next mixing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one mixing did: rows counted, rows left out, rows that still wait."""

    counted: int
    excluded: int
    waiting: int


def mix(session: Session, keys: Keys, instruments: Instruments, now: datetime) -> Outcome:
    """Mix all rows that wait, ten or more at a time; raises `TooSoon`.

    It commits often: first the hour, so that of two mixers one goes on, then what each batch adds
    up to, together with the rows it came from. An hour in the future (the clock was set back) is
    corrected, and the three hours begin anew.
    """
    if not _claim(session, int(now.timestamp() // 3600)):
        raise TooSoon(f"The last mixing was less than {HOURS_APART} hours ago; nothing was done.")
    forgotten = delete_in_steps(session, StatInbox, StatInbox.id, StatInbox.spent.is_(True))
    rest, counted, excluded = _count(session), 0, 0

    def step() -> int:
        nonlocal rest, counted, excluded
        boxes = _waiting(session) if rest > 0 else {}
        if len(boxes) < SMALLEST_BATCH:
            return 0
        batch = open_batch(boxes.values(), keys, instruments, now.astimezone(UTC))
        _write(session, batch, list(boxes))
        session.commit()
        rest, counted, excluded = (
            rest - len(boxes),
            counted + batch.counted,
            excluded + batch.excluded,
        )
        return len(boxes)

    mixed = in_steps(step)
    if mixed:
        level(session, quarter_of(now.astimezone(UTC)))
    erase(session.get_bind().engine, [StatInbox.__tablename__] if mixed or forgotten else [])
    return Outcome(counted, excluded, _count(session))


def _count(session: Session) -> int:
    read_only(session)
    waiting = count_waiting(session)
    session.rollback()
    return waiting


def _claim(session: Session, hour: int) -> bool:
    """Take this hour for a mixing. Whole hours that differ by more than three are three apart."""
    last = installation(session).mixed_hour
    due = last is None or hour - last > HOURS_APART
    ahead = last is not None and last > hour
    if due or ahead:
        unchanged = Meta.mixed_hour.is_not_distinct_from(last)
        take = update(Meta).where(unchanged).values(mixed_hour=hour).returning(Meta.id)
        due = bool(session.scalars(take).all()) and due
    session.commit()
    return due


def _waiting(session: Session) -> Mapping[bytes, bytes]:
    read_only(session)
    waiting = select(StatInbox.id, StatInbox.ct).where(~StatInbox.spent).order_by(StatInbox.id)
    found = {row.id: row.ct or b"" for row in session.execute(waiting.limit(LARGEST_BATCH))}
    session.rollback()
    return found


def _write(session: Session, batch: Batch, ids: list[bytes]) -> None:
    spend = update(StatInbox).where(StatInbox.id.in_(ids), ~StatInbox.spent)
    spent = session.scalars(spend.values(ct=None, spent=True).returning(StatInbox.id)).all()
    if len(spent) != len(ids):
        raise Interrupted("The waiting rows changed meanwhile; the rest waits for the next mixing.")
    counters.add(session, batch.cells)
    research.store(session, batch.research)
    totals = {
        "counted": Meta.counted + batch.counted,
        "excluded": Meta.excluded + batch.excluded,
    }
    session.execute(update(Meta).values(totals))
