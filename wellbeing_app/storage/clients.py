"""Table `client`: whom a therapist sees, under the label the therapist chose.

A row is sealed under a key that follows from the therapist's private key, which the server has only
while they are signed in. Row, therapist and revision are bound into the seal. Which shares belong
to a client stands inside: the tables alone do not tell which of them are one person's.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked
from sqlalchemy import CheckConstraint, Integer, LargeBinary, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.records.record import STRICT
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import Unopenable, open_sealed, pad, seal, unpad

ID_BYTES = 16
KEY_LABEL, KEY_BYTES = "desk-key", 32
LONGEST_LABEL = 60
LONGEST_NOTE = 4_000
"""Characters of one note of the therapist."""
MOST_NOTES = 200
"""Notes in a client's row, of before they had rows of their own (`client_notes`)."""
FIRST_REVISION = 1


class ClientRow(Base):
    """One client of one therapist."""

    __tablename__ = "client"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    therapist_id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    rev: Mapped[int] = mapped_column(Integer)
    ct: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Desk:
    """A therapist's own place: what they write is sealed under `key`, which nobody else has."""

    therapist_id: bytes
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, therapist_id: bytes, private: bytes, salt: bytes) -> "Desk":
        """Return the desk of a private key; `salt` is the installation's."""
        return cls(therapist_id, derive(private, KEY_LABEL, KEY_BYTES, salt))


@checked(frozen=True, slots=True, config=STRICT)
class OwnNote:
    """A note of the therapist, of one day."""

    day: date
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]


@checked(frozen=True, slots=True, config=STRICT)
class Moved:
    """What moved beyond its error when the client was last looked at: short name -> up or down.

    It is told only while each of the `shares` it was seen in may still be read.
    """

    shares: tuple[str, ...]
    scales: tuple[tuple[Annotated[str, Field(max_length=200)], Literal["up", "down"]], ...]


@checked(frozen=True, slots=True, config=STRICT)
class Dossier:
    """What stands under one label. `shares`: hexadecimal ids, in the order they came.

    `notes`: of before notes had rows of their own; read still, and written no more.
    """

    label: Annotated[str, Field(min_length=1, max_length=LONGEST_LABEL)]
    schema: Literal[1] = 1
    notes: Annotated[tuple[OwnNote, ...], Field(max_length=MOST_NOTES)] = ()
    shares: tuple[str, ...] = ()
    moved: Moved | None = None

    def with_share(self, id_: bytes) -> "Dossier":
        """Add a share; one that is there already stays where it is."""
        return self if id_.hex() in self.shares else self._with_shares((*self.shares, id_.hex()))

    def without_share(self, id_: bytes) -> "Dossier":
        """Leave a share out."""
        return self._with_shares(tuple(one for one in self.shares if one != id_.hex()))

    def _with_shares(self, shares: tuple[str, ...]) -> "Dossier":
        return replace(self, shares=shares)


@dataclass(frozen=True, slots=True)
class Client:
    """An opened row."""

    id: bytes
    rev: int
    dossier: Dossier = field(repr=False)


class Overwritten(RuntimeError):
    """The row is not as it was read: changed from another window, or gone. Nothing was written."""


_DOSSIER = TypeAdapter(Dossier)


def add(session: Session, desk: Desk, dossier: Dossier) -> bytes:
    """Write a new client and return its id. Raises `TooLarge`. The caller commits."""
    id_ = secrets.token_bytes(ID_BYTES)
    sealed = _sealed(desk, id_, FIRST_REVISION, dossier)
    session.add(
        ClientRow(id=id_, therapist_id=desk.therapist_id, rev=FIRST_REVISION, ct=sealed),
    )
    return id_


def find(session: Session, desk: Desk, id_: bytes) -> Client | None:
    """Return one client of this therapist; None for anybody else's, or a row that was damaged."""
    mine = (ClientRow.id == id_) & (ClientRow.therapist_id == desk.therapist_id)
    row = session.scalars(select(ClientRow).where(mine)).one_or_none()
    return _opened(desk, row) if row else None


def locked(session: Session, desk: Desk, id_: bytes) -> Client:
    """Return one client as it is now; others that change it wait. Raises `Overwritten` if gone."""
    mine = (ClientRow.id == id_) & (ClientRow.therapist_id == desk.therapist_id)
    statement = select(ClientRow).where(mine).with_for_update()
    row = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    found = _opened(desk, row) if row else None
    if found is None:
        raise Overwritten("the client was removed meanwhile")
    return found


def all_of(session: Session, desk: Desk) -> list[Client]:
    """Return every client of this therapist, by label; damaged rows are left out."""
    mine = ClientRow.therapist_id == desk.therapist_id
    rows = (_opened(desk, row) for row in session.scalars(select(ClientRow).where(mine)))
    found = [client for client in rows if client is not None]
    return sorted(found, key=lambda one: (one.dossier.label.casefold(), one.id))


def count(session: Session, therapist_id: bytes) -> int:
    """Return how many rows a therapist has, damaged ones too."""
    mine = ClientRow.therapist_id == therapist_id
    return session.scalars(select(func.count()).select_from(ClientRow).where(mine)).one()


def rewrite(session: Session, desk: Desk, client: Client, dossier: Dossier) -> None:
    """Put a dossier in the place of the one that was read. The caller commits.

    Raises `Overwritten` if the row is at another revision by now, `TooLarge`.
    """
    _write(session, desk, client, dossier, client.rev + 1)


def keep_moved(session: Session, desk: Desk, client: Client, moved: Moved | None) -> None:
    """Keep what the list tells, as `amend` does.

    Raises as `rewrite`. The caller commits.
    """
    amend(session, desk, client, replace(client.dossier, moved=moved))


def amend(session: Session, desk: Desk, client: Client, dossier: Dossier) -> Client:
    """As `rewrite`, but the revision stays: no window that is open grows old by it."""
    _write(session, desk, client, dossier, client.rev)
    return replace(client, dossier=dossier)


def _write(session: Session, desk: Desk, client: Client, dossier: Dossier, rev: int) -> None:
    as_read = (
        (ClientRow.id == client.id)
        & (ClientRow.therapist_id == desk.therapist_id)
        & (ClientRow.rev == client.rev)
    )
    sealed = _sealed(desk, client.id, rev, dossier)
    written = update(ClientRow).where(as_read).values(rev=rev, ct=sealed)
    if not session.scalars(written.returning(ClientRow.id)).all():
        raise Overwritten("the client was changed or removed meanwhile")


def remove(session: Session, desk: Desk, id_: bytes) -> None:
    """Delete a client of this therapist. The caller commits."""
    mine = (ClientRow.id == id_) & (ClientRow.therapist_id == desk.therapist_id)
    session.execute(delete(ClientRow).where(mine))


def forget_all(session: Session, therapist_id: bytes) -> None:
    """Delete every client of a therapist, whose key is gone. The caller commits."""
    session.execute(delete(ClientRow).where(ClientRow.therapist_id == therapist_id))


def _opened(desk: Desk, row: ClientRow) -> Client | None:
    try:
        content = unpad(open_sealed([desk.key], row.ct, _place(desk, row.id, row.rev)))
    except Unopenable:
        return None
    return Client(row.id, row.rev, _DOSSIER.validate_json(content))


def _sealed(desk: Desk, id_: bytes, rev: int, dossier: Dossier) -> bytes:
    return seal(desk.key, pad(_DOSSIER.dump_json(dossier)), _place(desk, id_, rev))


def _place(desk: Desk, id_: bytes, rev: int) -> bytes:
    return b"client/1|" + id_ + desk.therapist_id + f"|{rev}".encode()
