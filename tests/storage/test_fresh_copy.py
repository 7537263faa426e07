"""PostgreSQL: a table is copied without its dead rows while everybody goes on using it."""

import threading

import pytest
from sqlalchemy import Connection, Engine, delete, event, select, text

from tests.storage.test_constant import ON_POSTGRESQL, OVER, keep, purge
from wellbeing_app.storage import fresh_copy
from wellbeing_app.storage.history import HistoryRow
from wellbeing_app.storage.schema import METADATA


def files(engine: Engine) -> dict[str, int]:
    """Which file each table lies in."""
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT relname, relfilenode::bigint FROM pg_class WHERE relkind = 'r'")
        )
        return {row.relname: row.relfilenode for row in found if row.relname in METADATA.tables}


@ON_POSTGRESQL
def test_only_tables_that_lost_rows_are_copied(engine: Engine) -> None:
    keep(engine, 5)
    before = files(engine)
    purge(engine)
    assert files(engine) == before
    keep(engine, 5, OVER)
    purge(engine)
    after = files(engine)
    assert {name for name in after if after[name] != before[name]} == {"history"}


def shape(engine: Engine) -> object:
    with engine.connect() as connection:
        return [
            sorted(connection.execute(text(query)).all())
            for query in (
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE conrelid = 'share'::regclass",
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'share'",
                "SELECT attname::text, attnotnull::text FROM pg_attribute"
                " WHERE attrelid = 'share'::regclass AND attnum > 0",
                "SELECT grantee::text, privilege_type::text FROM"
                " information_schema.role_table_grants WHERE table_name = 'share'",
                "SELECT proname::text, 1 FROM pg_proc WHERE proname LIKE '%fresh'",
                "SELECT tgname::text, 1 FROM pg_trigger",
            )
        ]


@ON_POSTGRESQL
def test_the_copy_is_like_the_table_it_replaces(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("GRANT SELECT ON share TO PUBLIC"))
    before = shape(engine)
    fresh_copy.copy_freshly(engine, "share")
    assert shape(engine) == before


@ON_POSTGRESQL
def test_what_is_done_while_it_is_copied_is_in_the_copy(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that come, change and go, behind and before the place where the copying is."""
    keep(engine, 40)
    monkeypatch.setattr(fresh_copy, "ROWS", 4)
    with engine.connect() as connection:
        ids = list(connection.scalars(select(HistoryRow.id).order_by(HistoryRow.id)))
    half = str(ids[19])
    changed, gone = {ids[1], ids[-2]}, {ids[0], ids[-1]}
    done: list[bool] = []

    def meanwhile(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if "living" in sql and not done and half in str(_rest[0]):
            done.append(True)
            thread = threading.Thread(target=change)
            thread.start()
            thread.join()

    def change() -> None:
        with engine.begin() as connection:
            connection.execute(delete(HistoryRow).where(HistoryRow.id.in_(gone)))
            connection.execute(
                text("UPDATE history SET rev = 7 WHERE id IN (:a, :b)"),
                dict(zip("ab", changed, strict=True)),
            )
        keep(engine, 10)

    event.listen(engine, "before_cursor_execute", meanwhile)
    fresh_copy.copy_freshly(engine, "history")
    event.remove(engine, "before_cursor_execute", meanwhile)
    assert done
    with engine.connect() as connection:
        found = {row.id: row.rev for row in connection.execute(select(HistoryRow))}
    assert len(found) == 48
    assert gone.isdisjoint(found)
    assert {id_ for id_, rev in found.items() if rev == 7} == changed


@ON_POSTGRESQL
def test_nobody_waits_for_more_than_a_step(engine: Engine) -> None:
    """While all is copied, others read and write: no lock on the table keeps them out."""
    keep(engine, 300)
    seen: list[int] = []

    def use(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if "living" in sql:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
                other.execute(text("SET lock_timeout = '1ms'"))
                other.execute(text("UPDATE history SET rev = rev + 1"))
                seen.append(other.scalar(text("SELECT count(*) FROM history")) or 0)

    event.listen(engine, "before_cursor_execute", use)
    fresh_copy.copy_freshly(engine, "history")
    event.remove(engine, "before_cursor_execute", use)
    assert seen == [300] * len(seen)
    assert len(seen) > 1


@ON_POSTGRESQL
def test_a_copying_that_was_killed_leaves_nothing_to_the_next(engine: Engine) -> None:
    keep(engine, 5)
    with engine.begin() as connection:
        fresh_copy._begin(connection, "history")
    keep(engine, 5)
    fresh_copy.tidy(engine)
    keep(engine, 5)
    fresh_copy.copy_freshly(engine, "history")
    with engine.connect() as connection:
        assert len(connection.scalars(select(HistoryRow.id)).all()) == 15
