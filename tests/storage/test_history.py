"""A history opens with its code alone, only where it was put, and leaves nothing when it goes."""

import json
import secrets
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from tests.databases import Sessions
from wellbeing_app.storage import history
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.erasure import empty_log, erase
from wellbeing_app.storage.history import Changed, HistoryRow, Place
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.vault.sealing import SIZES, TooLarge, Unopenable

TODAY = date(2026, 11, 23)
SALT = bytes(range(32))
CODE, OTHER = bytes(15), b"\1" * 15
VECTORS = json.loads((Path(__file__).parent / "history_vectors.json").read_text())


def place(secret: bytes = CODE) -> Place:
    return Place.of(secret, SALT)


def kept(session: Session, content: bytes, secret: bytes = CODE) -> HistoryRow:
    assert history.keep(session, place(secret), content, TODAY)
    session.commit()
    return session.get_one(HistoryRow, place(secret).id)


def found(session: Session, day: date = TODAY, secret: bytes = CODE) -> bytes | None:
    row = history.find(session, place(secret), day)
    return row.content if row else None


def test_what_was_kept_is_found_with_its_code_and_no_other(sessions: Sessions) -> None:
    with sessions() as session:
        kept(session, b"results")
        assert found(session) == b"results"
        assert found(session, secret=OTHER) is None


@pytest.mark.parametrize("vector", VECTORS)
def test_rows_of_before_open_for_ever(sessions: Sessions, vector: dict[str, str]) -> None:
    """The vectors were made without the code under test: see `tests/vault/test_vectors.py`."""
    there = Place.of(bytes.fromhex(vector["secret"]), bytes.fromhex(vector["salt"]))
    assert there.id.hex() == vector["id"]
    with sessions() as session:
        ct, month = bytes.fromhex(vector["ct"]), vector["expires_month"]
        row = HistoryRow(id=there.id, ct=ct, rev=int(vector["rev"]), expires_month=month)
        session.add(row)
        session.flush()
        opened = history.find(session, there, TODAY)
        assert opened is not None
        assert opened.content.hex() == vector["content"]


def test_keeping_twice_under_one_code_keeps_the_first(sessions: Sessions) -> None:
    with sessions() as session:
        kept(session, b"first")
        assert not history.keep(session, place(), b"second", TODAY)
        assert found(session) == b"first"


@pytest.mark.parametrize(
    ("day", "last", "first_without"),
    [
        (TODAY, date(2027, 12, 31), date(2028, 1, 1)),
        (date(2026, 12, 31), date(2028, 1, 31), date(2028, 2, 1)),
        (date(2024, 2, 29), date(2025, 3, 31), date(2025, 4, 1)),
    ],
)
def test_it_opens_until_the_end_of_the_thirteenth_month(
    sessions: Sessions, day: date, last: date, first_without: date
) -> None:
    with sessions() as session:
        history.keep(session, place(), b"results", day)
        assert found(session, last) == b"results"
        assert found(session, first_without) is None
        assert history.counts(session, last) == (0, 1)
        history.erase_expired(session, last)
        assert history.counts(session, first_without) == (1, 1)
        history.erase_expired(session, first_without)
        assert history.counts(session, first_without) == (0, 0)


def test_a_month_so_many_months_away_is_counted_over_years() -> None:
    assert history.months_from(date(2026, 11, 30), 13) == "2027-12"
    assert history.months_from(date(2026, 11, 30), 14) == "2028-01"
    assert history.months_from(date(2026, 1, 31), -14) == "2024-11"


def test_a_change_counts_the_revision_up_and_prolongs(sessions: Sessions) -> None:
    later = date(2027, 3, 1)
    with sessions() as session:
        kept(session, b"one")
        history.rewrite(session, place(), b"two", 1, later)
        opened = history.find(session, place(), later)
        assert opened is not None
        assert (opened.content, opened.rev, opened.expires_month) == (b"two", 2, "2028-04")


def test_a_change_of_what_was_changed_meanwhile_is_refused(sessions: Sessions) -> None:
    with sessions() as session:
        kept(session, b"one")
        history.rewrite(session, place(), b"two", 1, TODAY)
        with pytest.raises(Changed):
            history.rewrite(session, place(), b"lost", 1, TODAY)
        assert found(session) == b"two"


def test_a_change_of_what_was_erased_meanwhile_is_refused(sessions: Sessions) -> None:
    with sessions() as session:
        kept(session, b"one")
        history.erase(session, place().id)
        with pytest.raises(Changed):
            history.rewrite(session, place(), b"back", 1, TODAY)
        assert found(session) is None


