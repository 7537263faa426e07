"""Nothing of what was erased stays in the files, and nobody waits for that.

SQLite overwrites what is deleted at once (`secure_delete`); what is left to do is to empty the
write-ahead log and to give back the room. PostgreSQL leaves old rows where they were: tables that
lost some are copied without them (`fresh_copy`), beside those who use them.
"""

from collections.abc import Collection
from contextlib import closing

from sqlalchemy import Engine

from wellbeing_app.storage.connections import Cursor
from wellbeing_app.storage.fresh_copy import copy_freshly, lossy_tables
from wellbeing_app.storage.steps import in_steps

PAGES = 100
"""Moved by one step of giving back room: about what two deleted rows of the largest size take."""
IN_SMALL_STEPS = 2
"""SQLite's `auto_vacuum` by which room can be given back page by page."""


def erase(engine: Engine, lost: Collection[str]) -> None:
    """Let nothing of deleted rows be left in the files; `lost` are tables that surely lost some."""
    if engine.dialect.name == "sqlite":
        _give_back_room(engine)
        empty_log(engine)
    else:
        for table in lossy_tables(engine, lost):
            copy_freshly(engine, table)


def empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, which holds older states of rows; at once, for one erasure.

    PostgreSQL overwrites what was deleted when `erase` runs.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def allow_small_steps(engine: Engine) -> None:
    """Let an SQLite database of an earlier version give back room in steps: it is rewritten once.

    A new one is made so (`connections`). Nobody else may use it meanwhile.
    """
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        if _number(cursor, "auto_vacuum") != IN_SMALL_STEPS:
            cursor.execute(f"PRAGMA auto_vacuum = {IN_SMALL_STEPS}")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()


def _give_back_room(engine: Engine) -> None:
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()

        def step() -> int:
            cursor.execute("BEGIN IMMEDIATE")
            before = _number(cursor, "freelist_count")
            for _ in range(min(before, PAGES)):
                # However many are asked for, the driver lets it give back one.
                cursor.execute("PRAGMA incremental_vacuum(1)")
            given_back = before - _number(cursor, "freelist_count")
            cursor.execute("COMMIT")
            return given_back

        in_steps(step)
        cursor.close()


def _number(cursor: Cursor, pragma: str) -> int:
    cursor.execute(f"PRAGMA {pragma}")
    found = cursor.fetchone()
    return int(str(found[0])) if found else 0
