"""Answers read as text and as numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.instruments.model.values import Value, number_of, same, text_of, truth_of


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3"), (3.0, "3"), (2.5, "2.5"), (True, "true"), (None, ""), (("a", 1), "a,1")],
)
def test_values_compare_as_the_format_writes_them(value: Value, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [("7", 7), (" 7.50 ", 7.5), ("-.5", -0.5), ("1e3", 1000), (True, 1), (4, 4)],
)
def test_numbers_are_read_from_texts_and_switches(value: Value, number: float) -> None:
    assert number_of(value) == number


@pytest.mark.parametrize(
    "value",
    ["", "7 kg", "nan", "inf", "1_000", "٣", "0x10", "1e999", "9" * 400, 10**400, math.inf, None],
)
def test_what_is_no_finite_number_gives_none(value: Value) -> None:
    assert number_of(value) is None


@given(st.text() | st.integers() | st.floats() | st.booleans() | st.none())
def test_reading_never_fails(value: Value) -> None:
    assert isinstance(text_of(value), str)
    assert isinstance(truth_of(value), bool)
    number = number_of(value)
    assert number is None or math.isfinite(number)


def test_a_boolean_parameter_equals_one_however_it_is_written() -> None:
    assert same(True, 1)  # noqa: FBT003 - the value itself is under test
    assert same("1", True)  # noqa: FBT003
    assert same(False, "false")  # noqa: FBT003
    assert not same(True, "yes")  # noqa: FBT003
    assert same(3, "3.0") is False
