"""Conditions: what holds, given what is known."""

import pytest

from tests.instruments.builders import when
from wellbeing_app.instruments.engine.conditions import Context, comparisons, holds
from wellbeing_app.instruments.model.item import AllOf, AnyOf, Scalar

KNOWN = Context(
    answers={"mood": 2, "text": "7", "ticks": ("a", "b"), "word": "kg"},
    parameters={"on": True, "off": 0},
    scores={"total": 9.5, "none": None},
    computed={"risk": True},
)


@pytest.mark.parametrize(
    ("name", "operator", "value", "expected"),
    [
        ("mood", "equals", 2, True),
        ("mood", "equals", "2", True),
        ("mood", "equals", 3, False),
        ("mood", "not_equals", 3, True),
        ("mood", "greater_than", 1, True),
        ("mood", "greater_than", 2, False),
        ("mood", "less_than", "10", True),
        ("text", "less_than", 10, True),
        ("word", "greater_than", 0, False),
        ("mood", "in", (1, "2"), True),
        ("mood", "in", "1, 2", True),
        ("mood", "not_in", (1, 2), False),
        ("mood", "is_answered", None, True),
        ("mood", "is_not_answered", None, False),
    ],
)
def test_operators_compare_as_the_format_says(
    name: str, operator: str, value: Scalar | tuple[Scalar, ...] | None, *, expected: bool
) -> None:
    assert holds(when(name, operator, value), KNOWN) is expected


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        ("equals", 0, False),
        ("not_equals", 0, True),
        ("greater_than", -1, False),
        ("less_than", 1, False),
        ("in", (0, 1), False),
        ("not_in", (0, 1), True),
        ("is_answered", None, False),
        ("is_not_answered", None, True),
    ],
)
def test_an_item_without_an_answer_equals_nothing(
    operator: str, value: Scalar | tuple[Scalar, ...] | None, *, expected: bool
) -> None:
    assert holds(when("unanswered", operator, value), KNOWN) is expected


def test_one_tick_of_several_is_enough() -> None:
    assert holds(when("ticks", "equals", "a"), KNOWN)
    assert holds(when("ticks", "in", ("b", "c")), KNOWN)
    assert not holds(when("ticks", "in", ("c",)), KNOWN)
    assert holds(when("ticks", "equals", "a,b"), KNOWN)


def test_parameters_scores_and_computed_values_can_be_asked() -> None:
    assert holds(when("on", "equals", 1, "parameter"), KNOWN)
    assert holds(when("off", "equals", "0", "parameter"), KNOWN)
    assert holds(when("total", "greater_than", 9, "score"), KNOWN)
    assert not holds(when("none", "greater_than", 0, "score"), KNOWN)
    assert holds(when("risk", "equals", True, "computed"), KNOWN)  # noqa: FBT003


def test_compound_conditions_nest() -> None:
    yes, no = when("mood", "equals", 2), when("mood", "equals", 0)
    assert holds(AllOf((yes, AnyOf((no, yes)))), KNOWN)
    assert not holds(AllOf((yes, AnyOf((no,)))), KNOWN)
    assert holds(None, KNOWN)
    assert [part.value for part in comparisons(AllOf((yes, AnyOf((no, yes)))))] == [2, 0, 2]
