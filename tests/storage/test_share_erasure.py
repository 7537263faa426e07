"""L1, L4: a withdrawn share leaves nothing in the files, and no backup brings it back."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.storage.sharing import OTHER_SECRET, TODAY, claimed, code, offered, share_id
from wellbeing_app.storage import shares, tombstones
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.storage.shares import ShareRow


def opened(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    guard(engine)
    return engine


@pytest.mark.parametrize("made", [offered, claimed])
def test_a_restored_backup_revives_no_withdrawn_share(
    tmp_path: Path, made: Callable[[Session], ShareRow]
) -> None:
    path, copy = tmp_path / "database.sqlite", tmp_path / "copy.sqlite"
    listed = list_in(tmp_path)
    engine = opened(path)
    METADATA.create_all(engine)
    with Session(engine) as session:
        made(session)
        offered(session, secret=OTHER_SECRET)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with Session(engine) as session:
        id_ = shares.withdraw(session, code(), TODAY)
        assert id_ is not None
        tombstones.bury(session, listed, (id_,), TODAY)
        session.commit()
    engine.dispose()
    shutil.copy(copy, path)
    back = opened(path)
    with Session(back) as session:
        assert len(shares.ids(session)) == 2, "without the list it would be back"
    assert tombstones.apply(back, listed) == 1
    with Session(back) as session:
        assert shares.ids(session) == (share_id(OTHER_SECRET),)
        assert shares.status(session, code(), TODAY) is None
    back.dispose()


def test_a_withdrawn_share_is_in_no_file_of_the_database(tmp_path: Path) -> None:
    engine = opened(tmp_path / "database.sqlite")
    METADATA.create_all(engine)
    with Session(engine) as session:
        needle = bytes(offered(session).ct[100:200])
        assert needle in everything(tmp_path), "it is there before"
        shares.withdraw(session, code(), TODAY)
        session.commit()
    empty_log(engine)
    assert needle not in everything(tmp_path)
    engine.dispose()


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
