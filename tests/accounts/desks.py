"""A therapist's desk with something in every table, and what its therapist reads of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from tests.accounts.cast import Person
from wellbeing_app.storage import (
    client_invitations,
    client_notes,
    clients,
    desk_log,
    reading_days,
    shares,
)
from wellbeing_app.storage.account_keys import AccountKey
from wellbeing_app.storage.belongings import TABLES
from wellbeing_app.storage.client_invitations import Own
from wellbeing_app.storage.client_notes import Note
from wellbeing_app.storage.clients import Desk, Dossier
from wellbeing_app.storage.desk_log import Act, Entry
from wellbeing_app.storage.held_shares import Holder, all_held, claim, ids_of, open_held
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.storage.shares import ShareCode, Status
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import today

DAYS = (0, 3)
FULL = {
    "clients": ["Thursday 10:00, 1 share, ask about sleep"],
    "log": ["claim Thursday 10:00"],
    "invitations": ["short for the group"],
    "shares": ["what a client showed"],
    "days": [*DAYS],
}
NOTHING: dict[str, list[object]] = {name: [] for name in FULL}
LOST = {"status": 404}


@dataclass
class ClientSide:
    """What one client of this site has: the code of what they showed."""

    app: Flask
    secret: bytes

    @property
    def code(self) -> str:
        """The code as it is typed."""
        return write_code(self.secret)

    @property
    def status(self) -> Status | None:
        """How it stands."""
        with self.app.app_context():
            where = ShareCode.of(self.secret, installation_salt(db.session))
            return shares.status(db.session, where, today())


class Probe:
    """Two pages of another room: one fills the desk of the therapist who asks, one tells it."""

    shown: ClientSide
    """The client whose share was put on a desk last."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        app.add_url_rule("/probe/fill", view_func=therapist(fill))
        app.add_url_rule("/probe/read", view_func=therapist(read))

    def fill(self, person: Person) -> None:
        """Put something of everything on the desk of this therapist."""
        self.shown = ClientSide(self.app, bytes.fromhex(person.open("/probe/fill").text))

    def reads(self, person: Person) -> dict[str, Any]:
        """What the therapist reads; the status where nobody is let in."""
        page = person.open("/probe/read")
        told: dict[str, Any] = json.loads(page.html) if page.status == 200 else {}
        return told or {"status": page.status}


def fill(me: Therapist) -> str:
    """Claim a share, put it under a client, write a note, log, invite, state days of reading."""
    session, salt, secret = db.session, installation_salt(db.session), new_secret()
    desk, code = Desk.of(me.id, me.pair.private, salt), ShareCode.of(secret, salt)
    shares.offer(session, code, secret + b"\0", b"what a client showed", days=90, today=today())
    holder = Holder(me.id, me.pair.public, me.number)
    id_ = claim(session, code, holder, today())
    assert id_ is not None
    added = clients.add(session, desk, Dossier(label="Thursday 10:00").with_share(id_))
    client = clients.find(session, desk, added)
    assert client is not None
    client_notes.add(session, desk, client, "ask about sleep", today())
    desk_log.note(session, desk, id_, Entry(Act.CLAIM, "Thursday 10:00"), today())
    own = Own(new_secret(), "for the group")
    client_invitations.add(session, desk, own, "short", salt, today())
    reading_days.state(session, me.id, DAYS)
    session.commit()
    return secret.hex()


def read(me: Therapist) -> dict[str, object]:
    """Open everything there is."""
    session, salt = db.session, installation_salt(db.session)
    desk = Desk.of(me.id, me.pair.private, salt)
    invited = client_invitations.all_of(session, desk, today())
    return {
        "clients": [
            told(one.dossier, client_notes.all_of(session, desk, one))
            for one in clients.all_of(session, desk)
        ],
        "log": [f"{one.entry.act} {one.entry.label}" for one in desk_log.entries(session, desk)],
        "invitations": [f"{found.battery} {own.label}" for found, own in invited if own],
        "shares": [
            open_held(row, me.pair).rstrip(b"\0").decode()
            for row in all_held(session, me.id, ids_of(session, me.id), today())
        ],
        "days": list(reading_days.reading_days(session, me.id)),
    }


def told(dossier: Dossier, notes: Iterable[Note]) -> str:
    """A client in one line."""
    words = " ".join(note.content.words for note in notes)
    return f"{dossier.label}, {len(dossier.shares)} share, {words}"


def left(app: Flask) -> dict[str, int]:
    """How many rows each table of the staff has; a table without any is not told."""
    with app.app_context():
        counts = {
            name: db.session.scalar(select(func.count()).select_from(METADATA.tables[name])) or 0
            for name in sorted(TABLES | {"session"})
        }
    return {name: count for name, count in counts.items() if count}


def public_keys(app: Flask) -> list[bytes]:
    """The public half of every key pair there is."""
    with app.app_context():
        return list(db.session.scalars(select(AccountKey.public)))
