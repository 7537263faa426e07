"""Claiming and reading shares: what a therapist does to table `share`.

Claiming re-seals a share to the therapist's public key and erases the id it was found by. A box
binds nothing around it, so the share's id, the holder and the key's version stand inside it and are
compared when it is opened: a row that was exchanged by hand does not open.
"""

import struct
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing_app.storage.shares import (
    HELD,
    ID_BYTES,
    OFFERED,
    ShareCode,
    ShareRow,
    alive,
    bound,
    locked,
)
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable, open_box, open_sealed, seal_to, unpad

_HEAD = struct.Struct(f">{ID_BYTES}s{ID_BYTES}sI")
"""What stands before the content in a box: share, holder, key version."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who claims: the therapist's 16-byte id, X25519 public key, and the key's version."""

    id: bytes
    public_key: bytes
    key_version: int


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
    row.ct = seal_to(holder.public_key, _HEAD.pack(row.id, holder.id, holder.key_version) + content)
    row.state, row.claim_id = HELD, None
    row.therapist_id, row.key_version, row.picked_up_day = holder.id, holder.key_version, today
    return row.id


def held(session: Session, id_: bytes, therapist_id: bytes, today: date) -> ShareRow | None:
    """Return a share its holder may read now; None for anybody else, and once paused or over."""
    mine = (ShareRow.id == id_) & (ShareRow.therapist_id == therapist_id) & ~ShareRow.paused
    return session.scalars(select(ShareRow).where(mine & alive(today))).one_or_none()


def open_held(row: ShareRow, pair: Pair) -> bytes:
    """Open a claimed share with its holder's pair; the caller notes `seen_day` when it is shown.

    Raises `Unopenable` if the box was made for another row, holder or key version.
    """
    opened = open_box(pair, row.ct)
    head = _HEAD.pack(row.id, row.therapist_id or b"", row.key_version or 0)
    if not opened.startswith(head):
        raise Unopenable("the box belongs to another row")
    return unpad(opened[_HEAD.size :])
