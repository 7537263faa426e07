"""The expression language of computed variables (OSD S7): parsed once, evaluated safely.

An expression refers to `answer.ID`, `parameter.NAME`, `score.ID` and `computed.NAME`; it has
numbers, quoted texts, `true`, `false`, lists in square brackets, `+ - * /`, `== != > < >= <=`,
`in`, `not_in`, `and`, `or`, `not` and the functions count, sum, abs, min and max. It has no loop
and at most 200 nodes, so evaluating it takes at most that many steps.

Where something is not known (no answer, no score) there is null, and null spreads:

- arithmetic, comparisons, sum, abs, min and max are null if a part is null or no number; so are a
  division by zero and a result too large for a number. But nought times null is nought, as any
  answer would give nought: minutes a day, not asked at no days a week, times those no days;
- `and` and `or` answer where the known part decides (`false and null` is false), else are null;
- `count` counts the parts that are not null.

`==` and `in` compare numbers as numbers and anything else as text; `<` and its kin need numbers.
"""

import math
import operator
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from wellbeing_app.instruments.engine.conditions import Context
from wellbeing_app.instruments.engine.expression_syntax import (
    BadExpression,
    Expression,
    Literal,
    Node,
    Operation,
    Reference,
    read_expression,
)
from wellbeing_app.instruments.model.values import Value, number_of, same

__all__ = ["BadExpression", "Expression", "Reference", "Result", "evaluate", "parse"]

Result: TypeAlias = float | bool | str | None


@lru_cache(maxsize=2048)
def parse(text: str) -> Expression:
    """Parse an expression. Raises `BadExpression`, which says where and why."""
    return read_expression(text)


def evaluate(expression: Expression, context: Context) -> Result:
    """Evaluate an expression; None where what is known does not decide it."""
    match _value(expression.root, context):
        case tuple():
            return None
        case value:
            return value


def _value(node: Node, context: Context) -> Value:
    match node:
        case Literal(value):
            return value
        case Reference(source, name):
            return context.value(source, name)
        case Operation(name, parts):
            values = [_value(part, context) for part in parts]
            return _OPERATIONS[name](values)


def _negation(values: Sequence[Value]) -> Value:
    truth = _truth(values[0])
    return None if truth is None else not truth


def _both(values: Sequence[Value]) -> Value:
    return _decided(values, decisive=False)


def _either(values: Sequence[Value]) -> Value:
    return _decided(values, decisive=True)


def _decided(values: Sequence[Value], *, decisive: bool) -> Value:
    truths = [_truth(value) for value in values]
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def _truth(value: Value) -> bool | None:
    """Return the truth of a value: a number other than 0, a text with anything in it."""
    if value is None:
        return None
    number = number_of(value)
    return bool(value) if number is None else number != 0


def _equal(values: Sequence[Value]) -> Value:
    left, right = values
    return None if left is None or right is None else _alike(left, right)


def _unequal(values: Sequence[Value]) -> Value:
    return _negation([_equal(values)])


def _member(values: Sequence[Value]) -> Value:
    left, several = values
    if left is None or several is None:
        return None
    return any(_alike(left, one) for one in (several if isinstance(several, tuple) else (several,)))


def _no_member(values: Sequence[Value]) -> Value:
    return _negation([_member(values)])


def _alike(left: Value, right: Value) -> bool:
    numbers = number_of(left), number_of(right)
    return same(left, right) if None in numbers else numbers[0] == numbers[1]


def _product(values: Sequence[Value]) -> Value:
    numbers = [number_of(value) for value in values]
    return 0.0 if 0 in numbers else _calculated(math.prod, numbers)


def _numeric(calculate: Callable[..., float]) -> Callable[[Sequence[Value]], Value]:
    """Return the operation that gives `calculate` its values as numbers, null if it cannot."""

    def operation(values: Sequence[Value]) -> Value:
        return _calculated(lambda numbers: calculate(*numbers), [number_of(v) for v in values])

    return operation


def _calculated(
    calculate: Callable[[list[float]], float], numbers: Sequence[float | None]
) -> float | None:
    known = [number for number in numbers if number is not None]
    if not known or len(known) < len(numbers):
        return None
    try:
        result = calculate(known)
    except (ZeroDivisionError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def _total(*numbers: float) -> float:
    return math.fsum(numbers)


def _least(*numbers: float) -> float:
    return min(numbers)


def _greatest(*numbers: float) -> float:
    return max(numbers)


_OPERATIONS: dict[str, Callable[[Sequence[Value]], Value]] = {
    "not": _negation,
    "and": _both,
    "or": _either,
    "==": _equal,
    "!=": _unequal,
    "in": _member,
    "not_in": _no_member,
    "<": _numeric(operator.lt),
    ">": _numeric(operator.gt),
    "<=": _numeric(operator.le),
    ">=": _numeric(operator.ge),
    "+": _numeric(operator.add),
    "-": _numeric(operator.sub),
    "/": _numeric(operator.truediv),
    "*": _product,
    "negative": _numeric(operator.neg),
    "abs": _numeric(operator.abs),
    "sum": _numeric(_total),
    "min": _numeric(_least),
    "max": _numeric(_greatest),
    "count": lambda values: float(sum(value is not None for value in values)),
    "list": lambda values: tuple(
        value for value in values if isinstance(value, str | float | bool)
    ),
}
