"""The brake on downgrades: what people gave is not dropped by a command typed too quickly."""

import os
from collections.abc import Iterable

from sqlalchemy import Connection, func, select, table

FLAG = "EVENKEEL_DROP_DATA"
YES = "yes"


class LossRefused(RuntimeError):
    """A downgrade would drop rows; the text names the tables and the flag that allows it."""


def refuse_loss(connection: Connection, names: Iterable[str]) -> None:
    """Raise `LossRefused` if one of the tables has rows and the environment does not allow it."""
    counts = {name: _rows(connection, name) for name in names}
    filled = [f"{name} ({count} rows)" for name, count in counts.items() if count]
    if filled and os.environ.get(FLAG) != YES:
        raise LossRefused(f"would drop {', '.join(filled)}; to do it all the same: {FLAG}={YES}")


def _rows(connection: Connection, name: str) -> int:
    return connection.execute(select(func.count()).select_from(table(name))).scalar_one()
