"""Claiming and reading shares: what a therapist does to table `share`.

Claiming re-seals a share to the therapist's public key and erases the id it was found by. A box
binds nothing around it, so the share's id, the holder and the key's version stand inside it and are
compared when it is opened: a row that was exchanged by hand does not open.
"""

import struct
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from wellbeing_app.storage.shares import (
    EMPTY,
    HELD,
    ID_BYTES,
    NOTICE_DAYS,
    OFFERED,
    ShareCode,
    ShareRow,
    alive,
    bound,
    locked,
    write_once,
)
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable, open_box, open_sealed, pad, seal_to, unpad

_HEAD = struct.Struct(f">{ID_BYTES}s{ID_BYTES}sI")
"""What stands before the content in a box: share, holder, key version."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who claims: the therapist's 16-byte id, X25519 public key, and the key's version."""

    id: bytes
    public_key: bytes
    key_version: int


class HeldDays(NamedTuple):
    """When a held share came, was last looked at, and ends."""

    id: bytes
    came: date
    seen: date | None
    until: date


def claim(session: Session, code: ShareCode, holder: Holder, today: date) -> bytes | None:
    """Hand an offered share to a therapist: its id, or None for any code that cannot be claimed.

    Of many at once one wins: the row is locked, and then no longer found by `claim_id`. Raises
    `Unopenable` if the row was tampered with. The caller commits.
    """
    claimable = (
        (ShareRow.claim_id == code.claim)
        & (ShareRow.state == OFFERED)
        & ~ShareRow.paused
        & alive(today)
    )
    row = locked(session, claimable)
    if row is None:
        return None
    content = open_sealed([code.key], row.ct, bound(row))
    row.ct = _boxed(holder, row.id, content)
    row.state, row.claim_id = HELD, None
    row.therapist_id, row.key_version, row.picked_up_day = holder.id, holder.key_version, today
    return row.id


def deliver(
    session: Session,
    code: ShareCode,
    id_: bytes,
    content: bytes,
    holder: Holder,
    *,
    days: int,
    today: date,
) -> None:
    """Write a share that goes straight to a therapist; sent twice it is one. The caller commits.

    Its code opens nothing at any time: it only pauses, prolongs and withdraws. Raises `TooLarge`.
    """
    row = {
        "id": id_,
        "claim_id": None,
        "revoke_id": code.revoke,
        "ct": _boxed(holder, id_, pad(content)),
        "state": HELD,
        "therapist_id": holder.id,
        "key_version": holder.key_version,
        "expires_day": today + timedelta(days=days),
        "picked_up_day": today,
        "seen_day": None,
        "paused": False,
        "pickup_until_day": today,
    }
    write_once(session, row, content)


def held(session: Session, id_: bytes, therapist_id: bytes, today: date) -> ShareRow | None:
    """Return a share its holder may read now; None for anybody else, and once paused or over."""
    mine = (ShareRow.id == id_) & _readable(therapist_id, today)
    return session.scalars(select(ShareRow).where(mine)).one_or_none()


def id_of(session: Session, code: ShareCode, therapist_id: bytes) -> bytes | None:
    """Return the share of a code if this therapist took it already."""
    mine = (ShareRow.revoke_id == code.revoke) & (ShareRow.therapist_id == therapist_id)
    return session.scalars(select(ShareRow.id).where(mine)).one_or_none()


def all_held(
    session: Session, therapist_id: bytes, ids: Collection[bytes], today: date
) -> list[ShareRow]:
    """Return those of these shares that a therapist may read now, by the day they came."""
    wanted = ShareRow.id.in_(ids) & _readable(therapist_id, today)
    statement = select(ShareRow).where(wanted).order_by(ShareRow.picked_up_day, ShareRow.id)
    return list(session.scalars(statement))


def days_held(session: Session, therapist_id: bytes, today: date) -> list[HeldDays]:
    """Return the days of every share a therapist may read now, without what lies in it."""
    rows = session.execute(
        select(ShareRow.id, ShareRow.picked_up_day, ShareRow.seen_day, ShareRow.expires_day)
        .where(_readable(therapist_id, today))
        .order_by(ShareRow.picked_up_day, ShareRow.id)
    )
    return [HeldDays(id_, came or until, seen, until) for id_, came, seen, until in rows]


def open_held(row: ShareRow, pair: Pair) -> bytes:
    """Open a claimed share with its holder's pair; the caller notes `seen_day` when it is shown.

    Raises `Unopenable` if the box was made for another row, holder or key version.
    """
    opened = open_box(pair, row.ct)
    head = _HEAD.pack(row.id, row.therapist_id or b"", row.key_version or 0)
    if not opened.startswith(head):
        raise Unopenable("the box belongs to another row")
    return unpad(opened[_HEAD.size :])


def note_seen(session: Session, id_: bytes, therapist_id: bytes, today: date) -> None:
    """Note that the holder looks at a share today. The caller commits."""
    mine = (ShareRow.id == id_) & _readable(therapist_id, today)
    session.execute(update(ShareRow).where(mine).values(seen_day=today))


def lose_all(session: Session, therapist_id: bytes, today: date) -> None:
    """Empty the shares of a therapist whose key is gone; their codes tell so for a while.

    The caller commits.
    """
    latest = today + timedelta(days=NOTICE_DAYS)
    for row in session.scalars(select(ShareRow).where(ShareRow.therapist_id == therapist_id)):
        row.ct = EMPTY
        row.expires_day = min(row.expires_day, latest)


def ids_of(session: Session, therapist_id: bytes) -> tuple[bytes, ...]:
    """Return the id of every share a therapist holds, also of those paused or over."""
    return tuple(session.scalars(select(ShareRow.id).where(ShareRow.therapist_id == therapist_id)))


def _readable(therapist_id: bytes, today: date) -> ColumnElement[bool]:
    mine = (ShareRow.therapist_id == therapist_id) & ~ShareRow.paused & alive(today)
    return mine & (func.length(ShareRow.ct) > 0)


def _boxed(holder: Holder, id_: bytes, padded: bytes) -> bytes:
    head = _HEAD.pack(id_, holder.id, holder.key_version)
    return seal_to(holder.public_key, head + padded)
