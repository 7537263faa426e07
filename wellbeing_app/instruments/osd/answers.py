"""Validation rules of answers (OSD C9), in the order they are checked."""

from collections.abc import Iterator
from typing import TypeVar

from wellbeing_app.instruments.model.item import Constraint
from wellbeing_app.instruments.osd.raw_items import (
    LongShape,
    LongValidation,
    MulticheckShape,
    ShortShape,
)
from wellbeing_app.untrusted.patterns import BadPattern, compile_pattern
from wellbeing_app.untrusted.refusal import Refused, inside

N = TypeVar("N", int, float)

_PAIRS = (
    ("min_length", "max_length"),
    ("min_words", "max_words"),
    ("number_min", "number_max"),
    ("min_selected", "max_selected"),
)


def long_constraints(shape: LongShape, path: str) -> tuple[Constraint, ...]:
    """Return the rules of a long text. Raises `Refused` if they contradict each other."""
    return _agreeing(tuple(_text_rules(shape.validation)), path)


def short_constraints(shape: ShortShape, path: str) -> tuple[Constraint, ...]:
    """Return the rules of a short text. Raises `Refused` also for a pattern outside the subset."""
    rules = shape.validation
    minimum, maximum = number_range(shape)
    stated = (
        ("number_min", minimum, rules.number_min_error or rules.min_error),
        ("number_max", maximum, rules.number_max_error or rules.max_error),
        ("pattern", rules.pattern, rules.pattern_error),
    )
    if rules.pattern is not None:
        _check_pattern(rules.pattern, inside(inside(path, "validation"), "pattern"))
    return _agreeing((*_text_rules(rules), *_stated(stated)), path)


def number_range(shape: ShortShape) -> tuple[float | None, float | None]:
    """Return the smallest and greatest number allowed, from any of the three ways to say it."""
    rules = shape.validation
    return (
        _first(rules.number_min, rules.min, shape.number_min),
        _first(rules.number_max, rules.max, shape.number_max),
    )


def multicheck_constraints(shape: MulticheckShape, path: str) -> tuple[Constraint, ...]:
    """Return the rules of a multicheck, stated on the item or under `validation`."""
    rules = shape.validation
    least = _first(shape.min_selected, rules.min_selected)
    most = _first(shape.max_selected, rules.max_selected)
    if least is not None and least > len(shape.options):
        raise Refused(inside(path, "options"), f"are fewer than the {least} to be ticked")
    stated = (
        ("min_selected", least, rules.min_selected_error),
        ("max_selected", most, rules.max_selected_error),
    )
    return _agreeing(tuple(_stated(stated)), path)


def _text_rules(rules: LongValidation) -> Iterator[Constraint]:
    return _stated(
        (
            ("min_length", rules.min_length, rules.min_length_error),
            ("max_length", rules.max_length, rules.max_length_error),
            ("min_words", rules.min_words, rules.min_words_error),
            ("max_words", rules.max_words, rules.max_words_error),
        )
    )


def _stated(
    rules: tuple[tuple[str, int | float | str | None, str | None], ...],
) -> Iterator[Constraint]:
    for rule, limit, error_key in rules:
        if limit is not None:
            yield Constraint(rule, limit, error_key)


def _agreeing(rules: tuple[Constraint, ...], path: str) -> tuple[Constraint, ...]:
    """Return the rules. Raises `Refused` where a lower limit is above the upper one."""
    limits = {rule.rule: rule.limit for rule in rules if not isinstance(rule.limit, str)}
    for lower, upper in _PAIRS:
        if lower in limits and upper in limits and limits[lower] > limits[upper]:
            raise Refused(inside(path, "validation"), f"{lower} is above {upper}")
    return rules


def _check_pattern(pattern: str, path: str) -> None:
    try:
        compile_pattern(pattern)
    except BadPattern as error:
        raise Refused(path, f"not a supported pattern: {error}") from None


def _first(*candidates: N | None) -> N | None:
    return next((one for one in candidates if one is not None), None)
