"""K3: the whole database and every key of the server together open nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from tests.client import Client
from tests.history.walking import keep
from wellbeing_app.storage.history import ID_LABEL, KEY_LABEL
from wellbeing_app.vault.codes import read_code
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.sealing import Unopenable, open_box, open_sealed
from wellbeing_app.web.database import db

Row = tuple[bytes, bytes, int, str]


def at_rest(app: Flask, instance: Path) -> tuple[list[Row], bytes, list[bytes]]:
    """All rows, the salt, and every secret of the key file, in hexadecimal or not."""
    with app.app_context(), db.engine.connect() as connection:
        found = connection.execute(text("SELECT id, ct, rev, expires_month FROM history"))
        rows = [(row[0], row[1], row[2], row[3]) for row in found]
        salt: bytes = connection.execute(text("SELECT salt FROM meta")).scalar_one()
    written = json.loads((instance / "keys.json").read_text())
    values = [
        value for one in written.values() for value in (one if isinstance(one, list) else [one])
    ]
    return rows, salt, [bytes.fromhex(value) for value in values]


def keys_to_try(row: Row, salt: bytes, known: list[bytes]) -> Iterator[bytes]:
    """Everything a thief can make of what lies there."""
    id_ = row[0]
    for secret in (*known, salt, id_, id_ + salt, salt + id_, b"", bytes(15), bytes(32)):
        if len(secret) == 32:
            yield secret
        for label in (KEY_LABEL, ID_LABEL, "file-key", "share-key"):
            yield derive(secret, label, 32, salt)


def opened(rows: list[Row], salt: bytes, known: list[bytes], keys: Keys) -> int:
    """How many histories the thief has opened."""
    count = 0
    for row in rows:
        id_, ct, rev, month = row
        associated = b"history/1|" + id_ + f"|{rev}|{month}".encode()
        try:
            open_sealed(list(keys_to_try(row, salt, known)), ct, associated)
            count += 1
        except Unopenable:
            pass
        try:
            open_box(keys.statistics, ct)
            count += 1
        except Unopenable:
            pass
    return count


def test_everything_at_rest_opens_nothing(visitor: Client, site_app: Flask, instance: Path) -> None:
    for _ in range(3):
        keep(visitor)
    rows, salt, known = at_rest(site_app, instance)
    assert len(rows) == 3
    assert opened(rows, salt, known, Keys.load(instance / "keys.json")) == 0


def test_a_site_that_kept_the_code_beside_the_row_would_be_found(
    visitor: Client, site_app: Flask, instance: Path
) -> None:
    code = keep(visitor)
    rows, salt, known = at_rest(site_app, instance)
    kept_beside = [*known, read_code(code)]
    assert opened(rows, salt, kept_beside, Keys.load(instance / "keys.json")) == 1
