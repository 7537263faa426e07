"""The scoring methods and transforms of the format (OSD C3), as arithmetic on coded values."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence

from wellbeing_app.instruments.model.rules import Step

WEIGHTED = frozenset({"weighted_sum", "weighted_mean"})
PRORATED = frozenset({"sum_coded", "sum_correct"})
"""Methods whose sum stands for all inputs: with one missing, the mean stands in for it."""
LARGEST = 1e15
"""No score lies further from 0: beyond it tenths are lost, and no questionnaire counts so far."""


def combined(
    method: str, values: Sequence[float], weights: Sequence[float], asked: int
) -> float | None:
    """Combine coded values (at least one); None where the result is not defined, or too large.

    `asked` counts the inputs asked, answered or not: a sum is the mean of the answered times it.
    KeyError for a method the format does not have.
    """
    result = _held(_METHODS[method], values, weights)
    if result is not None and method in PRORATED and asked > len(values):
        return result / len(values) * asked
    return result


def transformed(value: float, steps: Sequence[Step], items: Sequence[float]) -> float | None:
    """Apply affine steps; named statistics are of the coded item values `items`.

    None for a division by zero, a result beyond `LARGEST`, or a statistic that is not defined.
    """
    for step in steps:
        operand = _statistic(step.operand, items)
        if operand is None or (step.operation == "divide" and operand == 0):
            return None
        value = OPERATIONS[step.operation](value, operand)
    return value if abs(value) <= LARGEST else None


def deviation(values: Sequence[float]) -> float:
    """Return the population standard deviation (divided by n), as the specification says."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


def _mean(values: Sequence[float], _: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _sum(values: Sequence[float], _: Sequence[float]) -> float:
    return math.fsum(values)


def _weighted_sum(values: Sequence[float], weights: Sequence[float]) -> float:
    return math.fsum(map(operator.mul, values, weights))


def _weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    total = math.fsum(weights)
    return _weighted_sum(values, weights) / total if total else None


_METHODS: Mapping[str, Callable[[Sequence[float], Sequence[float]], float | None]] = {
    "mean_coded": _mean,
    "sum_coded": _sum,
    "sum_correct": _sum,
    "weighted_sum": _weighted_sum,
    "weighted_mean": _weighted_mean,
    "sd": lambda values, _: deviation(values),
    "max": lambda values, _: max(values),
    "min": lambda values, _: min(values),
}
METHODS = frozenset(_METHODS)

OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
}

_STATISTICS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "mean": lambda items: math.fsum(items) / len(items),
    "sum": math.fsum,
    "sd": deviation,
    "min": min,
    "max": max,
    "range": lambda items: max(items) - min(items),
    "n": len,
}
STATISTICS = frozenset(_STATISTICS)


def _statistic(operand: float | str, items: Sequence[float]) -> float | None:
    if not isinstance(operand, str):
        return operand
    return _held(_STATISTICS[operand], items) if items and operand in _STATISTICS else None


def _held(calculate: Callable[..., float | None], *numbers: Sequence[float]) -> float | None:
    """Return the result; None where a square or a sum is too large for any number to hold."""
    try:
        return calculate(*numbers)
    except (OverflowError, ValueError):  # the second for a sum of inf and -inf
        return None
