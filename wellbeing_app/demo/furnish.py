"""A therapist and the made-up clients, written into an empty site by the site's own functions."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from wellbeing_app.accounts import changes, identity
from wellbeing_app.demo.people import MadeUpClient, People, Shown, record, share
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.share import to_json
from wellbeing_app.storage import (
    accounts,
    client_invitations,
    client_notes,
    clients,
    desk_log,
    shares,
)
from wellbeing_app.storage import history as histories
from wellbeing_app.storage.client_invitations import Own
from wellbeing_app.storage.clients import Desk, Dossier
from wellbeing_app.storage.desk_log import Act, Entry
from wellbeing_app.storage.held_shares import Holder, claim, note_seen
from wellbeing_app.storage.history import Place
from wellbeing_app.storage.kept import History, Kept, write_history
from wellbeing_app.storage.reading_days import state
from wellbeing_app.storage.shares import ID_BYTES, ShareCode, offer
from wellbeing_app.storage.staff_sessions import Contents
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.vault.keys import Pair
from wellbeing_app.web.staff.circumstances import House

NAME = "Demo Therapist"
MONDAY, THURSDAY = 0, 3
MARK_DIGITS = 12


@dataclass(frozen=True, slots=True, repr=False)
class Therapist:
    """A therapist who is enrolled, and all it takes to sign in."""

    password: str
    recovery: str
    factor: bytes
    pair: Pair
    id: bytes

    @property
    def holder(self) -> Holder:
        """What shares are sealed to."""
        return Holder(self.id, self.pair.public, 1)


@dataclass(frozen=True, slots=True)
class Demo:
    """The site being furnished, as of one day."""

    session: Session
    library: Library
    house: House

    def enrol(self) -> Therapist:
        """Make an account as an invitation and its enrolment do."""
        password, keys = write_code(new_secret()), self.house.keys
        account = accounts.add(self.session, NAME, keys)
        changes.accept_invitation(self.session, account, password, self.house)
        self.session.commit()
        known = identity.look_up(self.session, NAME, keys)
        drafted = identity.after_password(known, password, keys, self.house.strength)
        contents: Contents = replace(drafted, recovery=new_secret())
        changes.enrol(self.session, contents, 1, self.house)
        state(self.session, account.id, (MONDAY, THURSDAY))
        pair = Pair.of(contents.private)
        return Therapist(password, write_code(contents.recovery), contents.factor, pair, account.id)

    def bring_in(self, therapist: Therapist, client: MadeUpClient) -> None:
        """Let one client show everything, and the therapist pick it up and note something."""
        desk = Desk.of(therapist.id, therapist.pair.private, self.house.salt)
        dossier = Dossier(label=client.label)
        for shown in client.shares:
            dossier = dossier.with_share(self._hand_over(therapist, desk, client.label, shown))
        added = clients.find(self.session, desk, clients.add(self.session, desk, dossier))
        if client.note and added:
            client_notes.add(self.session, desk, added, client.note, self.house.today)

    def _hand_over(self, therapist: Therapist, desk: Desk, label: str, shown: Shown) -> bytes:
        secret = self.put_up(shown)
        code = ShareCode.of(secret, self.house.salt)
        day = self._day(shown)
        id_ = claim(self.session, code, therapist.holder, day)
        if id_ is None:
            raise RuntimeError("a share of the demonstration cannot be picked up")
        desk_log.note(self.session, desk, id_, Entry(Act.CLAIM, label), day)
        if shown.seen:
            note_seen(self.session, id_, therapist.id, day)
            desk_log.note(self.session, desk, id_, Entry(Act.VIEW, label), day)
        if shown.paused:
            shares.pause(self.session, code, self.house.today, paused=True)
        return id_

    def put_up(self, shown: Shown) -> bytes:
        """Write a share under a new code; return the code's secret."""
        secret, id_ = new_secret(), secrets.token_bytes(ID_BYTES)
        content = to_json(share(self.library, shown, self.house.today))
        code = ShareCode.of(secret, self.house.salt)
        offer(self.session, code, id_, content, days=shown.days, today=self._day(shown))
        return secret

    def invite(self, therapist: Therapist, people: People) -> bytes:
        """Make an invitation; return its secret."""
        desk = Desk.of(therapist.id, therapist.pair.private, self.house.salt)
        own = Own(new_secret(), people.invitation.label)
        client_invitations.add(
            self.session, desk, own, people.invitation.battery, self.house.salt, self.house.today
        )
        return own.secret

    def keep(self, client: MadeUpClient) -> bytes:
        """Keep a client's results under a code of their own; return its secret."""
        secret, kept = new_secret(), History()
        for number, shown in enumerate(client.shares):
            mark = f"{number:0{MARK_DIGITS}x}"
            kept = kept.with_result(Kept(mark, record(self.library, shown, self.house.today)))
        place = Place.of(secret, self.house.salt)
        histories.keep(self.session, place, write_history(kept), self.house.today)
        return secret

    def _day(self, shown: Shown) -> date:
        return self.house.today - timedelta(days=shown.days_ago)
