"""What was erased stays erased, in a database that is put back and after a crash half-way too.

A line on the list (`erased_list`) is on the disk before the row goes and before the person gets the
receipt. Table `erased` is the list's index, so that looking an id up costs the same however long
the list is. Table `erased_until` says how far this very database is true to the list: the line is
written, the row deleted and the mark moved under one lock, so whatever stands behind the mark was
cut short, or the database is an older one. `apply` finishes that.
"""

import hashlib
from collections.abc import Collection
from datetime import date
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Engine,
    Integer,
    LargeBinary,
    Text,
    delete,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage import belongings, desks, erased_list, history, shares
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert, read_only
from wellbeing_app.storage.erasure import empty_log

KEPT_MONTHS = 14
"""One more than a history lives without use: no backup can hold one that would still open.

An account has no such end, so backups must not be older than this (docs/operators.md).
"""
DIGEST_BYTES = 32
ONLY = 1
"""The id of the one row."""
AT_ONCE = 1_000
"""Rows of the index written by one statement."""

ERASABLE = (
    (frozenset({"history"}), history),
    (frozenset({"share"}), shares),
    (belongings.TABLES, belongings),
    (desks.TABLES, desks),
)
"""What can be erased, with the tables that must be there: an older backup may lack some."""


class ErasedRow(Base):
    """One line of the list that this database is true to."""

    __tablename__ = "erased"
    __table_args__ = (
        CheckConstraint(f"length(digest) = {DIGEST_BYTES}", name="digest_length"),
        CheckConstraint("length(month) = 7", name="month_length"),
        WITHOUT_ROWID,
    )

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    month: Mapped[str] = mapped_column(Text)


class ErasedUntil(Base):
    """One row, absent until something is erased. `position` stands in the file of the list."""

    __tablename__ = "erased_until"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="one_row"), WITHOUT_ROWID)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)


def hold(session: Session) -> None:
    """Let nobody else erase or look up until this transaction ends.

    Whoever erases calls it before any row is locked, so that no two wait for each other.
    """
    fresh = insert(session, ErasedUntil).values(id=ONLY, position=0)
    session.execute(fresh.on_conflict_do_nothing())
    session.scalars(select(ErasedUntil.position).with_for_update()).one()


def bury(session: Session, path: Path, ids: Collection[bytes], today: date) -> None:
    """List these ids; when this returns, that is on the disk. Raises `NotListed`.

    The caller deletes the rows in the same transaction and commits.
    """
    if not ids:
        return
    hold(session)
    month, digests = history.month_of(today), [digest_of(id_) for id_ in ids]
    applied = _applied(session, path)
    end = erased_list.append(path, month, digests)
    _index(session, [(month, digest) for digest in digests])
    ours = end - len(digests) * erased_list.LINE_BYTES
    if all(line.end > ours for line in erased_list.lines(path, applied)):
        _move(session, end)


def is_buried(session: Session, path: Path, id_: bytes) -> bool:
    """Whether a row's id is on the list; nobody can erase it then until the transaction ends.

    Raises `NotListed`.
    """
    hold(session)
    digest = digest_of(id_)
    if session.get(ErasedRow, digest) is not None:
        return True
    behind = erased_list.lines(path, _applied(session, path))
    return any(line.digest == digest for line in behind)


def apply(engine: Engine, path: Path) -> int:
    """Erase every listed row that is there all the same, and return how many were.

    Where the database is true to the list, as after every erasing that was not cut short, nothing
    is read but the mark. Raises `NotListed`.
    """
    with Session(engine) as reading:
        read_only(reading)
        if not _behind(reading, path):
            return 0
    with Session(engine) as waiting:
        # An erasing that is under way at this moment finishes by itself.
        hold(waiting)
        lines = _behind(waiting, path)
    back = _back(engine, frozenset(line.digest for line in lines)) if lines else []
    with Session(engine) as session:
        hold(session)
        for number, these in back:
            ERASABLE[number][1].erase_all(session, these)
        _index(session, [(line.month, line.digest) for line in lines])
        if lines and _applied(session, path) < lines[-1].end:
            _move(session, lines[-1].end)
        session.commit()
    count = sum(len(these) for _number, these in back)
    if count:
        empty_log(engine)
    return count


def drop_old(session: Session, path: Path, today: date) -> None:
    """Take out lines of more than 14 months ago. The caller commits. Raises `NotListed`."""
    oldest = history.months_from(today, -KEPT_MONTHS)
    hold(session)
    if _behind(session, path):
        return
    dropped, end = erased_list.drop_before(path, oldest)
    for start in range(0, len(dropped), AT_ONCE):
        old = ErasedRow.digest.in_(dropped[start : start + AT_ONCE]) & (ErasedRow.month < oldest)
        session.execute(delete(ErasedRow).where(old))
    if dropped:
        _move(session, end)


def digest_of(id_: bytes) -> bytes:
    """Return what stands on the list for an id."""
    return hashlib.sha256(id_).digest()


def _applied(session: Session, path: Path) -> int:
    """Return the position up to which this database is true to this list.

    Another list, or one that was put together anew, is one to begin with: the line before the mark
    must be known here.
    """
    position = session.scalars(select(ErasedUntil.position)).one_or_none() or 0
    line = erased_list.line_before(path, position)
    known = line is not None and session.get(ErasedRow, line.digest) is not None
    return position if known else 0


def _behind(session: Session, path: Path) -> list[erased_list.Line]:
    return list(erased_list.lines(path, _applied(session, path)))


def _back(engine: Engine, listed: frozenset[bytes]) -> list[tuple[int, list[bytes]]]:
    """Return the ids of listed rows that are there, with the number of their kind."""
    with Session(engine) as reading:
        read_only(reading)
        there = set(inspect(reading.connection()).get_table_names())
        return [
            (number, [id_ for id_ in kind.ids(reading) if digest_of(id_) in listed])
            for number, (tables, kind) in enumerate(ERASABLE)
            if tables <= there
        ]


def _index(session: Session, lines: Collection[tuple[str, bytes]]) -> None:
    """Add lines to the index; of a digest listed twice the later month counts."""
    latest = {digest: month for month, digest in lines}
    rows = [{"digest": digest, "month": latest[digest]} for digest in sorted(latest)]
    statement = insert(session, ErasedRow)
    later = {"month": statement.excluded.month}
    statement = statement.on_conflict_do_update(index_elements=["digest"], set_=later)
    for start in range(0, len(rows), AT_ONCE):
        session.execute(statement, rows[start : start + AT_ONCE])


def _move(session: Session, position: int) -> None:
    session.execute(update(ErasedUntil).values(position=position))
