"""Queries of the staff's tables on both engines: names, steps, tries, sessions."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.databases import Sessions
from wellbeing_app.storage import accounts, attempts, staff_sessions
from wellbeing_app.storage.accounts import State
from wellbeing_app.storage.staff_sessions import Contents, Stage
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.sealing import Unopenable

SALT = bytes(32)
NOW = 1_800_000_000


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys.create(tmp_path / "keys.json")


def added(sessions: Sessions, keys: Keys, name: str) -> bytes:
    """Add an account that may sign in; its id."""
    with sessions() as session:
        account = accounts.add(session, name, keys)
        account.state = State.OPEN
        account_id = account.id
        session.commit()
    return account_id


def test_a_name_is_found_however_it_is_spelt_and_is_there_once(
    sessions: Sessions, keys: Keys
) -> None:
    account_id = added(sessions, keys, "Anna Rossi")
    with sessions() as session:
        for spelling in ("anna rossi", " ANNA   Rossi ", "\uff21nna Rossi"):
            found = accounts.named(session, spelling, keys)
            assert found is not None
            assert (found.id, accounts.name_of(found, keys)) == (account_id, "Anna Rossi")
        assert accounts.named(session, "Anna Ross", keys) is None
    with pytest.raises(IntegrityError):
        added(sessions, keys, "ANNA ROSSI")


def test_k2_a_factor_moved_to_another_account_does_not_open(sessions: Sessions, keys: Keys) -> None:
    one, other = added(sessions, keys, "Anna"), added(sessions, keys, "Ben")
    with sessions() as session:
        account = accounts.locked(session, one, 0)
        assert account is not None
        accounts.put_factor(account, b"secret", keys)
        assert account.factor is not None
        assert accounts.open_factor(one, account.factor, keys) == b"secret"
        with pytest.raises(Unopenable):
            accounts.open_factor(other, account.factor, keys)


def test_of_twenty_uses_of_one_step_one_wins(sessions: Sessions, keys: Keys) -> None:
    account_id = added(sessions, keys, "Anna")

    def use(_number: int) -> bool:
        with sessions() as session:
            won = accounts.use_step(session, account_id, 7)
            session.commit()
        return won

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(use, range(20))) == 1


def test_tries_are_counted_apart_and_anew(sessions: Sessions, keys: Keys) -> None:
    def tried(what: str, whose: bytes, now: int) -> int:
        with sessions() as session:
            number = attempts.count(session, what, whose, (now, 60), keys)
            session.commit()
        return number

    start = NOW // 60 * 60
    assert [tried("password", b"a", start + second) for second in (0, 30, 59)] == [1, 2, 3]
    assert tried("password", b"b", start) == 1
    assert tried("code", b"a", start) == 1
    assert tried("password", b"a", start + 60) == 1
    with sessions() as session:
        assert session.query(attempts.Attempt).count() == 1, "what is over is deleted"


def test_a_session_opens_with_its_token_and_ends_with_its_owner(
    sessions: Sessions, keys: Keys
) -> None:
    account_id, token = secrets.token_bytes(16), secrets.token_bytes(32)
    contents = Contents(account_id, 0, Stage.FULL, b"private", NOW)
    with sessions() as session:
        staff_sessions.begin(session, token, contents, (NOW + 60, NOW + 600), keys, SALT)
        session.commit()
    with sessions() as session:
        row = session.get(staff_sessions.StaffSession, staff_sessions.session_id(token, SALT))
        assert row is not None
        assert staff_sessions.opened(row, token, SALT) == contents
        assert staff_sessions.opened(row, secrets.token_bytes(32), SALT) is None
        assert len(staff_sessions.sessions_of(session, account_id, keys, NOW)) == 1
        staff_sessions.end_own(session, row.id, bytes(16), keys)
        assert len(staff_sessions.sessions_of(session, account_id, keys, NOW)) == 1
        staff_sessions.end_all(session, account_id, keys)
        assert staff_sessions.sessions_of(session, account_id, keys, NOW) == []


def test_no_repr_shows_a_secret(keys: Keys) -> None:
    contents = Contents(bytes(16), 0, Stage.FULL, b"private", NOW, recovery=b"recovery")
    assert "private" not in repr(contents)
    assert "recovery" not in repr(contents)
    assert keys.field_keys[0].hex() not in repr(keys)
