"""What a therapist changes: a plain function each, taking the session; the view commits."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing_app.caseload.opening import Placed, Shown
from wellbeing_app.storage import client_notes, clients, desk_log, held_shares, shares, tombstones
from wellbeing_app.storage.client_notes import Note
from wellbeing_app.storage.clients import Client, Desk, Dossier, Moved, Overwritten
from wellbeing_app.storage.desk_log import Act, Entry
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.held_shares import Holder
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.shares import ShareCode
from wellbeing_app.vault.sealing import TooLarge


def claim(
    session: Session, desk: Desk, secret: bytes, holder: Holder, place: Client | str, clock: date
) -> bytes | None:
    """Take a share under a client or a new label: the client's id, None if the code opens nothing.

    Raises `Unopenable` where the row was tampered with, `Overwritten` and `TooLarge`.
    """
    code = ShareCode.of(secret, installation_salt(session))
    today = note_day(session, clock)
    id_ = held_shares.claim(session, code, holder, today)
    return _file(session, desk, id_, place, today) if id_ else None


def taken_before(session: Session, desk: Desk, secret: bytes) -> Client | None:
    """Return the client under whom this therapist put what a code opens, the first time."""
    code = ShareCode.of(secret, installation_salt(session))
    id_ = held_shares.id_of(session, code, desk.therapist_id)
    known = clients.all_of(session, desk)
    return next((one for one in known if id_ and id_.hex() in one.dossier.shares), None)


def put_under(
    session: Session, desk: Desk, found: Placed, place: Client | str, clock: date
) -> bytes:
    """Put a share under a client or a new label: the client's id.

    Raises `Overwritten`, `TooLarge`.
    """
    id_, source = found.row.id, found.client
    if source is None:
        return _file(session, desk, id_, place, note_day(session, clock))
    if source == place:
        return source.id
    client_notes.rewrite(session, desk, source, source.dossier.without_share(id_))
    return _add_to(session, desk, id_, place)


def _file(session: Session, desk: Desk, id_: bytes, place: Client | str, today: date) -> bytes:
    label = place.dossier.label if isinstance(place, Client) else place
    desk_log.note(session, desk, id_, Entry(Act.CLAIM, label), today)
    return _add_to(session, desk, id_, place)


def _add_to(session: Session, desk: Desk, id_: bytes, place: Client | str) -> bytes:
    if isinstance(place, str):
        return clients.add(session, desk, Dossier(label=place).with_share(id_))
    client_notes.rewrite(session, desk, place, place.dossier.with_share(id_))
    return place.id


def not_seen(shown: Iterable[Shown], clock: date) -> list[Shown]:
    """Return those of the shares that were not looked at today."""
    return [one for one in shown if one.share is not None and one.seen != clock]


def look(session: Session, desk: Desk, client: Client, shown: Iterable[Shown], clock: date) -> bool:
    """Note that shares are looked at, once a day; whether there was anything to note."""
    fresh = not_seen(shown, clock)
    for one in fresh:
        held_shares.note_seen(session, one.id, desk.therapist_id, clock)
        desk_log.note(session, desk, one.id, Entry(Act.VIEW, client.dossier.label), clock)
    return bool(fresh)


def remember_moved(session: Session, desk: Desk, client: Client, moved: Moved) -> Client | None:
    """Keep what the list tells of a client; the client as it is now, None if it is gone.

    Where notes of before leave no room the list tells nothing, rather than what was true before.
    """
    if moved != client.dossier.moved:
        # Overwritten: the client was changed meanwhile, and is looked at again for that.
        with suppress(Overwritten):
            try:
                clients.keep_moved(session, desk, client, moved)
            except TooLarge:
                clients.keep_moved(session, desk, client, None)
        return clients.find(session, desk, client.id)
    return client


def rename(session: Session, desk: Desk, client: Client, label: str) -> None:
    """Give a client another label. Raises `Overwritten`."""
    client_notes.rewrite(session, desk, client, replace(client.dossier, label=label))


def add_note(session: Session, desk: Desk, client: Client, words: str, today: date) -> None:
    """Write a note of today. Raises `Overwritten`."""
    client_notes.add(session, desk, client, words, today)


def change_note(
    session: Session, desk: Desk, client: Client, note: Note, words: str, today: date
) -> None:
    """Put other words in the place of a note's. Raises `Overwritten`."""
    if words != note.content.words:
        client_notes.change(session, desk, client, note, words, today)


def remove_note(session: Session, desk: Desk, client: Client, note: Note) -> None:
    """Delete a note. Raises `Overwritten`."""
    client_notes.remove(session, desk, client, note)


def remove_client(
    session: Session, desk: Desk, client: Client, instance: Path, clock: date
) -> None:
    """Delete a client with the notes and all they showed; no backup brings a share back."""
    today = note_day(session, clock)
    tombstones.hold(session)
    own = set(held_shares.ids_of(session, desk.therapist_id))
    going = sorted(own.intersection(map(bytes.fromhex, client.dossier.shares)))
    tombstones.bury(session, list_in(instance), going, today)
    shares.erase_all(session, going)
    client_notes.forget(session, desk, client.id)
    clients.remove(session, desk, client.id)


def export(session: Session, desk: Desk, client: Client, id_: bytes, act: Act, day: date) -> None:
    """Note that a share leaves the site as a file."""
    desk_log.note(session, desk, id_, Entry(act, client.dossier.label), day)
