"""Table `history`: what people keep under a code, one sealed row a code.

Id and key of a row derive from the code, which the server does not have: the database and the key
file together open nothing. The row's id, its month of expiry and its revision are bound into the
seal, so a row that was exchanged or prolonged by hand does not open.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import CheckConstraint, Integer, LargeBinary, Text, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage import growth
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert
from wellbeing_app.storage.steps import delete_in_steps
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import open_sealed, pad, seal, unpad

ID_LABEL, ID_BYTES = "history-id", 16
KEY_LABEL, KEY_BYTES = "history-key", 32
KEPT_MONTHS = 13
"""A history can be opened until the end of the thirteenth month after its last use."""
FIRST_REVISION = 1


class HistoryRow(Base):
    """One history. `expires_month` is the last month (such as 2027-12) in which it opens."""

    __tablename__ = "history"
    __table_args__ = (
        CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"),
        CheckConstraint("length(expires_month) = 7", name="month_length"),
        WITHOUT_ROWID,
    )

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary)
    rev: Mapped[int] = mapped_column(Integer)
    expires_month: Mapped[str] = mapped_column(Text, index=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code's history lies, and what opens it."""

    id: bytes = field(repr=False)
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes, salt: bytes) -> "Place":
        """Return the place of a code's 15 bytes; `salt` is the installation's."""
        return cls(
            id=derive(secret, ID_LABEL, ID_BYTES, salt),
            key=derive(secret, KEY_LABEL, KEY_BYTES, salt),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """An opened row: its content, its revision, the month after which it no longer opens."""

    content: bytes = field(repr=False)
    rev: int
    expires_month: str


class Changed(RuntimeError):
    """The row is not as it was read: changed from elsewhere, or erased. Nothing was written."""


def month_of(day: date) -> str:
    """Return the month of a day, such as 2026-11."""
    return f"{day:%Y-%m}"


def months_from(day: date, months: int) -> str:
    """Return the month that lies so many months after (or, below 0, before) the month of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def keep(session: Session, place: Place, content: bytes, today: date) -> bool:
    """Write a new history; False, and nothing written, if there is one. The caller commits.

    Raises `TooLarge` beyond 64 KiB less 4 bytes.
    """
    row = _sealed(place, content, FIRST_REVISION, today)
    once = insert(session, HistoryRow).values(id=place.id, **row).on_conflict_do_nothing()
    written = bool(session.scalars(once.returning(HistoryRow.id)).all())
    growth.note(session, len(pad(content)) if written else 0)
    return written


def find(session: Session, place: Place, today: date) -> Found | None:
    """Open what is kept at a place; None if nothing is, or its month is over: the same query.

    Raises `Unopenable` if the row was tampered with or damaged.
    """
    wanted = (HistoryRow.id == place.id) & (HistoryRow.expires_month >= month_of(today))
    row = session.execute(
        select(HistoryRow.ct, HistoryRow.rev, HistoryRow.expires_month).where(wanted)
    ).one_or_none()
    if row is None:
        return None
    associated = _associated(place.id, row.rev, row.expires_month)
    return Found(unpad(open_sealed([place.key], row.ct, associated)), row.rev, row.expires_month)


def rewrite(session: Session, place: Place, content: bytes, rev: int, today: date) -> None:
    """Replace the content read at revision `rev`. The caller commits.

    Raises `Changed` if the row is at another revision by now, `TooLarge` as `keep`.
    """
    row = _sealed(place, content, rev + 1, today)
    unchanged = (HistoryRow.id == place.id) & (HistoryRow.rev == rev)
    written = update(HistoryRow).where(unchanged).values(**row).returning(HistoryRow.id)
    if not session.scalars(written).all():
        raise Changed("the row was changed or erased meanwhile")


def erase(session: Session, id_: bytes) -> None:
    """Delete a history, whether it is there or not. The caller commits."""
    session.execute(delete(HistoryRow).where(HistoryRow.id == id_))


def ids(session: Session) -> tuple[bytes, ...]:
    """Return the id of every row."""
    return tuple(session.scalars(select(HistoryRow.id)))


def erase_all(session: Session, these: Collection[bytes]) -> None:
    """Delete the histories of these ids. The caller commits."""
    for id_ in sorted(these):
        erase(session, id_)


def counts(session: Session, today: date) -> tuple[int, int]:
    """Return how many histories are expired, and how many there are."""
    expired = func.count().filter(HistoryRow.expires_month < month_of(today))
    row = session.execute(select(expired, func.count()).select_from(HistoryRow)).one()
    return row[0], row[1]


def erase_expired(session: Session, today: date) -> int:
    """Delete what no code opens any more, and commit step by step; how many there were."""
    over = HistoryRow.expires_month < month_of(today)
    return delete_in_steps(session, HistoryRow, HistoryRow.id, over)


def _sealed(place: Place, content: bytes, rev: int, today: date) -> dict[str, bytes | int | str]:
    expires = months_from(today, KEPT_MONTHS)
    ct = seal(place.key, pad(content), _associated(place.id, rev, expires))
    return {"ct": ct, "rev": rev, "expires_month": expires}


def _associated(id_: bytes, rev: int, expires_month: str) -> bytes:
    return b"history/1|" + id_ + f"|{rev}|{expires_month}".encode()
