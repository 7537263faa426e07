"""K3: a thief with a full copy of the database and the key file opens no unclaimed share."""

import secrets
from collections.abc import Callable
from functools import partial
from itertools import chain

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from tests.databases import Sessions
from tests.instruments.shares import whole
from tests.storage.sharing import TODAY
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.share_parts import to_json
from wellbeing_app.storage.meta import installation_salt
from wellbeing_app.storage.shares import (
    CLAIM_LABEL,
    KEY_LABEL,
    REVOKE_LABEL,
    ShareCode,
    offer,
)
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys, Pair
from wellbeing_app.vault.sealing import Unopenable, open_box, open_sealed, pad, seal

LABELS = (CLAIM_LABEL, KEY_LABEL, REVOKE_LABEL, "share-id")
WORDS = (b"phq9_9", b"evenkeel/", b"Sleep.", b'"parts"')

Row = dict[str, object]
Loot = dict[str, list[Row]]


@pytest.fixture
def keys() -> Keys:
    fresh = [secrets.token_bytes(32) for _ in range(6)]
    return Keys((fresh[0],), (fresh[1],), (fresh[2],), Pair.of(fresh[3]), fresh[4], fresh[5])


def steal(engine: Engine) -> Loot:
    """Every row of every table; what is bytes in either engine is bytes here."""
    with engine.connect() as connection:
        return {
            table: [
                {name: _plain(value) for name, value in row.items()}
                for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()  # noqa: S608
            ]
            for table in inspect(engine).get_table_names()
        }


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def in_the_key_file(keys: Keys) -> set[bytes]:
    """Everything the server holds outside the database."""
    lists = chain(keys.visit_keys, keys.field_keys, keys.peppers)
    return {*lists, keys.rate_key, keys.csrf_key, keys.statistics.private, keys.statistics.public}


def tried(row: Row, salt: bytes, keys: Keys) -> set[bytes]:
    """As keys: the key file, the row's own columns, and all that derives from either of them."""
    columns = {one for name, one in row.items() if isinstance(one, bytes) and name != "ct"}
    found = in_the_key_file(keys) | columns | {salt}
    return found | {derive(one, label, 32, salt) for one in found for label in LABELS}


def associated(row: Row) -> tuple[bytes, bytes]:
    """What the seal may be bound to: the program is public, so the thief knows it."""
    days = f"|{row['expires_day']}|{row['pickup_until_day']}".encode()
    return b"share/1|" + blob(row, "id") + blob(row, "revoke_id") + days, b""


def blob(row: Row, column: str) -> bytes:
    value = row[column]
    assert isinstance(value, bytes)
    return value


def opened(loot: Loot, keys: Keys) -> int:
    """How many shares the thief reads."""
    salt = blob(loot["meta"][0], "salt")
    return sum(
        reads(row, [k for k in tried(row, salt, keys) if len(k) == 32]) for row in loot["share"]
    )


def reads(row: Row, keys: list[bytes]) -> bool:
    """Whether any key opens one row, as an envelope or as a box, or nothing is needed at all."""
    ct = blob(row, "ct")
    return (
        any(word in ct for word in WORDS)
        or any(opens(partial(open_sealed, keys, ct, bound)) for bound in associated(row))
        or any(opens(partial(open_box, Pair.of(key), ct)) for key in keys)
    )


def opens(attempt: Callable[[], bytes]) -> bool:
    """Whether an attempt to open succeeds."""
    try:
        attempt()
    except Unopenable:
        return False
    return True


def fill(
    sessions: Sessions, library: Library, count: int, write: Callable[[Session, bytes], None]
) -> None:
    contents = [to_json(whole(library, slug)) for slug in ("full", "short", "phq-9")]
    with sessions() as session:
        for number in range(count):
            write(session, contents[number % len(contents)])
        session.commit()


def as_built(session: Session, content: bytes) -> None:
    code = ShareCode.of(secrets.token_bytes(15), installation_salt(session))
    offer(session, code, secrets.token_bytes(16), content, days=30, today=TODAY)


@pytest.mark.parametrize("count", [20, pytest.param(1000, marks=pytest.mark.prove)])
def test_database_and_key_file_open_no_unclaimed_share(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys, count: int
) -> None:
    fill(sessions, library, count, as_built)
    loot = steal(engine)
    assert len(loot["share"]) == count
    assert opened(loot, keys) == 0


BROKEN = ("sealed under a server key", "sealed under what its id derives", "not sealed")


@pytest.mark.parametrize("how", BROKEN)
def test_a_share_that_could_be_opened_would_be_found(
    sessions: Sessions, engine: Engine, library: Library, keys: Keys, how: str
) -> None:
    def badly(session: Session, content: bytes) -> None:
        salt, id_ = installation_salt(session), secrets.token_bytes(16)
        code = ShareCode.of(secrets.token_bytes(15), salt)
        offer(session, code, id_, b"", days=30, today=TODAY)
        cts = {
            BROKEN[0]: seal(keys.field_keys[0], pad(content), b""),
            BROKEN[1]: seal(derive(id_, KEY_LABEL, 32, salt), pad(content), b""),
            BROKEN[2]: pad(content),
        }
        session.execute(
            text("UPDATE share SET ct = :ct WHERE id = :id"), {"ct": cts[how], "id": id_}
        )

    fill(sessions, library, 3, badly)
    assert opened(steal(engine), keys) == 3
