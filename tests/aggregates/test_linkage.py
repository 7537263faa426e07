"""A thief of the disk cannot tell who came when, and finds nothing of what was mixed (P8, L1)."""

import json
import secrets
import statistics
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from tests.aggregates.people import FOUR_HOURS, NOON, people, run, send, submission
from tests.databases import Sessions
from wellbeing_app.storage.inbox import StatInbox

PEOPLE = 200
FIVE_SIGMA = 5 / (PEOPLE - 1) ** 0.5
"""A rank correlation of this size comes by chance once in two million runs."""


def linked(arrivals: Sequence[int]) -> bool:
    """Whether an order of rows tells more of the order of arrival than chance does."""
    places = range(len(arrivals))
    in_place = sum(place == arrival for place, arrival in zip(places, arrivals, strict=True))
    return abs(statistics.correlation(places, arrivals)) > FIVE_SIGMA or in_place > 15


def arrivals(engine: Engine, order: str) -> list[int]:
    """Who stands in which place: the third answer is the number of arrival."""
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT vector FROM research_row {order}"))  # noqa: S608
        return [json.loads(row.vector)[2] for row in found]


@pytest.fixture
def mixed(sessions: Sessions, engine: Engine) -> Engine:
    with sessions() as session:
        for number in range(PEOPLE):
            send(session, submission({"m3": number}, research=True))
    run(sessions, NOON)
    return engine


def test_research_rows_are_linked_to_arrival_no_better_than_by_chance(mixed: Engine) -> None:
    orders = ["", "ORDER BY id"]
    orders += ["ORDER BY ctid"] if mixed.dialect.name == "postgresql" else []
    for order in orders:
        found = arrivals(mixed, order)
        assert sorted(found) == list(range(PEOPLE))
        assert not linked(found), order


def test_counters_stand_in_the_order_of_their_names(mixed: Engine) -> None:
    with mixed.connect() as connection:
        found = connection.scalars(text("SELECT cell FROM stat_cell WHERE table_id = 'item:m3'"))
        names = list(found)
    assert names == sorted(names)


def test_a_table_that_keeps_the_order_of_arrival_is_caught(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE careless (vector TEXT)"))
        for number in range(PEOPLE):
            connection.execute(text("INSERT INTO careless VALUES (:n)"), {"n": number})
        found = [int(row) for row in connection.scalars(text("SELECT vector FROM careless"))]
    assert linked(found)
    assert linked(found[::-1])


def ages(engine: Engine, table: str) -> int:
    """How many transactions the rows of a table can be told apart by."""
    with engine.connect() as connection:
        found = connection.scalars(text(f"SELECT DISTINCT xmin::text FROM {table}"))  # noqa: S608
        return len(list(found))


ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""SQLite keeps no age of a row."""


@ON_POSTGRESQL
def test_rows_of_two_batches_are_equally_old(sessions: Sessions, engine: Engine) -> None:
    for number in range(2):
        with sessions() as session:
            send(session, *people(9), submission({"m3": number, "m4": (number,)}, research=True))
            send(session, *(submission({"m1": 1}, research=True) for _ in range(3)))
        run(sessions, NOON + number * FOUR_HOURS)
    assert ages(engine, "research_row") == ages(engine, "stat_cell") == 1


@ON_POSTGRESQL
def test_without_the_levelling_two_batches_could_be_told_apart(engine: Engine) -> None:
    for number in range(2):
        with engine.begin() as connection:
            row = "INSERT INTO research_row VALUES (:id, 'i', 'en', 2026, '[]')"
            connection.execute(text(row), {"id": bytes([number]) * 16})
    assert ages(engine, "research_row") == 2


def files_with(needles: Sequence[bytes], engine: Engine) -> int:
    """How many needles are anywhere in the database's own files."""
    contents = sqlite_files(engine) if engine.dialect.name == "sqlite" else table_files(engine)
    return sum(any(needle in content for content in contents) for needle in needles)


def sqlite_files(engine: Engine) -> list[bytes]:
    database = Path(engine.url.database or "")
    return [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]


def table_files(engine: Engine) -> list[bytes]:
    """The heap and the overflow of every table, as they are on the disk."""
    kinds = "relkind IN ('r', 't', 'i') AND relfilenode <> 0"
    files = f"SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE {kinds}"  # noqa: S608
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        return [bytes(found) for found in connection.scalars(text(files))]


def test_mixed_rows_leave_nothing_in_the_files(sessions: Sessions, engine: Engine) -> None:
    with sessions() as session:
        send(session, *people(12))
        rows = session.execute(select(StatInbox.id, StatInbox.ct)).all()
    boxes = [row.ct[start : start + 24] for row in rows for start in (0, 1000, 4000)]
    assert files_with(boxes, engine) == len(boxes)
    run(sessions, NOON)
    assert files_with(boxes, engine) == 0
    ids = [row.id for row in rows]
    assert files_with(ids, engine) == len(ids)
    run(sessions, NOON + FOUR_HOURS)
    assert files_with(ids, engine) == 0


def test_emptied_rows_would_be_found_without_the_rewriting(
    sessions: Sessions, engine: Engine
) -> None:
    needle = secrets.token_bytes(24)
    with sessions() as session:
        session.add(StatInbox(id=bytes(16), ct=needle + secrets.token_bytes(4000), spent=False))
        session.commit()
        session.execute(text("UPDATE stat_inbox SET ct = NULL, spent = (1 = 1)"))
        session.commit()
    assert files_with([needle], engine) == 1
