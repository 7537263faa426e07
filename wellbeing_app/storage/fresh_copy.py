"""PostgreSQL: a table copied without what its dead rows left, while everybody goes on using it.

`VACUUM` leaves the bytes of deleted rows in the pages, and `VACUUM FULL` or `CLUSTER` let nobody in
until all is copied. So the rows that live are copied in small steps, in the order of their random
ids, into a table beside; a trigger does there what is done to the first one meanwhile. Then the
copy takes the name, under a lock of a moment, and the old table goes with its files.

Rows of a step are kept as they are until it is committed, so that none that is deleted at that
moment gets into the copy. Whoever finds a row locked waits for one step; the step itself gives up
after a fifth of a second, long before PostgreSQL would call it a deadlock, and is tried again.
"""

import time
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from wellbeing_app.storage.steps import in_steps

COPIED = (
    *("stat_inbox", "history", "share"),
    *("client", "client_note", "client_invitation", "desk_log"),
)
"""Tables with rows of single people. All have a random `id`, and none is referred to."""
ROWS = 200
"""Copied by one step."""
PATIENCE = "100ms"
"""How long a step waits for a lock, and others behind it."""
TRIES, PAUSE = 1_200, 0.05
"""How often, and after how many seconds, a step that found something locked is tried again."""
LOCKED = "55P03"
"""PostgreSQL's name for having waited that long."""
ALONE = 0x45564B4C
"""The advisory lock of those who copy: one at a time."""
BESIDE = "{table}_fresh"

FOLLOW = """
CREATE FUNCTION {copy}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN DELETE FROM {copy} WHERE id = OLD.id; END IF;
  IF TG_OP <> 'DELETE' THEN INSERT INTO {copy} SELECT NEW.*; END IF;
  RETURN NULL;
END $$
"""
STEP = """
WITH living AS MATERIALIZED (
  SELECT * FROM {table} WHERE id > :after ORDER BY id LIMIT {rows} FOR SHARE
), copied AS (
  INSERT INTO {copy} SELECT * FROM living ON CONFLICT (id) DO NOTHING
)
SELECT count(*), max(encode(id, 'hex')) FROM living
"""
INDEXES = """
SELECT indkey::text, indexrelid::regclass::text
FROM pg_index WHERE indrelid = CAST(:table AS regclass)
"""
GRANTS = """
SELECT format('GRANT %s ON {copy} TO %s', privilege_type,
  CASE grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(grantee) END)
FROM information_schema.role_table_grants
WHERE table_schema = current_schema() AND table_name = :table AND grantee <> current_user
"""
LOST = """
SELECT relname FROM pg_stat_user_tables
WHERE schemaname = current_schema() AND n_tup_upd + n_tup_del > 0
"""

T = TypeVar("T")


def lossy_tables(engine: Engine, known: Collection[str]) -> Sequence[str]:
    """Return the tables with dead rows: `known` ones, and those PostgreSQL has counted some of.

    Its counts begin at 0 with each fresh copy.
    """
    with engine.connect() as connection:
        counted = set(connection.scalars(text(LOST)))
    return [table for table in COPIED if table in counted.union(known)]


def copy_freshly(engine: Engine, table: str) -> None:
    """Put a copy without dead rows in the place of a table."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as alone:
        # Whoever copies another table may take longer than a page would wait.
        alone.detach()
        alone.execute(text("SET lock_timeout = 0"))
        alone.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ALONE})
        try:
            _insist(engine, lambda connection: _begin(connection, table))
            _copy(engine, table)
            _insist(engine, lambda connection: _take_the_place(connection, table))
            # Not ANALYZE: its samples would hold ids of rows that are deleted later.
            alone.execute(text(f"VACUUM {table}"))
        finally:
            _insist(engine, lambda connection: _tidy(connection, table))


def tidy(engine: Engine) -> None:
    """Take away what a copying that was killed left behind."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            for table in COPIED:
                _tidy(connection, table)


def _begin(connection: Connection, table: str) -> None:
    copy = BESIDE.format(table=table)
    _tidy(connection, table)
    connection.execute(text(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)"))
    for grant in connection.scalars(text(GRANTS.format(copy=copy)), {"table": table}).all():
        connection.execute(text(grant))
    connection.execute(text(FOLLOW.format(copy=copy)))
    connection.execute(
        text(
            f"CREATE TRIGGER {copy} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {copy}()"
        )
    )


def _copy(engine: Engine, table: str) -> None:
    statement = text(STEP.format(table=table, copy=BESIDE.format(table=table), rows=ROWS))
    after = b""

    def step() -> int:
        nonlocal after
        found = _insist(
            engine, lambda connection: connection.execute(statement, {"after": after}).one()
        )
        count, last = found
        after = bytes.fromhex(last or "")
        return int(count)

    in_steps(step)


def _take_the_place(connection: Connection, table: str) -> None:
    copy = BESIDE.format(table=table)
    connection.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
    names, fresh = (_indexes(connection, each) for each in (table, copy))
    connection.execute(text(f"DROP TABLE {table}"))
    connection.execute(text(f"DROP FUNCTION {copy}()"))
    connection.execute(text(f"ALTER TABLE {copy} RENAME TO {table}"))
    for columns, name in names.items():
        connection.execute(text(f"ALTER INDEX {fresh[columns]} RENAME TO {name}"))


def _indexes(connection: Connection, table: str) -> dict[str, str]:
    """Return the names of a table's indexes by the numbers of their columns."""
    found = connection.execute(text(INDEXES), {"table": table})
    return {row[0]: row[1] for row in found}


def _tidy(connection: Connection, table: str) -> None:
    copy = BESIDE.format(table=table)
    connection.execute(text(f"DROP TABLE IF EXISTS {copy}"))
    # Its trigger goes with it.
    connection.execute(text(f"DROP FUNCTION IF EXISTS {copy}() CASCADE"))


def _insist(engine: Engine, act: Callable[[Connection], T]) -> T:
    """Do something in a transaction of its own, again where others hold what it needs."""
    for _ in range(TRIES):
        try:
            with engine.begin() as connection:
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
                return act(connection)
        except OperationalError as failure:
            if getattr(failure.orig, "sqlstate", "") != LOCKED:
                raise
            last = failure
        time.sleep(PAUSE)
    raise last
