"""Table `client_note`: what a therapist notes on a client, one row a note.

Sealed under the therapist's own key, as a client's row is. In clear there stands on whom a note is;
its day and its place among the others stand inside.

Once all notes on a client stood in the client's row. They are read from there, each by an id that
follows from its place, and get rows of their own, under that id, at the next change of the client:
only then is there the key to seal them anew.
"""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked
from sqlalchemy import CheckConstraint, ColumnElement, Integer, LargeBinary, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.records.record import STRICT
from wellbeing_app.storage import clients
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.clients import (
    FIRST_REVISION,
    ID_BYTES,
    LONGEST_NOTE,
    Client,
    Desk,
    Dossier,
    Overwritten,
)
from wellbeing_app.vault.sealing import Unopenable, open_sealed, pad, seal, unpad


class ClientNoteRow(Base):
    """One note on one client."""

    __tablename__ = "client_note"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    client_id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    therapist_id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    rev: Mapped[int] = mapped_column(Integer)
    ct: Mapped[bytes] = mapped_column(LargeBinary)


@checked(frozen=True, slots=True, config=STRICT)
class Content:
    """What a row holds. `place`: notes of one day are told in this order."""

    day: date
    place: int
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """An opened note."""

    id: bytes
    client_id: bytes
    rev: int
    content: Content = field(repr=False)


_CONTENT = TypeAdapter(Content)


def all_of(session: Session, desk: Desk, client: Client) -> list[Note]:
    """Return the notes on a client, the oldest first; damaged rows are left out."""
    rows = session.scalars(select(ClientNoteRow).where(_on(desk, client.id)))
    notes = [*_of_before(desk, client), *(note for row in rows if (note := _opened(desk, row)))]
    return sorted(notes, key=lambda note: (note.content.day, note.content.place))


def find(session: Session, desk: Desk, client: Client, id_: bytes) -> Note | None:
    """Return one note on a client of this therapist; None for any other, or a damaged row."""
    return next((note for note in all_of(session, desk, client) if note.id == id_), None)


def damaged(session: Session, desk: Desk, client: Client) -> int:
    """Return how many notes on a client cannot be opened."""
    rows = session.scalars(select(ClientNoteRow).where(_on(desk, client.id)))
    return sum(_opened(desk, row) is None for row in rows)


def add(session: Session, desk: Desk, client: Client, words: str, today: date) -> None:
    """Write a note of today; the same words sent twice on one day are one note.

    Raises `Overwritten` if the client is gone. The caller commits.
    """
    there = [note.content for note in all_of(session, desk, settle(session, desk, client))]
    if any((each.day, each.words) == (today, words) for each in there):
        return
    place = max((each.place for each in there), default=-1) + 1
    id_ = secrets.token_bytes(ID_BYTES)
    _add(session, desk, Note(id_, client.id, FIRST_REVISION, Content(today, place, words)))


def change(
    session: Session, desk: Desk, client: Client, note: Note, words: str, today: date
) -> None:
    """Put other words in the place of a note's. Raises `Overwritten`. The caller commits."""
    settle(session, desk, client)
    content = replace(note.content, words=words, changed=today)
    changed = replace(note, rev=note.rev + 1, content=content)
    values = {"rev": changed.rev, "ct": _sealed(desk, changed)}
    written = update(ClientNoteRow).where(_as_read(desk, note)).values(**values)
    _demand(session.scalars(written.returning(ClientNoteRow.id)))


def remove(session: Session, desk: Desk, client: Client, note: Note) -> None:
    """Delete a note. Raises `Overwritten`. The caller commits."""
    settle(session, desk, client)
    gone = delete(ClientNoteRow).where(_as_read(desk, note))
    _demand(session.scalars(gone.returning(ClientNoteRow.id)))


def settle(session: Session, desk: Desk, client: Client) -> Client:
    """Lock a client and give notes that stand in its row rows of their own; the client as it is.

    The revision stays: no window that is open grows old by it. Raises `Overwritten` if the client
    is gone. The caller commits.
    """
    current = clients.locked(session, desk, client.id)
    if not current.dossier.notes:
        return current
    for note in _of_before(desk, current):
        _add(session, desk, note)
    return clients.amend(session, desk, current, replace(current.dossier, notes=()))


def rewrite(session: Session, desk: Desk, client: Client, dossier: Dossier) -> None:
    """As `clients.rewrite`; notes that stand in the row get rows of their own."""
    if settle(session, desk, client).rev != client.rev:
        raise Overwritten
    clients.rewrite(session, desk, client, replace(dossier, notes=()))


def forget(session: Session, desk: Desk, client_id: bytes) -> None:
    """Delete all notes on a client. The caller commits."""
    session.execute(delete(ClientNoteRow).where(_on(desk, client_id)))


def forget_all(session: Session, therapist_id: bytes) -> None:
    """Delete every note of a therapist, whose key is gone. The caller commits."""
    session.execute(delete(ClientNoteRow).where(ClientNoteRow.therapist_id == therapist_id))


def _of_before(desk: Desk, client: Client) -> list[Note]:
    """The notes that still stand in the client's row."""
    return [
        Note(
            _id_of_before(desk, client, place),
            client.id,
            FIRST_REVISION,
            Content(note.day, place, note.words),
        )
        for place, note in enumerate(client.dossier.notes)
    ]


def _id_of_before(desk: Desk, client: Client, place: int) -> bytes:
    what = b"note-of-before\0" + client.id + f"|{place}".encode()
    return hmac.digest(desk.key, what, "sha256")[:ID_BYTES]


def _on(desk: Desk, client_id: bytes) -> ColumnElement[bool]:
    mine = ClientNoteRow.therapist_id == desk.therapist_id
    return mine & (ClientNoteRow.client_id == client_id)


def _as_read(desk: Desk, note: Note) -> ColumnElement[bool]:
    this = (ClientNoteRow.id == note.id) & (ClientNoteRow.rev == note.rev)
    return _on(desk, note.client_id) & this


def _demand(written: Iterable[bytes]) -> None:
    if not list(written):
        raise Overwritten("the note was changed or removed meanwhile")


def _add(session: Session, desk: Desk, note: Note) -> None:
    row = {"id": note.id, "client_id": note.client_id, "rev": note.rev}
    sealed = _sealed(desk, note)
    session.add(ClientNoteRow(**row, therapist_id=desk.therapist_id, ct=sealed))
    session.flush()


def _opened(desk: Desk, row: ClientNoteRow) -> Note | None:
    place = _place(desk, row.id, row.client_id, row.rev)
    try:
        content = unpad(open_sealed([desk.key], row.ct, place))
    except Unopenable:
        return None
    return Note(row.id, row.client_id, row.rev, _CONTENT.validate_json(content))


def _sealed(desk: Desk, note: Note) -> bytes:
    place = _place(desk, note.id, note.client_id, note.rev)
    return seal(desk.key, pad(_CONTENT.dump_json(note.content)), place)


def _place(desk: Desk, id_: bytes, client_id: bytes, rev: int) -> bytes:
    return b"client_note/1|" + id_ + client_id + desk.therapist_id + f"|{rev}".encode()
