"""What one person's answers to one instrument add to the counters. Pure, tested alone.

Tables of counters, for a score or answer ID:

- `item:ID`: how often each option was chosen (a multicheck counts every tick, a vas its number);
- `score:ID`, `band:ID`: how often each value was reached, and each band (`lowest-highest`);
- `sum:ID`, `product:ID`: over people who answered every item of the score, their number (cell
  `n`), the sum of each item as the score counts it, and of each product of two items (cell `a*b`).
  Cronbach's alpha needs no more. Scores with fractions or scores inside have none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement
from typing import TypeAlias

from wellbeing_app.instruments.engine.coding import coded_answer, response_span
from wellbeing_app.instruments.engine.scoring import Scores
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer, Item, Kind, Scalar
from wellbeing_app.instruments.model.rules import Input, ScoreRule
from wellbeing_app.storage.inbox import countable

Place: TypeAlias = tuple[str, str]
"""Table and cell."""


class ForeignAnswer(ValueError):
    """An answer that the item does not offer. It is never stored, not even as a cell's name."""


def items_by_answer(instrument: Instrument) -> dict[str, Item]:
    """Return the countable items by the ids of their answers, in file order."""
    return {name: item for item in countable(instrument) for name in item.answer_ids}


def countable_answers(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers that may be counted. Raises `ForeignAnswer` if one is not offered."""
    items = items_by_answer(instrument)
    found = {name: answers[name] for name in items if name in answers}
    for name, answer in found.items():
        if not _offers(items[name], answer):
            raise ForeignAnswer("an answer that the item does not offer")
    return found


def amounts(taken: Taken) -> Counter[Place]:
    """Return what a questionnaire adds to which cell; all its answers may be counted."""
    found: Counter[Place] = Counter()
    for name, answer in taken.answers.items():
        for value in answer if isinstance(answer, tuple) else (answer,):
            found[f"item:{name}", cell_name(value)] += 1
    found.update(_score_places(taken.scores))
    for rule in taken.instrument.scores:
        found.update(_products(rule, _whole_numbers(rule, taken)))
    return found


def cell_name(value: Scalar) -> str:
    """Write a value: whole numbers without a point, other numbers with two decimals."""
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) else f"{value:.2f}"


def _offers(item: Item, answer: Answer) -> bool:
    if item.kind is Kind.VAS:
        return isinstance(answer, int | float) and _within(item, answer)
    offered = [option.value for option in item.options]
    if item.kind is Kind.MULTICHECK:
        return isinstance(answer, tuple) and all(offered.count(value) == 1 for value in answer)
    return answer in offered


def _within(item: Item, number: float) -> bool:
    if item.minimum is None or item.maximum is None:
        return False
    return item.minimum <= number <= item.maximum


def _score_places(scores: Scores) -> Iterator[Place]:
    for score in scores.values.values():
        if score.value is not None:
            yield f"score:{score.id}", cell_name(score.value)
        if score.value is not None and score.band is not None:
            lowest, highest = cell_name(score.band.minimum), cell_name(score.band.maximum)
            yield f"band:{score.id}", f"{lowest}-{highest}"


def _products(rule: ScoreRule, numbers: Mapping[str, int]) -> dict[Place, int]:
    if len(numbers) < max(2, len(rule.inputs)):
        return {}
    sums = {(f"sum:{rule.id}", name): number for name, number in numbers.items()}
    products = {
        (f"product:{rule.id}", f"{first}*{second}"): numbers[first] * numbers[second]
        for first, second in combinations_with_replacement(numbers, 2)
    }
    return {(f"sum:{rule.id}", "n"): 1} | sums | products


def _whole_numbers(rule: ScoreRule, taken: Taken) -> dict[str, int]:
    items, answers = items_by_answer(taken.instrument), taken.answers
    coded = {
        entry.id: _coded(entry, items[entry.id], answers[entry.id])
        for entry in rule.inputs
        if not entry.is_score and entry.id in answers
    }
    return {name: int(number) for name, number in coded.items() if number is not None}


def _coded(entry: Input, item: Item, answer: Answer) -> float | None:
    number = coded_answer(entry, response_span(item), answer)
    return number if number is not None and number.is_integer() else None
