"""Table `session`: who of the staff is signed in. The table alone resumes and tells nothing.

Row id and content key derive from the token in the cookie, and whose session it is stands here
only as a mark under a field key. What a session holds is sealed with the two clear columns that
matter, so a row moved to another owner or given more time does not open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.marks import mark, marks
from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal
from wellbeing_app.vault.wrapping import Wrapped

ID_LABEL, KEY_LABEL = "session-id", "session-key"
ID_BYTES = KEY_BYTES = 32
OWNER_LABEL = "session-owner"
MOST_FORGOTTEN = 20
"""Sessions that are over, deleted at one sign-in."""
WAITING_LABEL = "session-waiting"
"""Sessions that wait for a second factor are nobody's yet: they cannot push out real ones."""


class StaffSession(Base):
    """One session. Times are seconds since 1970."""

    __tablename__ = "session"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    owner: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary)
    idle_until: Mapped[int] = mapped_column(BigInteger, index=True)
    abs_until: Mapped[int] = mapped_column(BigInteger, index=True)


class Stage(StrEnum):
    """How far a sign-in is. Only `FULL` has rights."""

    CODE = "code"
    """The password was right; the second factor is asked for."""
    RECOVERY = "recovery"
    """The password was right; the factor is lost, the recovery code is asked for."""
    ENROL = "enrol"
    """Must confirm what the drafts below hold before anything else."""
    FULL = "full"


@dataclass(frozen=True, slots=True, repr=False)
class Contents:
    """What a session holds, sealed under its token. Its repr shows nothing."""

    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    account_id: bytes
    epoch: int
    stage: Stage
    private: bytes
    """The therapist's private key, unwrapped."""
    proved: int
    """When password and factor were last shown together, seconds since 1970; 0 for never."""
    recovery: bytes = b""
    """The recovery code that would be given out next."""
    factor: bytes = b""
    """The factor to enrol; empty when the account keeps the one it has."""
    password: str = ""
    """A hash that replaces the stored one once the sign-in is whole."""
    wrap: Wrapped | None = None
    """A wrap under the password: of a new key, or instead of a weaker one."""
    desk_id: bytes = b""
    """The workplace that was chosen; empty before somebody with several has chosen."""


_CONTENTS = TypeAdapter(Contents)


def session_id(token: bytes, salt: bytes) -> bytes:
    """Return the id of the row this token opens."""
    return derive(token, ID_LABEL, ID_BYTES, salt)


def begin(
    session: Session,
    token: bytes,
    contents: Contents,
    until: tuple[int, int],
    keys: Keys,
    salt: bytes,
) -> None:
    """Write the row of a fresh token; `until` is when it ends without use, and at the latest."""
    row_id, owner = session_id(token, salt), owner_of(contents, keys.field_keys[0])
    idle_until, abs_until = until
    key = derive(token, KEY_LABEL, KEY_BYTES, salt)
    sealed = seal(key, _CONTENTS.dump_json(contents), _place(row_id, owner, abs_until))
    row = {"id": row_id, "owner": owner, "ct": sealed}
    session.add(StaffSession(**row, idle_until=idle_until, abs_until=abs_until))


def opened(row: StaffSession, token: bytes, salt: bytes) -> Contents | None:
    """Return what a row holds; None if the token does not open it."""
    key = derive(token, KEY_LABEL, KEY_BYTES, salt)
    try:
        found = open_sealed([key], row.ct, _place(row.id, row.owner, row.abs_until))
    except Unopenable:
        return None
    return _CONTENTS.validate_json(found)


def owner_of(contents: Contents, key: bytes) -> bytes:
    """Return the mark of whose session this is, or will be."""
    label = OWNER_LABEL if contents.stage is Stage.FULL else WAITING_LABEL
    return mark(key, label, contents.account_id)


def sessions_of(session: Session, account_id: bytes, keys: Keys, now: int) -> list[StaffSession]:
    """Return the living, whole sessions of an account, the newest first."""
    statement = (
        select(StaffSession)
        .where(
            StaffSession.owner.in_(marks(keys.field_keys, OWNER_LABEL, account_id)),
            StaffSession.idle_until > now,
            StaffSession.abs_until > now,
        )
        .order_by(StaffSession.abs_until.desc(), StaffSession.id)
    )
    return list(session.scalars(statement))


def touch(session: Session, row_id: bytes, idle_until: int) -> None:
    """Give a session that is in use more time."""
    session.execute(
        update(StaffSession).where(StaffSession.id == row_id).values(idle_until=idle_until)
    )


def end(session: Session, row_ids: Sequence[bytes]) -> None:
    """Delete these sessions."""
    session.execute(delete(StaffSession).where(StaffSession.id.in_(row_ids)))


def end_own(session: Session, row_id: bytes, account_id: bytes, keys: Keys) -> None:
    """Delete one session if it is this account's own."""
    owners = marks(keys.field_keys, OWNER_LABEL, account_id)
    session.execute(
        delete(StaffSession).where(StaffSession.id == row_id, StaffSession.owner.in_(owners))
    )


def end_all(session: Session, account_id: bytes, keys: Keys) -> None:
    """Delete every session of an account, waiting ones too. The epoch ends what is in flight."""
    owners = [
        owner
        for label in (OWNER_LABEL, WAITING_LABEL)
        for owner in marks(keys.field_keys, label, account_id)
    ]
    session.execute(delete(StaffSession).where(StaffSession.owner.in_(owners)))


def end_old(session: Session, now: int) -> None:
    """Delete sessions whose time is over, some at a time: more than one sign-in adds."""
    for until in (StaffSession.idle_until, StaffSession.abs_until):
        old = select(StaffSession.id).where(until <= now).limit(MOST_FORGOTTEN)
        old = old.with_for_update(skip_locked=True)
        session.execute(delete(StaffSession).where(StaffSession.id.in_(old)))


def _place(row_id: bytes, owner: bytes, abs_until: int) -> bytes:
    return b"session/1|" + row_id + owner + abs_until.to_bytes(8, "big")
