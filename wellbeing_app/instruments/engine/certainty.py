"""Whether a condition holds whatever the open answers are, by what the scores can come to."""

from collections.abc import Callable, Mapping
from itertools import product
from math import prod

from wellbeing_app.instruments.engine.possible import Possible
from wellbeing_app.instruments.model.item import AllOf, AnyOf, Comparison, Condition

MOST_TRIED = 10_000
"""How many combinations of possible scores are tried one by one."""
ONE_WAY = frozenset({"greater_than", "less_than"})
"""Operators that hold between two values where they hold at both."""


def holds_for_all(
    condition: Condition,
    possible: Mapping[str, Possible],
    holds_at: Callable[[Condition, Mapping[str, float]], bool],
) -> bool:
    """Return whether a condition holds for all that these scores, by id, can come to.

    `holds_at` says whether it holds with one value for each. Never true where that is not sure.
    """
    listed = all(one.listed for one in possible.values())
    if listed and prod(len(one.values) for one in possible.values()) <= MOST_TRIED:
        tried = product(*(one.values for one in possible.values()))
        return all(holds_at(condition, dict(zip(possible, one, strict=True))) for one in tried)
    match condition:
        case AllOf(parts):
            return all(holds_for_all(part, possible, holds_at) for part in parts)
        case AnyOf(parts):
            return any(holds_for_all(part, possible, holds_at) for part in parts)
        case Comparison():
            return _holds_at_ends(condition, possible, holds_at)


def _holds_at_ends(
    one: Comparison,
    possible: Mapping[str, Possible],
    holds_at: Callable[[Condition, Mapping[str, float]], bool],
) -> bool:
    """Return whether a comparison holds at the lowest and the highest, and so between them."""
    known = possible.get(one.name) if one.source == "score" else None
    if known is None:
        return one.source != "computed" and holds_at(one, {})
    sure = one.operator in ONE_WAY
    return sure and all(holds_at(one, {one.name: end}) for end in (known.low, known.high))
