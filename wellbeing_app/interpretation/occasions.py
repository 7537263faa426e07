"""Days, and which result of its day one is: what results of one day are told apart by."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Occasion:
    """A day, and which of its results one is, in the order of saving; nothing finer is kept."""

    day: date
    number: int = 1
    of: int = 1


def occasions(days: Sequence[date]) -> tuple[Occasion, ...]:
    """Number the results of each day, in the order given."""
    of = Counter(days)
    return tuple(
        Occasion(day, days[: place + 1].count(day), of[day]) for place, day in enumerate(days)
    )
