"""Whether a condition holds whatever the open answers are, by what the scores can come to."""

from collections.abc import Callable, Mapping
from itertools import product
from math import prod

from wellbeing_app.instruments.engine.circumstances import Circumstances
from wellbeing_app.instruments.engine.conditions import Context, comparisons, holds
from wellbeing_app.instruments.engine.dependencies import spread
from wellbeing_app.instruments.engine.possible import Possible
from wellbeing_app.instruments.engine.reckoning import Tally, computed_values
from wellbeing_app.instruments.engine.scoring import Scores
from wellbeing_app.instruments.model.instrument import Instrument
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


def is_raised(
    condition: Condition, instrument: Instrument, around: Circumstances, scores: Scores
) -> bool:
    """Return whether a condition holds for the answers and for all that open scores can come to."""
    known = {name: score.value for name, score in scores.values.items()}

    def holds_at(part: Condition, assumed: Mapping[str, float]) -> bool:
        values = {**known, **assumed}
        tallies = {name: Tally(value) for name, value in values.items()}
        computed = computed_values(instrument, tallies, around) if assumed else scores.computed
        return holds(part, Context(around.answers, around.parameters, values, computed))

    return holds_for_all(condition, _open_scores(condition, instrument, scores), holds_at)


def _open_scores(
    condition: Condition, instrument: Instrument, scores: Scores
) -> dict[str, Possible]:
    """What the scores a condition looks at can come to, where an answer they need is missing."""
    named = {(one.source, one.name) for one in comparisons(condition)}
    looked_at = {name for source, name in spread(instrument, named) if source == "score"}
    return {
        name: score.possible
        for name, score in scores.values.items()
        if name in looked_at and score.value is None and score.possible is not None
    }
