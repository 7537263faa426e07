"""An operator who checked an entry, and entries by their ids."""

from collections.abc import Iterable
from datetime import date

from wellbeing_app.directory.entry import Confirmation, Entry

CONFIRMED = Confirmation(day=date(2026, 11, 23), by="an operator")


def ids(entries: Iterable[Entry]) -> list[str]:
    """The ids of entries, for comparing."""
    return [entry.id for entry in entries]
