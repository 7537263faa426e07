"""Table `account_key`: a therapist's key pair. What clients share is sealed to the public key.

The private key stands here only wrapped: by the password and by the recovery code. The server has
neither, so whoever has this table and every key file still opens nothing.
"""

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.vault.wrapping import Wrapped


class AccountKey(Base):
    """The present key pair of one account. `number` tells it from earlier ones."""

    __tablename__ = "account_key"
    __table_args__ = (WITHOUT_ROWID,)

    account_id: Mapped[bytes] = mapped_column(ForeignKey("account.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    passes: Mapped[int] = mapped_column(Integer)
    memory: Mapped[int] = mapped_column(BigInteger)
    """What the password is stretched with: salt, passes, bytes of memory (Argon2id)."""
    by_password: Mapped[bytes] = mapped_column(LargeBinary)
    by_recovery: Mapped[bytes | None] = mapped_column(LargeBinary)
    """None from the use of a recovery code until a new one is confirmed."""


def key_of(session: Session, account_id: bytes) -> AccountKey | None:
    """Return the key pair of an account, if it has one."""
    return session.get(AccountKey, account_id)


def wrapped_by_password(key: AccountKey) -> Wrapped:
    """Return the wrap of the private key under the password."""
    return Wrapped(key.salt, key.passes, key.memory, key.by_password)


def put_wrap(key: AccountKey, wrapped: Wrapped) -> None:
    """Replace the wrap under the password."""
    key.salt, key.passes, key.memory = wrapped.salt, wrapped.passes, wrapped.memory
    key.by_password = wrapped.envelope


def forget_key(session: Session, account_id: bytes) -> None:
    """Delete the key pair at once: nothing sealed to it opens again."""
    session.execute(delete(AccountKey).where(AccountKey.account_id == account_id))


def place(account_id: bytes, number: int, by: str) -> bytes:
    """Return what a wrap is bound to: it opens in no other row, number or column."""
    return f"account_key/1|{by}|{number}|".encode() + account_id
