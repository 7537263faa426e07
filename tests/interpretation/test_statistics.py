"""The formulas of a result against closed forms and published worked examples."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.interpretation.statistics import (
    Z,
    band_chances,
    margin,
    percentile,
    positive_predictive_value,
    reliable_change,
    standard_error,
)

RATES = (1, 3.2, 4.8, 8.6, 20, 50)
DEPRESSION = (3.9, 4.7, 8.8, 12.1)
WORRY = (2.6, 2.7, 7.6, 10.0)

PRINTED = [
    # sensitivity, specificity, base rates in %, printed PPV in %
    (0.883, 0.816, RATES, "4.6 13.7 19.5 31.1 54.5 82.8"),
    (0.809, 0.872, RATES, "6.0 17.3 24.2 37.3 61.2 86.3"),
    (0.707, 0.869, RATES, "5.2 15.1 21.4 33.7 57.4 84.4"),
    (0.697, 0.851, RATES, "4.5 13.4 19.1 30.6 53.9 82.4"),
    (0.88, 0.85, RATES, "5.6 16.2 22.8 35.6 59.5 85.4"),
    (0.74, 0.91, RATES, "7.7 21.4 29.3 43.6 67.3 89.2"),
    (0.89, 0.82, RATES, "4.8 14.0 20.0 31.8 55.3 83.2"),
    (0.79, 0.79, RATES, "3.7 11.1 15.9 26.1 48.5 79.0"),
    (0.44, 0.96, RATES, "10.0 26.7 35.7 50.9 73.3 91.7"),
    (0.88, 0.85, DEPRESSION, "19.2 22.4 36.1 44.7"),
    (0.74, 0.91, DEPRESSION, "25.0 28.9 44.2 53.1"),
    (0.86, 0.78, DEPRESSION, "13.7 16.2 27.4 35.0"),
    (0.61, 0.92, DEPRESSION, "23.6 27.3 42.4 51.2"),
    (0.89, 0.71, DEPRESSION, "11.1 13.1 22.8 29.7"),
    (0.89, 0.82, WORRY, "11.7 12.1 28.9 35.5"),
    (0.83, 0.84, WORRY, "12.2 12.6 29.9 36.6"),
    (0.76, 0.81, WORRY, "9.6 10.0 24.8 30.8"),
]
"""Printed tables of predictive values, worked from published accuracy and base rates by others.
They test the formula; they are no licence to show any of them."""

shares = st.floats(0.01, 0.99)
points = st.floats(-50, 150)
errors = st.floats(0.1, 20)


@pytest.mark.parametrize(("sensitivity", "specificity", "rates", "printed"), PRINTED)
def test_predictive_values_equal_the_printed_table(
    sensitivity: float, specificity: float, rates: tuple[float, ...], printed: str
) -> None:
    found = " ".join(
        f"{100 * positive_predictive_value(sensitivity, specificity, rate / 100):.1f}"
        for rate in rates
    )
    assert found == printed


def test_predictive_values_equal_a_count_of_people() -> None:
    """Altman and Bland 1994, BMJ 309:102: 231 true positives of 263."""
    sensitivity, specificity, rate = 231 / 258, 54 / 86, 258 / 344
    assert positive_predictive_value(sensitivity, specificity, rate) == pytest.approx(231 / 263)


@pytest.mark.parametrize(
    ("deviation", "reliability", "error", "change"),
    [
        (3.5, 0.86, 1.3, 3.6),  # PHQ-9, community
        (3.5, 0.74, 1.8, 4.9),  # PHQ-9, patients (5.0 where 1.8 is rounded first)
        (3.4, 0.83, 1.4, 3.9),  # GAD-7
        (7.8, 0.76, 3.82, 10.6),  # SCS
    ],
)
def test_the_error_and_the_change_equal_the_printed_ones(
    deviation: float, reliability: float, error: float, change: float
) -> None:
    digits = len(str(error).partition(".")[2])
    found = standard_error(deviation, reliability)
    assert round(found, digits) == error
    assert round(reliable_change(found), 1) == change


def test_the_smallest_detectable_change_of_the_k6_equals_the_published_one() -> None:
    """SD 5.84 and ICC .73 in 3,254 people; the paper prints 8.47 (doi 10.2147/PRBM.S417446)."""
    assert reliable_change(standard_error(5.84, 0.73)) == pytest.approx(8.47, abs=0.1)


def test_the_worked_example_of_a_reliable_change() -> None:
    """Jacobson and Truax 1991: SD 7.5, r .80, from 32.5 to 47.5.

    Their S_E is 3.35, the standard error of the difference 4.74, the index 15 / 4.74 = 3.16.
    """
    error = standard_error(7.5, 0.80)
    assert round(error, 2) == 3.35
    assert round(math.sqrt(2) * error, 2) == 4.74
    assert round(Z * (47.5 - 32.5) / reliable_change(error), 2) == 3.16


def test_the_textbook_margin() -> None:
    """SD 15 and r .89 give an SEM of 4.97 and about 90 to 110 around 100."""
    error = standard_error(15, 0.89)
    assert round(error, 2) == 4.97
    low, high = margin(100, error, 40, 160)
    assert (round(low, 1), round(high, 1)) == (90.2, 109.8)


def test_a_margin_ends_with_the_scale() -> None:
    assert margin(0, 2, 0, 27) == pytest.approx((0, Z * 2))
    assert margin(27, 2, 0, 27) == pytest.approx((27 - Z * 2, 27))


@pytest.mark.parametrize(
    ("value", "below"), [(100, 50), (115, 84.13), (85, 15.87), (130, 97.72), (124.67, 95)]
)
def test_percentiles_equal_the_table_of_the_normal_curve(value: float, below: float) -> None:
    assert percentile(value, 100, 15) == pytest.approx(below, abs=0.01)


def test_a_score_on_the_edge_of_two_bands_is_as_likely_in_either() -> None:
    low, high = band_chances(9.5, 1.5, [(0, 9), (10, 21)])
    assert low == pytest.approx(0.5)
    assert high == pytest.approx(0.5)


def test_band_chances_equal_the_normal_curve() -> None:
    """One SEM above the edge: 15.87 % below it."""
    low, high = band_chances(11.5, 2, [(0, 9), (10, 21)])
    assert low == pytest.approx(0.1587, abs=0.0001)
    assert high == pytest.approx(0.8413, abs=0.0001)


def test_without_error_the_band_of_the_score_has_all_the_chance() -> None:
    assert band_chances(12, 0, [(0, 9), (10, 14), (15, 21)]) == (0, 1, 0)


@pytest.mark.parametrize(("deviation", "reliability"), [(-1, 0.5), (1, 1.1), (1, -0.1)])
def test_impossible_figures_are_refused(deviation: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="reliability"):
        standard_error(deviation, reliability)


@given(points, errors, st.lists(st.integers(0, 100), min_size=2, max_size=7, unique=True))
def test_the_chances_of_all_bands_make_one(value: float, error: float, starts: list[int]) -> None:
    starts.sort()
    bands = [(low, high - 1) for low, high in pairwise(starts)] + [(starts[-1], 100)]
    chances = band_chances(value, error, bands)
    assert sum(chances) == pytest.approx(1)
    assert all(chance >= 0 for chance in chances)


@given(shares, shares, shares)
def test_predictive_values_agree_with_a_table_of_four_fields(
    sensitivity: float, specificity: float, rate: float
) -> None:
    people = 1_000_000
    ill = people * rate
    found, wrong = ill * sensitivity, (people - ill) * (1 - specificity)
    positive = positive_predictive_value(sensitivity, specificity, rate)
    assert positive == pytest.approx(found / (found + wrong))
