"""Table `account`: the staff of this site. Names and second factors are sealed under field keys.

A row is found by a mark of its name (HMAC under a field key), so a stolen table tells neither who
works here nor anything to sign in with.
"""

import secrets
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Integer, LargeBinary, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.marks import mark, marks
from wellbeing_app.vault.sealing import open_sealed, seal

ID_BYTES = 16
NAME_LABEL = "account-name"
INVITATION_LABEL = "invitation-id"
LONGEST_NAME = 80


class Role(StrEnum):
    """What an account may do by itself; memberships of clinics bring more."""

    THERAPIST = "therapist"
    """Has a practice of their own, without a clinic."""
    MEMBER = "member"
    """Works for clinics only; goes with the last membership."""


class State(StrEnum):
    """How far an account is."""

    INVITED = "invited"
    """Waits for its one-time code; has no password."""
    OPEN = "open"
    """Has a password. Whether it may do anything is a matter of its factor and key."""
    DEACTIVATED = "deactivated"


class Account(Base):
    """One member of staff."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    name_mark: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    role: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    epoch: Mapped[int] = mapped_column(Integer)
    """Raised when every session must end: a session remembers the one it began in."""
    password: Mapped[str | None] = mapped_column(Text)
    factor: Mapped[bytes | None] = mapped_column(LargeBinary)
    factor_step: Mapped[int] = mapped_column(BigInteger)
    """The newest 30 seconds whose code was accepted."""
    pairs: Mapped[int] = mapped_column(Integer)
    """How many key pairs it has had; the number of the present one."""
    invitation_id: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    invitation_until: Mapped[int | None] = mapped_column(BigInteger)
    """Seconds since 1970."""


def recognised(name: str) -> bytes:
    """Return what two writings of one name have in common: letters, without case or spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()).encode(
        "utf-8", "surrogatepass"
    )


def add(session: Session, name: str, keys: Keys, role: str = Role.THERAPIST) -> Account:
    """Add somebody who has nothing yet but a name; IntegrityError if the name is taken."""
    account = Account(
        id=secrets.token_bytes(ID_BYTES),
        name_mark=mark(keys.field_keys[0], NAME_LABEL, recognised(name)),
        role=role,
        state=State.INVITED,
        epoch=0,
        factor_step=0,
        pairs=0,
    )
    account.name = seal(keys.field_keys[0], name.encode(), _place(account.id, "name"))
    session.add(account)
    session.flush()
    return account


def named(session: Session, name: str, keys: Keys) -> Account | None:
    """Return the account of this name, however it is spelt."""
    found = marks(keys.field_keys, NAME_LABEL, recognised(name))
    return session.scalars(select(Account).where(Account.name_mark.in_(found))).one_or_none()


def invited(session: Session, invitation_id: bytes, now: int) -> Account | None:
    """Return the account whose one-time code has this id, while it is good; others wait."""
    statement = select(Account).where(
        Account.invitation_id == invitation_id,
        Account.invitation_until > now,
        Account.state == State.INVITED,
    )
    return session.scalars(statement.with_for_update()).one_or_none()


def locked(session: Session, account_id: bytes, epoch: int) -> Account | None:
    """Return an account to change it, if it is as it was in this epoch; others wait meanwhile."""
    statement = select(Account).where(
        Account.id == account_id, Account.epoch == epoch, Account.state == State.OPEN
    )
    return session.scalars(statement.with_for_update()).one_or_none()


def everybody(session: Session) -> Sequence[Account]:
    """Return every account."""
    return session.scalars(select(Account)).all()


def name_of(account: Account, keys: Keys) -> str:
    """Open the name: what a therapist signs in with and what clients read."""
    return open_sealed(keys.field_keys, account.name, _place(account.id, "name")).decode()


def open_factor(account_id: bytes, sealed: bytes, keys: Keys) -> bytes:
    """Open the secret of a second factor. Raises `sealing.Unopenable` for another account's."""
    return open_sealed(keys.field_keys, sealed, _place(account_id, "factor"))


def put_factor(account: Account, secret: bytes | None, keys: Keys) -> None:
    """Replace the second factor, or take it away."""
    if secret is None:
        account.factor = None
    else:
        account.factor = seal(keys.field_keys[0], secret, _place(account.id, "factor"))


def use_step(session: Session, account_id: bytes, step: int) -> bool:
    """Mark this step and all before it as used; False if it was: then its code opens nothing."""
    won = session.scalars(
        update(Account)
        .where(Account.id == account_id, Account.factor_step < step)
        .values(factor_step=step)
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    return won.one_or_none() is not None


def _place(account_id: bytes, column: str) -> bytes:
    return b"account/1|" + column.encode() + b"|" + account_id
