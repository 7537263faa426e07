"""Nothing of what was erased stays in the files, and of what was mixed no order or age does."""

from contextlib import closing

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

REWRITTEN = {"stat_cell": "n", "research_row": "vector"}
"""Tables whose rows each mixing writes anew, and a column of theirs to set to itself."""
CLUSTERED = (
    *("stat_inbox", "stat_cell", "research_row", "history", "share"),
    *("client", "client_invitation", "desk_log"),
)
STATEMENTS = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    # A new file in the order of the random keys, without the dead rows.
    "postgresql": tuple(f"CLUSTER {name} USING pk_{name}" for name in CLUSTERED),
}


def level(session: Session) -> None:
    """Make all sums and research rows look equally old.

    PostgreSQL marks each row with the transaction that wrote it (`xmin`): the rows of one small
    batch could be told from all others. SQLite keeps no such mark.
    """
    if session.get_bind().dialect.name == "postgresql":
        for table, column in REWRITTEN.items():
            session.execute(text(f"UPDATE {table} SET {column} = {column}"))  # noqa: S608


def erase(engine: Engine) -> None:
    """Rewrite the files without what was deleted. It waits for writers, and they for it."""
    # VACUUM may not stand in a transaction, and the driver's own connection begins none.
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for statement in STATEMENTS[engine.dialect.name]:
            cursor.execute(statement)
            connection.commit()
        cursor.close()


def empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, which holds older states of rows; at once, for one erasure.

    PostgreSQL overwrites what was deleted when `erase` runs.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
