"""Table `share`: what people show a therapist, sealed to their code until a therapist claims it.

Until then the row opens with the code alone, which the server does not have; from then on with the
therapist's private key alone. The same code goes on to find the row by `revoke_id`, to pause,
prolong or withdraw it, but opens nothing any more.

While it is offered, the row's id, `revoke_id` and both days are bound into the seal. Claiming and
reading are in `held_shares`.

A share whose therapist lost the key that opened it is emptied at once. What remains of the row is
a notice to the person, under the same code, until the days are over.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ColumnElement,
    Date,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage import growth
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert
from wellbeing_app.storage.steps import delete_in_steps
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import open_sealed, pad, seal

ID_BYTES = 16
CLAIM_LABEL, CLAIM_BYTES = "share-claim", 16
KEY_LABEL, KEY_BYTES = "share-key", 32
REVOKE_LABEL, REVOKE_BYTES = "share-revoke", 32
OFFERED, HELD = "offered", "held"
PICKUP_DAYS = 7
"""How long a code can be claimed; the client may begin these days anew."""
NOTICE_DAYS = 30
"""How long a person is told, at most, that nobody can open what they showed any more."""
EMPTY = b""
"""What stands in the place of the content of a lost share."""


class ShareRow(Base):
    """One share. It opens up to and with `expires_day`, is claimed up to `pickup_until_day`."""

    __tablename__ = "share"
    __table_args__ = (
        CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"),
        CheckConstraint(f"length(revoke_id) = {REVOKE_BYTES}", name="revoke_id_length"),
        CheckConstraint(
            f"(state = '{OFFERED}' AND claim_id IS NOT NULL AND therapist_id IS NULL"
            " AND key_version IS NULL AND picked_up_day IS NULL AND seen_day IS NULL)"
            f" OR (state = '{HELD}' AND claim_id IS NULL AND therapist_id IS NOT NULL"
            " AND key_version IS NOT NULL AND picked_up_day IS NOT NULL)",
            name="offered_or_held",
        ),
        UniqueConstraint("claim_id"),
        UniqueConstraint("revoke_id"),
        Index("ix_share_expires_day", "expires_day"),
        Index("ix_share_state", "state", "pickup_until_day"),
        WITHOUT_ROWID,
    )

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    claim_id: Mapped[bytes | None] = mapped_column(LargeBinary)
    revoke_id: Mapped[bytes] = mapped_column(LargeBinary)
    ct: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(Text)
    therapist_id: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    key_version: Mapped[int | None] = mapped_column(Integer)
    expires_day: Mapped[date] = mapped_column(Date)
    picked_up_day: Mapped[date | None] = mapped_column(Date)
    seen_day: Mapped[date | None] = mapped_column(Date)
    paused: Mapped[bool] = mapped_column(Boolean)
    pickup_until_day: Mapped[date] = mapped_column(Date)

    @property
    def is_lost(self) -> bool:
        """Whether nobody can open it any more: its therapist's key is gone."""
        return self.state == HELD and self.ct == EMPTY


@dataclass(frozen=True, slots=True)
class ShareCode:
    """What follows from a share's code: how its row is found, and what opens it until claimed."""

    claim: bytes = field(repr=False)
    key: bytes = field(repr=False)
    revoke: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes, salt: bytes) -> "ShareCode":
        """Return what follows from a code's 15 bytes; `salt` is the installation's."""
        return cls(
            claim=derive(secret, CLAIM_LABEL, CLAIM_BYTES, salt),
            key=derive(secret, KEY_LABEL, KEY_BYTES, salt),
            revoke=derive(secret, REVOKE_LABEL, REVOKE_BYTES, salt),
        )


@dataclass(frozen=True, slots=True)
class Status:
    """What a share's own code tells. `picked_up_day` None: nobody has claimed it yet."""

    expires_day: date
    pickup_until_day: date
    picked_up_day: date | None
    seen_day: date | None
    paused: bool
    therapist_id: bytes | None = field(repr=False)
    is_lost: bool = False


def offer(
    session: Session, code: ShareCode, id_: bytes, content: bytes, *, days: int, today: date
) -> None:
    """Write a new share for so many days; written before, it stays as it is. The caller commits.

    Raises `TooLarge` beyond 64 KiB less 4 bytes.
    """
    expires_day = today + timedelta(days=days)
    pickup_until_day = _pickup_until(today, expires_day)
    associated = _associated(id_, code.revoke, expires_day, pickup_until_day)
    row = {
        "id": id_,
        "claim_id": code.claim,
        "revoke_id": code.revoke,
        "ct": seal(code.key, pad(content), associated),
        "state": OFFERED,
        "expires_day": expires_day,
        "paused": False,
        "pickup_until_day": pickup_until_day,
    }
    write_once(session, row, content)