@given(content=st.binary(max_size=20_000))
def test_the_size_of_a_row_is_one_of_three(content: bytes) -> None:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with Session(engine) as session:
        row = kept(session, content)
        assert len(row.ct) - 41 in SIZES
    engine.dispose()


def test_what_is_too_large_is_refused_and_not_written(sessions: Sessions) -> None:
    with sessions() as session:
        with pytest.raises(TooLarge):
            history.keep(session, place(), bytes(SIZES[-1]), TODAY)
        assert history.counts(session, TODAY) == (0, 0)


CHANGES = {
    "flipped first bit": "UPDATE history SET ct = :flipped WHERE id = :id",
    "another row's content": "UPDATE history SET ct = :others WHERE id = :id",
    "cut short": "UPDATE history SET ct = :cut WHERE id = :id",
    "emptied": "UPDATE history SET ct = :empty WHERE id = :id",
    "prolonged": "UPDATE history SET expires_month = '2099-12' WHERE id = :id",
    "set back": "UPDATE history SET rev = 7 WHERE id = :id",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_by_hand_does_not_open_and_hurts_no_other(
    sessions: Sessions, change: str
) -> None:
    with sessions() as session:
        ct = kept(session, b"mine").ct
        others = kept(session, b"theirs", OTHER).ct
        values = {
            "id": place().id,
            "flipped": ct[:40] + bytes([ct[40] ^ 1]) + ct[41:],
            "others": others,
            "cut": ct[:-1],
            "empty": b"",
        }
        used = {name: value for name, value in values.items() if f":{name}" in CHANGES[change]}
        session.execute(text(CHANGES[change]), used)
        session.expire_all()
        with pytest.raises(Unopenable):
            found(session)
        assert found(session, secret=OTHER) == b"theirs"


def test_a_row_moved_to_another_id_does_not_open(sessions: Sessions) -> None:
    with sessions() as session:
        kept(session, b"mine")
        session.execute(text("UPDATE history SET id = :id"), {"id": place(OTHER).id})
        with pytest.raises(Unopenable):
            found(session, secret=OTHER)


def test_without_the_bound_columns_a_prolonged_row_would_open(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_associated", lambda *_columns: b"history/1")
    with sessions() as session:
        kept(session, b"mine")
        session.execute(text(CHANGES["prolonged"]), {"id": place().id})
        assert found(session) == b"mine"


def erased(engine: Engine) -> bytes:
    """Keep a history, change it, erase it; what its first content began with on the disk."""
    with Session(engine) as session:
        for _ in range(20):
            history.keep(session, place(secrets.token_bytes(15)), b"others", TODAY)
        needle = kept(session, b"mine").ct[:64]
        history.rewrite(session, place(), b"changed", 1, TODAY)
        session.commit()
        history.erase(session, place().id)
        session.commit()
    return needle


def holding(folder: Path, needle: bytes) -> list[str]:
    """Names of the files under a folder that hold the needle."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if needle in path.read_bytes()]


@pytest.fixture
def file_engine(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'database.sqlite'}")
    guard(engine)
    METADATA.create_all(engine)
    return engine


def test_on_sqlite_nothing_of_it_is_left_in_any_file(file_engine: Engine, tmp_path: Path) -> None:
    needle = erased(file_engine)
    empty_log(file_engine)
    assert holding(tmp_path, needle) == []
    file_engine.dispose()


def test_with_the_log_as_it_is_the_erased_row_would_be_found(
    file_engine: Engine, tmp_path: Path
) -> None:
    needle = erased(file_engine)
    assert holding(tmp_path, needle) == ["database.sqlite-wal"]
    file_engine.dispose()


def on_disk(postgresql: Path, url: str) -> Path:
    """The folder of a database's tables; all that is in memory is written first."""
    engine = create_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        number = connection.execute(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        ).scalar_one()
    engine.dispose()
    return postgresql / "data" / "base" / str(number)


def test_on_postgresql_nothing_of_it_is_left_in_the_tables_after_the_rewriting(
    postgresql: Path, postgresql_url: str
) -> None:
    engine = create_engine(postgresql_url)
    METADATA.create_all(engine)
    needle = erased(engine)
    before = holding(on_disk(postgresql, postgresql_url), needle)
    erase(engine, ["history"])
    engine.dispose()
    assert before != [], "without the rewriting it would be found"
    assert holding(on_disk(postgresql, postgresql_url), needle) == []
