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
from sqlalchemy import Engine, create_engine, select, update
from sqlalchemy.orm import Session

from tests.databases import Sessions
from tests.history.walking import statements
from wellbeing_app.storage import erased_list, history, tombstones
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.erased_list import LINE_BYTES
from wellbeing_app.storage.history import Place
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.storage.tombstones import ErasedRow, ErasedUntil

TODAY = date(2026, 11, 23)
MINE, OTHERS = Place.of(bytes(15), bytes(32)), Place.of(b"\1" * 15, bytes(32))


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return erased_list.list_in(tmp_path)


def keep_both(engine: Engine) -> None:
    with Session(engine) as session:
        for place in (MINE, OTHERS):
            history.keep(session, place, b"results", TODAY)
        session.commit()


def left(engine: Engine) -> set[bytes]:
    with Session(engine) as session:
        return set(history.ids(session))


def bury(engine: Engine, listed: Path, *ids: bytes, today: date = TODAY) -> None:
    """List ids and commit, as whoever erases does."""
    with Session(engine) as session:
        tombstones.bury(session, listed, ids, today)
        session.commit()


def cut_off(engine: Engine, listed: Path, *ids: bytes) -> None:
    """List ids, and end before anything is committed."""
    with Session(engine) as session:
        tombstones.bury(session, listed, ids, TODAY)


def mark(engine: Engine) -> int | None:
    with Session(engine) as session:
        return session.scalars(select(ErasedUntil.position)).one_or_none()


def index(engine: Engine) -> set[bytes]:
    with Session(engine) as session:
        return set(session.scalars(select(ErasedRow.digest)))


def digests(*ids: bytes) -> set[bytes]:
    return {tombstones.digest_of(id_) for id_ in ids}


def test_a_listed_history_that_is_there_is_erased_and_no_other(
    engine: Engine, listed: Path
) -> None:
    keep_both(engine)
    cut_off(engine, listed, MINE.id)
    assert tombstones.apply(engine, listed) == 1
    assert left(engine) == {OTHERS.id}
    assert (mark(engine), index(engine)) == (LINE_BYTES, digests(MINE.id))
    assert tombstones.apply(engine, listed) == 0


def test_without_a_list_nothing_is_erased(engine: Engine, listed: Path) -> None:
    keep_both(engine)
    assert tombstones.apply(engine, listed) == 0
    assert len(left(engine)) == 2


def test_a_database_that_is_true_to_the_list_is_asked_for_the_mark_alone(
    engine: Engine, listed: Path
) -> None:
    keep_both(engine)
    bury(engine, listed, *(number.to_bytes(16, "big") for number in range(50)))
    with statements(engine) as seen:
        assert tombstones.apply(engine, listed) == 0
    assert len([one for one in seen if "SELECT" in one]) == 2
    assert all("erased" in one for one in seen if "SELECT" in one)


def test_what_was_cut_off_is_finished_also_after_others_went_on(
    engine: Engine, listed: Path
) -> None:
    """The mark may not pass a line whose row is still there."""
    keep_both(engine)
    cut_off(engine, listed, MINE.id)
    bury(engine, listed, bytes(16))
    assert mark(engine) == 0
    assert tombstones.apply(engine, listed) == 1
    assert (left(engine), mark(engine)) == ({OTHERS.id}, 2 * LINE_BYTES)


def test_a_mark_that_passed_what_was_cut_off_would_leave_it_there(
    engine: Engine, listed: Path
) -> None:
    keep_both(engine)
    cut_off(engine, listed, MINE.id)
    bury(engine, listed, bytes(16))
    with engine.begin() as connection:
        connection.execute(update(ErasedUntil).values(position=2 * LINE_BYTES))
    assert tombstones.apply(engine, listed) == 0
    assert left(engine) == {MINE.id, OTHERS.id}


def restored(folder: Path) -> Iterator[Engine]:
    """Keep, copy the database file, erase; then put the copy back."""
    path, copy = folder / "database.sqlite", folder / "copy.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    guard(engine)
    METADATA.create_all(engine)
    keep_both(engine)
    bury(engine, erased_list.list_in(folder), b"older")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with Session(engine) as session:
        tombstones.bury(session, erased_list.list_in(folder), (MINE.id,), TODAY)
        history.erase(session, MINE.id)
        session.commit()
    engine.dispose()
    shutil.copy(copy, path)
    back = create_engine(f"sqlite:///{path}")
    guard(back)
    yield back
    back.dispose()


def test_a_backup_put_back_starts_from_its_older_mark_and_revives_nothing(
    tmp_path: Path, listed: Path
) -> None:
    for engine in restored(tmp_path):
        assert left(engine) == {MINE.id, OTHERS.id}, "without the list it would be back"
        assert mark(engine) == LINE_BYTES
        assert tombstones.apply(engine, listed) == 1
        assert left(engine) == {OTHERS.id}
        assert mark(engine) == 2 * LINE_BYTES


