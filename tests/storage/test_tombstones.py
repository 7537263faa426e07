"""What was erased stays erased, also when an older copy of the database is put back."""

import os
import shutil
import sqlite3
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from wellbeing_app.storage import history, tombstones
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.history import Place
from wellbeing_app.storage.schema import METADATA

TODAY = date(2026, 11, 23)
MINE, OTHERS = Place.of(bytes(15), bytes(32)), Place.of(b"\1" * 15, bytes(32))


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tombstones.list_in(tmp_path)


def keep_both(engine: Engine) -> None:
    with Session(engine) as session:
        for place in (MINE, OTHERS):
            history.keep(session, place, b"results", TODAY)
        session.commit()


def left(engine: Engine) -> set[bytes]:
    with Session(engine) as session:
        return set(history.ids(session))


def test_a_listed_history_that_is_back_is_erased_and_no_other(engine: Engine, listed: Path) -> None:
    tombstones.bury(listed, MINE.id, TODAY)
    keep_both(engine)
    assert tombstones.apply(engine, listed) == 1
    assert left(engine) == {OTHERS.id}
    assert tombstones.apply(engine, listed) == 0


def test_without_a_list_nothing_is_erased(engine: Engine, listed: Path) -> None:
    keep_both(engine)
    assert tombstones.apply(engine, listed) == 0
    assert len(left(engine)) == 2


def restored(folder: Path) -> Iterator[Engine]:
    """Keep, copy the database file, erase; then put the copy back."""
    path, copy = folder / "database.sqlite", folder / "copy.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    guard(engine)
    METADATA.create_all(engine)
    keep_both(engine)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with Session(engine) as session:
        tombstones.bury(tombstones.list_in(folder), MINE.id, TODAY)
        history.erase(session, MINE.id)
        session.commit()
    engine.dispose()
    shutil.copy(copy, path)
    back = create_engine(f"sqlite:///{path}")
    guard(back)
    yield back
    back.dispose()


def test_a_backup_put_back_revives_nothing(tmp_path: Path, listed: Path) -> None:
    for engine in restored(tmp_path):
        assert left(engine) == {MINE.id, OTHERS.id}, "without the list it would be back"
        tombstones.apply(engine, listed)
        assert left(engine) == {OTHERS.id}


def test_the_list_tells_month_and_digest_and_is_its_owners_alone(listed: Path) -> None:
    tombstones.bury(listed, MINE.id, TODAY)
    tombstones.bury(listed, OTHERS.id, TODAY)
    lines = listed.read_text().split()
    assert [len(part) for part in lines] == [7, 64, 7, 64]
    assert lines[0] == "2026-11"
    assert MINE.id.hex() not in listed.read_text()
    assert listed.stat().st_mode & 0o077 == 0


def test_a_line_is_on_the_disk_before_the_receipt(
    listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def note(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)

    monkeypatch.setattr(os, "fsync", note)
    tombstones.bury(listed, MINE.id, TODAY)
    assert synced == [listed.name, listed.parent.name]
    tombstones.bury(listed, OTHERS.id, TODAY)
    assert synced[2:] == [listed.name]


def test_a_line_cut_short_spoils_no_other(engine: Engine, listed: Path) -> None:
    tombstones.bury(listed, OTHERS.id, TODAY)
    listed.write_bytes(listed.read_bytes()[:-1])
    tombstones.bury(listed, MINE.id, TODAY)
    keep_both(engine)
    tombstones.apply(engine, listed)
    assert left(engine) == {OTHERS.id}


def test_a_long_list_is_not_read_into_memory(listed: Path) -> None:
    tombstones.bury_all(listed, (number.to_bytes(16, "big") for number in range(20_000)), TODAY)
    tracemalloc.start()
    found = [tombstones.is_buried(listed, id_) for id_ in (MINE.id, bytes(16))]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [False, True]
    assert peak < listed.stat().st_size / 10


def test_lines_are_dropped_after_fourteen_months(engine: Engine, listed: Path) -> None:
    tombstones.bury(listed, MINE.id, date(2025, 8, 31))
    tombstones.bury(listed, OTHERS.id, date(2025, 9, 1))
    tombstones.drop_old(listed, TODAY)
    keep_both(engine)
    tombstones.apply(engine, listed)
    assert left(engine) == {MINE.id}


def test_dropping_loses_nothing_that_is_added_meanwhile(listed: Path) -> None:
    ids = [number.to_bytes(16, "big") for number in range(200)]
    tombstones.bury(listed, bytes(16), date(2020, 1, 1))

    def work(id_: bytes) -> None:
        tombstones.bury(listed, id_, TODAY)
        tombstones.drop_old(listed, TODAY)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, ids))
    assert len(listed.read_text().split()) == 2 * len(ids)
