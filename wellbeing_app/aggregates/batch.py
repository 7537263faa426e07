"""A batch of waiting rows, opened and added up in memory. Nothing here is written yet."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from secrets import SystemRandom
from typing import Protocol

from wellbeing_app.aggregates.counting import amounts, countable_answers, items_by_answer
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.scoring import score
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer
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
    cells: Counter[Cell] = Counter()
    research: list[ResearchRow] = []
    for part in contribution.parts:
        instrument = instruments.instrument(part.key)
        answers = _answers(instrument, part)
        if contribution.counted and answers:
            cells.update(_cells(instrument, part, answers, now))
        if contribution.research and answers:
            research.append(_row(instrument, part, answers, now))
    return cells, research


def _taken(instrument: Instrument, part: Part) -> Administration:
    return Administration(instrument, part.language, part.parameters, part.seed, part.dimensions)


def _answers(instrument: Instrument, part: Part) -> dict[str, Answer]:
    """Return the answers that count: to countable items that were asked."""
    if part.language not in instrument.languages:
        raise LookupError("a language the instrument does not have")
    answers = countable_answers(instrument, part.answers)
    counting = _taken(instrument, part).context(answers).answers
    return {name: answer for name, answer in answers.items() if name in counting}


def _cells(
    instrument: Instrument, part: Part, answers: Mapping[str, Answer], now: datetime
) -> Counter[Cell]:
    quarter = f"{now.year}Q{(now.month + 2) // 3}"
    found = amounts(instrument, answers, score(_taken(instrument, part), answers))
    return Counter(
        {
            Cell(quarter, SITE, str(instrument.key), part.language, table, cell): number
            for (table, cell), number in found.items()
        }
    )


def _row(
    instrument: Instrument, part: Part, answers: Mapping[str, Answer], now: datetime
) -> ResearchRow:
    vector = [answers.get(name) for name in items_by_answer(instrument)]
    return ResearchRow(
        instrument=str(instrument.key),
        language=part.language,
        year=now.year,
        vector=json.dumps(vector, ensure_ascii=False, separators=(",", ":")),
    )
