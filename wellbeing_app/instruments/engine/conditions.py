"""Conditions of the format (OSD S1): when an item, a section, a gate or an alert applies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from wellbeing_app.instruments.model.item import AllOf, AnyOf, Comparison, Condition
from wellbeing_app.instruments.model.values import Value, number_of, same, text_of


@dataclass(frozen=True, slots=True)
class Context:
    """What is known at one moment. A name that is not there has no value."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)
    scores: Mapping[str, Value] = field(default_factory=dict)
    computed: Mapping[str, Value] = field(default_factory=dict)

    def value(self, source: str, name: str) -> Value:
        """Return a value by its source (item or answer, parameter, score, computed) and name."""
        return _SOURCES[source](self).get(name)


_SOURCES: dict[str, Callable[[Context], Mapping[str, Value]]] = {
    "item": lambda context: context.answers,
    "answer": lambda context: context.answers,
    "parameter": lambda context: context.parameters,
    "score": lambda context: context.scores,
    "computed": lambda context: context.computed,
}


def holds(condition: Condition | None, context: Context) -> bool:
    """Return whether a condition holds; None, no condition, always does.

    Equality is exact and of texts, so 1 and "1" are equal; greater and less compare numbers and are
    false where one side is none. An item without an answer equals nothing but the empty text, so
    `not_equals` and `not_in` hold for it, as in the format's reference runner. A multicheck's
    answer also is `in` a list if any of its ticks is, and equals each of its ticks.
    """
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(holds(part, context) for part in parts)
        case AnyOf(parts):
            return any(holds(part, context) for part in parts)
        case Comparison(source, name, operator, value):
            return compare(operator, context.value(source, name), value)


def compare(operator: str, left: Value, right: Value) -> bool:
    """Return whether `left operator right`, with an operator of S1 (KeyError for another)."""
    return _OPERATORS[operator](left, right)


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    """Yield every simple condition inside a condition."""
    match condition:
        case Comparison():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)


def looks_at_answers_only(condition: Condition) -> bool:
    """Return whether answers and parameters decide it, without any score."""
    return all(one.source in ("item", "parameter") for one in comparisons(condition))


def _equals(left: Value, right: Value) -> bool:
    if isinstance(left, tuple) and not isinstance(right, tuple):
        return any(same(tick, right) for tick in left) or same(left, right)
    return same(left, right)


def _is_in(left: Value, right: Value) -> bool:
    """Return whether left is in a list; a text counts as a list with commas."""
    several = right if isinstance(right, tuple) else tuple(text_of(right).split(","))
    return any(_equals(left, one.strip() if isinstance(one, str) else one) for one in several)


def _numbers(compared: Callable[[float, float], bool]) -> Callable[[Value, Value], bool]:
    def operator(left: Value, right: Value) -> bool:
        first, second = number_of(left), number_of(right)
        return first is not None and second is not None and compared(first, second)

    return operator


_OPERATORS: dict[str, Callable[[Value, Value], bool]] = {
    "equals": _equals,
    "not_equals": lambda left, right: not _equals(left, right),
    "greater_than": _numbers(lambda left, right: left > right),
    "less_than": _numbers(lambda left, right: left < right),
    "in": _is_in,
    "not_in": lambda left, right: not _is_in(left, right),
    "is_answered": lambda left, _: text_of(left) != "",
    "is_not_answered": lambda left, _: text_of(left) == "",
}
OPERATORS = frozenset(_OPERATORS)
