"""A batch of waiting rows, opened and added up in memory. Nothing here is written yet."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from secrets import SystemRandom
from typing import Protocol

from wellbeing_app.aggregates.counting import amounts, countable_answers, items_by_answer
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.storage.counters import SITE, Cell
from wellbeing_app.storage.inbox import Contribution, Part, open_contribution
from wellbeing_app.storage.research import ResearchRow
from wellbeing_app.vault.keys import Keys

BROKEN_ROW = (ArithmeticError, LookupError, TypeError, ValueError)
"""What a row that is damaged, foreign or of an unknown instrument raises on its way."""


class Instruments(Protocol):
    """Where instruments come from: `instruments.library.Library`."""

    def instrument(self, key: str) -> Instrument:
        """Return the instrument of this key. Raises KeyError."""


@dataclass(slots=True)
class Batch:
    """What a number of rows add up to."""

    now: datetime
    cells: Counter[Cell] = field(default_factory=Counter)
    research: list[ResearchRow] = field(default_factory=list)
    counted: int = 0
    excluded: int = 0


def quarter_of(now: datetime) -> str:
    """Return the quarter of a moment, such as 2026Q4."""
    return f"{now.year}Q{(now.month + 2) // 3}"


def open_batch(
    boxes: Iterable[bytes], keys: Keys, instruments: Instruments, now: datetime
) -> Batch:
    """Open, shuffle, score and add up. A row that cannot be used is excluded, the others count."""
    shuffled = list(boxes)
    SystemRandom().shuffle(shuffled)
    batch = Batch(now)
    for box in shuffled:
        try:
            cells, research = _read(open_contribution(box, keys), instruments, now)
        except BROKEN_ROW:
            batch.excluded += 1
            continue
        batch.counted += 1
        batch.cells.update(cells)
        batch.research += research
    return batch


def _read(
    contribution: Contribution, instruments: Instruments, now: datetime
) -> tuple[Counter[Cell], list[ResearchRow]]:
    _one_of_each(contribution)
    cells: Counter[Cell] = Counter()
    research: list[ResearchRow] = []
    for part in contribution.parts:
        taken = _taken(instruments.instrument(part.key), part)
        if contribution.counted and taken.answers:
            for scope in filter(None, (SITE, contribution.scope)):
                cells.update(_cells(taken, scope, now))
        if contribution.research and taken.answers:
            research.append(_row(taken, now))
    return cells, research


def _one_of_each(contribution: Contribution) -> None:
    """Refuse a questionnaire taken twice: published noise covers one person's change by one."""
    codes = [part.key.partition("@")[0] for part in contribution.parts]
    if len(set(codes)) < len(codes):
        raise ValueError("one questionnaire twice, in two versions or languages")


def _taken(instrument: Instrument, part: Part) -> Taken:
    if part.language not in instrument.languages:
        raise LookupError("a language the instrument does not have")
    answers = countable_answers(instrument, part.answers)
    return Taken(Administration.again(instrument, part), answers)


def _cells(taken: Taken, scope: str, now: datetime) -> Counter[Cell]:
    quarter = quarter_of(now)
    return Counter(
        {
            Cell(quarter, scope, str(taken.instrument.key), taken.language, table, cell): number
            for (table, cell), number in amounts(taken).items()
        }
    )


def _row(taken: Taken, now: datetime) -> ResearchRow:
    vector = [taken.answers.get(name) for name in items_by_answer(taken.instrument)]
    return ResearchRow(
        instrument=str(taken.instrument.key),
        language=taken.language,
        year=now.year,
        vector=json.dumps(vector, ensure_ascii=False, separators=(",", ":")),
    )
