"""K3, A2: everything at rest, and the 10,000 commonest passwords, open nothing of anybody.

A house full of realistic rows is stolen: the whole database and the key file. What nobody has
picked up, and what people keep, opens with codes only. What a therapist holds opens with their
password: it is as safe as the rule for passwords.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from tests.accounts.common_passwords import COMMONEST
from tests.databases import Sessions
from tests.records.shares import result, whole
from tests.storage.sharing import TODAY
from tests.storage.thief import Thief, steal
from wellbeing_app.accounts.guessable import weakness
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.share import to_json
from wellbeing_app.storage import (
    accounts,
    client_invitations,
    client_notes,
    clients,
    desk_log,
    history,
    shares,
)
from wellbeing_app.storage.account_keys import AccountKey, place, put_wrap
from wellbeing_app.storage.client_invitations import Own
from wellbeing_app.storage.clients import Desk, Dossier
from wellbeing_app.storage.desk_log import Act, Entry
from wellbeing_app.storage.held_shares import Holder, claim
from wellbeing_app.storage.history import HistoryRow, Place
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.kept import History, Kept, write_history
from wellbeing_app.storage.shares import KEY_LABEL, ShareCode, ShareRow
from wellbeing_app.vault.codes import SECRET_BYTES, new_secret
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys, Pair
from wellbeing_app.vault.passwords import hash_password
from wellbeing_app.vault.sealing import pad, seal
from wellbeing_app.vault.strength import Strength
from wellbeing_app.vault.wrapping import wrap, wrap_for_recovery

CHEAP = Strength(bcrypt_cost=4, passes=1, memory=8192)
"""So that 10,000 passwords are tried in seconds: the thief has it easier than in earnest."""
SLUGS = ("full", "short", "phq-9")
ALLOWED = ("blue teapot hums at noon", "mein Fahrrad rostet leise", "le canard joue aux cartes")
COMMON = "maverick"
HELD_BY_EACH = 5


@pytest.fixture
def keys() -> Keys:
    fresh = [secrets.token_bytes(32) for _ in range(6)]
    return Keys((fresh[0],), (fresh[1],), (fresh[2],), Pair.of(fresh[3]), fresh[4], fresh[5])


@dataclass
class House:
    """A site with people who keep, show, and look."""

    session: Session
    library: Library
    keys: Keys

    def __post_init__(self) -> None:
        self.salt = installation_salt(self.session)
        self.shares = [to_json(whole(self.library, slug)) for slug in SLUGS]
        self.histories = [
            write_history(History(results=tuple(self._kept(slug, n) for n in range(3))))
            for slug in SLUGS
        ]

    def _kept(self, slug: str, number: int) -> Kept:
        return Kept(f"{number:012x}", result(self.library, slug, {"": "Sleep."}, number))

    def keep(self, number: int) -> None:
        """Somebody keeps results under a code."""
        found = self.histories[number % len(self.histories)]
        assert history.keep(self.session, Place.of(new_secret(), self.salt), found, TODAY)

    def offer(self, number: int) -> ShareCode:
        """Somebody shows something under a code."""
        code = ShareCode.of(secrets.token_bytes(SECRET_BYTES), self.salt)
        content = self.shares[number % len(self.shares)]
        id_ = secrets.token_bytes(16)
        shares.offer(self.session, code, id_, content, days=30, today=TODAY)
        return code

    def employ(self, name: str, password: str) -> None:
        """A therapist with a full desk."""
        account = accounts.add(self.session, name, self.keys)
        account.password = hash_password(password, self.keys.peppers, CHEAP.bcrypt_cost)
        accounts.put_factor(account, secrets.token_bytes(20), self.keys)
        pair, recovery = Pair.new(), new_secret()
        key = AccountKey(account_id=account.id, number=1, public=pair.public)
        put_wrap(key, wrap(pair.private, password, place(account.id, 1, "password"), CHEAP))
        where = place(account.id, 1, "recovery")
        key.by_recovery = wrap_for_recovery(pair.private, recovery, where, self.salt)
        self.session.add(key)
        holder = Holder(account.id, pair.public, 1)
        desk = Desk.of(account.id, pair.private, self.salt)
        for number in range(HELD_BY_EACH):
            self._see(desk, holder, number)
        own = Own(new_secret(), "for the group")
        client_invitations.add(self.session, desk, own, "short", self.salt, TODAY)

    def _see(self, desk: Desk, holder: Holder, number: int) -> None:
        id_ = claim(self.session, self.offer(number), holder, TODAY)
        assert id_ is not None
        dossier = Dossier(label=f"Thursday {number}").with_share(id_)
        client = clients.find(self.session, desk, clients.add(self.session, desk, dossier))
        assert client is not None
        note = "Sleeps badly since the move."
        client_notes.add(self.session, desk, client, note, TODAY - timedelta(days=7))
        for act in (Act.CLAIM, Act.VIEW):
            desk_log.note(self.session, desk, id_, Entry(act, dossier.label), TODAY)


def furnished(
    sessions: Sessions, library: Library, keys: Keys, count: int, *passwords: str
) -> None:
    """Fill the house."""
    with sessions() as session:
        house = House(session, library, keys)
        for number in range(count):
            house.keep(number)
            house.offer(number)
        for password in passwords:
            house.employ(f"Therapist {password}", password)
        session.commit()


DESK = ("client", "client_note", "desk_log", "client_invitation")


@pytest.mark.parametrize("count", [50, pytest.param(1_000, marks=pytest.mark.prove)])
def test_database_and_key_file_open_no_history_no_share_and_no_desk(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys, count: int
) -> None:
    furnished(sessions, library, keys, count, *ALLOWED)
    thief = Thief(steal(engine), keys)
    assert len(thief.loot["history"]) == count
    assert len(thief.loot["share"]) == count + len(ALLOWED) * HELD_BY_EACH
    assert {table: thief.opened(table) for table in ("history", "share", *DESK)} == dict.fromkeys(
        ("history", "share", *DESK), 0
    )
    assert thief.opened("account_key", "by_password", "by_recovery") == 0


def test_the_10_000_commonest_passwords_open_no_account_under_the_rule(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys
) -> None:
    assert [weakness(password, ()) for password in ALLOWED] == [None] * len(ALLOWED)
    furnished(sessions, library, keys, 2, ALLOWED[1])
    assert Thief(steal(engine), keys).guessed(COMMONEST) == {}


def test_a_password_of_the_list_written_past_the_rule_opens_all_that_its_account_holds(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys
) -> None:
    """The negative control: the attack is real, and what it opens is only that therapist's."""
    assert COMMON in COMMONEST
    assert weakness(COMMON, ()) is not None
    furnished(sessions, library, keys, 2, COMMON, ALLOWED[0])
    thief = Thief(steal(engine), keys)
    found = thief.guessed(COMMONEST)
    assert len(found) == 1
    assert thief.ransacked(found) == {
        "share": HELD_BY_EACH,
        "client": HELD_BY_EACH,
        "client_note": HELD_BY_EACH,
        "desk_log": 2 * HELD_BY_EACH,
        "client_invitation": 1,
    }


def test_a_history_sealed_under_a_key_of_the_server_would_be_found(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys
) -> None:
    furnished(sessions, library, keys, 3)
    with sessions() as session:
        badly = seal(keys.field_keys[0], pad(b"results"), b"")
        session.execute(update(HistoryRow).values(ct=badly))
        session.commit()
    assert Thief(steal(engine), keys).opened("history") == 3


BROKEN = ("sealed under a server key", "sealed under what its id derives", "not sealed")


@pytest.mark.parametrize("how", BROKEN)
def test_a_share_that_could_be_opened_would_be_found(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys, how: str
) -> None:
    furnished(sessions, library, keys, 3)
    with sessions() as session:
        salt, content = installation_salt(session), to_json(whole(library, "phq-9"))
        for row in session.scalars(select(ShareRow)):
            cts = {
                BROKEN[0]: seal(keys.field_keys[0], pad(content), b""),
                BROKEN[1]: seal(derive(row.id, KEY_LABEL, 32, salt), pad(content), b""),
                BROKEN[2]: pad(content),
            }
            row.ct = cts[how]
        session.commit()
    assert Thief(steal(engine), keys).opened("share") == 3