def write_once(session: Session, row: Mapping[str, object], content: bytes) -> None:
    """Write the row of a share, unless it is there already, and note how much was added."""
    once = insert(session, ShareRow).values(row).on_conflict_do_nothing().returning(ShareRow.id)
    growth.note(session, len(pad(content)) * len(session.scalars(once).all()))


def status(session: Session, code: ShareCode, today: date) -> Status | None:
    """Tell how a share stands; None for a code that is wrong, over, withdrawn or was never one."""
    row = session.scalars(select(ShareRow).where(_of(code, today))).one_or_none()
    if row is None:
        return None
    return Status(
        expires_day=row.expires_day,
        pickup_until_day=row.pickup_until_day,
        picked_up_day=row.picked_up_day,
        seen_day=row.seen_day,
        paused=row.paused,
        therapist_id=row.therapist_id,
        is_lost=row.is_lost,
    )


def pause(session: Session, code: ShareCode, today: date, *, paused: bool) -> None:
    """Keep a share from being claimed and read, or let it go on. The caller commits."""
    row = locked(session, _of(code, today))
    if row is not None:
        row.paused = paused


def extend(session: Session, code: ShareCode, today: date, *, days: int) -> bool:
    """Let a share live so many days from today, never shorter than before; whether it does so now.

    Unclaimed, it can be claimed for 7 days more, and is sealed anew under its new days. Raises
    `Unopenable` if such a row was tampered with. The caller commits.
    """
    row = locked(session, _of(code, today))
    if row is None or row.is_lost:
        return False
    before = row.expires_day, row.pickup_until_day
    expires_day = max(row.expires_day, today + timedelta(days=days))
    if row.state == OFFERED:
        content = open_sealed([code.key], row.ct, bound(row))
        row.pickup_until_day = _pickup_until(today, expires_day)
        row.expires_day = expires_day
        row.ct = seal(code.key, content, bound(row))
    row.expires_day = expires_day
    return (row.expires_day, row.pickup_until_day) != before


def withdraw(session: Session, code: ShareCode, today: date) -> bytes | None:
    """Delete a share and return its id for the list of erased ones. The caller commits."""
    row = locked(session, _of(code, today))
    if row is None:
        return None
    session.delete(row)
    return row.id


def living(session: Session, codes: Collection[ShareCode], today: date) -> frozenset[bytes]:
    """Return the `revoke` of those codes whose shares there are."""
    wanted = ShareRow.revoke_id.in_([code.revoke for code in codes]) & alive(today)
    return frozenset(session.scalars(select(ShareRow.revoke_id).where(wanted)))


def ids(session: Session) -> tuple[bytes, ...]:
    """Return the id of every row."""
    return tuple(session.scalars(select(ShareRow.id)))


def erase_all(session: Session, these: Collection[bytes]) -> None:
    """Delete the shares of these ids. The caller commits."""
    for id_ in sorted(these):
        session.execute(delete(ShareRow).where(ShareRow.id == id_))


def counts(session: Session, today: date) -> tuple[int, int]:
    """Return how many shares are over, and how many there are."""
    over = func.count().filter(~alive(today))
    row = session.execute(select(over, func.count()).select_from(ShareRow)).one()
    return row[0], row[1]


def erase_expired(session: Session, today: date) -> int:
    """Delete the shares that are over, and commit step by step; how many there were."""
    lapsed = (ShareRow.state == OFFERED) & (ShareRow.pickup_until_day < today)
    over = (ShareRow.expires_day < today, lapsed)
    return sum(delete_in_steps(session, ShareRow, ShareRow.id, condition) for condition in over)


def alive(today: date) -> ColumnElement[bool]:
    """Return the condition: not expired, and claimed or still to be claimed."""
    return (ShareRow.expires_day >= today) & or_(
        ShareRow.state == HELD, ShareRow.pickup_until_day >= today
    )


def _of(code: ShareCode, today: date) -> ColumnElement[bool]:
    return (ShareRow.revoke_id == code.revoke) & alive(today)


def locked(session: Session, wanted: ColumnElement[bool]) -> ShareRow | None:
    """Find a row and keep it from every other writer until the transaction ends.

    PostgreSQL locks the row and, if another writer had it, looks again whether it is still wanted;
    SQLite's transaction holds the one write lock from its start.
    """
    return session.scalars(select(ShareRow).where(wanted).with_for_update()).one_or_none()


def _pickup_until(today: date, expires_day: date) -> date:
    return min(today + timedelta(days=PICKUP_DAYS), expires_day)


def bound(row: ShareRow) -> bytes:
    """Return what the seal of an offered row is bound to."""
    return _associated(row.id, row.revoke_id, row.expires_day, row.pickup_until_day)


def _associated(id_: bytes, revoke: bytes, expires_day: date, pickup_until_day: date) -> bytes:
    return b"share/1|" + id_ + revoke + f"|{expires_day}|{pickup_until_day}".encode()
