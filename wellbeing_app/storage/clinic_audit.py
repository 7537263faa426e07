"""Table `clinic_audit`: who of a clinic did what, by day. Rows are added, never changed.

Each row carries an HMAC under the key file of itself and of the row before it: one that was
changed, taken out or put in by hand breaks the chain. What was cut off at the end is found by a
head that was noted elsewhere (`flask clinic audit-head`). Nothing of a desk or a visitor stands
here. What a row says is sealed under a field key, as names of staff are everywhere.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as checked
from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Select,
    delete,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.records.record import STRICT
from wellbeing_app.storage import clinics
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.history import months_from
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.marks import mark, marks
from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal

KEPT_MONTHS = 24
LABEL = "clinic-audit"
MAC_BYTES = 32
BEGINNING = bytes(MAC_BYTES)
"""Stands in the place of the row before the first one."""
SEALED_BYTES = 512
"""Shorter entries are filled up to this length before they are sealed."""


class Act(StrEnum):
    """What was done."""

    CREATED = "created"
    INVITED = "invited"
    CODE = "code"
    JOINED = "joined"
    ROLES = "roles"
    RESET = "reset"
    ENDED = "ended"
    LEFT = "left"
    ABSENCE = "absence"
    CONTACT = "contact"
    DOOR_PUBLISHED = "door published"
    DOOR_OPENED = "door opened"
    DOOR_PAUSED = "door paused"
    DOOR_DELETED = "door deleted"
    AUDIT_EXPORTED = "audit exported"


class ClinicAudit(Base):
    """One row. `number` counts from 1 within a clinic."""

    __tablename__ = "clinic_audit"
    __table_args__ = (
        CheckConstraint(f"length(mac) = {MAC_BYTES}", name="mac_length"),
        WITHOUT_ROWID,
    )

    clinic_id: Mapped[bytes] = mapped_column(ForeignKey("clinic.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, index=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary)
    before: Mapped[bytes] = mapped_column(LargeBinary)
    """The HMAC of the row before."""
    mac: Mapped[bytes] = mapped_column(LargeBinary)


@checked(frozen=True, slots=True, config=STRICT)
class Entry:
    """Who did what to whom or what. `who` is a name, empty for the operator of the site."""

    who: str
    act: Act
    what: str = ""


@dataclass(frozen=True, slots=True)
class Audited:
    """An entry as it stands in the chain; None in place of what cannot be opened any more."""

    number: int
    day: date
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row of a chain. `intact`: every row from the oldest on is as it was written."""

    number: int
    mac: bytes
    oldest: int
    intact: bool


_ENTRY = TypeAdapter(Entry)


def note(session: Session, clinic_id: bytes, entry: Entry, today: date, keys: Keys) -> None:
    """Add a row; others that add to this clinic's chain wait. The caller commits."""
    clinics.locked(session, clinic_id)
    last = session.scalars(_rows_of(clinic_id).order_by(ClinicAudit.number.desc()).limit(1)).first()
    number, before = (last.number + 1, last.mac) if last else (1, BEGINNING)
    said = _ENTRY.dump_json(entry)
    row = ClinicAudit(clinic_id=clinic_id, number=number, day=today, before=before)
    sealed = said.ljust(SEALED_BYTES)
    row.ct = seal(keys.field_keys[0], sealed, _place(clinic_id, number))
    row.mac = mark(keys.field_keys[0], LABEL, _bound(row, said))
    session.add(row)
    session.flush()


def entries(session: Session, clinic_id: bytes, keys: Keys) -> list[Audited]:
    """Return what was done, the newest first."""
    rows = session.scalars(_rows_of(clinic_id).order_by(ClinicAudit.number.desc()))
    return [Audited(row.number, row.day, _entry(_said(row, keys))) for row in rows]


def head(session: Session, clinic_id: bytes, keys: Keys) -> Head | None:
    """Return the newest row of a chain, and whether all of it holds; None of an empty one."""
    rows = session.scalars(_rows_of(clinic_id).order_by(ClinicAudit.number)).all()
    if not rows:
        return None
    linked = all(
        row.before == former.mac and row.number == former.number + 1
        for former, row in pairwise(rows)
    )
    begins = rows[0].number > 1 or rows[0].before == BEGINNING
    intact = linked and begins and all(_is_true(row, keys) for row in rows)
    return Head(rows[-1].number, rows[-1].mac, rows[0].number, intact)


def counts(session: Session, today: date) -> tuple[int, int]:
    """Return how many rows are over 24 months old, and how many there are."""
    old = func.count().filter(ClinicAudit.day < first_day(today))
    row = session.execute(select(old, func.count()).select_from(ClinicAudit)).one()
    return row[0], row[1]


def erase_expired(session: Session, today: date) -> int:
    """Delete rows of more than 24 months ago, all at once, so that no gap is left; commit."""
    gone = (
        delete(ClinicAudit).where(ClinicAudit.day < first_day(today)).returning(ClinicAudit.number)
    )
    count = len(session.scalars(gone).all())
    session.commit()
    return count


def first_day(today: date) -> date:
    """Return the first day of which rows are kept."""
    return date.fromisoformat(f"{months_from(today, -KEPT_MONTHS)}-01")


def _rows_of(clinic_id: bytes) -> Select[ClinicAudit]:
    return select(ClinicAudit).where(ClinicAudit.clinic_id == clinic_id)


def _entry(said: bytes | None) -> Entry | None:
    return _ENTRY.validate_json(said) if said else None


def _said(row: ClinicAudit, keys: Keys) -> bytes | None:
    """Open what a row says, without what it was filled up with."""
    try:
        return open_sealed(keys.field_keys, row.ct, _place(row.clinic_id, row.number)).rstrip()
    except Unopenable:
        return None


def _is_true(row: ClinicAudit, keys: Keys) -> bool:
    said = _said(row, keys)
    if said is None:
        return False
    expected = marks(keys.field_keys, LABEL, _bound(row, said))
    return any(hmac.compare_digest(row.mac, one) for one in expected)


def _bound(row: ClinicAudit, said: bytes) -> bytes:
    where = _place(row.clinic_id, row.number) + f"|{row.day}|".encode()
    return where + row.before + said


def _place(clinic_id: bytes, number: int) -> bytes:
    return b"clinic_audit/1|" + clinic_id + f"|{number}".encode()