def test_after_old_lines_went_an_older_mark_is_not_taken_at_its_word(
    tmp_path: Path, listed: Path
) -> None:
    """The list is shorter than when the copy was made: its mark stands behind another line."""
    for engine in restored(tmp_path):
        erased_list.drop_before(listed, "2026-11")
        listed.write_bytes(listed.read_bytes()[LINE_BYTES:])
        assert tombstones.apply(engine, listed) == 1
        assert left(engine) == {OTHERS.id}


def test_a_list_of_another_place_is_read_whole(engine: Engine, listed: Path) -> None:
    keep_both(engine)
    bury(engine, listed, b"one", b"two")
    theirs = "".join(f"\n2026-11 {tombstones.digest_of(id_).hex()}" for id_ in (MINE.id, b"x"))
    listed.write_text(theirs + listed.read_text()[LINE_BYTES * 2 :])
    assert tombstones.apply(engine, listed) == 1
    assert left(engine) == {OTHERS.id}


def test_the_list_tells_month_and_digest_and_is_its_owners_alone(
    engine: Engine, listed: Path
) -> None:
    bury(engine, listed, MINE.id)
    bury(engine, listed, OTHERS.id)
    lines = listed.read_text().split()
    assert [len(part) for part in lines] == [7, 64, 7, 64]
    assert lines[0] == "2026-11"
    assert MINE.id.hex() not in listed.read_text()
    assert listed.stat().st_mode & 0o077 == 0


def test_a_line_is_on_the_disk_before_the_receipt(
    engine: Engine, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def note(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)

    monkeypatch.setattr(os, "fsync", note)
    bury(engine, listed, MINE.id)
    assert synced == [listed.name, listed.parent.name]
    bury(engine, listed, OTHERS.id)
    assert synced[2:] == [listed.name]


def test_a_line_cut_short_spoils_no_other(engine: Engine, listed: Path) -> None:
    keep_both(engine)
    bury(engine, listed, b"whole")
    listed.write_bytes(listed.read_bytes() + b"\n2026-11 0123")
    cut_off(engine, listed, MINE.id)
    assert tombstones.apply(engine, listed) == 1
    assert left(engine) == {OTHERS.id}
    bury(engine, listed, b"later")
    assert mark(engine) == listed.stat().st_size


def looked_up(engine: Engine, listed: Path, id_: bytes) -> tuple[bool, list[str]]:
    with Session(engine) as session, statements(engine) as seen:
        found = tombstones.is_buried(session, listed, id_)
    return found, [one for one in seen if not one.startswith("BEGIN")]


@pytest.mark.parametrize("number", [10, 20_000])
def test_looking_up_costs_the_same_however_long_the_list_is(
    engine: Engine, listed: Path, number: int
) -> None:
    bury(engine, listed, *(one.to_bytes(16, "big") for one in range(number)))
    tracemalloc.start()
    (found, first), (missed, second) = (
        looked_up(engine, listed, id_) for id_ in (bytes(16), MINE.id)
    )
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found, missed) == (True, False)
    assert (len(first), len(second)) == (3, 5)
    assert peak < 500_000


def test_what_was_cut_off_is_on_the_list_too(engine: Engine, listed: Path) -> None:
    cut_off(engine, listed, MINE.id)
    assert index(engine) == set()
    assert looked_up(engine, listed, MINE.id)[0]


def test_lines_are_dropped_after_fourteen_months(engine: Engine, listed: Path) -> None:
    bury(engine, listed, MINE.id, today=date(2025, 8, 31))
    bury(engine, listed, OTHERS.id, today=date(2025, 9, 1))
    with Session(engine) as session:
        tombstones.drop_old(session, listed, TODAY)
        session.commit()
    assert [line.digest for line in erased_list.lines(listed)] == [*digests(OTHERS.id)]
    assert (index(engine), mark(engine)) == (digests(OTHERS.id), LINE_BYTES)


def test_one_that_is_listed_twice_stays_as_long_as_its_later_line(
    engine: Engine, listed: Path
) -> None:
    bury(engine, listed, MINE.id, today=date(2025, 8, 31))
    bury(engine, listed, MINE.id)
    with Session(engine) as session:
        tombstones.drop_old(session, listed, TODAY)
        session.commit()
    assert index(engine) == digests(MINE.id)


def test_dropping_waits_for_what_was_cut_off(engine: Engine, listed: Path) -> None:
    bury(engine, listed, OTHERS.id, today=date(2020, 1, 1))
    cut_off(engine, listed, MINE.id)
    with Session(engine) as session:
        tombstones.drop_old(session, listed, TODAY)
        session.commit()
    assert len(list(erased_list.lines(listed))) == 2


def test_dropping_loses_nothing_that_is_added_meanwhile(
    sessions: Sessions, engine: Engine, listed: Path
) -> None:
    ids = [number.to_bytes(16, "big") for number in range(100)]
    bury(engine, listed, bytes(16), today=date(2020, 1, 1))

    def work(id_: bytes) -> None:
        bury(engine, listed, id_)
        with sessions() as session:
            tombstones.drop_old(session, listed, TODAY)
            session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, ids))
    assert {line.digest for line in erased_list.lines(listed)} == digests(*ids)
    assert index(engine) == digests(*ids)
    assert mark(engine) == listed.stat().st_size
