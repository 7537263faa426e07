"""What may be answered: options and ranges of scales (OSD C2), and rules of validation (C9)."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from wellbeing_app.instruments.model.item import Anchor, Constraint, Option
from wellbeing_app.instruments.osd.names import Texts
from wellbeing_app.instruments.osd.raw_definition import LikertOptionsShape
from wellbeing_app.instruments.osd.raw_items import (
    LikertShape,
    LongShape,
    LongValidation,
    MulticheckShape,
    ShortShape,
    VasShape,
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


MOST_POINTS = 101
USUAL_POINTS = 5
"""Points of a likert item where the file gives neither points nor a range."""


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


def likert_options(
    shape: LikertShape, scale: LikertOptionsShape, texts: Texts, path: str
) -> tuple[Option, ...]:
    """Return a likert item's options, lowest value first.

    Refuses points that contradict the range: which values would be stored is then a guess.
    """
    minimum, maximum = _likert_range(shape, scale)
    points = maximum - minimum + 1
    stated = shape.likert_points or (None if _own_range(shape) else scale.points)
    if not 1 <= points <= MOST_POINTS or (stated is not None and stated != points):
        said = f"{MOST_POINTS} points at most" if stated is None else f"{stated} points"
        reason = f"has {said}, but values from {minimum} to {maximum}"
        raise Refused(inside(path, "likert_points"), reason)
    own = shape.likert_labels is not None
    labels = (shape.likert_labels if own else scale.labels) or []
    here = inside(path, "likert_labels")
    if len(labels) > points:
        raise Refused(here, f"there are {len(labels)} labels for {points} points")
    keys = [*labels, *[None] * (points - len(labels))]
    return tuple(
        Option(minimum + place, texts.optional(key, inside(here, place)))
        for place, key in enumerate(keys)
    )


def _likert_range(shape: LikertShape, scale: LikertOptionsShape) -> tuple[int, int]:
    """Return the lowest and highest value; an item that states any part has its own range."""
    minimum = shape.likert_min
    if minimum is None:
        minimum = 1 if scale.min is None else scale.min
    maximum = shape.likert_max
    if maximum is None and not _own_range(shape):
        maximum = scale.max
    if maximum is None:
        points = shape.likert_points or scale.points or USUAL_POINTS
        maximum = minimum + points - 1
    return minimum, maximum


def _own_range(shape: LikertShape) -> bool:
    own = (shape.likert_points, shape.likert_min, shape.likert_max)
    return any(part is not None for part in own)


def numeric_range(options: Sequence[Option]) -> tuple[float | None, float | None]:
    """Return the lowest and highest of numeric option values; nothing if one is a text."""
    values = [option.value for option in options if not isinstance(option.value, str)]
    if len(values) < len(options):
        return None, None
    return float(min(values)), float(max(values))


def vas_anchors(
    shape: VasShape, texts: Texts, path: str
) -> tuple[float, float, tuple[Anchor, ...]]:
    """Return a visual analogue scale's ends and its named points; anchors replace end labels."""
    if shape.min >= shape.max:
        raise Refused(inside(path, "max"), "should be greater than `min`")
    if not shape.anchors:
        ends = (
            (shape.min, "min_label", shape.min_label),
            (shape.max, "max_label", shape.max_label),
        )
        named = tuple(
            Anchor(value, texts.require(key, inside(path, name)))
            for value, name, key in ends
            if key
        )
        return shape.min, shape.max, named
    here = inside(path, "anchors")
    for place, anchor in enumerate(shape.anchors):
        if not shape.min <= anchor.value <= shape.max:
            raise Refused(inside(here, place), "lies outside `min` to `max`")
    anchors = tuple(
        Anchor(anchor.value, texts.require(anchor.label, inside(inside(here, place), "label")))
        for place, anchor in enumerate(shape.anchors)
    )
    return shape.min, shape.max, anchors
