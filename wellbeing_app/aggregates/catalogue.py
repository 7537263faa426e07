"""Every table that is ever published, fixed here: nobody can ask for another one.

For everybody: how often the scores of five questionnaires were reached, in ten groups at most. One
submission can hold all five, so they share what it may spend on such tables. Inside a clinic: how
many were in each range. Cells follow from the questionnaire alone, never from what was answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from wellbeing_app.aggregates.counting import cell_name
from wellbeing_app.instruments.engine.bands import score_bands
from wellbeing_app.instruments.engine.possible import possible_values
from wellbeing_app.instruments.model.instrument import Instrument

NAMESPACE = "evenkeel"
PUBLIC_SCORES: Mapping[str, str] = {
    **{"BPS": "total", "PPCS-18": "total", "PHQ-9": "total", "GAD-7": "total", "WHO-5": "index"}
}
"""Code and score. What is told of them takes part in no other table of the quarter."""
CLINIC_RANGES: Mapping[str, str] = {
    **{"BPS": "total", "PHQ-4": "total", "PHQ-9": "total", "GAD-7": "total", "K6": "total"},
    "WHO-5": "index",
}
PUBLIC_EPSILON = 200
"""Thousandths that a submission spends on all score tables of a quarter together."""
EPSILON = PUBLIC_EPSILON // len(PUBLIC_SCORES)
"""Thousandths for each of them."""
GROUPS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A cell of a score's table: the lowest and the highest score in it."""

    low: float
    high: float

    @property
    def cell(self) -> str:
        """Its name, such as 0-2."""
        return f"{cell_name(self.low)}-{cell_name(self.high)}"


def score_groups(instrument: Instrument, score_id: str) -> tuple[Group, ...]:
    """Return the groups of a score: as many possible scores in each, fewer in the last."""
    values = possible_values(instrument, frozenset(), frozenset())[score_id].values
    size = ceil(len(values) / GROUPS)
    parts = (values[start : start + size] for start in range(0, len(values), size))
    return tuple(Group(part[0], part[-1]) for part in parts)


def in_groups(groups: tuple[Group, ...], counters: Mapping[str, int]) -> tuple[int, ...]:
    """Add up counters, whose cells are scores, by the group that each score falls into."""
    found = [0] * len(groups)
    for cell, count in counters.items():
        found[_place(groups, float(cell))] += count
    return tuple(found)


def range_cells(instrument: Instrument, score_id: str) -> tuple[str, ...]:
    """Return the cells of a score's ranges, as they are counted."""
    bands = score_bands(instrument)[score_id].thresholds
    return tuple(Group(one.minimum, one.maximum).cell for one in bands)


def versions(shelf: Mapping[str, Instrument], code: str) -> Iterator[Instrument]:
    """Yield each version there is of a questionnaire of the catalogue, in the order of keys."""
    for _, instrument in sorted(shelf.items()):
        if (instrument.key.namespace, instrument.key.code) == (NAMESPACE, code):
            yield instrument


def _place(groups: tuple[Group, ...], score: float) -> int:
    """Return the last group that begins at or below a score; the first takes what lies below."""
    return max((place for place, one in enumerate(groups) if one.low <= score), default=0)
