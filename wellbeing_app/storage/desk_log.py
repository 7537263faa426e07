"""Table `desk_log`: what a therapist picked up, looked at and exported, by day, for themselves.

What was done stands sealed under the therapist's own key; in clear there are only whose row it is
and the day. The same thing done twice on one day is one row.
"""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked
from sqlalchemy import CheckConstraint, Date, LargeBinary, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.records.record import STRICT
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.clients import LONGEST_LABEL, Desk
from wellbeing_app.storage.connections import insert
from wellbeing_app.storage.steps import delete_in_steps
from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal

ID_BYTES = 16
KEPT_DAYS = 365
SEALED_BYTES = 1_024
"""Every entry is sealed at this length, so that none tells its kind."""


class Act(StrEnum):
    """What was done with a share."""

    CLAIM = "claim"
    VIEW = "view"
    PDF = "pdf"
    CSV = "csv"
    FHIR = "fhir"


class DeskLogRow(Base):
    """One entry."""

    __tablename__ = "desk_log"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    therapist_id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary)


@checked(frozen=True, slots=True, config=STRICT)
class Entry:
    """What an entry says. `label` is the client's on that day."""

    act: Act
    label: Annotated[str, Field(max_length=LONGEST_LABEL)]


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry with its day."""

    day: date
    entry: Entry


_ENTRY = TypeAdapter(Entry)


def note(session: Session, desk: Desk, share_id: bytes, entry: Entry, today: date) -> None:
    """Add an entry on a share; a second one of the day changes nothing. The caller commits."""
    what = b"desk-log\0" + share_id + f"|{entry.act}|{today}".encode()
    id_ = hmac.digest(desk.key, what, "sha256")[:ID_BYTES]
    content = _ENTRY.dump_json(entry).ljust(SEALED_BYTES)
    row = {
        "id": id_,
        "therapist_id": desk.therapist_id,
        "day": today,
        "ct": seal(desk.key, content, _place(desk, id_, today)),
    }
    session.execute(insert(session, DeskLogRow).values(row).on_conflict_do_nothing())


def entries(session: Session, desk: Desk) -> list[Logged]:
    """Return what this therapist did, the newest day first; damaged rows are left out."""
    mine = DeskLogRow.therapist_id == desk.therapist_id
    rows = session.scalars(select(DeskLogRow).where(mine))
    found = [Logged(row.day, entry) for row in rows if (entry := _opened(desk, row))]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.entry.label, one.entry.act))


def forget_all(session: Session, therapist_id: bytes) -> None:
    """Delete every entry of a therapist, whose key is gone. The caller commits."""
    session.execute(delete(DeskLogRow).where(DeskLogRow.therapist_id == therapist_id))


def counts(session: Session, today: date) -> tuple[int, int]:
    """Return how many entries are over a year old, and how many there are."""
    old = func.count().filter(DeskLogRow.day < _oldest(today))
    row = session.execute(select(old, func.count()).select_from(DeskLogRow)).one()
    return row[0], row[1]


def erase_expired(session: Session, today: date) -> int:
    """Delete entries of more than a year ago, and commit step by step; how many there were."""
    return delete_in_steps(session, DeskLogRow, DeskLogRow.id, DeskLogRow.day < _oldest(today))


def _oldest(today: date) -> date:
    return today - timedelta(days=KEPT_DAYS)


def _opened(desk: Desk, row: DeskLogRow) -> Entry | None:
    try:
        content = open_sealed([desk.key], row.ct, _place(desk, row.id, row.day))
    except Unopenable:
        return None
    return _ENTRY.validate_json(content)


def _place(desk: Desk, id_: bytes, day: date) -> bytes:
    return b"desk_log/1|" + id_ + desk.therapist_id + f"|{day}".encode()
