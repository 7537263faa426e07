"""Equal work however many rows there are: plans, steps, pages; and nothing rewritten in vain."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, select, text
from sqlalchemy.orm import Session

from tests.aggregates.people import KEYS
from tests.databases import Sessions
from tests.history.walking import statements
from wellbeing_app.storage import attempts, erasure, history, steps
from wellbeing_app.storage import staff_sessions as staff
from wellbeing_app.storage.attempts import Attempt
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.history import HistoryRow
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.storage.staff_sessions import StaffSession

TODAY = date(2026, 11, 23)
OVER, LIVING = "2026-10", "2027-12"
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def keep(engine: Engine, number: int, month: str = LIVING) -> list[bytes]:
    """Write so many histories with random content; their contents."""
    contents = [secrets.token_bytes(4096) for _ in range(number)]
    with engine.begin() as connection:
        rows = [
            {"id": secrets.token_bytes(16), "ct": ct, "rev": 1, "expires_month": month}
            for ct in contents
        ]
        connection.execute(insert(HistoryRow), rows)
    return contents


def purge(engine: Engine, today: date = TODAY) -> int:
    with Session(engine) as session:
        gone = history.erase_expired(session, today)
    erasure.erase(engine, ["history"] if gone else [])
    return gone


def scans(engine: Engine, statement: str) -> list[str]:
    """What a statement would read whole, as its plan says; small tables count as large ones."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))
            return [row.detail for row in plan if row.detail.startswith("SCAN")]
        connection.execute(text("SET enable_seqscan = off"))
        lines = connection.scalars(text(f"EXPLAIN {statement}")).all()
        return [line for line in lines if "Seq Scan" in line]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM attempt WHERE until <= 5 LIMIT 20",
        "SELECT id FROM session WHERE idle_until <= 5 LIMIT 20",
        "SELECT id FROM session WHERE abs_until <= 5 LIMIT 20",
        "SELECT id FROM history WHERE expires_month < '2026-11' LIMIT 50",
        "SELECT id FROM share WHERE expires_day < '2026-11-23' LIMIT 50",
        "SELECT id FROM share WHERE state = 'offered' AND pickup_until_day < '2026-11-23' LIMIT 50",
        "SELECT id FROM client_invitation WHERE until_day < '2026-11-23' LIMIT 50",
        "SELECT id FROM desk_log WHERE day < '2025-11-23' LIMIT 50",
    ],
)
def test_what_is_over_is_found_by_an_index(engine: Engine, statement: str) -> None:
    assert scans(engine, statement) == []


@ON_SQLITE
def test_without_its_index_a_table_would_be_read_whole(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_attempt_until"))
    assert scans(engine, "SELECT id FROM attempt WHERE until <= 5 LIMIT 20") != []


@pytest.mark.parametrize("number", [30, 3_000])
def test_a_try_and_a_sign_in_forget_some_old_rows_and_no_more(
    engine: Engine, sessions: Sessions, number: int
) -> None:
    with engine.begin() as connection:
        tries = [{"id": secrets.token_bytes(32), "until": 1, "n": 1} for _ in range(number)]
        connection.execute(insert(Attempt), tries)
        old = {"owner": bytes(32), "ct": b"", "idle_until": 1, "abs_until": 1}
        connection.execute(
            insert(StaffSession), [{"id": secrets.token_bytes(32), **old} for _ in range(number)]
        )
    with sessions() as session, statements(engine) as seen:
        assert attempts.count(session, "password", b"anna", (100, 60), KEYS) == 1
        staff.end_old(session, 100)
        session.commit()
        left = [len(session.scalars(select(kind.id)).all()) for kind in (Attempt, StaffSession)]
    assert left == [number - attempts.MOST_FORGOTTEN + 1, max(0, number - 2 * staff.MOST_FORGOTTEN)]
    assert len([one for one in seen if "DELETE" in one]) == 3


def test_purging_goes_in_small_steps_that_each_commit(engine: Engine) -> None:
    keep(engine, 120, OVER)
    keep(engine, 5)
    with statements(engine) as seen:
        assert purge(engine) == 120
    deletes = [place for place, one in enumerate(seen) if one.startswith("DELETE FROM history ")]
    assert len(deletes) == -(-120 // steps.ROWS)
    assert all("COMMIT" in seen[first:second] for first, second in pairwise(deletes))


def written_pages(engine: Engine, path: Path) -> int:
    """Pages that a purge wrote: what it left in the log, which nobody empties meanwhile."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.cursor().execute("PRAGMA wal_autocheckpoint = 0")
    purge_without_emptying(engine)
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size // 4096 if log.exists() else 0


def purge_without_emptying(engine: Engine) -> None:
    with Session(engine) as session:
        history.erase_expired(session, TODAY)
    erasure._give_back_room(engine)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "database.sqlite"


@pytest.fixture
def file_engine(path: Path) -> Iterator[Engine]:
    """One connection, so that its settings stay."""
    engine = create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0)
    guard(engine)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def test_where_nothing_is_over_no_page_is_written(file_engine: Engine, path: Path) -> None:
    keep(file_engine, 200)
    assert written_pages(file_engine, path) == 0


@pytest.mark.parametrize("living", [20, 2_000])
def test_what_is_written_follows_from_what_is_deleted(
    file_engine: Engine, path: Path, living: int
) -> None:
    keep(file_engine, living)
    keep(file_engine, 20, OVER)
    assert 0 < written_pages(file_engine, path) < 400


def test_the_room_is_given_back_and_no_deleted_byte_is_left(
    file_engine: Engine, path: Path
) -> None:
    contents = keep(file_engine, 200, OVER)
    keep(file_engine, 20)
    erasure.empty_log(file_engine)
    before = path.stat().st_size
    assert purge(file_engine) == 200
    assert path.stat().st_size < before / 2
    files = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert [ct for ct in contents if ct[100:132] in files or ct[4000:4032] in files] == []


def test_a_database_of_an_earlier_version_is_made_ready_once(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    METADATA.create_all(engine)
    engine.dispose()
    engine = create_engine(f"sqlite:///{path}")
    guard(engine)
    keep(engine, 100, OVER)
    erasure.allow_small_steps(engine)
    before = path.stat().st_size
    purge(engine)
    assert path.stat().st_size < before / 2
    engine.dispose()


def test_room_is_given_back_a_hundred_pages_at_a_time(file_engine: Engine) -> None:
    keep(file_engine, 200, OVER)
    with Session(file_engine) as session:
        history.erase_expired(session, TODAY)
    commits: list[str] = []
    with closing(file_engine.raw_connection()) as connection:
        free = connection.cursor().execute("PRAGMA freelist_count").fetchone()[0]
        driver = connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(commits.append)
    erasure._give_back_room(file_engine)
    assert free > 2 * erasure.PAGES
    assert commits.count("COMMIT") <= -(-free // erasure.PAGES) + 1
